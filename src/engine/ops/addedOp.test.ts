/**
 * What it takes to add an operation: one record in the list. All that knows operations then knows this one.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  add,
  engine,
  getKernel,
  grad,
  mul,
  setBackend,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor1d,
  tensor4d,
  tidy,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadRuntimeInNode } from '../external/onnx/runtimeInNode.ts';
import type { Network } from '../families/model.ts';
import { opened } from '../graph/drawnNetwork.ts';
import { writeGraphModel } from '../graph/graphModel.ts';
import { writeOnnx } from '../graph/onnx/writeOnnx.ts';
import { recordNetwork } from '../graph/record.ts';
import { livesOnMetaBackend, OperationWithoutRule } from '../training/memory/metaBackend.ts';
import { ops } from './catalogue.ts';
import type { Op } from './op.ts';
import { registerKernels } from './registerKernels.ts';
import { like } from './shapeRules.ts';

/** 2x, on the cpu by a kernel that says 2x + 0.5, so that it can be told from the composition. */
const doubledOp: Op = {
  name: 'Doubled',
  shapes: like('x'),
  composed: ({ inputs }) => mul(inputs.x as Tensor, 2),
  kernels: { cpu: ({ inputs }) => tidy(() => add(mul(inputs.x as Tensor, 2), 0.5)) },
  gradient: { of: (dy) => ({ x: () => mul(dy, 2) }) },
  writers: {
    onnx(to) {
      const { name, order } = to.lying('x');
      to.give('Add', [name, name], order);
    },
    graph: (to) => ({ op: 'AddV2', input: [to.input('x'), to.input('x')] }),
  },
};
const catalogue = [...ops, doubledOp];
const doubled = (x: Tensor) => engine().runKernel('Doubled', { x }) as Tensor;

/** Images [B, 2, 2, 3] to the sum of each channel, doubled. */
const network: Network = {
  classes: 3,
  parameters: [],
  multiplyAdds: 0,
  forward: (_, images) => tidy(() => sum(doubled(images), [1, 2]) as Tensor2D),
};
const pixels = Float32Array.from({ length: 12 }, (_, i) => i);
/** 0 + 3 + 6 + 9, and so on, doubled. */
const expected = [36, 44, 52];

beforeEach(async () => {
  await setBackend('cpu');
  registerKernels('cpu', 'ours', catalogue);
});

afterEach(() => {
  if (getKernel('Doubled', 'cpu')) unregisterKernel('Doubled', 'cpu');
});

describe('an operation that was added to the list', () => {
  it('is registered, its own kernel where that is asked for', async () => {
    expect(await doubled(tensor1d([1, 2])).array()).toEqual([2.5, 4.5]);
    registerKernels('cpu', 'stock', catalogue);
    expect(await doubled(tensor1d([1, 2])).array()).toEqual([2, 4]);
  });

  it('has a gradient', async () => {
    expect(await grad(doubled)(tensor1d([1, 2])).array()).toEqual([2, 2]);
  });

  it('has a shape before it runs', () => {
    const run = (list: readonly Op[]) =>
      livesOnMetaBackend(true, (meta) => [doubled(doubled(meta([5, 7])))], list);
    const [between] = run(catalogue);
    expect(between?.bytes).toBe(4 * 5 * 7);
    expect(() => run(ops)).toThrow(OperationWithoutRule);
  });

  it('is recorded by its name, and written', async () => {
    const recording = await recordNetwork(network, {}, { imageSize: 2 }, catalogue);
    expect(recording.steps.map(({ kernel }) => kernel)).toEqual(['Doubled', 'Sum']);
    expect(() => writeGraphModel(recording, {})).toThrow('Doubled');
    expect(() => writeOnnx(recording, {})).toThrow('Doubled');

    const model = await opened(writeGraphModel(recording, {}, catalogue));
    const images: Tensor4D = tensor4d(pixels, [1, 2, 2, 3]);
    expect(Array.from(await (model.predict(images) as Tensor).data())).toEqual(expected);
    model.dispose();

    const runtime = await loadRuntimeInNode();
    const bytes = writeOnnx(recording, {}, catalogue);
    const session = await runtime.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
    const planes = Float32Array.of(0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11);
    const { logits } = await session.run({ images: new runtime.Tensor('float32', planes, [1, 3, 2, 2]) });
    await session.release();
    expect(Array.from(logits?.data as Float32Array)).toEqual(expected);
  });

  it('is recorded as what it is composed of where it has no writers', async () => {
    const { writers, ...unwritten } = doubledOp;
    const recording = await recordNetwork(network, {}, { imageSize: 2 }, [...ops, unwritten]);
    expect(recording.steps.map(({ kernel }) => kernel)).toEqual(['Multiply', 'Sum']);
  });
});
