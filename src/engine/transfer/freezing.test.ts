/**
 * What each freeze mode moves and what it leaves as it was, bit for bit, in steps of the learner that trains it.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  dispose,
  engine,
  memory,
  ready,
  setBackend,
  type Tensor,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { freezeNames, type ModelName, type OptimizerName } from '../../spec/choices.ts';
import { catalogue } from '../families/catalogue.ts';
import type { Model } from '../families/model.ts';
import { runningShare } from '../layers/batchNorm.ts';
import { initialise } from '../layers/initialise.ts';
import { distillationObjective } from '../objectives/batchLoss.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { gradientsOf, learn, type StepBatch } from '../training/learner.ts';
import { optimizers } from '../training/optimizers.ts';
import { createParameterStore } from '../training/parameterStore.ts';
import { freezing } from './freezing.ts';
import { randomImages } from './randomImages.ts';

const size = 8;
const classes = 3;
const batchSize = 5;
const source = randomImages({ count: 15, size, classes });
const model = catalogue.resnet8.build({ classes, imageSize: size, width: 0.25 });
const headNames = ['linear.weight', 'linear.bias'];

type Values = Readonly<Record<string, readonly number[]>>;

async function valuesOf(parameters: Readonly<Record<string, Tensor>>): Promise<Values> {
  const values: Record<string, number[]> = {};
  for (const [name, held] of Object.entries(parameters)) values[name] = Array.from(await held.data());
  return values;
}

/** Batch `step` of the images, in their order. */
function batchOf(step: number): StepBatch {
  const indices = Int32Array.from({ length: batchSize }, (_, b) => (step * batchSize + b) % source.count);
  const labels = new Float32Array(batchSize * classes);
  indices.forEach((index, b) => {
    labels[b * classes + (source.labels[index] ?? 0)] = 1;
  });
  const stream = random(7).fork(step);
  return {
    images: source.batch(indices),
    labels: tensor2d(labels, [batchSize, classes]),
    teachers: [
      {
        logits: tensor2d(
          Float32Array.from({ length: batchSize * classes }, () => stream.normal()),
          [batchSize, classes],
        ),
        taps: {},
      },
    ],
  };
}

interface Settings {
  readonly steps?: number;
  readonly optimizer?: OptimizerName;
  readonly learningRate?: number;
  readonly momentum?: number;
  readonly weightDecay?: number;
}

/** Some steps from the weights of seed 3: all parameters before and after. */
async function trained(
  network: Model,
  {
    steps = 4,
    optimizer: name = 'sgd',
    learningRate = 0.05,
    momentum = 0.9,
    weightDecay = 1e-3,
  }: Settings = {},
): Promise<{ before: Values; after: Values; leaked: number }> {
  const tensors = memory().numTensors;
  const store = createParameterStore(network.parameters, initialise(network.parameters, random(3)));
  const optimizer = optimizers[name]({ momentum, weightDecay });
  const objective = distillationObjective({ alpha: 0.5, similarity: 'kl', temperature: 4 });
  const before = await valuesOf(store.parameters);
  for (let step = 0; step < steps; step++) {
    const batch = batchOf(step);
    optimizer.prepare(store, learningRate);
    learn({ model: network, store, optimizer, objective }, batch).dispose();
    dispose([batch.images, batch.labels, ...batch.teachers.map(({ logits }) => logits)]);
  }
  const after = await valuesOf(store.parameters);
  store.dispose();
  optimizer.dispose();
  return { before, after, leaked: memory().numTensors - tensors };
}

/** Names whose numbers are not all the same as before. */
function movedIn({ before, after }: { before: Values; after: Values }): readonly string[] {
  return Object.keys(before).filter((name) => !before[name]?.every((x, i) => Object.is(x, after[name]?.[i])));
}

const namesOf = (network: Model, of: (stage: string) => boolean) =>
  network.parts.filter(({ stage }) => of(stage)).flatMap((part) => part.parameters.map(({ name }) => name));

const isStatistic = (name: string) => name.includes('running_');

beforeAll(async () => {
  registerKernels('cpu');
  await setBackend('cpu');
  await ready();
});

