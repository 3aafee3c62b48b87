/**
 * Transformers in captured steps on a WebGPU device (a software adapter, which is why they are tiny): the weights of steps one by one,
 * with activations computed again as with those that were kept, in one submission each.
 */
import { backend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { catalogue } from '../families/catalogue.ts';
import { headNamesOf } from '../families/parts.ts';
import type { Heads } from '../objectives/tokens.ts';
import { gpuIsHere, startGpuInBrowser } from '../ops/webgpu/startGpuInBrowser.ts';
import type { LabBackend } from '../runtime/labBackend.ts';
import { dropHooks } from './drop/dropCounter.ts';
import { stepsPerEpoch, type TinyTraining, trainTiny } from './trainingForTests.ts';

const imageSize = 8;
const options = { classes: 3, imageSize, width: 0.25 };
const cct = catalogue['cct-2'].build(options);
const vitWith = (distillationTokens: number) =>
  catalogue['vit-tiny'].build({ ...options, distillationTokens });
const headsOf = (model: typeof cct): Heads => {
  const [labels = '', ...tokens] = headNamesOf(model);
  return { labels, tokens, each: tokens.length > 1 };
};
const [one, two] = [vitWith(1), vitWith(2)];
const drop = { dropout: 0.1, dropPath: 0.3 };

const cases = [
  ['ViT-tiny with a distillation token', 1, { model: one, heads: headsOf(one) }],
  ['ViT-tiny with a token for each of two teachers', 2, { model: two, heads: headsOf(two) }],
  ['CCT-2, branches left out at random', 1, { model: cct, drop }],
] as const;

/** How often something was handed to the device's queue by the end of each step. */
async function submitsOf(training: TinyTraining): Promise<readonly number[]> {
  const { queue } = (backend() as LabBackend).device;
  const { submit } = queue;
  let count = 0;
  const after: number[] = [];
  queue.submit = (commands) => {
    count++;
    submit.call(queue, commands);
  };
  try {
    await trainTiny({ ...training, onStep: () => after.push(count) });
  } finally {
    queue.submit = submit;
  }
  return after;
}

describe.skipIf(!gpuIsHere)('on WebGPU (skipped without an adapter)', () => {
  beforeAll(startGpuInBrowser);

  describe.each(cases)('%s', (_, teachers, learner) => {
    const hooks = 'drop' in learner ? dropHooks(learner.drop, random(5)) : undefined;
    const training: TinyTraining = {
      ...{ learners: [learner], teachers, imageSize, epochs: 2, optimizer: 'adamw' },
      ...(hooks ? { hooks } : {}),
    };

    it('captured, uncaptured and with activations computed again has one curve, and leaks nothing', async () => {
      const captured = await trainTiny(training);
      expect(captured.leaked).toBe(0);
      const [first, last] = captured.curves[0] ?? [];
      expect(last?.train.loss).toBeLessThan(first?.train.loss ?? 0);
      expect(await trainTiny({ ...training, capture: false })).toEqual(captured);
      const again = { ...training, learners: [{ ...learner, activations: 'recompute' as const }] };
      expect(await trainTiny(again)).toEqual(captured);
    });

    it('takes one submission for a step that was recorded', async () => {
      const after = await submitsOf({ learners: [learner], teachers, imageSize, epochs: 3 });
      const inEpoch = (epoch: number) => after.slice(epoch * stepsPerEpoch, (epoch + 1) * stepsPerEpoch);
      expect(after).toHaveLength(3 * stepsPerEpoch);
      for (const steps of [inEpoch(1), inEpoch(2)]) {
        expect(steps.slice(1).map((count, i) => count - (steps[i] ?? 0))).toEqual([1, 1]);
      }
    });
  });
});
