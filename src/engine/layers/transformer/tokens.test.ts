/**
 * Tokens by hand, with the gradients of finite differences.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  setBackend,
  type Tensor,
  type Tensor3D,
  tensor,
  tensor2d,
  tensor3d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerKernels } from '../../ops/registerKernels.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import { gradientGaps } from '../finiteDifferences.ts';
import { embedTokens, linearTokens, sequencePool, tokenAt, tokensFrom } from './tokens.ts';

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

describe.each(['cpu', 'wasm'] as const)('tokens on %s', (backend) => {
  beforeAll(start[backend]);

  it('get learned ones before them and positions on top', () => {
    tidy(() => {
      const x = tensor3d([1, 2, 3, 4], [2, 1, 2]);
      const first = [tensor3d([10, 20], [1, 1, 2]), tensor3d([30, 40], [1, 1, 2])];
      const positions = tensor3d([100, 200, 300, 400, 500, 600], [1, 3, 2]);
      const made = embedTokens(x, first, positions);
      expect(made.shape).toEqual([2, 3, 2]);
      expect(Array.from(made.dataSync())).toEqual([
        110, 220, 330, 440, 501, 602, 110, 220, 330, 440, 503, 604,
      ]);
      expect(Array.from(tokenAt(made, 1).dataSync())).toEqual([330, 440, 330, 440]);
      expect(Array.from(tokensFrom(made, 2).dataSync())).toEqual([501, 602, 503, 604]);
    });
  });

  it('are pooled by the softmax of a score', () => {
    tidy(() => {
      const x = tensor3d([0, 5, Math.log(3), 9], [1, 2, 2]);
      const parameters = { 'p.weight': tensor2d([1, 0], [2, 1]), 'p.bias': tensor([7]) };
      // Shares of 1/4 and 3/4.
      const [first, second] = sequencePool(parameters, 'p', x).dataSync();
      expect(first).toBeCloseTo(0.75 * Math.log(3), 5);
      expect(second).toBeCloseTo(8, 5);
    });
  });

  it('have the gradients of finite differences', () => {
    const gaps = gradientGaps(
      (x, one, other, positions, weight, bias) => {
        const parameters = {
          'l.weight': weight as Tensor,
          'l.bias': bias as Tensor,
          'b.weight': weight as Tensor,
        };
        const tokens = embedTokens(x as Tensor3D, [one as Tensor, other as Tensor], positions as Tensor);
        const after = linearTokens(parameters, 'l', tokens);
        return linearTokens(parameters, 'b', tokensFrom(after, 1));
      },
      [
        { shape: [2, 3, 4] },
        { shape: [1, 1, 4] },
        { shape: [1, 1, 4] },
        { shape: [1, 5, 4] },
        { shape: [4, 4] },
        { shape: [4] },
      ],
    );
    expect(gaps).toHaveLength(6);
    for (const { input, gap } of gaps) expect(gap, `input ${input}`).toBeLessThan(5e-3);
  });
});
