/**
 * Runs an assembled loop over the wide rows of an activation.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type ColumnLoop, type ColumnRun, columnLoopModule } from '../simd/columnLoop.ts';
import { compiledFor } from '../simd/compile.ts';
import type { WideRows } from './wideRows.ts';

/** Of all arrays that a loop reads and writes: rows whose sums are added up before they are added to those of others. */
const blockBytes = 16 * 1024;
/** Blocks whose sums are added in float32. */
const blocksPerMerge = 16;

export const turnsPerBlock = ({ width }: WideRows, arrays: number) =>
  Math.max(1, Math.floor(blockBytes / (4 * width * arrays)));

/** Wide rows whose sums are added in float32, before they are merged with others in float64. */
export const turnsPerMerge = (rows: WideRows, arrays: number) => blocksPerMerge * turnsPerBlock(rows, arrays);

/**
 * Block by block, over all wide rows or some.
 *
 * @param name    with the number of arrays, which loop it is.
 * @param vectors [n, width]
 * @param arrays  each of the activation's shape.
 */
export function passOver(
  backend: BackendWasm,
  rows: WideRows,
  loop: ColumnLoop,
  name: string,
  vectors: TensorInfo,
  arrays: readonly TensorInfo[],
  begin = 0,
  end = rows.turns,
): void {
  if (begin >= end) return;
  const { width } = rows;
  const run = compiledFor<object, ColumnRun>(
    backend,
    `batch norm's ${name}`,
    { width, arrays: arrays.length },
    (_, shared, fused) => columnLoopModule(loop, width, shared, fused),
  );
  const starts = arrays.map(({ dataId }) => backend.getMemoryOffset(dataId));
  const vectorStart = backend.getMemoryOffset(vectors.dataId);
  const perBlock = turnsPerBlock(rows, arrays.length);
  for (let turn = begin; turn < end; turn += perBlock) {
    run(vectorStart, ...starts.map((start) => start + 4 * width * turn), Math.min(perBlock, end - turn));
  }
}
