/**
 * Along one axis, what a thread that computes several neighbouring outputs reads, for shaders.
 */
import type { Axis } from '../axis.ts';

export interface AxisBlock {
  /** Outputs of a thread, and threads along the axis. */
  readonly outputs: number;
  readonly blocks: number;
  /** Length of the axis that is written, and of the one that is read. */
  readonly written: number;
  readonly read: number;
  /** Block n reads the `window` elements from n·advance + offset. */
  readonly advance: number;
  readonly offset: number;
  readonly window: number;
  /** For each output, its taps: the index in the filter and the place in the window. */
  readonly taps: readonly (readonly { readonly tap: number; readonly place: number }[])[];
}

/** Of y[q] = Σ over l of x[s·q + l − P]·w[l]. */
export function forwardBlock(axis: Axis, outputs: number): AxisBlock {
  const { inLength, outLength, kernel, stride, padding } = axis;
  return {
    outputs,
    blocks: Math.ceil(outLength / outputs),
    written: outLength,
    read: inLength,
    advance: outputs * stride,
    offset: -padding,
    window: (outputs - 1) * stride + kernel,
    taps: range(outputs).map((j) => range(kernel).map((tap) => ({ tap, place: j * stride + tap }))),
  };
}

/**
 * Of dx[v] = Σ over l of dy[(v + P − l) / s]·w[l].
 *
 * @param outputs are rounded up to whole strides, so that every block has the same taps.
 */
export function backwardBlock(axis: Axis, outputs: number): AxisBlock {
  const { inLength, outLength, kernel, stride, padding } = axis;
  const turns = Math.ceil(outputs / stride);
  const found = range(turns * stride).map((j) =>
    range(kernel)
      .map((tap) => ({ tap, place: (j + padding - tap) / stride }))
      .filter(({ place }) => Number.isInteger(place)),
  );
  const places = found.flat().map(({ place }) => place);
  const offset = Math.min(...places);
  return {
    outputs: turns * stride,
    blocks: Math.ceil(inLength / (turns * stride)),
    written: inLength,
    read: outLength,
    advance: turns,
    offset,
    window: Math.max(...places) - offset + 1,
    taps: found.map((taps) => taps.map(({ tap, place }) => ({ tap, place: place - offset }))),
  };
}

/** WGSL that says whether element `place` of a window that begins at `start` exists; empty where it always does. */
export function existsInWindow(
  { advance, offset, blocks, read }: AxisBlock,
  place: number,
  start: string,
): string {
  const first = offset + place;
  const last = (blocks - 1) * advance + first;
  const conditions = [
    ...(first < 0 ? [`${start} >= ${-place}`] : []),
    ...(last >= read ? [`${start} < ${read - place}`] : []),
  ];
  return conditions.join(' && ');
}

export const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
