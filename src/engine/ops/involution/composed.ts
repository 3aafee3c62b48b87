/**
 * The involution and its gradients in other operations: windows copied out tap by tap, as `unfold` does. For recordings, and for
 * whoever asks for tfjs's own kernels.
 */
import {
  addN,
  concat,
  mul,
  pad,
  reshape,
  slice,
  stridedSlice,
  sum,
  type Tensor,
  type Tensor4D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import type { InvolutionGeometry } from './geometry.ts';

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

/** [N, K², G, C/G] of N pixels: the window of each. */
function windowsOf(x: Tensor4D, { channels, groups, rows, columns }: InvolutionGeometry): Tensor {
  const { kernel, padding, stride } = rows;
  const bordered = pad(x, [
    [0, 0],
    [padding, padding],
    [padding, padding],
    [0, 0],
  ]);
  const [height, width] = [rows.outLength, columns.outLength];
  const tap = (k: number, l: number) => {
    if (stride === 1) return slice(bordered, [0, k, l, 0], [-1, height, width, channels]);
    const end = [0, k + stride * (height - 1) + 1, l + stride * (width - 1) + 1, 0];
    return stridedSlice(bordered, [0, k, l, 0], end, [1, stride, stride, 1], 0b1001, 0b1001);
  };
  const taps = range(kernel).flatMap((k) => range(kernel).map((l) => tap(k, l)));
  return reshape(concat(taps, 3), [pixels(x, height, width), kernel * kernel, groups, channels / groups]);
}

const pixels = (x: Tensor, height: number, width: number) => (x.shape[0] ?? 0) * height * width;

/** x [B, H, W, C] and kernels [B, H', W', G·K²] to y [B, H', W', C]. */
export function composedInvolution(x: Tensor4D, kernels: Tensor4D, geometry: InvolutionGeometry): Tensor4D {
  const { channels, groups, rows, columns } = geometry;
  const taps = rows.kernel * columns.kernel;
  return tidy(() => {
    const all = pixels(x, rows.outLength, columns.outLength);
    const byTap = transpose(reshape(kernels, [all, groups, taps]), [0, 2, 1]);
    const products = mul(windowsOf(x, geometry), reshape(byTap, [all, taps, groups, 1]));
    return reshape(sum(products, 1), [x.shape[0], rows.outLength, columns.outLength, channels]);
  });
}

export function composedKernelGradient(x: Tensor4D, dy: Tensor4D, geometry: InvolutionGeometry): Tensor4D {
  const { channels, groups, rows, columns } = geometry;
  return tidy(() => {
    const all = pixels(x, rows.outLength, columns.outLength);
    const products = mul(windowsOf(x, geometry), reshape(dy, [all, 1, groups, channels / groups]));
    const byGroup = transpose(sum(products, 3), [0, 2, 1]);
    const taps = rows.kernel * columns.kernel;
    return reshape(byGroup, [x.shape[0], rows.outLength, columns.outLength, groups * taps]);
  });
}

export function composedInputGradient(
  dy: Tensor4D,
  kernels: Tensor4D,
  geometry: InvolutionGeometry,
): Tensor4D {
  const { batch, channels, groups, rows, columns } = geometry;
  const { kernel, padding, stride } = rows;
  const taps = kernel * columns.kernel;
  const [height, width] = [stride * rows.outLength, stride * columns.outLength];
  return tidy(() => {
    const all = pixels(dy, rows.outLength, columns.outLength);
    const byGroup = reshape(dy, [all, groups, channels / groups]);
    const weights = reshape(kernels, [all, groups, taps]);
    const terms = range(taps).map((tap) => {
      const weighted = mul(byGroup, slice(weights, [0, 0, tap], [-1, -1, 1]));
      const spread = apart(reshape(weighted, dy.shape) as Tensor4D, stride);
      const [k, l] = [Math.floor(tap / kernel), tap % kernel];
      return pad(spread, [
        [0, 0],
        [k, kernel - 1 - k],
        [l, kernel - 1 - l],
        [0, 0],
      ]) as Tensor;
    });
    const bordered = terms.length === 1 ? (terms[0] as Tensor) : addN(terms);
    return slice(
      bordered,
      [0, padding, padding, 0],
      [
        batch,
        Math.min(rows.inLength, height + kernel - 1 - padding),
        Math.min(columns.inLength, width + kernel - 1 - padding),
        channels,
      ],
    ) as Tensor4D;
  });
}

/** Each pixel with zeros behind it and below it; [B, h, w, C] → [B, s·h, s·w, C]. */
function apart(x: Tensor4D, stride: number): Tensor4D {
  if (stride === 1) return x;
  const [batch, height, width, channels] = x.shape;
  const paired = pad(reshape(x, [batch * height, 1, width, channels]), [
    [0, 0],
    [0, stride - 1],
    [0, 0],
    [0, (stride - 1) * channels],
  ]);
  return reshape(paired, [batch, stride * height, stride * width, channels]) as Tensor4D;
}
