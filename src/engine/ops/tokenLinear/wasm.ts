/**
 * A fully connected layer over many rows on WebAssembly, by the inner loops of convolutions, in the backend's memory.
 *
 * Rows are taken in blocks that stay in the cache while all weights pass over them.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { channelSums } from '../channelSums/channelSums.ts';
import {
  type OuterProductShape,
  type OuterProducts,
  outerProductsModule,
} from '../convFilterGradient/outerProducts.ts';
import { compiledFor } from '../simd/compile.ts';
import { type TapProducts, type TapShape, tapProductsModule } from '../simd/tapProducts.ts';

interface Infos {
  /** [rows, in] */
  readonly x: TensorInfo;
  /** [in, out] */
  readonly weight: TensorInfo;
}

/** Bytes of x and dy that are summed over before the next block of weights: half of a second-level cache. */
const cacheBytes = 128 * 1024;

const view = (backend: BackendWasm, info: TensorInfo) => backend.typedArrayFromHeap(info) as Float32Array;
const lengthsOf = ({ x, weight }: Infos) =>
  [x.shape[0] ?? 0, weight.shape[0] ?? 0, weight.shape[1] ?? 0] as const;

/** result[row] += from[row]·weights, of weights [inChannels, outChannels]. */
function addProducts(
  backend: BackendWasm,
  rows: number,
  [inChannels, outChannels]: readonly [number, number],
  [from, weights, result]: readonly TensorInfo[],
): void {
  const add = compiledFor<TapShape, TapProducts>(
    backend,
    'tap',
    { inChannels, outChannels, pixelStep: { input: 4 * inChannels, output: 4 * outChannels } },
    tapProductsModule,
  );
  const starts = [from, weights, result].map((info) => backend.getMemoryOffset((info as TensorInfo).dataId));
  add(...(starts as [number, number, number]), rows);
}

export function wasmTokenLinear(
  backend: BackendWasm,
  { x, weight, bias }: Infos & { readonly bias?: TensorInfo | undefined },
): TensorInfo {
  const [rows, inChannels, outChannels] = lengthsOf({ x, weight });
  const y = backend.makeOutput([rows, outChannels], 'float32');
  const ys = view(backend, y);
  if (bias) {
    // What the products are added to.
    ys.set(view(backend, bias));
    for (let filled = outChannels; filled < ys.length; filled *= 2) ys.copyWithin(filled, 0, filled);
  } else {
    ys.fill(0);
  }
  addProducts(backend, rows, [inChannels, outChannels], [x, weight, y]);
  return y;
}

/** @returns dx, dW, db. */
export function wasmTokenLinearGradient(
  backend: BackendWasm,
  { dy, x, weight }: Infos & { readonly dy: TensorInfo },
): TensorInfo[] {
  const [rows, inChannels, outChannels] = lengthsOf({ x, weight });
  const dx = backend.makeOutput(x.shape, 'float32');
  const turned = backend.makeOutput([outChannels, inChannels], 'float32');
  const [from, to] = [view(backend, weight), view(backend, turned)];
  for (let i = 0; i < inChannels; i++) {
    for (let o = 0; o < outChannels; o++) to[o * inChannels + i] = from[i * outChannels + o] as number;
  }
  view(backend, dx).fill(0);
  addProducts(backend, rows, [outChannels, inChannels], [dy, turned, dx]);
  backend.disposeData(turned.dataId);

  const dWeight = backend.makeOutput(weight.shape, 'float32');
  view(backend, dWeight).fill(0);
  const pixelStep = { x: 4 * inChannels, dy: 4 * outChannels };
  const add = compiledFor<OuterProductShape, OuterProducts>(
    backend,
    'outer',
    { inChannels, outChannels, pixelStep, rowStep: { x: 0, dy: 0 } },
    outerProductsModule,
  );
  const [xs, dys, sums] = [x, dy, dWeight].map(({ dataId }) => backend.getMemoryOffset(dataId)) as [
    number,
    number,
    number,
  ];
  const atOnce = Math.max(16, Math.floor(cacheBytes / (pixelStep.x + pixelStep.dy)));
  for (let row = 0; row < rows; row += atOnce) {
    add(xs + row * pixelStep.x, dys + row * pixelStep.dy, sums, 1, Math.min(atOnce, rows - row));
  }
  return [dx, dWeight, channelSums(dy as Tensor)];
}
