/**
 * Batch norm in the wasm backend's memory: against the composed one on the cpu backend, and against formulas in float64 where
 * float32 statistics are hard.
 */
import '@tensorflow/tfjs-backend-cpu';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend,
  dispose,
  memory,
  setBackend,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
  tensor,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { registerKernels } from '../registerKernels.ts';
import { canAssemble } from '../simd/compile.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { batchNormTraining, batchNormTrainingGradient } from './batchNorm.ts';
import type { Activation } from './given.ts';

/** Of each result's largest number; both sides are float32. */
const tolerance = 1e-5;

type Shape = readonly [number, number, number, number];

/** One value, one pixel, few and odd channels, fewer rows than are taken at once, rows left over, several blocks of rows. */
const shapes: readonly Shape[] = [
  [1, 1, 1, 1],
  [1, 1, 1, 64],
  [2, 1, 1, 5],
  [3, 5, 7, 1],
  [2, 33, 31, 1],
  [2, 5, 3, 3],
  [4, 23, 21, 3],
  [1, 3, 3, 4],
  [3, 7, 5, 4],
  [2, 9, 9, 5],
  [2, 17, 16, 16],
  [5, 33, 31, 16],
  [2, 5, 5, 20],
  [2, 5, 5, 33],
  [3, 7, 5, 64],
  [2, 1, 3, 1028],
];

interface Given {
  readonly shape: Shape;
  readonly x: Float32Array;
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
  readonly residual: Float32Array | undefined;
  readonly dy: Float32Array;
}

function draw(shape: Shape, mean: number, withResidual: boolean): Given {
  const stream = random(5, shape.join('×'));
  const size = shape.reduce((product, length) => product * length, 1);
  const normals = (length: number, centre: number, deviation: number) =>
    Float32Array.from({ length }, () => centre + deviation * stream.normal());
  return {
    shape,
    x: normals(size, mean, 1),
    gamma: normals(shape[3], 1, 0.3),
    beta: normals(shape[3], 0, 0.5),
    residual: withResidual ? normals(size, 0, 1) : undefined,
    dy: normals(size, 0, 1),
  };
}

/** Every result by name, on the current backend. */
function results(given: Given, activation: Activation): Record<string, Float32Array> {
  const settings = { activation, epsilon: 1e-5 };
  const ofShape = (values: Float32Array) => tensor(values, [...given.shape]) as Tensor4D;
  const ofChannels = (values: Float32Array) => tensor(values) as Tensor1D;
  const residual = given.residual && ofShape(given.residual);
  const [x, gamma, beta, dy] = [
    ofShape(given.x),
    ofChannels(given.gamma),
    ofChannels(given.beta),
    ofShape(given.dy),
  ];
  const { state, ...forward } = batchNormTraining({ x, gamma, beta, residual }, settings);
  const { y } = forward;
  const back = { dy, gamma, beta, state, y: activation === 'relu' ? y : undefined };
  const gradients = batchNormTrainingGradient(back, { ...settings, residual: residual !== undefined });
  const named: [string, Tensor | undefined][] = Object.entries({ ...forward, ...gradients });
  const read = named.flatMap(([name, value]) =>
    value ? [[name, Float32Array.from(value.dataSync())] as const] : [],
  );
  dispose([x, gamma, beta, dy, ...state, ...(residual ? [residual] : [])]);
  for (const [, value] of named) value?.dispose();
  return Object.fromEntries(read);
}

async function onWasm(given: Given, activation: Activation) {
  await startWasmInNode();
  expect(canAssemble(backend() as BackendWasm)).toBe(true);
  const before = memory().numTensors;
  const found = results(given, activation);
  expect(memory().numTensors).toBe(before);
  return found;
}

const largestOf = (values: ArrayLike<number>) =>
  Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** In parts of the largest expected number, or of `atLeast`. */
function gapOf(found: ArrayLike<number> | undefined, expected: ArrayLike<number>, atLeast = 1e-3): number {
  const differences = Array.from(expected, (value, i) => value - (found?.[i] ?? Number.NaN));
  return largestOf(differences) / Math.max(largestOf(expected), atLeast);
}

/** Terms of this size cancel in dx: down to nothing where a channel has one value, almost so where it has two. */
function termsOfDx({ x, gamma, dy }: Given, variances: ArrayLike<number>): number {
  const count = x.length / gamma.length;
  const least = (Math.min(...Array.from(variances)) * (count - 1)) / count;
  return (largestOf(gamma) * largestOf(dy)) / Math.sqrt(least + 1e-5);
}

/** Statistics and normalised values of each channel, in float64. */
function exact({ shape, x, gamma, beta }: Given) {
  const channels = shape[3];
  const count = x.length / channels;
  const of = (c: number) => Array.from({ length: count }, (_, row) => x[row * channels + c] ?? 0);
  const mean = Array.from(
    { length: channels },
    (_, c) => of(c).reduce((sum, value) => sum + value, 0) / count,
  );
  const squares = mean.map((centre, c) => of(c).reduce((sum, value) => sum + (value - centre) ** 2, 0));
  const y = Array.from(x, (value, i) => {
    const c = i % channels;
    const deviation = Math.sqrt((squares[c] ?? 0) / count + 1e-5);
    return ((gamma[c] ?? 0) * (value - (mean[c] ?? 0))) / deviation + (beta[c] ?? 0);
  });
  return { mean, variance: squares.map((sum) => sum / (count - 1)), y };
}

describe('batch norm in the memory of wasm', () => {
  it.each(
    shapes.flatMap((shape) =>
      (['relu', 'linear'] as const).flatMap((activation) =>
        [false, true].map((residual) => ({ shape, activation, residual })),
      ),
    ),
  )(
    'equals the cpu backend: $shape, $activation, residual $residual',
    async ({ shape, activation, residual }) => {
      // The cpu backend rounds the mean: beside larger ones that would be what is measured.
      const given = draw(shape, 3, residual);
      await setBackend('cpu');
      registerKernels('cpu', 'stock');
      const expected = results(given, activation);
      const found = await onWasm(given, activation);
      expect(Object.keys(found)).toEqual(Object.keys(expected));
      for (const [name, values] of Object.entries(expected)) {
        const atLeast = name === 'dx' ? termsOfDx(given, expected.variance ?? []) : undefined;
        expect(gapOf(found[name], values, atLeast), name).toBeLessThan(tolerance);
      }
    },
  );

  it.each([
    [2, 33, 31, 3],
    [8, 33, 31, 16],
  ] as const)('has exact statistics beside a mean of 1000: %d × %d × %d × %d', async (...shape) => {
    const given = draw(shape, 1000, false);
    const expected = exact(given);
    const found = await onWasm(given, 'linear');
    expect(gapOf(found.mean, expected.mean)).toBeLessThan(1e-7);
    expect(gapOf(found.variance, expected.variance)).toBeLessThan(1e-6);
    expect(gapOf(found.y, expected.y)).toBeLessThan(2e-6);
  });

  it('has exact statistics where the first rows are far from all others', async () => {
    const shape = [8, 33, 31, 4] as const;
    const given = draw(shape, 1000, false);
    given.x.fill(0, 0, 4 * 33 * 31);
    const expected = exact(given);
    const found = await onWasm(given, 'linear');
    expect(gapOf(found.mean, expected.mean)).toBeLessThan(1e-6);
    expect(gapOf(found.variance, expected.variance)).toBeLessThan(3e-6);
  });

  it('gives the same digits again', async () => {
    const given = draw([3, 17, 15, 20], 2, true);
    expect(await onWasm(given, 'relu')).toEqual(await onWasm(given, 'relu'));
  });
});
