/**
 * GELU against float64 arithmetic, on the backends that Node has.
 */
import '@tensorflow/tfjs-backend-cpu';
import { grad, memory, setBackend, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { gelu } from './gelu.ts';

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

const density = (x: number) => Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI);

/** Φ(x) by Simpson's rule from 0. */
function cumulative(x: number): number {
  const steps = 2000;
  let total = 0;
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    total += weight * density((x * i) / steps);
  }
  return 0.5 + (total * x) / steps / 3;
}

/** From −9 to 9, and what is too far out for vectors of four at the end. */
const points = Array.from({ length: 1447 }, (_, i) => Math.fround((i - 720) / 80));

describe.each(['cpu', 'wasm'] as const)('gelu on %s', (backend) => {
  beforeAll(start[backend]);

  it('is x·Φ(x) to float32’s last digits, and so is its gradient', () => {
    const before = memory().numTensors;
    const found = tidy(() => {
      const x = tensor1d(points);
      return [gelu(x), grad((at: Tensor) => gelu(at))(x)].map((y) => Array.from(y.dataSync()));
    });
    for (const [i, x] of points.entries()) {
      const share = cumulative(x);
      expect(Math.abs((found[0]?.[i] ?? Number.NaN) - x * share), `gelu(${x})`).toBeLessThan(1e-6);
      const slope = share + x * density(x);
      expect(Math.abs((found[1]?.[i] ?? Number.NaN) - slope), `slope at ${x}`).toBeLessThan(1e-6);
    }
    expect(memory().numTensors).toBe(before);
  });
});
