import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../lang/problem.ts';
import { bytesInMemory } from '../byteSource.ts';
import { openWeights } from '../readers.ts';
import { latin, opcodes, pickled, zipped } from './handmade.ts';

const { text, int, float, bool, tuple, list, dict, global, call, object, none } = opcodes;

/** A checkpoint of one filter and of what lies beside it. */
function checkpoint(beside: string): Uint8Array {
  const filter = pickled.tensor({ numbers: 6, offset: 0, shape: [2, 3], stride: [3, 1] });
  return zipped({
    'model/data.pkl': pickled.file(dict({ state_dict: dict({ 'fc.weight': filter }), beside })),
    'model/byteorder': latin('little'),
    'model/data/0': new Uint8Array(Float32Array.of(0, 1, 2, 3, 4, 5).buffer),
  });
}

async function opened(beside: string): Promise<string> {
  try {
    const { tensors } = await openWeights(bytesInMemory(checkpoint(beside)));
    return `opened: ${[...tensors.keys()]}`;
  } catch (thrown) {
    if (thrown instanceof ProblemError) return thrown.message;
    throw thrown;
  }
}

const bytes = (content: string) => call(global('_codecs.encode'), text(content), text('latin1'));
const dtype = call(global('numpy.dtype'), text('u4'), bool(false), bool(true));
const array = call(
  global('numpy.core.multiarray._reconstruct'),
  global('numpy.ndarray'),
  tuple(int(0)),
  bytes('b'),
);
const partial = (...parts: string[]) => call(global('functools.partial'), ...parts);
const getattr = (of: string, name: string) => call(global('builtins.getattr'), of, text(name));

describe('a checkpoint is opened with', () => {
  it.each([
    ['a defaultdict', call(global('collections.defaultdict'), global('__builtin__.list'))],
    ['a deque', call(global('collections.deque'), tuple(), int(5))],
    ['a Counter', call(global('collections.Counter'), dict({ a: int(1) }))],
    ['a date', call(global('datetime.datetime'), bytes('\x07\x01\x01\x02\x00\x00\x00\x00\x00\x00'))],
    [
      'a time zone',
      call(global('datetime.timezone'), call(global('datetime.timedelta'), int(0), int(0), int(0))),
    ],
    ['a range', call(global('__builtin__.xrange'), int(0), int(5), int(1))],
    ['a slice', call(global('builtins.slice'), int(0), int(5), none)],
    ['an array of numpy', `${array}${tuple(int(1), tuple(int(2)), dtype, bool(false), bytes('12345678'))}b`],
    ['a number of numpy', call(global('numpy._core.multiarray.scalar'), dtype, bytes('1234'))],
    [
      'a random state of numpy',
      call(
        global('numpy.random._pickle.__randomstate_ctor'),
        text('MT19937'),
        global('numpy.random._pickle.__bit_generator_ctor'),
      ),
    ],
    ['a generator of numpy', call(global('numpy.random._pickle.__generator_ctor'), text('PCG64'))],
    ['a member of an enum', call(global('project.kinds.Mode'), int(2))],
    ['a member of an enum, by its name', getattr(global('project.kinds.Mode'), 'TRAIN')],
    ['a signal', call(global('signal.Signals'), int(2))],
    ['a path', call(global('pathlib.PosixPath'), text('/'), text('runs'))],
    ['a path of Python 3.13', call(global('pathlib._local.PosixPath'), text('/'), text('runs'))],
    ['a UUID', object('uuid.UUID', dict({ int: int(7) }))],
    ['a decimal', call(global('decimal.Decimal'), text('0.1'))],
    ['a fraction', call(global('fractions.Fraction'), text('1/3'))],
    [
      'a namespace',
      object('argparse.Namespace', dict({ lr: float(0.1), act: global('torch.nn.functional.relu') })),
    ],
    ['a simple namespace', `${call(global('types.SimpleNamespace'))}${dict({ lr: float(0.1) })}b`],
    [
      'a partial',
      `${partial(global('torch.nn.modules.batchnorm.BatchNorm2d'))}${tuple(none, tuple(), dict({}), none)}b`,
    ],
    ['what a partial makes', call(partial(getattr(global('project.Box'), '__new__'), global('project.Box')))],
    ['a method caller', call(partial(global('operator.methodcaller'), text('step')), int(1))],
    ['a bound method', getattr(object('__main__.Recorder'), 'note')],
    ['a bound method named eval', getattr(object('__main__.Net'), 'eval')],
    ['a class of a lower-case name', object('project.config.cfg_node', dict({ lr: float(0.1) }))],
    ['a class in a project folder named code', object('code.models.Net', dict({ lr: float(0.1) }))],
    ['a class with a __reduce__ of its own', call(global('project.make_config'), text('a'), list(int(1)))],
    ['a class inside a class', object('project.Outer.Inner', dict({}))],
    [
      'an omegaconf configuration',
      object(
        'omegaconf.dictconfig.DictConfig',
        dict({ _content: dict({ lr: object('omegaconf.nodes.AnyNode') }) }),
      ),
    ],
    ['an EasyDict', `${object('easydict.EasyDict')}(${text('lr')}${float(0.1)}u${dict({ lr: float(0.1) })}b`],
    [
      'an AttributeDict of Lightning',
      `${object('lightning.fabric.utilities.data.AttributeDict')}(${text('lr')}${float(1)}u`,
    ],
    ['a function that is only named', global('builtins.print')],
    ['the result of a program', object('subprocess.CompletedProcess', dict({ returncode: int(0) }))],
    ['a version', object('distutils.version.LooseVersion', dict({ vstring: text('1.4') }))],
    ['the headers of an answer', object('requests.structures.CaseInsensitiveDict', dict({}))],
    ['a cookie jar', object('http.cookiejar.CookieJar', dict({}))],
    ['a queue of tasks', object('asyncio.queues.Queue', dict({}))],
    ['a lock of tasks', object('asyncio.locks.Lock', dict({}))],
    ['a shared dictionary', object('multiprocessing.managers.DictProxy', dict({}))],
    ['how processes begin', object('multiprocessing.context.SpawnContext', dict({}))],
    ['a vendored version', object('pip._vendor.packaging.version.Version', dict({}))],
    ['sizes of a file', call(global('os.stat_result'), tuple(int(1)), dict({}))],
    [
      'an unpickled function, not called',
      call(global('types.FunctionType'), object('types.CodeType'), dict({})),
    ],
  ])('%s', async (_, beside) => {
    expect(await opened(beside)).toBe('opened: fc.weight');
  });
});

