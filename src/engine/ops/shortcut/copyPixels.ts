/**
 * The shortcut and its gradient where JavaScript reaches the memory: pixel by pixel.
 */
import { arrives, type ShortcutShape, targets, zerosBefore } from './shape.ts';

/** Writes all of `arriving` [arrives(shape)] from `passed` [shape.from]. */
export function copyOn(passed: Float32Array, arriving: Float32Array, shape: ShortcutShape): void {
  arriving.fill(0);
  const before = zerosBefore(shape);
  if (before === undefined) {
    const to = Int32Array.from(targets(shape));
    forEachPixel(shape, (fromPixel, toPixel) => {
      for (let c = 0; c < to.length; c++) {
        const target = to[c] as number;
        if (target >= 0) arriving[toPixel + target] = passed[fromPixel + c] as number;
      }
    });
    return;
  }
  const [, , , channels] = shape.from;
  forEachPixel(shape, (from, toPixel) => {
    const to = toPixel + before;
    for (let c = 0; c < channels; c++) arriving[to + c] = passed[from + c] as number;
  });
}

/** Writes all of `passed` [shape.from] from `arriving` [arrives(shape)]: its gradient. */
export function copyBack(arriving: Float32Array, passed: Float32Array, shape: ShortcutShape): void {
  if (shape.stride > 1) passed.fill(0);
  const before = zerosBefore(shape);
  if (before === undefined) {
    const to = Int32Array.from(targets(shape));
    forEachPixel(shape, (fromPixel, toPixel) => {
      for (let c = 0; c < to.length; c++) {
        const target = to[c] as number;
        passed[fromPixel + c] = target >= 0 ? (arriving[toPixel + target] as number) : 0;
      }
    });
    return;
  }
  const [, , , channels] = shape.from;
  forEachPixel(shape, (from, toPixel) => {
    const to = toPixel + before;
    for (let c = 0; c < channels; c++) passed[from + c] = arriving[to + c] as number;
  });
}

/** Visits the pixels that arrive: where their channels begin in what is passed on, and in what arrives. */
function forEachPixel(shape: ShortcutShape, visit: (from: number, to: number) => void): void {
  const [, height, width, channels] = shape.from;
  const [batch, rows, columns, arriving] = arrives(shape);
  let to = 0;
  for (let b = 0; b < batch; b++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const pixel = (b * height + shape.stride * row) * width + shape.stride * column;
        visit(pixel * channels, to);
        to += arriving;
      }
    }
  }
}
