/**
 * Loops over the rows of arrays [rows, W], assembled for what is done with each column.
 *
 * A column is a vector of four numbers beside each other, W / 4 of them a row. What belongs to a column alone (statistics,
 * factors, running sums) is in registers while it passes over rows. Narrow rows are passed over to the end, all columns
 * together. Of wide ones each column passes over four rows at a time, before the next does: memory is then read in its
 * order, twice as fast, where it has to come from beyond the cache, as columns that each jump from row to row.
 */
import {
  advance,
  bitAnd,
  type Code,
  constant,
  floats,
  get,
  type LocalType,
  moduleBytes,
  repeat,
  set,
  shiftRight,
  when,
} from './assembler.ts';

const { load, store } = floats.v128;

/** One column, while the loop is at a row. */
export interface Column {
  /** The i-th local of its own, a v128. */
  readonly own: (i: number) => number;
  /** Its four numbers of the i-th vector [W]. */
  readonly ofVector: (i: number) => Code;
  readonly toVector: (i: number, value: Code) => Code;
  /** Its four numbers of the i-th array, in the row at hand. */
  readonly ofArray: (i: number) => Code;
  readonly toArray: (i: number, value: Code) => Code;
}

export interface ColumnLoop {
  /** How many arrays [rows, W] it reads or writes. */
  readonly arrays: number;
  /** Locals of each column. */
  readonly own: number;
  readonly before: (column: Column) => Code;
  readonly row: (column: Column, fused: boolean) => Code;
  readonly after: (column: Column) => Code;
}

/**
 * Pointers are byte offsets: of vectors [n, W] of float32, and of the first row of each array. At least one row.
 *
 * @param rest the arrays, then how many rows.
 */
export type ColumnRun = (vectors: number, ...rest: number[]) => void;

/** Rows of more columns are wide: sums and factors of these are about what registers hold. */
const narrow = 4;
/** Of wide rows, how many are passed over at a time. */
const rowBlock = 4;
/** Columns of wide rows that are written out one after the other, and a cache line. */
const columnBlock = 4;

/** @param width W, a multiple of 4. */
export function columnLoopModule(
  loop: ColumnLoop,
  width: number,
  shared: boolean,
  fused: boolean,
): Uint8Array<ArrayBuffer> {
  const { arrays } = loop;
  const pointers = 1 + arrays;
  const parameters = pointers + 1;
  const rows = pointers;
  /** Where the columns at hand begin, in the first of the rows at hand; pointer 0 is that of the vectors. */
  const here = (pointer: number) => parameters + pointer;
  const [blocksLeft, columnsLeft] = [here(pointers), here(pointers) + 1];
  const firstVector = columnsLeft + 1;
  const columns = width / 4;
  const every = (count: number, code: (i: number) => Code): Code =>
    Array.from({ length: count }, (_, i) => code(i));

  const column = (i: number, row = 0): Column => ({
    own: (j) => firstVector + i * loop.own + j,
    ofVector: (k) => load(get(here(0)), 4 * width * k + 16 * i),
    toVector: (k, value) => store(get(here(0)), value, 4 * width * k + 16 * i),
    ofArray: (k) => load(get(here(1 + k)), 4 * width * row + 16 * i),
    toArray: (k, value) => store(get(here(1 + k)), value, 4 * width * row + 16 * i),
  });

  const narrowRows: Code = [
    every(pointers, (pointer) => set(here(pointer), get(pointer))),
    every(columns, (i) => loop.before(column(i))),
    repeat(blocksLeft, get(rows), [
      every(columns, (i) => loop.row(column(i), fused)),
      every(arrays, (k) => advance(here(1 + k), 4 * width)),
    ]),
    every(columns, (i) => loop.after(column(i))),
  ];

  const some = (count: number, height: number): Code => [
    every(count, (i) => [
      loop.before(column(i)),
      every(height, (row) => loop.row(column(i, row), fused)),
      loop.after(column(i)),
    ]),
    every(pointers, (pointer) => advance(here(pointer), 16 * count)),
  ];
  const wideRows = (height: number, blocks: Code): Code =>
    when(
      blocks,
      repeat(blocksLeft, blocks, [
        every(pointers, (pointer) => set(here(pointer), get(pointer))),
        repeat(columnsLeft, constant(Math.floor(columns / columnBlock)), some(columnBlock, height)),
        columns % columnBlock > 0 ? some(columns % columnBlock, height) : [],
        every(arrays, (k) => advance(1 + k, 4 * width * height)),
      ]),
    );

  return moduleBytes({
    shared,
    parameters,
    locals: [
      ...Array<LocalType>(firstVector - parameters).fill('i32'),
      ...Array<LocalType>(Math.max(narrow, columnBlock) * loop.own).fill('v128'),
    ],
    body:
      columns <= narrow
        ? narrowRows
        : [wideRows(rowBlock, shiftRight(get(rows), 2)), wideRows(1, bitAnd(get(rows), 3))],
  });
}
