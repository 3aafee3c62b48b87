/**
 * A head on features that were computed once against the same head in its network, and what external models are asked.
 */
import '@tensorflow/tfjs-backend-cpu';
import { add, dispose, memory, ready, setBackend, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import type { OptimizerName } from '../../spec/choices.ts';
import type { ExternalModel } from '../external/externalModel.ts';
import { catalogue } from '../families/catalogue.ts';
import type { Model } from '../families/model.ts';
import { headNamesOf, headPart } from '../families/parts.ts';
import { toHost } from '../layers/hostParameters.ts';
import { initialise } from '../layers/initialise.ts';
import { named, type Parameters } from '../layers/parameters.ts';
import { labelsObjective } from '../objectives/batchLoss.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import type { BatchSource } from '../training/batches.ts';
import { freeRunning } from '../training/control.ts';
import { hostExecutor } from '../training/executors/hostExecutor.ts';
import { openProbe } from '../training/gradients/probe.ts';
import { holdOut } from '../training/heldOut.ts';
import type { Learner } from '../training/learner.ts';
import { optimizers } from '../training/optimizers.ts';
import { predictAll } from '../training/predictions.ts';
import { emptyMemory } from '../training/teacherLogits.ts';
import { train } from '../training/trainer.ts';
import {
  backboneOf,
  externalBackbone,
  externalWithHead,
  featureSource,
  headModel,
  headOf,
  headSpecs,
} from './features.ts';
import { freezing } from './freezing.ts';
import { randomImages } from './randomImages.ts';

const size = 8;
const classes = 3;
const source = randomImages({ count: 14, size, classes, versions: 2 });
const model = catalogue.resnet8.build({ classes, imageSize: size, width: 0.25 });
const { features } = backboneOf(model);

/** Weights that have seen something: running statistics that are not those of the start. */
function weights(): Record<string, Parameters[string]> {
  const parameters = { ...initialise(model.parameters, random(3)) };
  for (const { name } of model.parameters.filter(({ role }) => role === 'buffer')) {
    const held = named(parameters, name);
    const stream = random(5).fork(name);
    parameters[name] = add(held, 0.5 * stream.uniform());
    held.dispose();
  }
  return parameters;
}

const going = { checkpoint: async () => 'go' as const, progress: () => undefined };

/** Features of both versions of all images, [2 × 14 × F]. */
async function allFeatures(parameters: Parameters): Promise<Float32Array> {
  const known = emptyMemory(source, features);
  expect(await predictAll(externalBackbone(model, parameters, 'weights'), source, known, going)).toBe(true);
  return known.table;
}

/** Two epochs over the images with labels alone: weights and curves. */
async function fitted(
  network: Model,
  images: BatchSource,
  initial: Parameters,
  name: OptimizerName,
): Promise<{ head: readonly Float32Array[]; losses: readonly number[]; accuracies: readonly number[] }> {
  const validation = holdOut(images, classes, [], 5);
  const executor = hostExecutor({ source: images, classes, validation, teachers: [] });
  const store = executor.createStore(network.parameters, initial);
  const optimizer = optimizers[name]({ momentum: 0.9, weightDecay: 1e-3 });
  const [losses, accuracies]: [number[], number[]] = [[], []];
  const learner: Learner = {
    ...{ model: network, store, optimizer, objective: labelsObjective },
  };
  for await (const [epoch] of train([learner], {
    ...{ executor, epochs: 2, batchSize: 5, random: random(9), control: freeRunning },
    rate: () => 0.02,
    onStep: () => undefined,
  })) {
    if (!epoch) continue;
    losses.push(epoch.train.loss, epoch.validation.loss);
    accuracies.push(epoch.train.accuracy, epoch.validation.accuracy);
  }
  const head: Float32Array[] = [];
  for (const { name: key } of headSpecs(network)) head.push(Float32Array.from(await store.get(key).data()));
  store.dispose();
  optimizer.dispose();
  validation.dispose();
  await executor.dispose();
  return { head, losses, accuracies };
}

beforeAll(async () => {
  registerKernels('cpu');
  await setBackend('cpu');
  await ready();
});

describe('a head on features', () => {
  it.each<OptimizerName>(['sgd', 'adam'])(
    'is trained by %s to the weights and curves of the frozen network’s, and leaves no tensor',
    async (optimizer) => {
      const before = memory().numTensors;
      const parameters = weights();
      const table = await allFeatures(parameters);
      const alone = headModel(headPart('linear', features, classes), features, classes);
      const onFeatures = await fitted(
        alone,
        featureSource(table, features, source.labels),
        // Drawn by its names, the head starts as the whole network's does.
        initialise(alone.parameters, random(3)),
        optimizer,
      );
      const whole = await fitted(freezing(model, 'head'), source, parameters, optimizer);
      expect(memory().numTensors).toBe(before);
      expect(onFeatures.accuracies).toEqual(whole.accuracies);
      onFeatures.losses.forEach((loss, i) => {
        expect(loss).toBeCloseTo(whole.losses[i] ?? Number.NaN, 5);
      });
      expect(onFeatures.losses[2]).toBeLessThan(onFeatures.losses[0] ?? 0);
      onFeatures.head.forEach((values, i) => {
        expect(values).toHaveLength(i === 0 ? features * classes : classes);
        values.forEach((value, k) => {
          expect(value).toBeCloseTo(whole.head[i]?.[k] ?? Number.NaN, 5);
        });
      });
    },
  );

  it('has a probe for the loss ledger like any other set', async () => {
    const table = await allFeatures(weights());
    const images = featureSource(table, features, source.labels);
    const validation = holdOut(images, classes, []);
    const settings = { seed: 1, batchSize: 5 };
    const probe = await openProbe(
      { source: images, classes, validation, teachers: [] },
      settings,
      freeRunning,
    );
    const shapes = probe?.batches().map((batch) => batch.images().shape);
    expect(shapes).toEqual([5, 5, 4].map((count) => [count, 1, 1, features]));
    probe?.dispose();
    validation.dispose();
  });
});

describe('externalBackbone', () => {
  it('gives what the forward pass taps as features', async () => {
    const parameters = weights();
    const before = memory().numTensors;
    const indices = Int32Array.of(3, 0, 9);
    const externalModel = externalBackbone(model, parameters, 'weights');
    const answer = await externalModel.predict(source.fill(indices, new Uint32Array(3)), 3, size);
    let tapped: Float32Array | undefined;
    tidy(() => {
      model.forward(parameters, source.batch(indices), {
        training: false,
        tap: (name, activation) => {
          if (name === 'features') tapped = activation.dataSync<'float32'>().slice();
        },
      });
    });
    expect(answer).toHaveLength(3 * features);
    expect(answer).toEqual(tapped);
    expect(memory().numTensors).toBe(before);
    expect(externalModel.outputs).toBe(features);
    // All but the head: 4 bytes a number.
    const numbers = model.parameters
      .filter(({ name }) => !name.startsWith('linear.'))
      .reduce((sum, { shape }) => sum + shape.reduce((all, length) => all * length, 1), 0);
    expect([externalModel.parameters, externalModel.bytes]).toEqual([numbers, 4 * numbers]);
    dispose(parameters);
  });

  it('leaves no tensor where a part cannot run', async () => {
    const parameters = weights();
    const before = memory().numTensors;
    const failing: Model = {
      ...model,
      parts: model.parts.map((part) => ({
        ...part,
        run: () => {
          throw new Error('cannot');
        },
      })),
    };
    const images = source.fill(Int32Array.of(0), new Uint32Array(1));
    await expect(externalBackbone(failing, parameters, '').predict(images, 1, size)).rejects.toThrow(
      'cannot',
    );
    expect(memory().numTensors).toBe(before);
    dispose(parameters);
  });
});

describe('externalWithHead', () => {
  const head = {
    weight: Float32Array.from({ length: features * classes }, (_, i) => Math.sin(i)),
    bias: Float32Array.of(0.5, -1, 2),
  };

  it('equals the forward pass of the whole network', async () => {
    const parameters = weights();
    const own = headOf(model, await toHost(parameters));
    const externalModel = externalWithHead(externalBackbone(model, parameters, 'weights'), own);
    const indices = Int32Array.of(1, 13);
    const shown = source.fill(indices, new Uint32Array(2));
    const logits = tidy(() => {
      const images = tensor4d(shown, [2, size, size, 3]);
      return model.forward(parameters, images, { training: false }).dataSync<'float32'>().slice();
    });
    const answer = await externalModel.predict(shown, 2, size);
    expect(answer).toHaveLength(2 * classes);
    answer.forEach((value, i) => {
      expect(value).toBeCloseTo(logits[i] ?? Number.NaN, 5);
    });
    expect(externalModel.parameters).toBe(
      model.parameters.reduce((sum, { shape }) => sum + shape.reduce((all, length) => all * length, 1), 0),
    );
    dispose(parameters);
  });

  it.each([1, 2])(
    'is the mean of the heads of a network with distillation tokens, of which it has %d',
    async (tokens) => {
      const options = { classes, imageSize: size, width: 0.25, distillationTokens: tokens };
      const several = catalogue['vit-tiny'].build(options);
      const parameters = initialise(several.parameters, random(3));
      const own = headOf(several, await toHost(parameters));
      expect(own.layers).toBe(1 + tokens);
      const answering = externalWithHead(externalBackbone(several, parameters, 'weights'), own);
      const shown = source.fill(Int32Array.of(1, 13), new Uint32Array(2));
      const logits = tidy(() =>
        several
          .forward(parameters, tensor4d(shown, [2, size, size, 3]), { training: false })
          .dataSync<'float32'>()
          .slice(),
      );
      (await answering.predict(shown, 2, size)).forEach((value, i) => {
        expect(value).toBeCloseTo(logits[i] ?? Number.NaN, 5);
      });
      // The head alone, on those features.
      const last = several.parts.at(-1);
      if (!last) throw new Error('no head');
      const { features: width } = backboneOf(several);
      const alone = headModel(last, width, classes);
      expect(headNamesOf(alone)).toEqual(headNamesOf(several));
      const rows = await externalBackbone(several, parameters, 'weights').predict(shown, 2, size);
      const found = tidy(() =>
        alone
          .forward(parameters, tensor4d(rows, [2, 1, 1, width]), { training: false })
          .dataSync<'float32'>()
          .slice(),
      );
      found.forEach((value, i) => {
        expect(value).toBeCloseTo(logits[i] ?? Number.NaN, 5);
      });
      dispose({ ...parameters });
    },
  );

  it('makes of known features what it answers itself', async () => {
    const parameters = weights();
    const base = externalBackbone(model, parameters, 'weights');
    const externalModel = externalWithHead(base, head);
    const images = source.fill(Int32Array.of(2, 5), new Uint32Array(2));
    expect(externalModel.over?.base).toBe(base);
    expect(externalModel.over?.apply(await base.predict(images, 2, size))).toEqual(
      await externalModel.predict(images, 2, size),
    );
    dispose(parameters);
  });

  it('is told from others by its weights', () => {
    const base = externalBackbone(model, {}, 'weights');
    const changed = { ...head, weight: head.weight.with(4, 1) };
    const prints = [head, changed, { ...head, bias: Float32Array.of(0.5, -1, 2.5) }].map(
      (one) => externalWithHead(base, one).fingerprint,
    );
    expect(new Set(prints).size).toBe(3);
    expect(externalWithHead(base, { weight: head.weight.slice(), bias: head.bias.slice() }).fingerprint).toBe(
      prints[0],
    );
    expect(externalWithHead(externalBackbone(model, {}, 'others'), head).fingerprint).not.toBe(prints[0]);
  });
});

describe('featureSource', () => {
  it('gives the rows of the version that is asked for, modulo their number', () => {
    const table = Float32Array.from({ length: 2 * 3 * 2 }, (_, i) => i);
    const rows = featureSource(table, 2, Int32Array.of(0, 1, 0));
    expect([rows.count, rows.versions, rows.size, rows.channels]).toEqual([3, 2, 1, 2]);
    expect(Array.from(rows.fill(Int32Array.of(2, 0, 1), Uint32Array.of(0, 1, 5)))).toEqual([
      ...[4, 5, 6, 7, 8, 9],
    ]);
  });
});

describe('predictAll', () => {
  const outputs = 2;
  const many = randomImages({ count: 70, size: 2, classes: 2, versions: 2 });

  /** Answers with an image's first number and its negative, and notes how many it was shown. */
  function counting(): ExternalModel & { readonly shown: number[] } {
    const shown: number[] = [];
    return {
      ...{ label: '', outputs, parameters: 0, bytes: 0, imageSize: undefined, fingerprint: '', shown },
      async predict(images, count) {
        shown.push(count);
        return Float32Array.from({ length: count * outputs }, (_, i) => {
          const first = images[Math.floor(i / outputs) * 12] ?? Number.NaN;
          return i % outputs === 0 ? first : -first;
        });
      },
      dispose: () => undefined,
    };
  }

  const firstOf = (version: number, index: number) =>
    many.fill(Int32Array.of(index), Uint32Array.of(version))[0] ?? Number.NaN;

  it('asks for the rows that are not known, and writes them where they belong', async () => {
    const memory = emptyMemory(many, outputs);
    // All of version 0 but two, one of version 1.
    memory.known.fill(1, 0, 70);
    memory.known[3] = 0;
    memory.known[69] = 0;
    memory.known[70 + 40] = 1;
    memory.table.fill(7);
    const externalModel = counting();
    const progress: number[] = [];
    const done = await predictAll(externalModel, many, memory, {
      checkpoint: async () => 'go' as const,
      progress: (count, total) => {
        expect(total).toBe(140);
        progress.push(count);
      },
    });
    expect(done).toBe(true);
    // Batches of 32, 32 and 6 in each version; the second of version 0 is known whole.
    expect(externalModel.shown).toEqual([1, 1, 32, 31, 6]);
    expect(progress).toEqual([32, 64, 70, 102, 134, 140]);
    expect(memory.known.every((flag) => flag === 1)).toBe(true);
    for (const row of [3, 69, 70, 70 + 39, 70 + 41, 139]) {
      const value = firstOf(Math.floor(row / 70), row % 70);
      expect(Array.from(memory.table.subarray(2 * row, 2 * row + 2))).toEqual([value, -value]);
    }
    // What was known is not touched.
    for (const row of [0, 68, 70 + 40]) {
      expect(Array.from(memory.table.subarray(2 * row, 2 * row + 2))).toEqual([7, 7]);
    }
  });

  it('stops when told to, and keeps what it has heard', async () => {
    const memory = emptyMemory(many, outputs);
    const externalModel = counting();
    let asked = 0;
    const stopping = {
      checkpoint: async () => (++asked === 2 ? ('stop' as const) : ('go' as const)),
      progress: () => undefined,
    };
    expect(await predictAll(externalModel, many, memory, stopping)).toBe(false);
    expect(externalModel.shown).toEqual([32, 32]);
    expect(memory.known.reduce((sum, flag) => sum + flag, 0)).toBe(64);
    expect(await predictAll(externalModel, many, memory, going)).toBe(true);
    expect(externalModel.shown).toEqual([32, 32, 6, 32, 32, 6]);
    expect(memory.known.every((flag) => flag === 1)).toBe(true);
  });
});
