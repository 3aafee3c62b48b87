/**
 * Losses of what is inside networks: gradients at taps, recomputed as kept; parameters of the loss's own; a student that is
 * trained with hints.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  add,
  dispose,
  mean,
  memory,
  mul,
  type Rank,
  randomNormal,
  type Scalar,
  setBackend,
  square,
  type Tensor,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import type { FreezeName, MemoryName, ModelName } from '../../../spec/choices.ts';
import { catalogue } from '../../families/catalogue.ts';
import type { Model } from '../../families/model.ts';
import { initialise } from '../../layers/initialise.ts';
import { named, type ParameterSpec } from '../../layers/parameters.ts';
import { combinedObjective } from '../../objectives/batchLoss.ts';
import { termsOf } from '../../objectives/goldenCases.ts';
import type { Term } from '../../objectives/term.ts';
import { registerKernels } from '../../ops/registerKernels.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import { freezing } from '../../transfer/freezing.ts';
import { gradientsOf, learn } from '../learner.ts';
import { optimizers } from '../optimizers.ts';
import { createParameterStore } from '../parameterStore.ts';
import { tapShapesOf } from './tapShapes.ts';

const classes = 3;
const count = 6;

async function start(backend: 'cpu' | 'wasm'): Promise<void> {
  if (backend === 'wasm') return startWasmInNode();
  await setBackend(backend);
  registerKernels('cpu');
}

/** Σ over the taps of mean((tap · scale)²), with a scale [C] of its own for each. */
function squares(model: Model, size: number, taps: readonly string[]): Term {
  const shapes = tapShapesOf(model, size);
  const name = (tap: string) => `loss.scale.${tap}`;
  return {
    needs: { student: taps, teachers: [] },
    parameters: taps.map((tap): ParameterSpec => {
      const channels = shapes[tap]?.at(-1) ?? 0;
      return {
        ...{ name: name(tap), kind: 'vector', axes: [channels], shape: [channels], role: 'trainable' },
        initial: { kind: 'uniform', bound: 1 },
      };
    }),
    value: ({ student }, own) =>
      taps
        .map((tap) => mean<Scalar>(square(mul(student.taps[tap] as Tensor, named(own, name(tap))))))
        .reduce((sum, value) => add(sum, value)),
  };
}

function batchOf(size: number, step: number) {
  const labels = Array.from({ length: count * classes }, (_, i) =>
    i % classes === Math.floor(i / classes) % 3 ? 1 : 0,
  );
  return {
    images: randomNormal<Rank.R4>([count, size, size, 3], 0, 1, 'float32', step + 1),
    labels: tensor2d(labels, [count, classes]),
    teachers: [{ logits: randomNormal<Rank.R2>([count, classes], 0, 1, 'float32', step + 9), taps: {} }],
  };
}

const free = ({ images, labels, teachers }: ReturnType<typeof batchOf>) =>
  dispose([images, labels, ...teachers.map(({ logits }) => logits)]);

/** KL, and ten times the squares. */
const objectiveOf = (model: Model, size: number, taps: readonly string[], alpha = 0.5) =>
  combinedObjective(alpha, [...termsOf('kl', 4), { term: squares(model, size, taps), weight: 10 }]);

/** Three steps from the weights of seed 3. */
async function trained(model: Model, size: number, kept: MemoryName, taps: readonly string[]) {
  const before = memory().numTensors;
  const objective = objectiveOf(model, size, taps);
  const specs = [...model.parameters, ...objective.parameters];
  const store = createParameterStore(specs, initialise(specs, random(3)));
  const optimizer = optimizers.sgd({ momentum: 0.9, weightDecay: 1e-3 });
  const sums: number[][] = [];
  for (let step = 0; step < 3; step++) {
    const batch = batchOf(size, step);
    optimizer.prepare(store, 0.02);
    const mine = learn({ model, store, optimizer, objective, memory: kept }, batch);
    sums.push(Array.from(mine.dataSync()));
    mine.dispose();
    free(batch);
  }
  const weights: Record<string, Float32Array> = {};
  for (const [name, held] of Object.entries(store.parameters))
    weights[name] = Float32Array.from(await held.data());
  store.dispose();
  optimizer.dispose();
  return { weights, sums, leaked: memory().numTensors - before };
}

