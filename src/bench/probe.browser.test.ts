/**
 * The shader whose speed stands for the device's must compute what it says: against sums in double precision.
 */
import { describe, expect, it } from 'vitest';
import { random } from '../base/random.ts';
import { probe, product, productShaders } from './probe.ts';

const adapter = await navigator.gpu?.requestAdapter();

/** An adapter gives one device. */
async function openDevice(): Promise<GPUDevice> {
  const device = await (await navigator.gpu.requestAdapter())?.requestDevice();
  if (!device) throw new Error('no device');
  return device;
}

describe.skipIf(!adapter)('the probe', () => {
  it.each(Object.entries(productShaders))('multiplies matrices, %s', async (_, shader) => {
    const device = await openDevice();
    const n = 128;
    const stream = random(3, 'probe');
    const [a, b] = [0, 1].map(() => Float32Array.from({ length: n * n }, () => stream.normal())) as [
      Float32Array<ArrayBuffer>,
      Float32Array<ArrayBuffer>,
    ];
    const c = await product(device, shader, n, a, b);
    // Some of every tile.
    for (let i = 0; i < n * n; i += 37) {
      const [row, column] = [Math.floor(i / n), i % n];
      let sum = 0;
      for (let k = 0; k < n; k++) sum += (a[row * n + k] ?? 0) * (b[k * n + column] ?? 0);
      expect(c[i]).toBeCloseTo(sum, 3);
    }
    device.destroy();
  });

  it('tells how fast', async () => {
    const device = await openDevice();
    const { copyBytesPerSecond, operationsPerSecond } = await probe(device, true);
    expect(copyBytesPerSecond).toBeGreaterThan(0);
    expect(operationsPerSecond).toBeGreaterThan(0);
    device.destroy();
  });
});
