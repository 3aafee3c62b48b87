/**
 * Loops over the rows of arrays [rows, W], assembled for what is done with each column.
 *
 * A column is a vector of four numbers beside each other, W / 4 of them a row. A few columns at a time pass over all rows of a
 * stretch, with what belongs to a column alone (statistics, factors, running sums) in registers.
 */
import {
  advance,
  type Code,
  constant,
  floats,
  get,
  type LocalType,
  moduleBytes,
  repeat,
  set,
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
  /** Columns that pass over the rows together: as many as registers allow, 16 on x86. */
  readonly columnsAtOnce: number;
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

/** @param width W, a multiple of 4. */
export function columnLoopModule(
  loop: ColumnLoop,
  width: number,
  shared: boolean,
  fused: boolean,
): Uint8Array<ArrayBuffer> {
  const { arrays, columnsAtOnce } = loop;
  const pointers = 1 + arrays;
  const parameters = pointers + 1;
  /** Where a group of columns begins, and the row that it is at; pointer 0 is that of the vectors. */
  const group = (pointer: number) => parameters + pointer;
  const row = (array: number) => parameters + pointers + array;
  const [groupsLeft, rowsLeft] = [row(arrays), row(arrays) + 1];
  const firstVector = rowsLeft + 1;
  const every = (count: number, code: (i: number) => Code): Code =>
    Array.from({ length: count }, (_, i) => code(i));

  const column = (i: number): Column => ({
    own: (j) => firstVector + i * loop.own + j,
    ofVector: (k) => load(get(group(0)), 4 * width * k + 16 * i),
    toVector: (k, value) => store(get(group(0)), value, 4 * width * k + 16 * i),
    ofArray: (k) => load(get(row(k)), 16 * i),
    toArray: (k, value) => store(get(row(k)), value, 16 * i),
  });
  const pass = (columns: number): Code => [
    every(columns, (i) => loop.before(column(i))),
    every(arrays, (k) => set(row(k), get(group(k + 1)))),
    repeat(rowsLeft, get(pointers), [
      every(columns, (i) => loop.row(column(i), fused)),
      every(arrays, (k) => advance(row(k), 4 * width)),
    ]),
    every(columns, (i) => loop.after(column(i))),
    every(pointers, (pointer) => advance(group(pointer), 16 * columns)),
  ];

  const columns = width / 4;
  const [whole, left] = [Math.floor(columns / columnsAtOnce), columns % columnsAtOnce];
  return moduleBytes({
    shared,
    parameters,
    locals: [
      ...Array<LocalType>(firstVector - parameters).fill('i32'),
      ...Array<LocalType>(Math.min(columns, columnsAtOnce) * loop.own).fill('v128'),
    ],
    body: [
      every(pointers, (pointer) => set(group(pointer), get(pointer))),
      whole > 0 ? repeat(groupsLeft, constant(whole), pass(columnsAtOnce)) : [],
      left > 0 ? pass(left) : [],
    ],
  });
}
