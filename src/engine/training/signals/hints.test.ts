/**
 * Students that are trained with hints on the processor: `hints.browser.test.ts` has the same on WebGPU.
 */
import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { catalogue } from '../../families/catalogue.ts';
import { initialise } from '../../layers/initialise.ts';
import { distillationObjective } from '../../objectives/batchLoss.ts';
import { registerKernels } from '../../ops/registerKernels.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import { learn } from '../learner.ts';
import { optimizers } from '../optimizers.ts';
import { createParameterStore } from '../parameterStore.ts';
import { type HintedRun, hintedRun } from './hintedRun.ts';
import { signalsOf } from './signals.ts';
import { tapShapesOf } from './tapShapes.ts';

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

const hinted: HintedRun = { similarity: 'fitnet', size: 8, teachers: ['cnn'] };

describe.each(['cpu', 'wasm'] as const)('a student with hints on %s', (backend) => {
  beforeAll(start[backend]);

  it('is trained to the same bits where activations are computed again, with its ledger, and leaves no tensor', async () => {
    const kept = await hintedRun({ ...hinted, ledger: true });
    const recomputed = await hintedRun({ ...hinted, ledger: true, kept: 'recompute' });
    expect(recomputed.weights).toEqual(kept.weights);
    expect(recomputed.epochs).toEqual(kept.epochs);
    expect([kept.leaked, recomputed.leaked]).toEqual([0, 0]);
    expect(kept.epochs.every(({ gradients }) => gradients && Number.isFinite(gradients.cosine))).toBe(true);
  });

  it('is a network without the loss’s own parameters, and is not what KL makes of it', async () => {
    const { weights, epochs, computed } = await hintedRun(hinted);
    const model = catalogue.resnet8.build({ classes: 3, imageSize: 8, width: 0.25 });
    expect(Object.keys(weights).sort()).toEqual(model.parameters.map(({ name }) => name).sort());
    // The teacher is run for every image of every step.
    expect(computed).toEqual([28]);
    const plain = await hintedRun({ ...hinted, similarity: 'kl' });
    expect(plain.weights).not.toEqual(weights);
    expect(epochs[0]?.validation.terms.soft).toBeGreaterThan(
      plain.epochs[0]?.validation.terms.soft ?? Infinity,
    );
    expect(epochs[0]?.validation.difference).toBeGreaterThan(0);
  });

  it('learns as with KL alone where the hint weighs nothing, and as alone at alpha 1', async () => {
    const close = (one: typeof hinted, other: typeof hinted) =>
      Promise.all([hintedRun(one), hintedRun(other)]).then(([a, b]) => {
        for (const [name, values] of Object.entries(a.weights)) {
          values.forEach((value, i) => {
            expect(Math.abs(value - (b.weights[name]?.[i] ?? Number.NaN)), name).toBeLessThan(1e-5);
          });
        }
      });
    await close({ ...hinted, hintWeight: 0 }, { ...hinted, similarity: 'kl' });
    await close({ ...hinted, alpha: 1 }, { ...hinted, similarity: 'kl', alpha: 1 });
  });

  it('goes on after an epoch as if it had not been left, its regressor too', async () => {
    const whole = await hintedRun({ ...hinted, epochs: 3 });
    expect(Object.keys(whole.left?.point.tensors ?? {})).toContain('loss.hint0.weight');
    if (!whole.left) throw new Error('nothing was kept');
    const rest = await hintedRun({ ...hinted, epochs: 3, from: whole.left });
    expect(rest.weights).toEqual(whole.weights);
    expect(rest.epochs.slice(1)).toEqual(whole.epochs.slice(1));
    expect(rest.computed).toEqual([28]);
  });

  it('can have two teachers, and hears both', async () => {
    const two = await hintedRun({ ...hinted, teachers: ['cnn', 'resnet8'] });
    expect(two.leaked).toBe(0);
    expect(two.computed).toEqual([28, 28]);
    expect(two.weights).not.toEqual((await hintedRun(hinted)).weights);
    const mean = await hintedRun({ ...hinted, similarity: 'kl', teachers: ['cnn', 'resnet8'] });
    expect(mean.leaked).toBe(0);
    expect(mean.weights).not.toEqual((await hintedRun({ ...hinted, similarity: 'kl' })).weights);
  });

  it('trains its regressor: the hint’s error falls although the student cannot move', async () => {
    const [size, classes, count] = [8, 3, 6];
    const model = catalogue.resnet8.build({ classes, imageSize: size, width: 0.25 });
    const still = {
      ...model,
      // Only the head is trained, on features that stay as they are, and the loss has no weight on logits but KL's.
      parts: model.parts.map((part) =>
        part.name === 'head'
          ? part
          : { ...part, parameters: part.parameters.map((spec) => ({ ...spec, role: 'frozen' as const })) },
      ),
    };
    const frozenModel = { ...still, parameters: still.parts.flatMap(({ parameters }) => parameters) };
    const teacher = catalogue.cnn.build({ classes, imageSize: size, width: 0.5 });
    const taught = { model: teacher, parameters: initialise(teacher.parameters, random(5)) };
    const networks = { student: tapShapesOf(model, size), teachers: [tapShapesOf(teacher, size)] };
    const objective = distillationObjective(
      { alpha: 0, similarity: 'fitnet', temperature: 4, hintWeight: 1 },
      networks,
    );
    const specs = [...frozenModel.parameters, ...objective.parameters];
    const store = createParameterStore(specs, initialise(specs, random(3)));
    const before = Array.from(store.get('loss.hint0.weight').dataSync());
    const optimizer = optimizers.sgd({ momentum: 0.9, weightDecay: 0 });
    const stream = random(9);
    const images = tensor4d(
      Float32Array.from({ length: count * size * size * 3 }, () => stream.normal()),
      [count, size, size, 3],
    );
    const labels = tensor2d(
      Float32Array.from({ length: count * classes }, (_, i) => (i % 4 === 0 ? 1 : 0)),
      [count, classes],
    );
    const signals = signalsOf(taught, images, objective.needs.teachers[0] ?? []);
    const soft: number[] = [];
    for (let step = 0; step < 20; step++) {
      optimizer.prepare(store, 0.1);
      const sums = learn(
        { model: frozenModel, store, optimizer, objective },
        { images, labels, teachers: [signals] },
      );
      soft.push(sums.dataSync()[5] ?? Number.NaN);
      sums.dispose();
    }
    expect(Array.from(store.get('loss.hint0.weight').dataSync())).not.toEqual(before);
    expect(soft.at(-1)).toBeLessThan(0.8 * (soft[0] ?? 0));
    store.dispose();
    optimizer.dispose();
  });
});

describe('a student whose teacher is a table of logits', () => {
  it('is refused hints, with what to do, and leaves no tensor', async () => {
    await start.cpu();
    const before = memory().numTensors;
    await expect(hintedRun({ ...hinted, fromTables: true })).rejects.toThrow(
      /there are only logits.*Choose a teacher/,
    );
    expect(memory().numTensors).toBe(before);
  });
});
