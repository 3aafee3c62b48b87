import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../lang/problem.ts';
import { bytesInMemory } from '../byteSource.ts';
import { openWeights } from '../readers.ts';
import { latin, pickled, zipped } from './handmade.ts';

const folder = join(process.env.LAB_DATA ?? '../shared/data', 'torch_reference');
const given = existsSync(folder);
const open = (bytes: Uint8Array) => openWeights(bytesInMemory(bytes));
const reference = (name: string) => open(readFileSync(join(folder, name)));

async function complaintOf(bytes: Uint8Array): Promise<string> {
  try {
    await open(bytes);
  } catch (error) {
    if (error instanceof ProblemError) return `${error.problem.code}: ${error.message}`;
    throw error;
  }
  return 'opened';
}

/** `{"w": tensor}` of float32 numbers 0, 1, 2, …: shape, stride and offset as given. */
function archive(shape: readonly number[], stride: readonly number[], offset = 0, numbers = 12): Uint8Array {
  const data = new Uint8Array(Float32Array.from({ length: numbers }, (_, i) => i).buffer);
  return zipped({
    'model/data.pkl': pickled.stateDict('w', { numbers, offset, shape, stride }),
    'model/byteorder': latin('little'),
    'model/data/0': data,
  });
}

describe('a file made by hand', () => {
  it('is read by its strides, wherever the archive puts it', async () => {
    const { tensors, module } = await open(archive([3, 4], [4, 1]));
    expect(module).toBeUndefined();
    expect(tensors.get('w')?.shape).toEqual([3, 4]);
    expect([...((await tensors.get('w')?.values()) ?? [])]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    // numpy: arange(12).reshape(3, 4).T, and [1:, 1::2] of it.
    const turned = (await open(archive([4, 3], [1, 4]))).tensors.get('w');
    expect([...((await turned?.values()) ?? [])]).toEqual([0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11]);
    const part = (await open(archive([2, 2], [4, 2], 5))).tensors.get('w');
    expect([...((await part?.values()) ?? [])]).toEqual([5, 7, 9, 11]);
    // torch: arange(12)[:3].expand(5, 3), and arange(12).unfold(0, 3, 1).
    const expanded = (await open(archive([5, 3], [0, 1]))).tensors.get('w');
    expect([...((await expanded?.values()) ?? [])]).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2]);
    const overlapping = (await open(archive([10, 3], [1, 1]))).tensors.get('w');
    expect([...((await overlapping?.values()) ?? [])].slice(-6)).toEqual([8, 9, 10, 9, 10, 11]);
  });

  it.each([
    ['beyond its storage', archive([4, 4], [4, 1])],
    ['beyond its storage', archive([3, 4], [4, 1], 1)],
    // 2^40 numbers from one.
    ['made of 1 numbers, repeated', archive([2 ** 20, 2 ** 20], [0, 0])],
    ['no table of contents', archive([3, 4], [4, 1]).subarray(0, 200)],
    ['archive of something else', zipped({ 'a.txt': latin('hello') })],
    ['TorchScript', zipped({ 'm/data.pkl': latin('N.'), 'm/constants.pkl': latin('N.') })],
    ['no tensors', zipped({ 'm/data.pkl': latin('N.') })],
    ['ends in the middle', zipped({ 'm/data.pkl': latin('\x80\x02}X\xff\xff\x00\x00abc') })],
    ['not of torch.save', latin('\x80\x02K\x01.')],
    ['opcode', latin('\x80\x02\x97.')],
    ['recalls value 7', latin('\x80\x02h\x07.')],
  ])('is refused with "%s"', async (words, bytes) => {
    const said = await complaintOf(bytes);
    expect(said).toContain('weights-invalid');
    expect(said).toContain(words);
  });

  it.each([
    ['posix.system', 'cposix\nsystem\nX\x02\x00\x00\x00ls\x85R.'],
    ['builtins.eval', 'cbuiltins\neval\nX\x02\x00\x00\x0011\x85R.'],
    ['subprocess.Popen', 'csubprocess\nPopen\nX\x02\x00\x00\x00ls\x85\x81.'],
    ['os.system', '(ios\nsystem\n.'],
    ['webbrowser.open', '(cwebbrowser\nopen\nX\x01\x00\x00\x00ao.'],
    ['torch.hub.load', 'ctorch.hub\nload\nX\x01\x00\x00\x00a\x85R.'],
    ['importlib.import_module', '\x8c\x09importlib\x8c\x0dimport_module\x93X\x01\x00\x00\x00a\x85R.'],
  ])('that wants to call %s is refused by that name', async (wanted, opcodes) => {
    const said = await complaintOf(zipped({ 'm/data.pkl': latin(`\x80\x04${opcodes}`) }));
    expect(said).toContain('weights-invalid');
    expect(said).toContain(`to call ${wanted},`);
  });

  it('whose modules share their parts for ever is refused in time', async () => {
    // Each module has two parts, both the one before: 2^60 of them in a kilobyte.
    const empty = '}(X\x08\x00\x00\x00_modules}u';
    const module = (inner: string) => `ctorch.nn\nModule\n)\x81${inner}b`;
    const pair = '}(X\x08\x00\x00\x00_modules}(X\x01\x00\x00\x00ah\x00X\x01\x00\x00\x00bh\x00uu';
    const tower = `${module(empty)}q\x000${`${module(pair)}q\x000`.repeat(60)}h\x00.`;
    const said = await complaintOf(zipped({ 'm/data.pkl': latin(`\x80\x02${tower}`) }));
    expect(said).toContain('more than 100000 modules');
  });

  it('of any bytes opens or is refused, and never fails otherwise', async () => {
    const whole = archive([3, 4], [4, 1]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (edits) => {
          const bytes = whole.slice();
          for (const [at, value] of edits) bytes[at] = value;
          const said = await complaintOf(bytes);
          expect(said === 'opened' || said.startsWith('weights-invalid')).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe.skipIf(!given)('files of PyTorch (skipped without the shared data)', () => {
  const known = given ? JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8')) : undefined;
  const first = 'features.0.0.weight';

  it.each([
    ['module_zip.pt', 1e-7, 'torchvision.models.mobilenetv2.MobileNetV2', ''],
    ['module_legacy.pt', 1e-7, 'torchvision.models.mobilenetv2.MobileNetV2', ''],
    ['state_dict_zip.pt', 1e-7, undefined, ''],
    ['state_dict_half.pth', 5e-4, undefined, ''],
    ['state_dict_bf16.pth', 4e-3, undefined, ''],
    ['checkpoint_legacy.th', 1e-7, undefined, 'module.'],
  ])('%s', async (name, tolerance, module, prefix) => {
    const found = await reference(name);
    expect(found.module).toBe(module);
    // torchvision's MobileNetV2 has 314 entries, 52 of them num_batches_tracked.
    expect(found.tensors.size).toBe(262);
    const tensor = found.tensors.get(`${prefix}${first}`);
    const values = (await tensor?.values()) ?? new Float32Array(0);
    expect(tensor?.shape.slice(1)).toEqual([3, 3, 3]);
    known[`${first}[0]`].forEach((value: number, i: number) => {
      expect(Math.abs((values[i] ?? Number.NaN) - value)).toBeLessThan(tolerance);
    });
  });

  it('state_dict_bf16.pth holds the upper halves of the float32 weights, rounded to even', async () => {
    const [whole, halved] = [await reference('state_dict_zip.pt'), await reference('state_dict_bf16.pth')];
    for (const [name, tensor] of whole.tensors) {
      const bits = new Uint32Array(Float32Array.from(await tensor.values()).buffer);
      const rounded = bits.map((word) => (word + 0x7fff + ((word >>> 16) & 1)) & 0xffff_0000);
      const found = await halved.tensors.get(name)?.values();
      expect(found, name).toEqual(new Float32Array(rounded.buffer));
    }
  });

  it('strided_views.pt', async () => {
    const { tensors } = await reference('strided_views.pt');
    const view = tensors.get('view');
    const slice = tensors.get('slice');
    expect(view?.shape).toEqual([3, 4, 3, 3]);
    const [seen, cut] = [await view?.values(), await slice?.values()];
    const { 'view[0,:,0,0]': a, 'slice[:,0,0,0]': b } = known.strided_views;
    expect([0, 9, 18, 27].map((i) => seen?.[i])).toEqual(a.map(Math.fround));
    expect([0, 9, 18, 27].map((i) => cut?.[i])).toEqual(b.map(Math.fround));
  });

  it('hostile.pt is refused by the name of what it tried', async () => {
    await expect(reference('hostile.pt')).rejects.toThrow(/call posix\.system,/);
  });
});
