/**
 * Recomputed activations: the same weights and statistics to the last bit, and less memory.
 */
import '@tensorflow/tfjs-backend-cpu';
import { dispose, memory, type Rank, randomNormal, setBackend, tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import type { FreezeName, MemoryName, ModelName } from '../../spec/choices.ts';
import { catalogue } from '../families/catalogue.ts';
import type { Model } from '../families/model.ts';
import { initialise } from '../layers/initialise.ts';
import { distillationObjective } from '../objectives/batchLoss.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import { freezing } from '../transfer/freezing.ts';
import { learn } from './learner.ts';
import { peakBytes } from './memory/peakBytes.ts';
import { optimizers } from './optimizers.ts';
import { createParameterStore } from './parameterStore.ts';

const classes = 3;
const count = 6;

async function start(backend: 'cpu' | 'wasm'): Promise<void> {
  if (backend === 'wasm') return startWasmInNode();
  await setBackend(backend);
  registerKernels('cpu');
}

interface Trained {
  readonly weights: Readonly<Record<string, Float32Array>>;
  readonly sums: readonly Float32Array[];
  /** Bytes that the last step took, beyond what was there before it. */
  readonly peak: number;
  readonly leaked: number;
  /** How often each part ran. */
  readonly runs: readonly number[];
}

/** Three steps from the weights of seed 3 on images of noise. */
async function trained(model: Model, size: number, kept: MemoryName): Promise<Trained> {
  const before = memory().numTensors;
  const runs = model.parts.map(() => 0);
  const parts = model.parts.map((part, i) => ({
    ...part,
    run: (...given: Parameters<typeof part.run>) => {
      runs[i] = (runs[i] ?? 0) + 1;
      return part.run(...given);
    },
  }));
  const store = createParameterStore(model.parameters, initialise(model.parameters, random(3)));
  const optimizer = optimizers.sgd({ momentum: 0.9, weightDecay: 1e-3 });
  const objective = distillationObjective({ alpha: 0.5, similarity: 'kl', temperature: 4 });
  const learner = { model: { ...model, parts }, store, optimizer, objective, memory: kept };
  const sums: Float32Array[] = [];
  let peak = 0;
  for (let step = 0; step < 3; step++) {
    const images = randomNormal<Rank.R4>([count, size, size, 3], 0, 1, 'float32', step + 1);
    const labels = tensor2d(
      Array.from({ length: count * classes }, (_, i) =>
        i % classes === Math.floor(i / classes) % 3 ? 1 : 0,
      ),
      [count, classes],
    );
    const teacher = randomNormal<Rank.R2>([count, classes], 0, 1, 'float32', step + 9);
    optimizer.prepare(store, 0.05);
    peak = peakBytes(() => {
      const mine = learn(learner, { images, labels, teachers: [{ logits: teacher, taps: {} }] });
      sums.push(mine.dataSync<'float32'>().slice());
      mine.dispose();
    });
    dispose([images, labels, teacher]);
  }
  const weights: Record<string, Float32Array> = {};
  for (const [name, held] of Object.entries(store.parameters))
    weights[name] = Float32Array.from(await held.data());
  store.dispose();
  optimizer.dispose();
  return { weights, sums, peak, leaked: memory().numTensors - before, runs: runs.map((times) => times / 3) };
}

describe.each(['cpu', 'wasm'] as const)('recomputed activations on %s', (backend) => {
  it.each<[ModelName, number, number, FreezeName]>([
    ['resnet8', 8, 0.5, 'none'],
    ['resnet20b', 8, 0.25, 'stage'],
    ['resnet18', 16, 0.125, 'none'],
    ['resnet50', 32, 0.125, 'head-batch-norm'],
    ['mobilenetv2', 16, 0.25, 'none'],
    ['mobilenet', 16, 0.25, 'none'],
    ['cnn', 16, 0.5, 'none'],
    ['mlp', 8, 0.5, 'none'],
  ])(
    'train %s at %d pixels, %d wide, freezing %s, to the same bits, and leave no tensor',
    async (name, size, width, freeze) => {
      await start(backend);
      const model = freezing(catalogue[name].build({ classes, imageSize: size, width }), freeze);
      const kept = await trained(model, size, 'keep');
      const recomputed = await trained(model, size, 'recompute');
      expect(recomputed.weights).toEqual(kept.weights);
      expect(recomputed.sums).toEqual(kept.sums);
      expect([kept.leaked, recomputed.leaked]).toEqual([0, 0]);
      expect(kept.sums.flatMap((row) => [...row]).every(Number.isFinite)).toBe(true);
    },
  );

  it('take less memory, for one more forward pass of all blocks but the last', async () => {
    await start(backend);
    const model = catalogue.resnet18.build({ classes, imageSize: 48, width: 1 / 16 });
    const kept = await trained(model, 48, 'keep');
    const recomputed = await trained(model, 48, 'recompute');
    // Stem, eight blocks, pool, head.
    expect(kept.runs).toEqual(new Array(11).fill(1));
    expect(recomputed.runs).toEqual([...new Array(8).fill(2), 1, 1, 1]);
    expect(recomputed.peak).toBeLessThan(0.6 * kept.peak);
  });
});
