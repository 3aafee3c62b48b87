/**
 * Teachers whose weights were trained on other pixels than the lab's. An MLP's first layer has no border, so the same function
 * can be written for every scale: of (W, b) on x and x = p·s + t, it is (W·s, b + W·t) on p.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadRuntimeInNode } from '../engine/external/onnx/runtimeInNode.ts';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import { openSafetensors, writeSafetensors } from '../engine/weights/safetensors.ts';
import { type ExportFormat, type InputScale, inputScales } from '../spec/choices.ts';
import type { Experiment } from '../spec/experiment.ts';
import { normalisationOf } from '../spec/normalisation.ts';
import { memoryLogits, memoryStore, open, tiny } from './sessionForTests.ts';

const experiment: Experiment = { ...tiny, teacher: 'mlp', teacherWidth: 0.5, runs: 1, epochs: 1 };
const images = [0, 1, 2, 3, 4, 5];

async function logitsOf({ ask }: Pick<ReturnType<typeof open>, 'ask'>) {
  const examples = await Promise.all(images.map((index) => ask({ type: 'example', index })));
  return examples.flatMap(({ teacher }) => teacher ?? []);
}

const trained = (async () => {
  const lab = open();
  await lab.obey({ type: 'train-teacher', experiment });
  return {
    logits: await logitsOf(lab),
    accuracy: lab.of('teacher').at(-1)?.teacher.accuracy,
    bytes: await lab.ask({ type: 'export-teacher' }),
  };
})();

/** The trained teacher as somebody wrote it who trained on pixels of `scale`. */
async function fileOn(scale: InputScale, metadata: Readonly<Record<string, string>> = {}) {
  const { tensors } = await openSafetensors(bytesInMemory((await trained).bytes));
  const read = async (name: string) => (await tensors.get(name)?.values()) ?? new Float32Array();
  const [weight, bias] = [await read('fc1.weight'), await read('fc1.bias')];
  const [ours, theirs] = [normalisationOf('imagenet'), normalisationOf(scale)];
  const inputs = weight.length / bias.length;
  weight.forEach((value, i) => {
    // [out, in], and in is channel after channel.
    const channel = Math.floor((3 * (i % inputs)) / inputs) as 0 | 1 | 2;
    const deviation = ours.deviation[channel];
    const row = Math.floor(i / inputs);
    bias[row] = (bias[row] ?? 0) + (value * (theirs.mean[channel] - ours.mean[channel])) / deviation;
    weight[i] = (value * theirs.deviation[channel]) / deviation;
  });
  const entries = [...tensors].map(async ([name, { shape, values }]) => {
    const written = { 'fc1.weight': weight, 'fc1.bias': bias }[name] ?? (await values());
    return [name, { shape, values: written }] as const;
  });
  return writeSafetensors({ tensors: new Map(await Promise.all(entries)), metadata });
}

const said = (scale: InputScale) => {
  const { mean, deviation } = normalisationOf(scale);
  return { mean: JSON.stringify(mean), std: JSON.stringify(deviation) };
};

async function give(
  bytes: Uint8Array<ArrayBuffer>,
  changes: Partial<Experiment> = {},
  { lab = open(), name = 'mine.safetensors' } = {},
) {
  const wanted: Experiment = { ...experiment, teacher: 'file', ...changes };
  await lab.obey({ type: 'prepare', experiment: { ...wanted, teacher: 'cnn' } });
  const blob = new Blob([bytes]);
  const card = await lab.ask({ type: 'use-teacher-file', name, blob, experiment: wanted });
  await lab.obey({ type: 'prepare', experiment: wanted });
  expect(lab.of('problem')).toEqual([]);
  return { ...lab, lab, card, wanted, accuracy: lab.of('teacher').at(-1)?.teacher.accuracy };
}

const largestGap = (some: readonly number[], others: readonly number[]) =>
  Math.max(...some.map((value, i) => Math.abs(value - (others[i] ?? Number.NaN))));

describe('a teacher’s weights', () => {
  it.each(inputScales)(
    'that were trained on %s are shown such pixels where that is chosen',
    async (scale) => {
      const before = await trained;
      const given = await give(await fileOn(scale), { teacherInput: scale });
      expect(largestGap(await logitsOf(given), before.logits)).toBeLessThan(1e-3);
      expect(given.accuracy).toBe(before.accuracy);
      expect(given.card.takes).toBe(scale === 'imagenet' ? undefined : scale);
      expect(given.card.saysPixels).toBeUndefined();
    },
  );

  it.each(inputScales)('that say %s are shown such pixels whatever is chosen, and say so', async (scale) => {
    const before = await trained;
    for (const teacherInput of ['auto', scale === 'bytes' ? 'imagenet' : 'bytes'] as const) {
      const given = await give(await fileOn(scale, said(scale)), { teacherInput });
      expect(largestGap(await logitsOf(given), before.logits)).toBeLessThan(1e-3);
      expect(given.card.saysPixels).toBe(true);
    }
  });

  it('that say nothing are shown the lab’s own by themselves', async () => {
    const given = await give(await fileOn('imagenet'));
    expect(largestGap(await logitsOf(given), (await trained).logits)).toBeLessThan(1e-4);
    expect(given.card).not.toHaveProperty('takes');
  });

  it('are asked anew when another scale is chosen, and what was kept of one is not taken for the other’s', async () => {
    const before = await trained;
    const { store: logits } = memoryLogits();
    const visit = () => open(memoryStore(), undefined, logits);
    const bytes = await fileOn('zero-to-one');
    const first = await give(bytes, {}, { lab: visit() });
    expect(largestGap(await logitsOf(first), before.logits)).toBeGreaterThan(0.01);
    const wanted: Experiment = { ...first.wanted, teacherInput: 'zero-to-one' };
    await first.obey({ type: 'prepare', experiment: wanted });
    expect(largestGap(await logitsOf(first), before.logits)).toBeLessThan(1e-3);
    const second = await give(bytes, { teacherInput: 'zero-to-one' }, { lab: visit() });
    expect(second.accuracy).toBe(before.accuracy);
    await second.obey({ type: 'run', experiment: second.wanted, finished: [] });
    expect(second.of('sweep-ended')).toMatchObject([{ status: 'finished' }]);
  });

  it('keep their scale under a new head', async () => {
    const given = await give(await fileOn('bytes'), { teacherInput: 'bytes', teacherHead: 'new' });
    await given.obey({ type: 'train-teacher', experiment: given.wanted });
    const same = await give((await trained).bytes, { teacherHead: 'new' });
    await same.obey({ type: 'train-teacher', experiment: same.wanted });
    expect(largestGap(await logitsOf(given), await logitsOf(same))).toBeLessThan(1e-2);
  });
});

describe('a teacher on its own scale', () => {
  beforeAll(async () => {
    await loadRuntimeInNode();
  });

  it.each(['safetensors', 'tfjs', 'onnx'] as const)(
    'leaves as %s that says it, and is the same when it comes back',
    async (format: ExportFormat) => {
      const before = await trained;
      const given = await give(await fileOn('zero-to-one'), { teacherInput: 'zero-to-one' });
      const file = await given.ask({ type: 'export-network', of: 'teacher', format });
      expect(file.snippets[0]?.code).toContain('[0, 0, 0]');
      const back = await give(file.bytes, {}, { name: file.name });
      expect(back.card).toMatchObject({ takes: 'zero-to-one', saysPixels: true });
      expect(largestGap(await logitsOf(back), before.logits)).toBeLessThan(1e-3);
    },
  );
});