describe('freezing', () => {
  it('none is ordinary training, bit for bit', async () => {
    expect(await trained(freezing(model, 'none'))).toEqual(await trained(model));
  });

  it('head moves the head and nothing else, statistics neither', async () => {
    expect(movedIn(await trained(freezing(model, 'head')))).toEqual(headNames);
  });

  it('stage moves the last stage and the head, its statistics too, and nothing else', async () => {
    const last = namesOf(model, (stage) => stage === 'layer3' || stage === 'head');
    expect(last).toHaveLength(2 * 5 + 2);
    expect(movedIn(await trained(freezing(model, 'stage')))).toEqual(last);
  });

  it('head-batch-norm moves the head and all running statistics, and no other weight', async () => {
    const expected = model.parameters.map(({ name }) => name).filter((name) => isStatistic(name));
    expect(movedIn(await trained(freezing(model, 'head-batch-norm')))).toEqual([...expected, ...headNames]);
  });

  it('head-batch-norm moves the statistics as a forward pass of the whole in training mode does', async () => {
    const steps = 3;
    const parameters = initialise(model.parameters, random(3));
    const expected: Record<string, number[]> = {};
    for (const name of Object.keys(parameters).filter(isStatistic)) {
      expected[name] = Array.from((await parameters[name]?.data()) ?? []);
    }
    for (let step = 0; step < steps; step++) {
      const { images, labels, teachers } = batchOf(step);
      const seen = new Map<string, Float32Array>();
      tidy(() => {
        model.forward(parameters, images, {
          training: true,
          observe: (name, statistic) => {
            seen.set(name, statistic.dataSync<'float32'>());
            statistic.dispose();
          },
        });
      });
      // PyTorch: running ← (1 − 0.1)·running + 0.1·batch.
      for (const [name, batch] of seen) {
        expected[name] = (expected[name] ?? []).map(
          (value, c) => (1 - runningShare) * value + runningShare * (batch[c] ?? Number.NaN),
        );
      }
      dispose([images, labels, ...teachers.map(({ logits }) => logits)]);
    }
    dispose({ ...parameters });
    const { after } = await trained(freezing(model, 'head-batch-norm'), { steps });
    for (const [name, values] of Object.entries(expected)) {
      values.forEach((value, c) => {
        expect(after[name]?.[c], name).toBeCloseTo(value, 5);
      });
    }
  });

  it('keeps what is held under stage in evaluation mode: its features do not depend on the batch', () => {
    const parts = freezing(model, 'stage').parts.filter(
      ({ stage }) => stage !== 'layer3' && stage !== 'head',
    );
    const parameters = initialise(model.parameters, random(3));
    const context = { training: true } as const;
    const features = (indices: Int32Array) =>
      tidy(() => {
        const images: Tensor = source.batch(indices);
        return Array.from(parts.reduce((x, part) => part.run(parameters, x, context), images).dataSync());
      });
    const alone = features(Int32Array.of(4));
    expect(features(Int32Array.of(4, 1, 2)).slice(0, alone.length)).toEqual(alone);
    dispose({ ...parameters });
  });

  // The last stage as each family names it.
  it.each<[ModelName, string]>([
    ['resnet18', 'layer4'],
    ['mobilenetv2', 'layer5'],
    ['mobilenet', 'layer4'],
    ['cnn', 'layer3'],
    ['mlp', 'layer2'],
  ])('stage trains the last stage of %s, which is all that comes after the frozen ones', (name, last) => {
    const whole = catalogue[name].build({ classes, imageSize: 32, width: 0.25 });
    const frozen = freezing(whole, 'stage');
    const trains = frozen.parts.map(({ parameters }) => parameters.some(({ role }) => role === 'trainable'));
    const expected = whole.parts.map(
      ({ stage, parameters }) => (stage === last || stage === 'head') && parameters.length > 0,
    );
    expect(trains).toEqual(expected);
    // Nothing is held in evaluation mode between two parts that learn, which no gradient could pass.
    const from = trains.indexOf(true);
    expect(frozen.parts.slice(from).every(({ stage }) => stage === last || stage === 'head')).toBe(true);
    expect(from).toBeGreaterThan(0);
  });

  it.each(freezeNames)('%s leaves no tensor behind', async (freeze) => {
    expect((await trained(freezing(model, freeze))).leaked).toBe(0);
  });
});

