/**
 * How batch norm's passes share the rows of an activation [rows, C].
 */
import { type ChannelTile, wholeTurns } from '../webgpu/channelTile.ts';

/** Rows over this is how many workgroups share them when squared: 57 for 32 pictures of 32 × 32. */
const rowsPerSquare = 9;

/** How rows are cut up. */
export interface Rows {
  readonly count: number;
  /** Workgroups of the reducing passes, and so partial results of each channel. */
  readonly parts: number;
  readonly rowsPerPart: number;
  /** Workgroups of the writing passes. */
  readonly slices: number;
  readonly rowsPerSlice: number;
}

export function cutRows(tile: ChannelTile, count: number): Rows {
  const wanted = Math.min(tile.mostParts, Math.max(1, Math.sqrt(count / rowsPerSquare)));
  const rowsPerPart = wholeTurns(tile, Math.ceil(count / wanted));
  const parts = Math.ceil(count / rowsPerPart);
  // At least twice as much to write as there is to merge.
  const rowsPerSlice = wholeTurns(tile, Math.max(2 * tile.rows, 4 * parts, count / tile.mostSlices));
  return { count, parts, rowsPerPart, slices: Math.ceil(count / rowsPerSlice), rowsPerSlice };
}

/** Which shader of a folder's it is, in full: a key must differ where anything in the text does. */
export function keyOf(name: string, rows: Rows, { type, width, threads }: ChannelTile, more = ''): string {
  const { count, parts, slices } = rows;
  return `${name} [${count}, ${width} ${type}] in ${parts} and ${slices} by ${threads} ${more}`;
}