describe('a checkpoint is called dangerous by the name of what it would call:', () => {
  const ls = text('ls');
  it.each([
    ['posix.system', call(global('posix.system'), ls)],
    ['nt.system', call(global('nt.system'), ls)],
    ['os.execv', call(global('os.execv'), ls, list(ls))],
    ['subprocess.check_output', call(global('subprocess.check_output'), ls)],
    ['builtins.eval', call(global('builtins.eval'), ls)],
    ['__builtin__.execfile', call(global('__builtin__.execfile'), ls)],
    ['builtins.exec', call(global('builtins.exec'), ls)],
    ['builtins.open', call(global('builtins.open'), ls, text('w'))],
    ['io.open', call(global('io.open'), ls)],
    ['builtins.__import__', call(global('builtins.__import__'), text('os'))],
    ['runpy._run_code', call(global('runpy._run_code'), ls)],
    ['socket.create_connection', call(global('socket.create_connection'), ls)],
    ['shutil.rmtree', call(global('shutil.rmtree'), ls)],
    ['pty.spawn', call(global('pty.spawn'), ls)],
    ['webbrowser.open', call(global('webbrowser.open'), ls)],
    ['torch.utils.collect_env.run', call(global('torch.utils.collect_env.run'), ls)],
    [
      'torch.jit.unsupported_tensor_ops.execWrapper',
      call(global('torch.jit.unsupported_tensor_ops.execWrapper'), ls),
    ],
    ['code.interact', call(global('code.interact'))],
    ['pickle.loads', call(global('pickle.loads'), bytes('N.'))],
    ['urllib.request.urlopen', call(global('urllib.request.urlopen'), ls)],
    ['pathlib.os.system', `${text('pathlib')}${text('os.system')}\x93${tuple(ls)}R`],
    ['random._os.system', `${text('random')}${text('_os.system')}\x93${tuple(ls)}R`],
    ['collections._sys.modules.get', `${text('collections')}${text('_sys.modules.get')}\x93${tuple(ls)}R`],
    ['torch.utils.collect_env.run', call(global('torch.utils.collect_env.run'), ls)],
    ['pathlib.os.system', call(getattr(global('pathlib.os'), 'system'), ls)],
    ['posix.system', call(partial(global('posix.system'), ls))],
    ['posix.system', partial(global('posix.system'), ls)],
    [
      'posix.system',
      call(global('builtins.list'), call(global('builtins.map'), global('posix.system'), list(ls))),
    ],
    ['pathlib.os', call(call(global('operator.methodcaller'), text('system'), ls), global('pathlib.os'))],
    ['builtins.__globals__', call(global('builtins.getattr'), object('project.Box'), text('__globals__'))],
    ['posix.system', `${object('project.Box', dict({ __setstate__: global('posix.system') }))}${ls}b`],
    ['types.FunctionType', call(call(global('types.FunctionType'), object('types.CodeType'), dict({})))],
  ])('%s', async (wanted, beside) => {
    expect(await opened(beside)).toContain(`to call ${wanted}, which no weights file needs`);
  });
});

const cases = join(process.env.LAB_CASES ?? '../shared/cases', 'weights');

describe.skipIf(!existsSync(cases))('files as people have them (skipped without the shared cases)', () => {
  it.each([
    'w01-defaultdict.pt',
    'w02-datetime.pt',
    'w03-deque.pt',
    'w04-numpy-rng.pt',
    'w06-bound-method.pt',
    'w07-harmless-that-should-open.pt',
  ])('%s opens', async (name) => {
    const { tensors } = await openWeights(bytesInMemory(readFileSync(join(cases, name))));
    expect(tensors.has('layer4.1.bn2.running_var')).toBe(true);
  });
});
