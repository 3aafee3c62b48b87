/**
 * Weights that go while a network is trained: none that is masked comes back, whatever momentum and weight decay do.
 */
import '@tensorflow/tfjs-backend-cpu';
import { setBackend, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import { toHost } from '../../layers/hostParameters.ts';
import { initialise } from '../../layers/initialise.ts';
import { registerKernels } from '../../ops/registerKernels.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import { stepsPerEpoch, trainTiny } from '../../training/trainingForTests.ts';
import type { Hook, TrainingPoint } from '../../training/trainState.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import type { LabelledBatch } from '../lossGradients.ts';
import { pruningTimes, type ScheduleSettings } from './schedules.ts';
import { sparseTraining } from './sparseTraining.ts';
import { masksIn, type Sparsifying, type SparsifySettings, sparsified } from './sparsify.ts';

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

const settings: SparsifySettings & ScheduleSettings = {
  ...{ keep: 0.3, what: 'entries', block: [1, 1], pool: 'mean', by: 'magnitude', scope: 'global' },
  ...{ ends: 'prune', schedule: 'once', first: 1, rounds: 3, begin: 0, end: 0.75, every: 0.5 },
};

const inputs: Sparsifying = {
  hard: true,
  *batches(): Generator<LabelledBatch> {
    const pixels = Float32Array.from({ length: 4 * 108 }, (_, i) => Math.sin(i));
    yield {
      images: tensor4d(pixels, [4, 6, 6, 3]),
      labels: tensor2d([1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0], [4, 3]),
    };
  },
  random: random(4),
};

async function tiny(): Promise<Checkpoint> {
  const architecture = catalogue.resnet8.architecture({ classes: 3, imageSize: 6, width: 0.25 });
  const drawn = initialise(build(architecture).parameters, random(3));
  return { architecture, tensors: await toHost(drawn) };
}

const zeros = (values: Float32Array) => values.reduce((sum, value) => sum + Number(value === 0), 0);

/** Share of the convolutions' and the linear layer's weights that are not zero. */
function density({ tensors }: Checkpoint): number {
  const weights = Object.entries(tensors).filter(
    ([name, { shape }]) => name.endsWith('.weight') && shape.length > 1,
  );
  const all = weights.reduce((sum, [, { values }]) => sum + values.length, 0);
  return 1 - weights.reduce((sum, [, { values }]) => sum + zeros(values), 0) / all;
}

interface Trained {
  readonly checkpoint: Checkpoint;
  readonly reached: number;
  readonly optimiser: Checkpoint['tensors'];
  readonly points: readonly TrainingPoint[];
  readonly leaked: number;
}

async function trained(
  more: Partial<typeof settings>,
  {
    given = inputs,
    epochs = 4,
    optimizer = 'sgd' as 'sgd' | 'adam',
    from = undefined as TrainingPoint | undefined,
  } = {},
): Promise<Trained> {
  const sparse = sparseTraining(await tiny(), { ...settings, ...more }, given);
  const points: TrainingPoint[] = [];
  const watching: Hook = {
    at: 'step',
    run: async ({ learners: [learner] }) => {
      if (learner) points.push(await learner.point());
    },
  };
  const first: TrainingPoint = { tensors: sparse.from.tensors, optimiser: {}, step: 0, sums: [] };
  const learners = [{ model: build(sparse.from.architecture), from: from ?? first }];
  const { tensors, optimiser, leaked } = await trainTiny({
    ...{ learners, epochs, optimizer, hooks: [...sparse.hooks, watching] },
  });
  const [end = {}] = tensors;
  const { checkpoint, report } = sparse.finished({ architecture: sparse.from.architecture, tensors: end });
  return { checkpoint, reached: report.reached.keep, optimiser: optimiser[0] ?? {}, points, leaked };
}

const densities = (points: readonly TrainingPoint[], architecture: Checkpoint['architecture']) =>
  points.map(({ tensors }) => density({ architecture, tensors }));

describe.each(['cpu', 'wasm'] as const)('weights that are pruned in training, on %s', (on) => {
  it.each(['sgd', 'adam'] as const)(
    'stay at zero over fifty steps of %s with momentum and weight decay, and so does what it keeps of them',
    async (optimizer) => {
      await start[on]();
      const epochs = Math.ceil(50 / stepsPerEpoch);
      const { checkpoint, optimiser, points, reached, leaked } = await trained({}, { epochs, optimizer });
      expect(points.length).toBeGreaterThanOrEqual(50);
      expect(reached).toBeCloseTo(0.3, 2);
      const masks = masksIn(checkpoint);
      expect(masks.size).toBeGreaterThan(5);
      for (const layer of masks.keys()) {
        const mask = checkpoint.tensors[`${layer}.weight_mask`]?.values ?? new Float32Array(0);
        const held = [
          ...points.map(({ tensors }) => tensors[`${layer}.weight`]),
          ...Object.entries(optimiser)
            .filter(([name]) => name.startsWith(`${layer}.weight.`))
            .map(([, one]) => one),
        ];
        expect(held.length).toBe(points.length + (optimizer === 'sgd' ? 1 : 2));
        const revived = held.filter((one) => mask.some((open, i) => open === 0 && one?.values[i] !== 0));
        expect(revived, layer).toEqual([]);
      }
      expect(leaked).toBe(0);
    },
  );
});

describe('weights that go in the course of a training', () => {
  const at = (times: ReadonlyMap<number, number>, step: number) =>
    [...times].reduce((kept, [from, keep]) => (from <= step ? keep : kept), 1);

  it.each(['rounds', 'gradual', 'agp', 'densify'] as const)('follow the schedule %s', async (schedule) => {
    await start.cpu();
    const { points, checkpoint, reached } = await trained({ schedule });
    const times = pruningTimes({ ...settings, schedule }, { epochs: 4, stepsPerEpoch });
    expect(times.size).toBeGreaterThan(1);
    for (const [i, share] of densities(points, checkpoint.architecture).entries()) {
      // What comes back is zero at first.
      const kept = at(times, i + 1);
      if (schedule !== 'densify' || kept < 1) expect(share, `after ${i + 1} steps`).toBeCloseTo(kept, 2);
    }
    expect(reached).toBeCloseTo(schedule === 'densify' ? 1 : 0.3, 2);
    if (schedule === 'densify') {
      expect(checkpoint.architecture.forms).toEqual({});
      // Some lead to units that ReLU silences.
      expect(density(checkpoint)).toBeGreaterThan(0.95);
    } else expect(density(checkpoint)).toBeCloseTo(0.3, 2);
  });

  it('starts the momentum of weights that come back at nothing', async () => {
    await start.cpu();
    const { points, checkpoint } = await trained({ schedule: 'densify', end: 0.5 });
    const middle = Math.round(0.5 * 4 * stepsPerEpoch);
    const name = 'layer2.0.conv2.weight';
    const before = points[middle - 2]?.tensors[name]?.values ?? new Float32Array(0);
    const slots = points[middle - 1]?.optimiser[`${name}.momentum_buffer`]?.values;
    expect(zeros(before)).toBeGreaterThan(10);
    before.forEach((value, i) => void (value === 0 && expect(slots?.[i]).toBe(0)));
    expect(zeros(checkpoint.tensors[name]?.values ?? new Float32Array(0))).toBe(0);
  });

  it('may come back under soft masks, which rank the numbers under them, and are zero in the end', async () => {
    await start.cpu();
    const soft = { ...inputs, hard: false };
    const { points, checkpoint, reached } = await trained(
      { schedule: 'gradual', first: 0.3, every: 0.34 },
      { given: soft },
    );
    const mask = (point: TrainingPoint | undefined) =>
      point?.tensors['layer3.0.conv2.weight_mask']?.values ?? [];
    const returned = points.slice(1).some((point, i) => {
      const [before, after] = [mask(points[i]), mask(point)];
      return after.some((one, k) => one === 1 && before[k] === 0);
    });
    expect(returned).toBe(true);
    expect(points.at(-1)?.tensors['layer3.0.conv2.weight']?.values.every((value) => value !== 0)).toBe(true);
    expect(reached).toBeCloseTo(0.3, 2);
    expect(density(checkpoint)).toBeCloseTo(0.3, 2);
    for (const form of Object.values(checkpoint.architecture.forms)) expect(form).toEqual({ kind: 'masked' });
  });

  it('goes on from where it was left to the same numbers', async () => {
    await start.cpu();
    const whole = await trained({ schedule: 'gradual', by: 'taylor' });
    const later = await trained({ schedule: 'gradual', by: 'taylor' }, { from: whole.points[stepsPerEpoch] });
    expect(later.checkpoint).toEqual(whole.checkpoint);
    expect(later.reached).toBe(whole.reached);
  });
});

it.each(['gradual', 'agp'] as const)(
  '%s keeps what is asked for where it begins after its end',
  (schedule) => {
    for (const begin of [0.5, 1]) {
      const times = pruningTimes(
        { ...settings, schedule, keep: 0.4, begin, end: 0 },
        { epochs: 2, stepsPerEpoch: 3 },
      );
      expect([...times.values()].at(-1)).toBeCloseTo(0.4, 12);
    }
  },
);

describe('a network that is sparse already', () => {
  it('loses more, and keeps the masks of layers that are left alone', async () => {
    await start.cpu();
    const first = await sparsified(await tiny(), { ...settings, keep: 0.6 }, inputs);
    expect(density(first.checkpoint)).toBeCloseTo(0.6, 2);
    const ends = ['conv1', 'linear'];
    const second = await sparsified(
      first.checkpoint,
      { ...settings, keep: 0.2, scope: 'layer', ends: 'keep', by: 'random' },
      inputs,
    );
    const [before, after] = [masksIn(first.checkpoint), masksIn(second.checkpoint)];
    for (const [layer, mask] of after) {
      mask.forEach((one, i) => void (one === 1 && expect(before.get(layer)?.[i]).toBe(1)));
      if (ends.includes(layer)) expect(mask).toEqual(before.get(layer));
    }
    expect(second.report.layers.map(({ layer }) => layer)).not.toContain('linear');
    expect(second.report.reached.keep).toBeCloseTo(0.2, 1);
  });
});
