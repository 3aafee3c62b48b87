/**
 * Reads a tensor that is changed in place: through a copy, because tfjs keeps what it has read of a tensor and would answer
 * that for ever.
 */
import { mul, type Tensor, tidy } from '@tensorflow/tfjs-core';

/** float32 values as they are after everything that the backend was told before. */
export async function readTensor(tensor: Tensor): Promise<Float32Array> {
  const copy = tidy(() => mul(tensor, 1));
  try {
    return (await copy.data()) as Float32Array;
  } finally {
    copy.dispose();
  }
}
