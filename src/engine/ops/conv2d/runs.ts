/**
 * Runs: the neighbouring pixels of a row that one thread of a convolution computes.
 */

import type { Axis } from '../axis.ts';
import { type AxisBlock, existsInWindow } from '../webgpu/axisBlock.ts';
import { type ChannelArray, readFour } from './channelFours.ts';

/** Pixels of a run at most: their sums and what they read just fit a GPU thread's registers. */
const longRun = 8;
/** Where long runs would leave a GPU fewer than `fewThreads`. */
const shortRun = 4;
const fewThreads = 8192;

/**
 * @param length pixels of a row.
 * @param others threads for each run of a row.
 * @param software whether threads are worth nothing: a software adapter only wants few loads.
 * @returns the pixels of a run: as equal as can be, so that few of the last run's are beyond the row.
 */
export function runLength(length: number, others: number, software: boolean): number {
  const enough = software || Math.ceil(length / longRun) * others >= fewThreads;
  return Math.ceil(length / Math.ceil(length / (enough ? longRun : shortRun)));
}

/** Whether every row of the filter lies inside the picture wherever the filter is. */
export function rowsAllExist({ inLength, outLength, kernel, stride, padding }: Axis): boolean {
  return padding === 0 && (outLength - 1) * stride + kernel <= inLength;
}

/**
 * WGSL that reads four channels of element `place` of the window that begins at `left`, into `<name><place>`; zeros
 * where the element does not exist.
 */
export function readPlace(
  columns: AxisBlock,
  array: ChannelArray,
  place: number,
  at: string,
  size: number,
): string {
  const variable = `${array.name}${place}`;
  const condition = existsInWindow(columns, place, 'left');
  const read = readFour(array, at, size);
  return condition
    ? `var ${variable} = vec4f(); if (${condition}) { ${variable} = ${read}; }`
    : `let ${variable} = ${read};`;
}

/** WGSL that says whether pixel `j` of run number `run` (i32) is in its row; empty where it always is. */
export function isInRow({ written, outputs, blocks }: AxisBlock, run: string, j: number): string {
  return (blocks - 1) * outputs + j < written ? '' : `${run} * ${outputs} + ${j} < ${written}`;
}
