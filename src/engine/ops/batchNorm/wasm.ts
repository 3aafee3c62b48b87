/**
 * Batch norm in training in the wasm backend's memory: our own vector code, one thread. x is read twice forward and twice back;
 * besides y and dx nothing of its size is written or kept, except the residual's gradient.
 *
 * Channels are the vector. Rows of few channels, or of a number that four does not divide, are taken several at a time
 * as one wider row: 8 rows of 3 channels are one of 24. What is left over at the end is done in JavaScript.
 *
 * The statistics are sums of x − K and (x − K)², in float32 over some thousand numbers, merged in float64 (Chan, Golub &
 * LeVeque 1983, eq. 2.1). K is the mean of what came before, and for the first stretch its own mean. So no digits
 * cancel that the variance needs: were K far from a stretch's mean, the variance would be as large. The mean is kept as
 * a float32 and what that leaves out, which goes into the shift.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type {
  BatchNormGradientSettings,
  BatchNormGradientTensors,
  BatchNormSettings,
  BatchNormTensors,
} from './given.ts';
import { gradient, gradientSums, type Mask, moments, normalise, vector, vectorCount } from './loops.ts';
import { passOver, turnsPerBlock, turnsPerMerge } from './passOver.ts';
import { channelStatistics } from './statistics.ts';
import { cutWide, type WideRows } from './wideRows.ts';

/** Returns y, mean, variance, and as state x and vectors: mean, scale, shift, 1/√(σ² + ε), and what the mean leaves out. */
export function wasmTraining(
  backend: BackendWasm,
  { x, gamma, beta, residual }: BatchNormTensors,
  { activation, epsilon }: BatchNormSettings,
): TensorInfo[] {
  const rows = cutWide(x.shape);
  const { channels, width, count } = rows;
  // All memory first: views into the heap are lost when it grows.
  const [y, mean, variance, kept] = [x.shape, [channels], [channels], [vectorCount, width]].map((shape) =>
    backend.makeOutput(shape, 'float32'),
  ) as [TensorInfo, TensorInfo, TensorInfo, TensorInfo];
  const view = (info: TensorInfo) => backend.typedArrayFromHeap(info) as Float32Array;
  const [xs, ys] = [view(x), view(y)];
  const vectors = rows.vectors(view(kept));
  const statistics = statisticsOf(backend, rows, x, kept);

  const relu = activation === 'relu';
  const [gammas, betas, means, variances] = [gamma, beta, mean, variance].map(view) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let c = 0; c < channels; c++) {
    const exact = statistics.mean(c);
    const rounded = Math.fround(exact);
    const inverse = 1 / Math.sqrt(statistics.squares(c) / count + epsilon);
    const scale = Math.fround((gammas[c] as number) * inverse);
    means[c] = rounded;
    variances[c] = statistics.squares(c) / Math.max(1, count - 1);
    vectors.set(vector.mean, c, rounded);
    vectors.set(vector.scale, c, scale);
    vectors.set(vector.shift, c, (betas[c] as number) - scale * (exact - rounded));
    vectors.set(vector.first, c, inverse);
    vectors.set(vector.second, c, exact - rounded);
  }
  const arrays = residual ? [x, y, residual] : [x, y];
  passOver(backend, rows, normalise(relu, residual !== undefined), `normalise ${relu}`, kept, arrays);
  const added = residual ? view(residual) : undefined;
  rows.forRest((i, c) => {
    const apart = (xs[i] as number) - vectors.get(vector.mean, c);
    const sum = apart * vectors.get(vector.scale, c) + vectors.get(vector.shift, c) + (added?.[i] ?? 0);
    ys[i] = relu ? Math.max(0, sum) : sum;
  });
  backend.incRef(x.dataId);
  return [y, mean, variance, { dataId: x.dataId, shape: x.shape, dtype: x.dtype }, kept];
}

function statisticsOf(backend: BackendWasm, rows: WideRows, x: TensorInfo, kept: TensorInfo) {
  const { channels, turns, rowsPerTurn } = rows;
  const heap = backend.typedArrayFromHeap(kept) as Float32Array;
  const vectors = rows.vectors(heap);
  const xs = backend.typedArrayFromHeap(x) as Float32Array;
  const add = (begin: number, end: number) => {
    vectors.clear(vector.first);
    vectors.clear(vector.second);
    passOver(backend, rows, moments, 'moments', kept, [x], begin, end);
  };
  const merged = channelStatistics(channels);
  if (turns > 0) {
    const block = Math.min(turns, turnsPerBlock(rows, 1));
    vectors.clear(vector.mean);
    add(0, block);
    for (let c = 0; c < channels; c++) {
      vectors.set(vector.mean, c, vectors.sum(vector.first, c) / (block * rowsPerTurn));
    }
  }
  const stretch = turnsPerMerge(rows, 1);
  for (let begin = 0; begin < turns; begin += stretch) {
    const end = Math.min(turns, begin + stretch);
    add(begin, end);
    for (let c = 0; c < channels; c++) {
      const [sum, squares] = [vectors.sum(vector.first, c), vectors.sum(vector.second, c)];
      merged.absorb(
        c,
        begin * rowsPerTurn,
        (end - begin) * rowsPerTurn,
        vectors.get(vector.mean, c),
        sum,
        squares,
      );
      vectors.set(vector.mean, c, merged.mean(c));
    }
  }
  rows.forRest((i, c, row) => merged.absorb(c, row, 1, xs[i] as number, 0, 0));
  return merged;
}

