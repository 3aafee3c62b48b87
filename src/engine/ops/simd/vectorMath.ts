/**
 * Functions of four float32 at once, of instructions that there are.
 */
import { type Code, floats, get, set } from './assembler.ts';

const { constant, max, multiply, multiplyAdd, nearest, powerOfTwo, whereGreater } = floats.v128;

/** Below it e^x is 0 here: the least normal number is e^−87.33. */
const least = -87;
/** ln 2 in two parts, the first of which times a whole number up to 2⁹ is exact. */
const [coarse, fine] = [0.693359375, Math.LN2 - 0.693359375];
/** 1/k!, k from 7 down to 0: within |r| ≤ ln 2/2 what follows them is below 6·10⁻⁹ of e^r. */
const taylor = [1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1, 1];

/** Numbers that a loop keeps in locals of its own, set before it. */
export const exponentialConstants = [least, Math.LOG2E, -coarse, -fine, ...taylor] as const;

/**
 * e^x for x ≤ 88, within 2 units in the last place.
 *
 * @param x        a local that holds x, and is overwritten.
 * @param spare    two more locals.
 * @param constants the first of as many locals that hold `exponentialConstants`.
 * @returns code that leaves e^x on the stack.
 */
export function exponential(
  x: number,
  [count, sum]: readonly [number, number],
  constants: number,
  fused: boolean,
): Code {
  const kept = (i: number) => get(constants + i);
  const [floor, perTwo, minusCoarse, minusFine] = [kept(0), kept(1), kept(2), kept(3)];
  const power = (i: number) => kept(4 + i);
  // e^x = 2^n·e^r, n the nearest whole number to x/ln 2.
  // The comparison is on the stack before x is overwritten.
  return whereGreater(get(x), floor, [
    [
      set(count, nearest(multiply(max(get(x), floor), perTwo))),
      set(x, multiplyAdd(get(count), minusCoarse, max(get(x), floor), fused)),
      set(x, multiplyAdd(get(count), minusFine, get(x), fused)),
      set(sum, power(0)),
      taylor.slice(1).map((_, i) => set(sum, multiplyAdd(get(sum), get(x), power(i + 1), fused))),
    ],
    multiply(get(sum), powerOfTwo(get(count))),
  ]);
}

/** Code that sets locals, from `first` on, to numbers in all lanes. */
export const setConstants = (first: number, values: readonly number[]): Code =>
  values.map((value, i) => set(first + i, constant(value)));
