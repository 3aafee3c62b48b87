/**
 * Depthwise convolutions and their gradients on wasm against the CPU backend's stock kernels, and these against finite
 * differences.
 */
import '@tensorflow/tfjs-backend-cpu';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend,
  depthwiseConv2d,
  getKernel,
  memory,
  setBackend,
  type Tensor,
  type Tensor4D,
  type TensorInfo,
  tensor,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { gradientGaps } from '../../layers/finiteDifferences.ts';
import { registerKernels } from '../registerKernels.ts';
import { canAssemble } from '../simd/compile.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { awkwardCases, computed, relativeDifference, valuesOf } from './awkwardCases.ts';
import { backwardStrips, forwardStrips } from './strips.ts';

/** Float32 sums in another order. */
const tolerance = 1e-5;

async function onCpu(): Promise<void> {
  await setBackend('cpu');
  registerKernels('cpu', 'stock');
}

describe('on wasm', () => {
  it.each(awkwardCases)('equals the cpu backend: $input, $kernel, stride $stride, $pad', async (given) => {
    await onCpu();
    const expected = await computed(given);
    await startWasmInNode();
    expect(canAssemble(backend() as BackendWasm)).toBe(true);
    const before = memory().numTensors;
    const found = await computed(given);
    expect(memory().numTensors).toBe(before);
    expect(Object.keys(found)).toEqual(Object.keys(expected));
    for (const [name, values] of Object.entries(expected)) {
      expect(relativeDifference(found[name] ?? [], values), name).toBeLessThan(tolerance);
    }
  });

  it('is the same without vectors', async () => {
    await startWasmInNode();
    const wasm = backend() as BackendWasm;
    // A build of the backend that hides its memory.
    const shy = new Proxy(wasm.wasm, {
      get: (module, name) =>
        name === 'asm' || name === 'wasmMemory' ? undefined : Reflect.get(module, name),
    });
    const plain: BackendWasm = Object.create(wasm, { wasm: { value: shy } });
    expect(canAssemble(plain)).toBe(false);
    for (const given of awkwardCases) {
      const expected = await computed(given);
      const { x, filter, dy } = valuesOf(given);
      const [xs, filters, dys] = [x, filter, dy].map(({ values, shape }) => tensor(values, shape)) as [
        Tensor,
        Tensor,
        Tensor,
      ];
      const run = (name: string, inputs: Record<string, TensorInfo>, shapes: Record<string, number[]>) => {
        const attrs = { strides: given.stride, pad: given.pad, ...shapes };
        const kernelName = `DepthwiseConv2dNative${name}`;
        const found = getKernel(kernelName, 'wasm').kernelFunc({
          inputs,
          attrs,
          backend: plain,
        }) as TensorInfo;
        return wasm.readSync(found.dataId) as Float32Array;
      };
      const found = {
        forward: run('', { x: xs, filter: filters }, {}),
        inputGradient: run('BackpropInput', { dy: dys, filter: filters }, { inputShape: x.shape }),
        filterGradient: run('BackpropFilter', { x: xs, dy: dys }, { filterShape: filter.shape }),
      };
      for (const [name, values] of Object.entries(found)) {
        expect(relativeDifference(values, expected[name] ?? []), name).toBeLessThan(tolerance);
      }
    }
  });

  it('has the gradients with stock kernels too', async () => {
    await startWasmInNode();
    registerKernels('wasm', 'stock');
    const given = { input: [1, 4, 4, 2], kernel: [3, 3], stride: 2, pad: 1 } as const;
    const stock = await computed(given);
    registerKernels('wasm');
    for (const [name, values] of Object.entries(await computed(given))) {
      expect(relativeDifference(values, stock[name] ?? []), name).toBeLessThan(tolerance);
    }
  });

  it('refuses what it does not compute instead of computing something else', async () => {
    await startWasmInNode();
    const [x, filter] = [tensor([1, 2, 3, 4], [1, 2, 2, 1]), tensor([1, 2], [1, 1, 1, 2])] as [
      Tensor,
      Tensor,
    ];
    const inputs = { dy: depthwiseConv2d(x as Tensor4D, filter as Tensor4D, 1, 'valid'), filter };
    const attrs = { strides: 1, pad: 'valid', inputShape: x.shape };
    const kernel = getKernel('DepthwiseConv2dNativeBackpropInput', 'wasm');
    expect(() => kernel.kernelFunc({ inputs, attrs, backend: backend() })).toThrow('tfjs has no kernel');
  });
});

describe('the registered gradient agrees with finite differences', () => {
  it.each([1, 2])('stride %d', async (stride) => {
    await onCpu();
    const convolve = (x?: Tensor, w?: Tensor) => depthwiseConv2d(x as Tensor4D, w as Tensor4D, stride, 1);
    const gaps = gradientGaps(convolve, [{ shape: [2, 5, 4, 3] }, { shape: [3, 3, 3, 1] }]);
    for (const { input, gap } of gaps) expect(gap, `input ${input}`).toBeLessThan(2e-3);
  });
});

describe('strips, counted by hand', () => {
  const taps = (strip: { taps: readonly { tap: number; input: number }[] }) =>
    strip.taps.map(({ tap, input }) => [tap, input]);

  it('of a padded axis are its first element, its middle and its last', () => {
    const strips = forwardStrips({ inLength: 5, outLength: 5, kernel: 3, stride: 1, padding: 1 });
    expect(strips.map(({ output, count }) => [output, count])).toEqual([
      [0, 1],
      [1, 3],
      [4, 1],
    ]);
    expect(strips.map(taps)).toEqual([
      [
        [1, 0],
        [2, 1],
      ],
      [
        [0, 0],
        [1, 1],
        [2, 2],
      ],
      [
        [0, 3],
        [1, 4],
      ],
    ]);
  });

  it('of a gradient with stride 2 alternate between the middle tap and the outer two', () => {
    // y[q] reads x[2q − 1 … 2q + 1], so x[0] and x[2] are read by the middle tap alone, x[1] by y[0] and y[1], x[3] by y[1].
    const strips = backwardStrips({ inLength: 4, outLength: 2, kernel: 3, stride: 2, padding: 1 });
    expect(strips.map(({ output, outputStep, count }) => [output, outputStep, count])).toEqual([
      [0, 2, 2],
      [1, 2, 1],
      [3, 2, 1],
    ]);
    expect(strips.map(taps)).toEqual([
      [[1, 0]],
      [
        [0, 1],
        [2, 0],
      ],
      [[2, 1]],
    ]);
  });
});
