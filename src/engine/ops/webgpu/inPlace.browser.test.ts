/**
 * Kernels that write over what was there, on WebGPU: against the same steps on the cpu backend, or by hand.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  backend,
  memory,
  setBackend,
  type Tensor,
  type Tensor1D,
  tensor1d,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { accumulate } from '../accumulate/accumulate.ts';
import { adamRates, adamStep } from '../adamStep/adamStep.ts';
import { packedAdamStep } from '../adamStep/packedAdamStep.ts';
import { moveTowards } from '../moveTowards/moveTowards.ts';
import { copyInto, packParts, resourceRange } from '../packParts/packParts.ts';
import { registerKernels } from '../registerKernels.ts';
import { packedSgdStep } from '../sgdStep/packedSgdStep.ts';
import { sgdStep } from '../sgdStep/sgdStep.ts';
import type { GpuBackend } from './gpuBackend.ts';
import { gpuIsHere, startGpuInBrowser } from './startGpuInBrowser.ts';
import { tensorView } from './tensorView.ts';

const length = 192;
const settings = { momentum: 0.9, weightDecay: 0.01 };
const adam = { beta1: 0.9, weightDecay: 0.01 };
const learningRates = [0.1, 0.05, 0.2];
const drawn = (name: string) => {
  const stream = random(3).fork(name);
  return Float32Array.from({ length }, () => stream.normal());
};
const initial = drawn('weights');
const gradientOf = (step: number) => drawn(`gradient ${step}`);

async function onCpu() {
  await setBackend('cpu');
  registerKernels('cpu', 'stock');
}

const read = async (tensor: Tensor) => Array.from(await tensor.data());

function expectNear(found: readonly number[], expected: readonly number[]) {
  expect(found.length).toBe(expected.length);
  found.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5);
  });
}

describe.skipIf(!gpuIsHere)('in place on webgpu (skipped without an adapter)', () => {
  beforeAll(startGpuInBrowser);

  it('packedSgdStep is sgdStep, step after step, whatever was read in between', async () => {
    await onCpu();
    let [weight, velocity]: readonly Tensor[] = [tensor1d(initial), tensor1d(new Float32Array(length))];
    const expected: number[][] = [];
    for (const [step, learningRate] of learningRates.entries()) {
      [weight, velocity] = sgdStep(weight as Tensor, tensor1d(gradientOf(step)), velocity as Tensor, {
        ...settings,
        learningRate,
      });
      expected.push(await read(weight));
    }
    await startGpuInBrowser();
    const [weights, velocities] = [tensor1d(initial), tensor1d(new Float32Array(length))];
    for (const [step, rate] of learningRates.entries()) {
      const rates = tensor1d([rate, 0, 0]);
      packedSgdStep(weights, tensor1d(gradientOf(step)), { velocity: velocities, rates }, settings);
      expectNear(await read(weights), expected[step] ?? []);
    }
    expectNear(await read(velocities), await read(velocity as Tensor));
  });

  it('packedAdamStep is adamStep', async () => {
    await onCpu();
    const nothing = () => tensor1d(new Float32Array(length));
    let state: readonly Tensor[] = [tensor1d(initial), nothing(), nothing()];
    for (const [step, learningRate] of learningRates.entries()) {
      const [weight, first, second] = state as [Tensor, Tensor, Tensor];
      const rates = adamRates(learningRate, adam.beta1, step + 1);
      state = adamStep(weight, tensor1d(gradientOf(step)), first, second, { ...adam, rates });
    }
    const expected = await Promise.all(state.map(read));
    await startGpuInBrowser();
    const [weights, first, second] = [tensor1d(initial), nothing(), nothing()];
    for (const [step, learningRate] of learningRates.entries()) {
      const rates = tensor1d([...adamRates(learningRate, adam.beta1, step + 1)]);
      packedAdamStep(weights, tensor1d(gradientOf(step)), { first, second, rates }, adam);
    }
    for (const [i, tensor] of [weights, first, second].entries()) {
      expectNear(await read(tensor), expected[i] ?? []);
    }
  });

  it('moveTowards goes a share of the way, accumulate all of it', async () => {
    await startGpuInBrowser();
    const running = tensor1d([0, 1, 2, -4, 5]);
    moveTowards(running, tensor1d([10, 1, 0, 0, -5]), 0.1);
    expectNear(await read(running), [1, 1, 1.8, -3.6, 4]);
    const totals = tensor1d([1, 2, 3]);
    for (const step of [1, 2]) accumulate(totals, tensor1d([step, 0.5, -1]));
    expect(await read(totals)).toEqual([4, 3, 1]);
  });

  it('packParts puts tensors side by side with nothing between, and copyInto replaces one of them', async () => {
    await startGpuInBrowser();
    const gpu = backend() as GpuBackend;
    // Leaves a buffer of the same size behind, full of what is no number.
    const before = tensor1d(new Float32Array(length).fill(Number.NaN));
    gpu.uploadToGPU(before.dataId);
    before.dispose();
    const count = memory().numTensors;
    const parts = [tensor1d([1, 2, 3]), tensor2d([[4, 5]]), tensor1d([6])];
    const packed = packParts(parts, [0, 64, 128], length);
    expect(memory().numTensors).toBe(count + 4);
    const at = (values: Readonly<Record<number, number>>) => Array.from({ length }, (_, i) => values[i] ?? 0);
    expect(await read(packed)).toEqual(at({ 0: 1, 1: 2, 2: 3, 64: 4, 65: 5, 128: 6 }));

    const view = tensorView<Tensor1D>(gpu, resourceRange(gpu, packed).buffer, 64, [2]);
    expect(resourceRange(gpu, view)).toMatchObject({ offset: 256, size: 8 });
    copyInto(view, tensor2d([[7], [8]]));
    expect(await read(view)).toEqual([7, 8]);
    const whole = packParts([packed, view], [0, 64], length);
    expect(await read(whole)).toEqual(at({ 0: 1, 1: 2, 2: 3, 64: 7, 65: 8, 128: 6 }));
    expect(() => copyInto(view, packed)).toThrow(RangeError);
  });
});
