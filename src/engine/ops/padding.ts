/**
 * The zeros round a convolution's input, as tfjs wants them said.
 */

/** Rows and columns; a number is of both. */
export type PerSide = number | readonly [rows: number, columns: number];

type Explicit = [[number, number], [number, number], [number, number], [number, number]];

export const sides = (value: PerSide): readonly [rows: number, columns: number] =>
  typeof value === 'number' ? [value, value] : value;

/**
 * 'valid' where nothing is padded, because every backend's 1×1 shortcut looks for it.
 *
 * @param padding zeros on each side: above and below, and to the left and right.
 */
export function tfPadding(padding: PerSide): number | 'valid' | Explicit {
  const [rows, columns] = sides(padding);
  if (rows !== columns) {
    return [
      [0, 0],
      [rows, rows],
      [columns, columns],
      [0, 0],
    ];
  }
  return rows === 0 ? 'valid' : rows;
}