/** Returns dx, dγ, dβ, and d residual where there was one. */
export function wasmGradient(
  backend: BackendWasm,
  { dy, y, state }: BatchNormGradientTensors,
  { activation, residual }: BatchNormGradientSettings,
): TensorInfo[] {
  const [x, kept] = state as readonly TensorInfo[] as readonly [TensorInfo, TensorInfo];
  const rows = cutWide(dy.shape);
  const { channels, width, turns, count } = rows;
  const mask: Mask = activation === 'linear' ? 'none' : residual ? 'from y' : 'from x';
  const make = (shape: number[]) => backend.makeOutput(shape, 'float32');
  const [dx, dGamma, dBeta, work] = [
    make(dy.shape),
    make([channels]),
    make([channels]),
    make([vectorCount, width]),
  ];
  const masked = mask === 'from y' ? make(dy.shape) : undefined;
  const view = (info: TensorInfo) => backend.typedArrayFromHeap(info) as Float32Array;
  const [state32, vectors] = [rows.vectors(view(kept)), rows.vectors(view(work))];
  view(work).set(view(kept));

  const sumsOfG = new Float64Array(channels);
  const sumsOfGX = new Float64Array(channels);
  const arrays = masked && y ? [dy, x, y, masked] : [dy, x];
  const stretch = turnsPerMerge(rows, arrays.length);
  const sums = gradientSums(mask);
  for (let begin = 0; begin < turns; begin += stretch) {
    vectors.clear(vector.first);
    vectors.clear(vector.second);
    passOver(
      backend,
      rows,
      sums,
      `gradientSums ${mask}`,
      work,
      arrays,
      begin,
      Math.min(turns, begin + stretch),
    );
    for (let c = 0; c < channels; c++) {
      sumsOfG[c] = (sumsOfG[c] as number) + vectors.sum(vector.first, c);
      sumsOfGX[c] = (sumsOfGX[c] as number) + vectors.sum(vector.second, c);
    }
  }
  const [dys, xs, dxs] = [view(dy), view(x), view(dx)];
  const [ys, gs] = [y && view(y), masked && view(masked)];
  const apart = (i: number, c: number) => (xs[i] as number) - vectors.get(vector.mean, c);
  const g = (i: number, c: number): number => {
    if (mask === 'none') return dys[i] as number;
    const argument =
      mask === 'from y'
        ? (ys?.[i] as number)
        : apart(i, c) * vectors.get(vector.scale, c) + vectors.get(vector.shift, c);
    return argument > 0 ? (dys[i] as number) : 0;
  };
  rows.forRest((i, c) => {
    sumsOfG[c] = (sumsOfG[c] as number) + g(i, c);
    sumsOfGX[c] = (sumsOfGX[c] as number) + g(i, c) * apart(i, c);
    if (gs) gs[i] = g(i, c);
  });

  const [dGammas, dBetas] = [view(dGamma), view(dBeta)];
  for (let c = 0; c < channels; c++) {
    const [inverse, leftOut] = [state32.get(vector.first, c), state32.get(vector.second, c)];
    const scale = vectors.get(vector.scale, c);
    const betaChange = sumsOfG[c] as number;
    const gammaChange = ((sumsOfGX[c] as number) - leftOut * betaChange) * inverse;
    const slope = (-scale * inverse * gammaChange) / count;
    dGammas[c] = gammaChange;
    dBetas[c] = betaChange;
    vectors.set(vector.first, c, slope);
    vectors.set(vector.second, c, (-scale * betaChange) / count - leftOut * slope);
  }
  const recompute = mask === 'from x';
  passOver(backend, rows, gradient(recompute), `gradient ${recompute}`, work, [masked ?? dy, x, dx]);
  rows.forRest((i, c) => {
    const change = apart(i, c) * vectors.get(vector.first, c) + vectors.get(vector.second, c);
    dxs[i] = vectors.get(vector.scale, c) * g(i, c) + change;
  });
  backend.disposeData(work.dataId);
  if (!residual) return [dx, dGamma, dBeta];
  if (masked) return [dx, dGamma, dBeta, masked];
  backend.incRef(dy.dataId);
  return [dx, dGamma, dBeta, { dataId: dy.dataId, shape: dy.shape, dtype: dy.dtype }];
}
