/**
 * What a pickle names that would do harm where a program obeyed it. Nothing named is ever looked up or called here, so this is
 * not what keeps the page safe; it lets the page say that a file was made to run something when another program opens it.
 * Whatever is not named here is a record of what would have been made, and nothing more.
 */
import { Global, longestName, type Pickled, PickledObject } from './pickled.ts';

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Modules of Python's own that are there to start programs, run text as code, open files and connections, or load further pickles. */
const harmfulModules = wordsOf(`
  os nt posix ce subprocess _posixsubprocess _winapi commands popen2 pty shutil runpy imp zipimport pkgutil code codeop pdb bdb profile
  cProfile trace timeit doctest compileall py_compile _ctypes socket _socket socketserver ssl webbrowser antigravity urllib2 httplib ftplib smtplib
  poplib imaplib nntplib telnetlib pickle cPickle _pickle shelve marshal sys signal _signal mmap winreg _winreg msvcrt tempfile fileinput zipfile
  tarfile _thread thread pydoc rlcompleter fcntl resource atexit
`);

/** The same, where they have modules inside; then those of other projects. */
const harmfulPackages = wordsOf(`
  importlib ctypes asyncio urllib http xmlrpc sqlite3 dbm multiprocessing pip ensurepip venv setuptools distutils idlelib lib2to3
  dill cloudpickle joblib requests httpx aiohttp urllib3 paramiko fabric pexpect ptyprocess cffi IPython
`);

/** Parts of projects that are harmless else. */
const harmfulParts = [
  'torch.hub',
  'torch.package',
  'torch.utils.cpp_extension',
  'torch.utils.bottleneck',
  'torch.utils.collect_env',
  'torch.jit.unsupported_tensor_ops',
  'torch._inductor.codecache',
  'test.support.script_helper',
  'numpy.distutils',
  'numpy.f2py',
];

/** Of all these, what makes a value and does nothing else. */
const harmlessThere: ReadonlySet<string> = wordsOf(`
  os.stat_result os.terminal_size os.times_result os.uname_result os._Environ os.fspath os.cpu_count
  posix.stat_result posix.terminal_size posix.times_result posix.uname_result posix.fspath nt.stat_result nt.terminal_size
  subprocess.CompletedProcess subprocess.CalledProcessError subprocess.TimeoutExpired socket.AddressFamily socket.SocketKind
  signal.Signals signal.Handlers sys.intern urllib.parse.ParseResult urllib.parse.SplitResult http.HTTPStatus pickle.PickleBuffer
  http.cookiejar.CookieJar http.cookiejar.Cookie http.cookies.SimpleCookie http.cookies.Morsel asyncio.queues.Queue asyncio.locks.Lock
  multiprocessing.managers.DictProxy multiprocessing.managers.ListProxy multiprocessing.context.SpawnContext
  multiprocessing.context.ForkContext pip._vendor.packaging.version.Version setuptools._vendor.packaging.version.Version
  distutils.version.LooseVersion distutils.version.StrictVersion setuptools._distutils.version.LooseVersion
  requests.structures.CaseInsensitiveDict importlib.machinery.ModuleSpec zipfile.ZipInfo tarfile.TarInfo joblib.numpy_pickle.NumpyArrayWrapper
  dill._dill._create_type dill._dill._load_type dill._dill._create_function dill._dill._create_code dill._dill._create_cell
  cloudpickle.cloudpickle._builtin_type cloudpickle.cloudpickle._make_cell cloudpickle.cloudpickle._make_empty_cell
  cloudpickle.cloudpickle._make_function cloudpickle.cloudpickle._make_skeleton_class cloudpickle.cloudpickle._class_setstate
  cloudpickle.cloudpickle._function_setstate
`);

/** Functions of modules that are harmless else. */
const harmfulFunctions: ReadonlySet<string> = wordsOf(`
  io.open io.open_code io.FileIO _io.open _io.open_code _io.FileIO codecs.open tokenize.open gzip.open gzip.GzipFile bz2.open
  bz2.BZ2File lzma.open lzma.LZMAFile logging.FileHandler logging.config.fileConfig logging.config.dictConfig logging.config.listen
  platform.popen threading.Timer uuid._get_command_stdout _osx_support._read_output _aix_support._read_cmd_output
  torch.fx.experimental.symbolic_shapes.ShapeEnv.evaluate_guards_expression
  torch.load torch.serialization.load torch.jit.load torch.ops.load_library torch.classes.load_library torch.utils.model_zoo.load_url
  numpy.load numpy.lib.npyio.load numpy.testing.runstring numpy.testing._private.utils.runstring numpy.ctypeslib.load_library
  pandas.read_pickle pandas.io.pickle.read_pickle pandas.eval pandas.core.computation.eval.eval sympy.sympify
  yaml.load yaml.unsafe_load yaml.full_load
  torch.utils.collect_env.run torch.jit.unsupported_tensor_ops.execWrapper torch.utils._config_module.ConfigModule.load_config
  torch._dynamo.guards.GuardBuilder.get torch.fx.experimental.symbolic_shapes.ShapeEnv.evaluate_guards_expression
  torch.utils.bottleneck.__main__.run_cprofile torch.utils.bottleneck.__main__.run_autograd_prof
  _osx_support._read_output _aix_support._read_cmd_output _pyrepl.pager.pipe_pager
`);

