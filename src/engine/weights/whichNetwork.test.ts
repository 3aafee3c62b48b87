import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../lang/problem.ts';
import { inEnglish } from '../../lang/sentence.ts';
import { bytesInMemory } from './byteSource.ts';
import { openWeights } from './readers.ts';
import { writeSafetensors } from './safetensors.ts';
import { latin, opcodes, pickled, zipped } from './torch/handmade.ts';
import type { WantedNetwork } from './whichNetwork.ts';

const { text, int, list, dict, object, none } = opcodes;

/** What is written says which network it is of: its only row holds the number twice. */
const filter = (number: number) =>
  pickled.tensor({ numbers: 2, offset: 0, shape: [1, 2], stride: [2, 1], key: number });
const network = (number: number, prefix = '') =>
  dict({ [`${prefix}fc.weight`]: filter(number), [`${prefix}fc.bias`]: filter(number) });
const moments = dict({ state: dict({ exp_avg: filter(9) }), 'fc.weight': filter(9) });
const module = (number: number) =>
  object('project.Net', dict({ _parameters: dict({ weight: filter(number) }), _modules: dict({}) }));
const sideBySide = (...prefixes: readonly string[]) =>
  `}(${prefixes
    .flatMap((prefix, i) => ['a', 'b', 'c'].map((name) => text(`${prefix}.${name}.weight`) + filter(i + 1)))
    .join('')}u`;

function file(value: string): Uint8Array {
  const storages = Array.from({ length: 9 }, (_, i): [string, Uint8Array] => [
    `m/data/${i + 1}`,
    new Uint8Array(Float32Array.of(i + 1, i + 1).buffer),
  ]);
  return zipped({
    'm/data.pkl': pickled.file(value),
    'm/byteorder': latin('little'),
    ...Object.fromEntries(storages),
  });
}

/** The number of the network that was taken and what was said of it, or why none was. */
async function taken(bytes: Uint8Array, wanted: WantedNetwork) {
  try {
    const { tensors, remarks } = await openWeights(bytesInMemory(bytes), wanted);
    const [first] = tensors.values();
    return { number: (await first?.values())?.[0], said: remarks.map(inEnglish).join(' ') };
  } catch (thrown) {
    if (thrown instanceof ProblemError) return { number: undefined, said: thrown.message };
    throw thrown;
  }
}

