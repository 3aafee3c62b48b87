/**
 * What of a weight goes together: single entries, or rows, columns and blocks of the weight as a matrix of outputs by inputs,
 * [out, in·kh·kw] in PyTorch's order (of a depthwise filter [channels, kh·kw]). A row is all that an output is made of; a block
 * `4x1` is four outputs at one place of their input. Blocks at the ends may be smaller.
 */
import type { ParameterSpec } from '../../layers/parameters.ts';
import { torchShape } from '../../weights/layout.ts';

/** A weight's shape as a matrix. */
export interface MatrixShape {
  readonly rows: number;
  readonly columns: number;
}

/** Rows and columns of what goes together. */
export type UnitShape = readonly [rows: number, columns: number];

export type UnitKind = 'entries' | 'rows' | 'columns' | 'blocks';

export function matrixShape({ kind, shape }: Pick<ParameterSpec, 'kind' | 'shape'>): MatrixShape {
  const [rows = 1, ...rest] = torchShape(kind, shape);
  return { rows, columns: rest.reduce((product, length) => product * length, 1) };
}

export function unitShape(what: UnitKind, block: UnitShape, { rows, columns }: MatrixShape): UnitShape {
  const shapes = { entries: [1, 1], rows: [1, columns], columns: [rows, 1], blocks: block } as const;
  const [height, width] = shapes[what];
  return [Math.min(height, rows), Math.min(width, columns)];
}

export const unitCount = ({ rows, columns }: MatrixShape, [height, width]: UnitShape): number =>
  Math.ceil(rows / height) * Math.ceil(columns / width);

/** Each unit's mean or greatest score: what tfmot's average and maximum pooling over blocks give. Units are counted row by row. */
export function pooled(
  scores: Float64Array,
  matrix: MatrixShape,
  unit: UnitShape,
  pool: 'mean' | 'max',
): Float64Array {
  if (unit[0] === 1 && unit[1] === 1) return scores;
  const sums = new Float64Array(unitCount(matrix, unit)).fill(pool === 'max' ? Number.NEGATIVE_INFINITY : 0);
  const sizes = new Float64Array(sums.length);
  eachEntry(matrix, unit, (entry, place) => {
    const [score, before] = [scores[entry] as number, sums[place] as number];
    sums[place] = pool === 'mean' ? before + score : Math.max(before, score);
    sizes[place] = (sizes[place] as number) + 1;
  });
  return pool === 'max' ? sums : sums.map((sum, place) => sum / (sizes[place] as number));
}

/** For each entry what its unit has. */
export function spread(units: Uint8Array, matrix: MatrixShape, unit: UnitShape): Uint8Array {
  const entries = new Uint8Array(matrix.rows * matrix.columns);
  eachEntry(matrix, unit, (entry, place) => {
    entries[entry] = units[place] as number;
  });
  return entries;
}

function eachEntry(
  { rows, columns }: MatrixShape,
  [height, width]: UnitShape,
  told: (entry: number, unit: number) => void,
): void {
  const across = Math.ceil(columns / width);
  for (let row = 0; row < rows; row++) {
    const first = Math.floor(row / height) * across;
    for (let column = 0; column < columns; column++) {
      told(row * columns + column, first + Math.floor(column / width));
    }
  }
}
