/**
 * Depthwise convolution and both of its gradients in the wasm backend's memory, without a copy.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { canAssemble, compiledFor } from '../simd/compile.ts';
import { type DepthwiseGeometry, inShape, outShape } from './geometry.ts';
import { type Operation, type Plan, plan } from './patches.ts';
import {
  plainTapCorrelations,
  plainTapSums,
  type TapLoop,
  type TapLoopShape,
  tapCorrelationsModule,
  tapSumsModule,
} from './tapLoops.ts';

/** Pixels and results that all channels pass over before the next stretch. Of 8 … 256 KiB the fastest, by a third. */
const cacheBytes = 48 * 1024;

/**
 * y[b, p, q, c] = Σ over k, l of x[b, s·p + k − P, s·q + l − P, c]·w[k, l, c]
 *
 * @param around see `TapLoopShape`.
 */
export function depthwiseForward(
  backend: BackendWasm,
  x: TensorInfo,
  filter: TensorInfo,
  geometry: DepthwiseGeometry,
  around?: TapLoopShape['around'],
): TensorInfo {
  const y = backend.makeOutput(outShape(geometry), 'float32');
  run(backend, 'forward', geometry, [x, filter, y], around);
  return y;
}

/**
 * dx[b, v, u, c] = Σ over k, l of dy[b, (v + P − k) / s, (u + P − l) / s, c]·w[k, l, c], where the divisions leave nothing.
 */
export function depthwiseInputGradient(
  backend: BackendWasm,
  dy: TensorInfo,
  filter: TensorInfo,
  geometry: DepthwiseGeometry,
): TensorInfo {
  const dx = backend.makeOutput(inShape(geometry), 'float32');
  run(backend, 'inputGradient', geometry, [dy, filter, dx]);
  return dx;
}

/** dw[k, l, c] = Σ over b, p, q of x[b, s·p + k − P, s·q + l − P, c]·dy[b, p, q, c] */
export function depthwiseFilterGradient(
  backend: BackendWasm,
  x: TensorInfo,
  dy: TensorInfo,
  geometry: DepthwiseGeometry,
): TensorInfo {
  const { rows, columns, channels } = geometry;
  const dw = backend.makeOutput([rows.kernel, columns.kernel, channels, 1], 'float32');
  backend.typedArrayFromHeap(dw).fill(0);
  run(backend, 'filterGradient', geometry, [x, dw, dy]);
  return dw;
}

function run(
  backend: BackendWasm,
  operation: Operation,
  geometry: DepthwiseGeometry,
  tensors: readonly [input: TensorInfo, weights: TensorInfo, output: TensorInfo],
  around?: TapLoopShape['around'],
): void {
  const { image, bands } = planFor(backend, operation, geometry, tensors[0], around);
  const [input, weights, output] = tensors.map(({ dataId }) => backend.getMemoryOffset(dataId)) as [
    number,
    number,
    number,
  ];
  const imagesAtOnce = Math.max(1, Math.floor(cacheBytes / (image.input + image.output)));
  for (let b = 0; b < geometry.batch; b += imagesAtOnce) {
    const images = Math.min(imagesAtOnce, geometry.batch - b);
    for (const { rows, rowStep, patches } of bands) {
      const rowsAtOnce =
        imagesAtOnce > 1 ? rows : Math.max(1, Math.floor(cacheBytes / (rowStep.input + rowStep.output)));
      for (let p = 0; p < rows; p += rowsAtOnce) {
        const count = Math.min(rowsAtOnce, rows - p);
        for (const { loop, begin, pixels } of patches) {
          loop(
            input + b * image.input + p * rowStep.input + begin.input,
            weights,
            output + b * image.output + p * rowStep.output + begin.output,
            images,
            count,
            pixels,
          );
        }
      }
    }
  }
}

/** Kept, because finding and naming the loops takes as long as the arithmetic of small pictures. */
const assembledPlans = new WeakMap<BackendWasm, Map<string, Plan<TapLoop>>>();

function planFor(
  backend: BackendWasm,
  operation: Operation,
  geometry: DepthwiseGeometry,
  anyTensor: TensorInfo,
  around: TapLoopShape['around'],
): Plan<TapLoop> {
  const correlates = operation === 'filterGradient';
  if (!canAssemble(backend)) {
    const heap = new Float32Array(backend.typedArrayFromHeap(anyTensor).buffer);
    const plain = correlates ? plainTapCorrelations : plainTapSums;
    return plan(operation, geometry, (shape) => plain(shape, heap), around);
  }
  const plans = assembledPlans.get(backend) ?? new Map<string, Plan<TapLoop>>();
  assembledPlans.set(backend, plans);
  const key = `${operation} ${JSON.stringify([geometry, around])}`;
  const kind = correlates ? 'tapCorrelations' : 'tapSums';
  const module = correlates ? tapCorrelationsModule : tapSumsModule;
  const known =
    plans.get(key) ?? plan(operation, geometry, (shape) => compiledFor(backend, kind, shape, module), around);
  plans.set(key, known);
  return known;
}