describe('of a file with several networks', () => {
  const distilled = dict({ student: network(1), teacher: network(2), optimizer: moments });
  it.each([
    ['the one of the role', 2, distilled, 'teacher'],
    ['the one of the role', 1, distilled, 'student'],
    [
      'the one of the role, as a whole module',
      2,
      dict({ student: module(1), teacher: module(2) }),
      'teacher',
    ],
    [
      'the one whose name has the role in it',
      2,
      dict({ student_net: network(1), teacherNet: network(2) }),
      'teacher',
    ],
    [
      'the one that is not of the other role',
      2,
      dict({ student: network(1), resnet: network(2) }),
      'teacher',
    ],
    [
      'the one that is no average',
      1,
      dict({ state_dict: network(1), state_dict_ema: network(2) }),
      'teacher',
    ],
    ['the one that is no average', 2, dict({ ema: network(1), model: network(2) }), 'student'],
    ['the one that is no average', 2, dict({ ema_net: network(1), net: network(2) }), 'teacher'],
    ['the one that is no average', 2, dict({ modelEMA: network(1), backbone: network(2) }), 'teacher'],
    [
      'the role’s that is no average',
      2,
      dict({ teacher_ema: network(1), teacher: network(2), student: network(3) }),
      'teacher',
    ],
    [
      'the one under the usual name',
      1,
      dict({ state_dict: network(1), discriminator: network(2) }),
      'teacher',
    ],
    [
      'the one that lies least deep',
      1,
      dict({ state_dict: network(1), hyper_parameters: dict({ model: module(2) }) }),
      'teacher',
    ],
    ['the role’s prefix in one state dict', 2, sideBySide('student', 'teacher'), 'teacher'],
    ['the role’s prefix in one state dict', 1, sideBySide('student', 'teacher'), 'student'],
    ['the role’s prefix behind one of all', 2, sideBySide('module.student', 'module.teacher'), 'teacher'],
    ['the prefix that is no average', 1, sideBySide('model', 'model_ema'), 'teacher'],
  ] as const)('%s is taken, and said', async (_, number, value, role) => {
    const found = await taken(file(value), { role, name: 'both.pth' });
    expect(found.said).toMatch(
      /^This file holds several networks: .* was taken\. To have another, save it alone/,
    );
    expect(found.said).toContain('torch.load("both.pth")');
    expect(found.number).toBe(number);
  });

  it.each([
    [
      'dictionaries',
      dict({ inside: dict({ student: network(1), teacher: network(2) }) }),
      'torch.save(torch.load("both.pth")["inside"]["student"], "student.pth")',
    ],
    ['a list', list(network(1), network(2)), 'torch.save(torch.load("both.pth")[1], "1.pth")'],
    [
      'one state dict',
      dict({ state_dict: sideBySide('module.student', 'module.teacher') }),
      'torch.save({k.removeprefix("module.student."): v for k, v in torch.load("both.pth")["state_dict"].items() if k.startswith("module.student.")}, "student.pth")',
    ],
  ])('the line that saves another alone is Python for %s', async (_, value, line) => {
    expect((await taken(file(value), { role: 'teacher', name: 'both.pth' })).said).toContain(line);
  });

  it.each([
    ['net_a, net_b', dict({ net_a: network(1), net_b: network(2) })],
    ['model, net', dict({ model: network(1), net: network(2) })],
    ['0, 1', list(network(1), network(2))],
    ['models.a, models.b', dict({ models: dict({ a: network(1), b: network(2) }) })],
    ['ema, swa', dict({ ema: network(1), swa: network(2) })],
  ])('none is taken where nothing decides: %s', async (names, value) => {
    const { said, number } = await taken(file(value), { role: 'teacher', name: 'both.pth' });
    expect(number).toBeUndefined();
    expect(said).toContain(`nothing says which of them is meant: ${names}.`);
    expect(said).toContain('on the command line write ::');
  });

  it.each([
    ['net_b', 2],
    ['net_a', 1],
    ['inside.net_c', 3],
    ['net_c', 3],
  ])('the one that was asked for is taken: %s', async (key, number) => {
    const value = dict({ net_a: network(1), net_b: network(2), inside: dict({ net_c: network(3) }) });
    const found = await taken(file(value), { role: 'teacher', name: `both.pth::${key}` });
    expect(found).toEqual({ number, said: '' });
  });

  it('one that is not there is missed by its name', async () => {
    const { said } = await taken(file(distilled), { role: 'teacher', name: 'both.pth::net' });
    expect(said).toContain('both.pth holds no network of the name net; it holds: student, teacher.');
  });

  it('safetensors are told apart by their prefixes', async () => {
    const tensor = (number: number) => ({ shape: [1, 2], values: Float32Array.of(number, number) });
    const entries = ['student', 'teacher'].flatMap((prefix, i) =>
      ['a', 'b', 'c'].map((name) => [`${prefix}.${name}.weight`, tensor(i + 1)] as const),
    );
    const bytes = writeSafetensors({ tensors: new Map(entries), metadata: {} });
    expect(await taken(bytes, { role: 'teacher' })).toMatchObject({ number: 2 });
    expect(await taken(bytes, { role: 'student' })).toMatchObject({ number: 1 });
    expect((await taken(bytes, { role: 'teacher', name: 'a.safetensors' })).said).toContain(
      'for k, v in safetensors.torch.load_file("a.safetensors").items() if k.startswith("student.")',
    );
  });
});

describe('of a file with one network nothing is said', () => {
  it.each([
    ['a state dict', network(1)],
    ['a state dict of stages', sideBySide('layer1', 'layer2', 'layer3')],
    ['a checkpoint', dict({ epoch: int(3), state_dict: network(1), optimizer: moments, best: none })],
    ['a checkpoint of a student', dict({ student: network(1) })],
    ['a checkpoint of an average', dict({ ema: network(1) })],
    ['a module', module(1)],
    ['one deep inside', dict({ checkpoint: dict({ model: network(1) }) })],
    ['one beside its pixels’ scale', dict({ mean: filter(3), std: filter(3), model: network(1) })],
  ])('%s', async (_, value) => {
    expect(await taken(file(value), { role: 'teacher', name: 'one.pth' })).toEqual({ number: 1, said: '' });
  });
});

const cases = join(process.env.LAB_CASES ?? '../shared/cases', 'weights');

describe.skipIf(!existsSync(cases))('files as people have them (skipped without the shared cases)', () => {
  const open = (name: string) => taken(readFileSync(join(cases, name)), { role: 'teacher', name });

  it('w11-two-networks.pth is refused with both names', async () => {
    expect((await open('w11-two-networks.pth')).said).toContain('which of them is meant: net_a, net_b');
  });

  it('w11-timm-ema.pth.tar is the network that was trained', async () => {
    expect((await open('w11-timm-ema.pth.tar')).said).toContain(
      'state_dict, state_dict_ema. state_dict was taken.',
    );
  });

  it.each([
    ['w13-with-sparse.pth', 'extra.sparse was left out: a tensor is sparse, which is not read.'],
    ['w13-with-csr.pth', 'extra.csr was left out: a tensor is sparse, which is not read.'],
    ['w13-strides-tied-expanded-views.pth', ''],
    ['w00-plain.pth', ''],
  ])('%s opens', async (name, said) => {
    const found = await open(name);
    expect(found.said).toBe(said);
    expect(found.number).toEqual(expect.any(Number));
  });
});
