/**
 * The involution and both of its gradients in the wasm backend's memory: windows are read where they lie.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { backwardStrips, forwardStrips, type Strip } from '../depthwiseConv/strips.ts';
import { canAssemble, compiledFor } from '../simd/compile.ts';
import { type InvolutionGeometry, inShape, kernelShape, outShape } from './geometry.ts';
import { involve, involveBack, kernelProducts } from './loops.ts';
import { channelProductsModule, type Walk, type WalkShape, weightedSumsModule } from './walks.ts';

/** y[b, p, q, c] = Σ over k, l of kernels[b, p, q, g(c), k, l]·x[b, s·p + k − P, s·q + l − P, c] */
export function involution(
  backend: BackendWasm,
  x: TensorInfo,
  kernels: TensorInfo,
  geometry: InvolutionGeometry,
): TensorInfo {
  const y = backend.makeOutput(outShape(geometry), 'float32');
  const tensors = { values: x, kernel: kernels, pixel: y };
  if (canAssemble(backend)) walk(backend, 'forward', geometry, tensors);
  else involve(...views(backend, x, kernels, y), geometry);
  return y;
}

/** dx[b, v, u, c] = Σ over k, l of kernels[b, p, q, g(c), k, l]·dy[b, p, q, c], where s·p + k − P = v and s·q + l − P = u. */
export function involutionInputGradient(
  backend: BackendWasm,
  dy: TensorInfo,
  kernels: TensorInfo,
  geometry: InvolutionGeometry,
): TensorInfo {
  const dx = backend.makeOutput(inShape(geometry), 'float32');
  const tensors = { values: dy, kernel: kernels, pixel: dx };
  if (!canAssemble(backend)) {
    involveBack(...views(backend, dy, kernels, dx), geometry);
    return dx;
  }
  // Pixels that a stride longer than the kernel leaves out.
  if (geometry.rows.stride > geometry.rows.kernel) backend.typedArrayFromHeap(dx).fill(0);
  walk(backend, 'inputGradient', geometry, tensors);
  return dx;
}

/** dkernels[b, p, q, g, k, l] = Σ over channels c of g of x[b, s·p + k − P, s·q + l − P, c]·dy[b, p, q, c] */
export function involutionKernelGradient(
  backend: BackendWasm,
  x: TensorInfo,
  dy: TensorInfo,
  geometry: InvolutionGeometry,
): TensorInfo {
  const dKernels = backend.makeOutput(kernelShape(geometry), 'float32');
  if (!canAssemble(backend)) {
    kernelProducts(...views(backend, x, dy, dKernels), geometry);
    return dKernels;
  }
  // Taps on the padding.
  backend.typedArrayFromHeap(dKernels).fill(0);
  walk(backend, 'kernelGradient', geometry, { values: x, kernel: dKernels, pixel: dy });
  return dKernels;
}

function views(backend: BackendWasm, ...infos: readonly [TensorInfo, TensorInfo, TensorInfo]) {
  return infos.map((info) => backend.typedArrayFromHeap(info)) as [Float32Array, Float32Array, Float32Array];
}

/** Pixels, kernels and results that are gone over before the next pictures. */
const cacheBytes = 256 * 1024;

type Operation = 'forward' | 'inputGradient' | 'kernelGradient';
type Tensors = Readonly<Record<'values' | 'kernel' | 'pixel', TensorInfo>>;

