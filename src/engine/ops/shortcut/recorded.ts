/**
 * The shortcut as the usual composition, with the pixels taken by a strided slice that goes to the end, wherever that is.
 */
import { conv2d, type KernelFunc, pad, stridedSlice, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { movingFilter, type ShortcutShape, zerosBefore } from './shape.ts';

export const recordedShortcut: KernelFunc = ({ inputs, attrs }) => {
  const x = inputs.x as Tensor4D;
  const shape = attrs as unknown as ShortcutShape;
  const before = zerosBefore(shape);
  if (before === undefined) return tidy(() => conv2d(x, movingFilter(shape), shape.stride, 'valid'));
  const after = shape.sources.length - x.shape[3] - before;
  const everyAxis = 0b1111;
  return tidy(() => {
    const none = [0, 0, 0, 0];
    const steps = [1, shape.stride, shape.stride, 1];
    const taken = shape.stride === 1 ? x : stridedSlice(x, none, none, steps, everyAxis, everyAxis);
    if (before + after === 0) return taken.clone();
    return pad(taken, [
      [0, 0],
      [0, 0],
      [0, 0],
      [before, after],
    ]);
  });
};
