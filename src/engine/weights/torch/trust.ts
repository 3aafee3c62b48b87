/**
 * What a weights file may name as the maker of an object. Nothing named is ever called, so this is not what keeps the page
 * safe; it is what lets the page say that a file was made to run something when another program opens it.
 */
import type { Global } from './pickled.ts';

/** Functions that PyTorch and NumPy themselves put into their files. */
const functions: ReadonlySet<string> = new Set([
  'torch._utils._rebuild_tensor',
  'torch._utils._rebuild_tensor_v2',
  'torch._utils._rebuild_tensor_v3',
  'torch._utils._rebuild_parameter',
  'torch._utils._rebuild_parameter_with_state',
  'torch._tensor._rebuild_from_type_v2',
  'torch._utils._rebuild_device_tensor_from_numpy',
  'torch._utils._rebuild_qtensor',
  'torch._utils._rebuild_sparse_tensor',
  'torch.serialization._get_layout',
  'torch.storage._load_from_bytes',
  'torch.device',
  'torch.dtype',
  'numpy.core.multiarray._reconstruct',
  'numpy._core.multiarray._reconstruct',
  'numpy.core.multiarray.scalar',
  'numpy._core.multiarray.scalar',
  'numpy.dtype',
  'numpy.ndarray',
  '_codecs.encode',
  'copyreg._reconstructor',
  'copy_reg._reconstructor',
  'functools.partial',
]);

/** Python's own types that hold values and do nothing. */
const builtins: ReadonlySet<string> = new Set([
  'set',
  'frozenset',
  'bytearray',
  'bytes',
  'complex',
  'slice',
  'range',
  'int',
  'float',
  'bool',
  'str',
  'list',
  'tuple',
  'dict',
  'object',
]);

/** Classes of Python's standard library that hold values and do nothing. */
const harmlessModules: ReadonlySet<string> = new Set([
  'collections',
  'argparse',
  'pathlib',
  'enum',
  'datetime',
  'decimal',
  'fractions',
  'types',
  'uuid',
]);

/** The standard library's other modules that a class could be named from (Python 3.13's index, and Python 2's names). */
const standardLibrary: ReadonlySet<string> = new Set(
  `abc aifc antigravity ast asynchat asyncio asyncore atexit base64 bdb binascii bisect builtins __builtin__ bz2 calendar cgi cgitb chunk cmd code codecs codeop
  colorsys commands compileall concurrent configparser contextlib contextvars copy copyreg copy_reg cProfile crypt csv ctypes curses dataclasses dbm difflib dis
  distutils doctest email encodings ensurepip errno faulthandler fcntl filecmp fileinput fnmatch formatter ftplib functools gc getopt getpass gettext glob graphlib
  grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma
  mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath numbers opcode operator optparse os ossaudiodev
  parser pdb pickle cPickle _pickle pickletools pip pipes pkg_resources pkgutil platform plistlib popen2 poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr
  pydoc queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors setuptools shelve shlex shutil signal site smtpd smtplib sndhdr
  socket socketserver spwd sqlite3 ssl stat statistics string stringprep struct subprocess sunau symbol symtable sys sysconfig syslog tabnanny tarfile telnetlib
  tempfile termios test textwrap thread _thread threading this time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo typing
  unicodedata unittest urllib urllib2 venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo`.split(
    /\s+/,
  ),
);

/** A class by Python's convention: its last part begins with a capital, after underscores. */
const isClassName = (name: string) => /^_*[A-Z]/.test(name.split('.').at(-1) ?? '');

/** Classes of a person's own project are let in as what they are here: records. */
export function mayMake(maker: Global): boolean {
  const { module, name, path } = maker;
  if (functions.has(path)) return true;
  if (module === 'builtins' || module === '__builtin__') return builtins.has(name);
  const root = module.split('.')[0] ?? module;
  if (harmlessModules.has(root)) return isClassName(name);
  if (standardLibrary.has(root) || root.startsWith('_')) return root === '__main__' && isClassName(name);
  return isClassName(name);
}