describe('a backbone’s rate', () => {
  it.each<OptimizerName>(['sgd', 'adam'])(
    'of 0.1 moves its weights a tenth as far in the first step of %s',
    async (optimizer) => {
      const rate = 0.1;
      const settings = { steps: 1, optimizer, learningRate: 0.01, weightDecay: 0 };
      const slow = await trained(freezing(model, 'none', rate), settings);
      const full = await trained(model, settings);
      const change = ({ before, after }: typeof slow, name: string) =>
        (after[name] ?? []).map((value, i) => value - (before[name]?.[i] ?? Number.NaN));
      for (const { name, role } of model.parameters) {
        const [mine, whole] = [change(slow, name), change(full, name)];
        expect(Math.max(...whole.map(Math.abs)), name).toBeGreaterThan(0);
        // Statistics move by what was seen, and the head at the full rate.
        const share = role === 'buffer' || headNames.includes(name) ? 1 : rate;
        mine.forEach((value, i) => {
          // A weight of 1 is rounded to 6e-8, before and after.
          expect(Math.abs(value - share * (whole[i] ?? Number.NaN)), name).toBeLessThan(2e-7);
        });
      }
    },
  );

  it('goes for the last stage too', () => {
    const rates = (network: Model) =>
      new Set(network.parameters.flatMap(({ role, rate = 1 }) => (role === 'trainable' ? [rate] : [])));
    expect(rates(freezing(model, 'stage', 0.5))).toEqual(new Set([0.5, 1]));
    expect(rates(freezing(model, 'head', 0.5))).toEqual(new Set([1]));
  });

  it('of 0 leaves the backbone’s weights where they are', async () => {
    const moved = movedIn(await trained(freezing(model, 'none', 0)));
    expect(moved.filter((name) => !isStatistic(name))).toEqual(headNames);
  });
});

describe('parts at the start that have nothing to learn', () => {
  /** The model with the depth of gradient tapes noted as each part runs. */
  function watched(network: Model): { network: Model; depths: number[][] } {
    const depths = network.parts.map((): number[] => []);
    const parts = network.parts.map((part, i) => ({
      ...part,
      run: (...given: Parameters<typeof part.run>) => {
        depths[i]?.push(engine().state.gradientDepth);
        return part.run(...given);
      },
    }));
    return { network: { ...network, parts }, depths };
  }

  it.each([
    ['head', 'head'],
    ['head-batch-norm', 'head'],
    ['stage', 'layer3'],
    ['none', 'conv1'],
  ] as const)('run once a step, outside of the tape: under %s all before %s', async (freeze, first) => {
    const { network, depths } = watched(freezing(model, freeze));
    await trained(network, { steps: 1 });
    const from = network.parts.findIndex(({ stage }) => stage === first);
    expect(depths).toEqual(network.parts.map((_, i) => [i < from ? 0 : 1]));
  });

  it('give the gradient that the tape gives over all parts', () => {
    const network = freezing(model, 'head-batch-norm');
    const store = createParameterStore(network.parameters, initialise(network.parameters, random(3)));
    const batch = batchOf(0);
    const objective = distillationObjective({ alpha: 0.5, similarity: 'kl', temperature: 4 });
    const gradients = gradientsOf({ model: network, store, objective }, batch);
    const whole = createParameterStore(model.parameters, initialise(model.parameters, random(3)));
    const all = gradientsOf({ model, store: whole, objective }, batch);
    expect(store.trainable).toEqual(headNames);
    gradients.forEach((gradient, i) => {
      const other = all[whole.trainable.indexOf(headNames[i] ?? '')];
      expect(gradient.dataSync()).toEqual(other?.dataSync());
    });
    dispose([
      ...gradients,
      ...all,
      batch.images,
      batch.labels,
      ...batch.teachers.map(({ logits }) => logits),
    ]);
    store.dispose();
    whole.dispose();
  });
});