const harmfulBuiltins = wordsOf(`
  eval exec execfile compile open file __import__ __build_class__ input raw_input breakpoint exit quit help apply reload setattr delattr
  globals locals
`);
const builtinsModules = wordsOf('builtins __builtin__ __builtins__');

/** Modules by which a harmless one may be left, as `pathlib.os.system` leaves pathlib, and `random._os.system` random. */
const ways = wordsOf(
  'os nt posix subprocess sys importlib runpy pty shutil socket ctypes pickle builtin__ builtins builtins__',
);
const isWay = (name: string) => ways.has(name.replace(/^_{1,2}/, ''));

/** From any object, these lead to everything that the interpreter can do. */
const leadsAnywhere = wordsOf(
  '__globals__ __builtins__ __subclasses__ __import__ __loader__ f_globals gi_frame',
);

/** What makes a function of bytes that somebody else wrote: harmless until the function is called. */
const functionMakers = wordsOf(`
  types.FunctionType types.LambdaType types.CodeType dill._dill._create_function cloudpickle.cloudpickle._make_function
`);

/** A name may be handed to any number of calls. */
const harmKnown = new WeakMap<Global, boolean>();

function isHarmful(named: Global): boolean {
  const known = harmKnown.get(named);
  if (known !== undefined) return known;
  const isSo = doesHarm(named);
  harmKnown.set(named, isSo);
  return isSo;
}

function doesHarm({ module, name, path }: Global): boolean {
  const parts = path.split('.');
  if (parts.some((part) => leadsAnywhere.has(part))) return true;
  if (harmlessThere.has(path)) return false;
  const dotted = name.split('.');
  if (dotted.slice(0, -1).some(isWay)) return true;
  const [root = ''] = parts;
  if (builtinsModules.has(root)) return dotted.some((part) => harmfulBuiltins.has(part));
  return (
    harmfulModules.has(module) ||
    harmfulPackages.has(root) ||
    harmfulFunctions.has(path) ||
    harmfulParts.some((part) => `${path}.`.startsWith(`${part}.`))
  );
}

/** What calling `callee` would call, as far as its record tells: a partial's function, an attribute by its whole name. */
function called(callee: Pickled, depth = 0): Global | undefined {
  if (callee instanceof Global) return callee;
  if (!(callee instanceof PickledObject) || depth > 16) return undefined;
  const { maker, parts } = callee;
  if (maker.path === 'functools.partial') return called(parts[0], depth + 1);
  if (functionMakers.has(maker.path)) return maker;
  const [of, attribute] = parts;
  if (maker.name !== 'getattr' || typeof attribute !== 'string' || attribute.length > longestName)
    return undefined;
  if (leadsAnywhere.has(attribute)) return new Global(maker.module, attribute);
  const whole = called(of, depth + 1);
  return whole && new Global(whole.module, `${whole.name}.${attribute}`);
}

/**
 * What would do harm where a program called `callee` with `parts`: the callee, or what it is handed to call. Undefined where
 * all would stay values.
 */
export function harmIn(callee: Pickled, parts: readonly Pickled[]): Global | undefined {
  const whole = called(callee);
  if (whole && isHarmful(whole)) return whole;
  // A function of code bytes is called, and not only made.
  if (callee instanceof PickledObject && whole && functionMakers.has(whole.path)) return whole;
  if (whole?.name === 'getattr' && typeof parts[1] === 'string') {
    const attribute = called(new PickledObject(whole, parts));
    if (attribute && isHarmful(attribute)) return attribute;
  }
  return harmAmong(parts, 0, { left: mostHanded });
}

/** Values that are looked at of all that one call is handed: its lists may be handed to every other call too. */
const mostHanded = 256;

/** `map(os.system, …)`, `partial(os.system, …)`: who is handed it will call it. */
function harmAmong(values: readonly Pickled[], depth: number, budget: { left: number }): Global | undefined {
  for (const value of values) {
    if (budget.left-- <= 0) return undefined;
    if (value instanceof Global && (isHarmful(value) || isWay(value.name))) return value;
    if (!Array.isArray(value) || depth > 1) continue;
    const inside = harmAmong(value, depth + 1, budget);
    if (inside) return inside;
  }
  return undefined;
}
