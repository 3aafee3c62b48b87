import '@tensorflow/tfjs-backend-cpu';
import {
  grads,
  mul,
  setBackend,
  sum,
  type Tensor,
  type Tensor4D,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { relativeGap } from '../../families/relativeGap.ts';
import { gradientGaps } from '../../layers/finiteDifferences.ts';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { type InvolutionCase, involutionCases } from './cases.ts';
import { involved } from './involution.ts';

const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

function numbers(shape: readonly number[], name: string): Float32Array {
  const stream = random(5, name);
  return Float32Array.from({ length: sizeOf(shape) }, () => stream.normal());
}

const drawn = (shape: readonly number[], name: string): Tensor4D =>
  tensor4d(numbers(shape, name), shape as [number, number, number, number]);

/** y, dx and dkernels, by plain loops over the definition in float64. */
function byDefinition({ x: shape, groups, kernel, stride }: InvolutionCase) {
  const [batch, height, width, channels] = shape;
  const [h, w] = [Math.ceil(height / stride), Math.ceil(width / stride)];
  const kernelShape = [batch, h, w, groups * kernel * kernel];
  const x = numbers(shape, 'x');
  const k = numbers(kernelShape, 'kernels');
  const dy = numbers([batch, h, w, channels], 'dy');
  const y = Array<number>(dy.length).fill(0);
  const dx = Array<number>(x.length).fill(0);
  const dk = Array<number>(k.length).fill(0);
  const edge = (kernel - 1) / 2;
  for (let b = 0; b < batch; b++) {
    for (let p = 0; p < h; p++) {
      for (let q = 0; q < w; q++) {
        for (let c = 0; c < channels; c++) {
          for (let i = 0; i < kernel; i++) {
            for (let j = 0; j < kernel; j++) {
              const [v, u] = [stride * p + i - edge, stride * q + j - edge];
              if (v < 0 || u < 0 || v >= height || u >= width) continue;
              const from = ((b * height + v) * width + u) * channels + c;
              const to = ((b * h + p) * w + q) * channels + c;
              const group = Math.floor(c / (channels / groups));
              const tap = (((b * h + p) * w + q) * groups + group) * kernel * kernel + i * kernel + j;
              y[to] = (y[to] ?? 0) + (k[tap] ?? 0) * (x[from] ?? 0);
              dx[from] = (dx[from] ?? 0) + (k[tap] ?? 0) * (dy[to] ?? 0);
              dk[tap] = (dk[tap] ?? 0) + (x[from] ?? 0) * (dy[to] ?? 0);
            }
          }
        }
      }
    }
  }
  return { y, dx, dk, kernelShape };
}

const starts = {
  'on the cpu': async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  'composed of others': async () => {
    await setBackend('cpu');
    registerKernels('cpu', 'stock');
  },
  'on wasm': startWasmInNode,
} as const;

describe.each(Object.keys(starts) as (keyof typeof starts)[])('involution %s', (place) => {
  it.each(involutionCases)('of $x in $groups groups, $kernel×$kernel at stride $stride', async (given) => {
    const { y, dx, dk, kernelShape } = byDefinition(given);
    await starts[place]();
    const { x, groups, stride } = given;
    const found = tidy(() => {
      const run = (values: Tensor, kernels: Tensor) =>
        involved(values as Tensor4D, kernels as Tensor4D, { groups, stride });
      const inputs = [drawn(x, 'x'), drawn(kernelShape, 'kernels')] as const;
      const made = run(...inputs);
      const slopes = grads((values: Tensor, kernels: Tensor) =>
        sum(mul(run(values, kernels), drawn(made.shape, 'dy'))),
      )([...inputs]);
      return [made, ...slopes].map((tensor) => Float32Array.from(tensor.dataSync()));
    });
    for (const [i, expected] of [y, dx, dk].entries()) {
      expect(relativeGap(found[i] ?? [], expected)).toBeLessThan(1e-5);
    }
  });
});

describe('involution', () => {
  it('refuses kernels of another size than its own', async () => {
    await starts['on the cpu']();
    const run = () =>
      involved(drawn([1, 5, 5, 4], 'x'), drawn([1, 2, 2, 9], 'kernels'), { groups: 1, stride: 2 });
    expect(run).toThrow('do not fit');
  });

  it('has the gradients of finite differences', async () => {
    await startWasmInNode();
    const gaps = gradientGaps(
      (x, kernels) => involved(x as Tensor4D, kernels as Tensor4D, { groups: 2, stride: 2 }),
      [{ shape: [1, 4, 4, 4] }, { shape: [1, 2, 2, 18] }],
    );
    expect(gaps.map(({ gap }) => gap).filter((gap) => !(gap < 5e-3))).toEqual([]);
  });
});