function walk(
  backend: BackendWasm,
  operation: Operation,
  geometry: InvolutionGeometry,
  { values, kernel, pixel }: Tensors,
): void {
  const { shape, rows, columns } = planOf(operation, geometry);
  const module = operation === 'kernelGradient' ? channelProductsModule : weightedSumsModule;
  const kind = operation === 'kernelGradient' ? 'involution products' : 'involution sums';
  const run: Walk = compiledFor(backend, kind, shape, module);
  const [fromValues, fromKernel, fromPixel] = [values, kernel, pixel].map(({ dataId }) =>
    backend.getMemoryOffset(dataId),
  ) as [number, number, number];
  const { imageStep } = shape;
  const bytes = imageStep.values + imageStep.kernel + imageStep.pixel;
  const atOnce = Math.max(1, Math.floor(cacheBytes / bytes));
  for (let image = 0; image < geometry.batch; image += atOnce) {
    const images = Math.min(atOnce, geometry.batch - image);
    for (const row of rows) {
      for (const column of columns) {
        for (let r = 0; r < row.count; r++) {
          run(
            fromValues + image * imageStep.values + row.values + r * row.step.values + column.values,
            fromKernel + image * imageStep.kernel + row.kernel + r * row.step.kernel + column.kernel,
            fromPixel + image * imageStep.pixel + row.pixel + r * row.step.pixel + column.pixel,
            ...[images, column.count, row.taps, column.taps],
          );
        }
      }
    }
  }
}

interface Stretch {
  /** Bytes from the picture's start to the first pixel's first tap. */
  readonly values: number;
  readonly kernel: number;
  readonly pixel: number;
  readonly count: number;
  readonly step: { readonly values: number; readonly kernel: number; readonly pixel: number };
  readonly taps: number;
}

/** Bytes from one pixel, row and picture of [B, H, W, C] to the next. */
function pitchOf([, height = 1, width = 1, channels = 1]: readonly number[]) {
  const pixel = 4 * channels;
  return { pixel, row: width * pixel, image: height * width * pixel };
}

const plans = new Map<string, ReturnType<typeof planned>>();

/** Kept, because finding the stretches takes as long as the arithmetic of small pictures. */
function planOf(operation: Operation, geometry: InvolutionGeometry) {
  const key = JSON.stringify([operation, { ...geometry, batch: 1 }]);
  const plan = plans.get(key) ?? planned(operation, geometry);
  plans.set(key, plan);
  return plan;
}

function planned(operation: Operation, geometry: InvolutionGeometry) {
  const backward = operation === 'inputGradient';
  const { groups, channels, rows, columns } = geometry;
  const [x, y, k] = [inShape(geometry), outShape(geometry), kernelShape(geometry)].map(pitchOf) as [
    ReturnType<typeof pitchOf>,
    ReturnType<typeof pitchOf>,
    ReturnType<typeof pitchOf>,
  ];
  const [values, pixel] = backward ? [y, x] : [x, y];
  const side = rows.kernel;
  const { stride } = rows;
  // Backwards, the next tap that reads anything is a stride on in the kernel of the pixel before.
  const tapStep = (pitch: 'pixel' | 'row', tap: number) =>
    backward ? { values: -y[pitch], kernel: stride * tap - k[pitch] } : { values: x[pitch], kernel: tap };
  const stripsOf = backward ? backwardStrips : forwardStrips;
  const stretch = (strip: Strip, pitch: 'pixel' | 'row', tapBytes: number): Stretch[] => {
    const [first] = strip.taps;
    if (!first) return [];
    const { input, tap } = first;
    const step = {
      values: strip.inputStep * values[pitch],
      kernel: (backward ? strip.inputStep : strip.outputStep) * k[pitch],
      pixel: strip.outputStep * pixel[pitch],
    };
    return [
      {
        values: input * values[pitch],
        kernel: (backward ? input : strip.output) * k[pitch] + tap * tapBytes,
        pixel: strip.output * pixel[pitch],
        ...{ count: strip.count, step, taps: strip.taps.length },
      },
    ];
  };
  const [rowTap, columnTap] = [4 * side, 4];
  const shape: WalkShape = {
    ...{ groups, channels: channels / groups, taps: side * side },
    tapStep: tapStep('pixel', columnTap),
    tapRowStep: tapStep('row', rowTap),
    pixelStep: {
      values: (backward ? 1 : stride) * values.pixel,
      kernel: k.pixel,
      pixel: (backward ? stride : 1) * pixel.pixel,
    },
    imageStep: { values: values.image, kernel: k.image, pixel: pixel.image },
  };
  return {
    shape,
    rows: stripsOf(rows).flatMap((strip) => stretch(strip, 'row', rowTap)),
    columns: stripsOf(columns).flatMap((strip) => stretch(strip, 'pixel', columnTap)),
  };
}
