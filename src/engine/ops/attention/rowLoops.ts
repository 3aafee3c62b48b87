/**
 * What attention does with each row of scores, assembled for their number: softmax forward, and its slope back.
 */
import { advance, type Code, constant, floats, get, moduleBytes, repeat, set } from '../simd/assembler.ts';
import { exponential, exponentialConstants, setConstants } from '../simd/vectorMath.ts';

const {
  add,
  constant: all,
  divide,
  halvesSwapped,
  load,
  max,
  multiply,
  pairsSwapped,
  splat,
  store,
  storeFirst,
  subtract,
} = floats.v128;

/**
 * Makes each row of scores its softmax.
 *
 * Byte offsets of the scores [rows, 4·fours] and of [rows, 2]: each row's greatest score and its Σ exp(score − greatest).
 */
export type SoftmaxRows = (scores: number, sums: number, rows: number) => void;

/** Folds the lanes of a local with an operation, so that each holds the result. */
const folded = (local: number, by: (a: Code, b: Code) => Code): Code => [
  set(local, by(get(local), halvesSwapped(local))),
  set(local, by(get(local), pairsSwapped(local))),
];

const constantsOf = exponentialConstants.length;

/** @param fours vectors in a row, the last of which may end in scores far below all others. */
export function softmaxRowsModule(fours: number, shared: boolean, fused: boolean): Uint8Array<ArrayBuffer> {
  const [scores, sums, rows] = [0, 1, 2];
  const [rowsLeft, at, left] = [3, 4, 5];
  const [most, total, x, count, sum] = [6, 7, 8, 9, 10];
  const constants = 11;
  const overRow = (body: Code): Code => [
    set(at, get(scores)),
    repeat(left, constant(fours), [body, advance(at, 16)]),
  ];
  const here = load(get(at), 0);
  return moduleBytes({
    shared,
    parameters: 3,
    locals: ['i32', 'i32', 'i32', ...Array<'v128'>(5 + constantsOf).fill('v128')],
    body: [
      setConstants(constants, exponentialConstants),
      repeat(rowsLeft, get(rows), [
        set(most, load(get(scores), 0)),
        overRow(set(most, max(get(most), here))),
        folded(most, max),
        set(total, floats.v128.zero),
        overRow([
          set(x, subtract(here, get(most))),
          set(x, exponential(x, [count, sum], constants, fused)),
          store(get(at), get(x), 0),
          set(total, add(get(total), get(x))),
        ]),
        folded(total, add),
        storeFirst(get(sums), get(most), 0),
        storeFirst(get(sums), get(total), 4),
        set(total, divide(all(1), get(total))),
        overRow(store(get(at), multiply(here, get(total)), 0)),
        advance(scores, 16 * fours),
        advance(sums, 8),
      ]),
    ],
  });
}

/**
 * Makes of each row of scores S its softmax P, and of its slopes dP the slopes of q·kᵀ, scale·P·(dP − δ).
 *
 * Byte offsets of the scores and the slopes, [rows, 4·fours] each, and of [rows, 2]: each row's L and δ.
 */
export type SlopeRows = (scores: number, slopes: number, sums: number, rows: number) => void;

export interface SlopeShape {
  readonly fours: number;
  readonly scale: number;
}

export function slopeRowsModule(
  { fours, scale }: SlopeShape,
  shared: boolean,
  fused: boolean,
): Uint8Array<ArrayBuffer> {
  const [scores, slopes, sums, rows] = [0, 1, 2, 3];
  const [rowsLeft, left] = [4, 5];
  const [level, mean, x, count, sum, factor] = [6, 7, 8, 9, 10, 11];
  const constants = 12;
  return moduleBytes({
    shared,
    parameters: 4,
    locals: ['i32', 'i32', ...Array<'v128'>(6 + constantsOf).fill('v128')],
    body: [
      setConstants(constants, exponentialConstants),
      set(factor, all(scale)),
      repeat(rowsLeft, get(rows), [
        set(level, splat(get(sums), 0)),
        set(mean, splat(get(sums), 4)),
        repeat(left, constant(fours), [
          set(x, subtract(load(get(scores), 0), get(level))),
          set(x, exponential(x, [count, sum], constants, fused)),
          store(get(scores), get(x), 0),
          store(
            get(slopes),
            multiply(multiply(get(x), get(factor)), subtract(load(get(slopes), 0), get(mean))),
            0,
          ),
          advance(scores, 16),
          advance(slopes, 16),
        ]),
        advance(sums, 8),
      ]),
    ],
  });
}
