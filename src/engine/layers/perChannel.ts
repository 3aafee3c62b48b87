/**
 * Arithmetic between an activation [B, H, W, C] and one number per channel [C], shaped for speed.
 *
 * Two facts, measured on the wasm backend with [32, 32, 32, 16], decide the forms here:
 * - broadcasting [C] over rows of C numbers takes 0.58 ms, over rows of W·C numbers 0.14 ms (the inner loop is
 *   a vector loop only when it is long), so the vector is repeated W times first;
 * - summing over B, H and W takes 0.84 ms with `sum` and 0.06 ms as a product with a row of ones. The gradient of
 *   `sum` would also build a tensor of ones on the CPU.
 */
import {
  add,
  fill,
  matMul,
  mul,
  reshape,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tile,
} from '@tensorflow/tfjs-core';

/** Σ over all axes but the last: [B, H, W, C] → [C]. */
export function channelSums(x: Tensor4D): Tensor1D {
  const channels = x.shape[3];
  const count = x.size / channels;
  return reshape(matMul(onesRow(count), reshape(x, [count, channels])), [channels]);
}

/** Σ over the first axis: [N, C] → [C]. */
export function columnSums(x: Tensor2D): Tensor1D {
  return reshape(matMul(onesRow(x.shape[0]), x), [x.shape[1]]);
}

/** x + vector, channel by channel; [B, H, W, C], [C] → [B, H, W, C]. */
export function addPerChannel(x: Tensor4D, vector: Tensor1D): Tensor4D {
  return reshape(add(asRows(x), repeated(vector, x.shape[2])), x.shape);
}

/** x · vector, channel by channel; [B, H, W, C], [C] → [B, H, W, C]. */
export function multiplyPerChannel(x: Tensor4D, vector: Tensor1D): Tensor4D {
  return reshape(mul(asRows(x), repeated(vector, x.shape[2])), x.shape);
}

function onesRow(length: number): Tensor2D {
  return fill([1, length], 1);
}

function asRows(x: Tensor4D): Tensor2D {
  const [batch, height, width, channels] = x.shape;
  return reshape(x, [batch * height, width * channels]);
}

function repeated(vector: Tensor1D, times: number): Tensor1D {
  return times === 1 ? vector : tile(vector, [times]);
}
