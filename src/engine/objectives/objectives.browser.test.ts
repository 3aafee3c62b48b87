/**
 * The golden values on WebGPU, where there is an adapter (a software one will do).
 */
import '@tensorflow/tfjs-backend-webgpu';
import { grad, ready, setBackend, type Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { combinedTerms, totalLoss } from './combined.ts';
import { goldenCases, goldenCombined, goldenComparison, seenOf, termsOf } from './goldenCases.ts';

const adapter = 'gpu' in navigator ? await navigator.gpu.requestAdapter() : null;

describe.skipIf(!adapter)('objectives on webgpu (skipped without an adapter)', () => {
  beforeAll(async () => {
    expect(await setBackend('webgpu')).toBe(true);
    await ready();
  });

  it.each(goldenCases)('$name has its golden value', async ({ loss, temperature, value }) => {
    const [measured] = await loss(goldenComparison(temperature)).data();
    expect((measured ?? Number.NaN) / value).toBeCloseTo(1, 3);
  });

  it('combines at alpha 0.5 with mse, and differentiates', async () => {
    const comparison = goldenComparison(1);
    const loss = (student: Tensor2D) =>
      totalLoss(
        combinedTerms({
          alpha: 0.5,
          similarity: termsOf('mse', 1),
          seen: seenOf({ ...comparison, student }),
        }),
      );
    const [measured] = await loss(comparison.student).data();
    expect(measured).toBeCloseTo(goldenCombined, 4);
    const slopes = await grad((student) => loss(student as Tensor2D))(comparison.student).data();
    // ½(p_s − y)/2 + ½·2(z_s − z_t)/6 for image 0, class 0, with p = e^1/(e^1 + e^2 + e^0.5).
    const p = Math.E / (Math.E + Math.E ** 2 + Math.sqrt(Math.E));
    expect(slopes[0]).toBeCloseTo((0.5 * (p - 1)) / 2 + (0.5 * 2 * (1 - 3)) / 6, 5);
  });
});
