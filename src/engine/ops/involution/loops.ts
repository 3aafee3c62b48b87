/**
 * The involution and its gradients in JavaScript: what the cpu backend runs, and wasm where nothing can be assembled.
 */
import type { InvolutionGeometry } from './geometry.ts';

/** Writes all of y [B, H', W', C] from x [B, H, W, C] and kernels [B, H', W', G·K²]. */
export function involve(
  x: Float32Array,
  kernels: Float32Array,
  y: Float32Array,
  geometry: InvolutionGeometry,
): void {
  y.fill(0);
  const add = addingTo(y, x, geometry);
  forEachTap(geometry, (input, tap, output) => add(output, kernels[tap] as number, input));
}

/** Writes all of dx from dy and kernels. */
export function involveBack(
  dy: Float32Array,
  kernels: Float32Array,
  dx: Float32Array,
  geometry: InvolutionGeometry,
): void {
  dx.fill(0);
  const add = addingTo(dx, dy, geometry);
  forEachTap(geometry, (input, tap, output) => add(input, kernels[tap] as number, output));
}

/** Adds a group's channels of one array, each times a weight, to those of another. */
function addingTo(into: Float32Array, values: Float32Array, { channels, groups }: InvolutionGeometry) {
  const perGroup = channels / groups;
  return (to: number, weight: number, from: number) => {
    for (let c = 0; c < perGroup; c++) {
      into[to + c] = (into[to + c] as number) + weight * (values[from + c] as number);
    }
  };
}

/** Writes all of the kernels' gradient from x and dy. */
export function kernelProducts(
  x: Float32Array,
  dy: Float32Array,
  dKernels: Float32Array,
  geometry: InvolutionGeometry,
): void {
  dKernels.fill(0);
  const perGroup = geometry.channels / geometry.groups;
  forEachTap(geometry, (input, tap, output) => {
    let sum = 0;
    for (let c = 0; c < perGroup; c++) sum += (x[input + c] as number) * (dy[output + c] as number);
    dKernels[tap] = sum;
  });
}

/** Visits each tap of each group that is not on the padding: where its channels of x, its weight, and its channels of y begin. */
function forEachTap(
  { batch, channels, groups, rows, columns }: InvolutionGeometry,
  visit: (input: number, tap: number, output: number) => void,
): void {
  const perGroup = channels / groups;
  const taps = rows.kernel * columns.kernel;
  for (let pixel = 0; pixel < batch * rows.outLength * columns.outLength; pixel++) {
    const column = pixel % columns.outLength;
    const row = Math.floor(pixel / columns.outLength) % rows.outLength;
    const image = Math.floor(pixel / (columns.outLength * rows.outLength));
    for (let k = 0; k < rows.kernel; k++) {
      const v = rows.stride * row + k - rows.padding;
      if (v < 0 || v >= rows.inLength) continue;
      for (let l = 0; l < columns.kernel; l++) {
        const u = columns.stride * column + l - columns.padding;
        if (u < 0 || u >= columns.inLength) continue;
        const input = ((image * rows.inLength + v) * columns.inLength + u) * channels;
        for (let g = 0; g < groups; g++) {
          const tap = (pixel * groups + g) * taps + k * columns.kernel + l;
          visit(input + g * perGroup, tap, pixel * channels + g * perGroup);
        }
      }
    }
  }
}
