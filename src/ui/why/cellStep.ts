/** A cell of a square table. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The cell that a key moves to in a table of `size` rows and columns; undefined for other keys. Edges hold. */
export function cellStep(key: string, { row, column }: Cell, size: number): Cell | undefined {
  const last = size - 1;
  switch (key) {
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: Math.min(last, column + 1) };
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column };
    case 'ArrowDown':
      return { row: Math.min(last, row + 1), column };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: last };
    default:
      return undefined;
  }
}