const cases: readonly (readonly [ModelName, number, number, FreezeName, readonly string[]])[] = [
  ['resnet8', 8, 0.25, 'none', ['layer1', 'layer2', 'layer3', 'features']],
  ['resnet20b', 8, 0.25, 'stage', ['layer2', 'layer3']],
  ['resnet18', 16, 0.125, 'none', ['layer2']],
  ['mobilenetv2', 16, 0.25, 'none', ['layer2', 'features']],
  ['mobilenet', 16, 0.25, 'head-batch-norm', ['layer2']],
  ['cnn', 16, 0.5, 'none', ['layer1', 'layer3']],
  ['mlp', 8, 0.5, 'none', ['layer1', 'layer2', 'features']],
];
/** The others take plain JavaScript long, and are the same arithmetic. */
const quick: readonly ModelName[] = ['resnet8', 'cnn', 'mlp'];

describe.each(['cpu', 'wasm'] as const)('losses of taps on %s', (backend) => {
  it.each(cases.filter(([name]) => backend === 'wasm' || quick.includes(name)))(
    'train %s at %d pixels, %d wide, freezing %s, to the same bits recomputed as kept: %j',
    async (name, size, width, freeze, taps) => {
      await start(backend);
      const model = freezing(catalogue[name].build({ classes, imageSize: size, width }), freeze);
      const kept = await trained(model, size, 'keep', taps);
      const recomputed = await trained(model, size, 'recompute', taps);
      expect(recomputed.weights).toEqual(kept.weights);
      expect(recomputed.sums).toEqual(kept.sums);
      expect([kept.leaked, recomputed.leaked]).toEqual([0, 0]);
      expect(kept.sums.flat().every(Number.isFinite)).toBe(true);
      expect(Object.keys(kept.weights)).toContain(`loss.scale.${taps[0]}`);
    },
  );

  it.each(['keep', 'recompute'] as const)('have the slope that finite differences give: %s', async (kept) => {
    await start(backend);
    const size = 8;
    const model = catalogue.resnet8.build({ classes, imageSize: size, width: 0.5 });
    const objective = objectiveOf(model, size, ['layer1', 'layer2'], 0.3);
    const specs = [...model.parameters, ...objective.parameters];
    const store = createParameterStore(specs, initialise(specs, random(3)));
    const batch = batchOf(size, 1);
    const gradients = gradientsOf({ model, store, objective, memory: kept }, batch);
    const names = model.parameters.filter(({ role }) => role === 'trainable').map((spec) => spec.name);
    const slopes = gradients.map((gradient) => gradient.dataSync());
    const norm = Math.hypot(...slopes.flatMap((slope) => [...slope]));
    const lossAt = (step: number) =>
      tidy(() => {
        const moved: Record<string, Tensor> = { ...store.parameters };
        names.forEach((name, i) => {
          moved[name] = add(store.get(name), mul(gradients[i] as Tensor, step / norm));
        });
        const taps: Record<string, Tensor> = {};
        const tap = (name: string, activation: Tensor) => {
          taps[name] = activation;
        };
        const logits = model.forward(moved, batch.images, { training: true, tap });
        const seen = { ...batch, student: { logits, taps }, peers: [] };
        return Number(objective.loss(seen, store.parameters).total.dataSync()[0]);
      });
    const central = (step: number) => (lossAt(step) - lossAt(-step)) / (2 * step);
    // Richardson: removes the error of order step².
    expect((4 * central(0.01) - central(0.02)) / 3 / norm).toBeCloseTo(1, 2);
    dispose(gradients);
    free(batch);
    store.dispose();
  });

  it.each(['keep', 'recompute'] as const)('leave alone what they do not reach: %s', async (kept) => {
    await start(backend);
    const model = catalogue.resnet8.build({ classes, imageSize: 8, width: 0.5 });
    const term = squares(model, 8, ['layer2']);
    const objective = combinedObjective(0, [{ term, weight: 1 }]);
    const specs = [...model.parameters, ...objective.parameters];
    const store = createParameterStore(specs, initialise(specs, random(3)));
    const batch = batchOf(8, 1);
    const gradients = gradientsOf({ model, store, objective, memory: kept }, batch);
    const trainable = model.parameters.filter(({ role }) => role === 'trainable');
    const reached = trainable
      .filter((_, i) => gradients[i]?.dataSync().some((slope) => slope !== 0))
      .map(({ name }) => name);
    expect(reached).toContain('layer2.0.conv2.weight');
    expect(reached).toContain('conv1.weight');
    expect(reached.filter((name) => /^(layer3|linear)/.test(name))).toEqual([]);
    dispose(gradients);
    free(batch);
    store.dispose();
  });
});
