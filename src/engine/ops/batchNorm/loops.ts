/**
 * Batch norm's four passes over rows of channels, to be assembled; see `wasm.ts` for what surrounds them.
 */
import { type Code, floats, get, set } from '../simd/assembler.ts';
import type { Column, ColumnLoop } from '../simd/columnLoop.ts';

const { add, max, multiplyAdd, subtract, whereGreater, zero } = floats.v128;

/** Rows of the vectors beside the arrays. The last two are sums first, and then what follows from them. */
export const vector = { mean: 0, scale: 1, shift: 2, first: 3, second: 4 } as const;
export const vectorCount = 5;

const ownLocals = 7;
const localsOf = ({ own }: Column) => ({
  mean: own(0),
  scale: own(1),
  shift: own(2),
  first: own(3),
  second: own(4),
  /** x − mean */
  apart: own(5),
  g: own(6),
});

const factors = (column: Column, scale: number, shift: number): Code => [
  set(scale, column.ofVector(vector.scale)),
  set(shift, column.ofVector(vector.shift)),
];

/** What was summed over a stretch of rows, to the sums of those before: sums of sums round less. */
const addSums = (column: Column): Code => {
  const { first, second } = localsOf(column);
  return [
    column.toVector(vector.first, add(column.ofVector(vector.first), get(first))),
    column.toVector(vector.second, add(column.ofVector(vector.second), get(second))),
  ];
};

/** Array: x. `first` += Σ (x − mean), `second` += Σ (x − mean)². */
export const moments: ColumnLoop = {
  arrays: 1,
  own: ownLocals,
  before: (column) => {
    const { mean, first, second } = localsOf(column);
    return [set(mean, column.ofVector(vector.mean)), set(first, zero), set(second, zero)];
  },
  row: (column, fused) => {
    const { mean, first, second, apart } = localsOf(column);
    return [
      set(apart, subtract(column.ofArray(0), get(mean))),
      set(first, add(get(first), get(apart))),
      set(second, multiplyAdd(get(apart), get(apart), get(second), fused)),
    ];
  },
  after: addSums,
};

/** Arrays: x, y, residual where there is one. y = act(scale·(x − mean) + shift + residual). */
export function normalise(relu: boolean, residual: boolean): ColumnLoop {
  return {
    arrays: residual ? 3 : 2,
    own: ownLocals,
    before: (column) => {
      const { mean, scale, shift } = localsOf(column);
      return [
        set(mean, column.ofVector(vector.mean)),
        set(scale, column.ofVector(vector.scale)),
        set(shift, column.ofVector(vector.shift)),
      ];
    },
    row: (column, fused) => {
      const { mean, scale, shift, apart } = localsOf(column);
      const affine = multiplyAdd(get(apart), get(scale), get(shift), fused);
      const sum = residual ? add(affine, column.ofArray(2)) : affine;
      return [
        set(apart, subtract(column.ofArray(0), get(mean))),
        column.toArray(1, relu ? max(sum, zero) : sum),
      ];
    },
    after: () => [],
  };
}

/**
 * Where the gradient behind the ReLU, g, comes from: it is dy itself; dy where the ReLU's argument, worked out again from x exactly
 * as before, is above 0; or dy where y is, which is then written, being the residual's gradient too.
 */
export type Mask = 'none' | 'from x' | 'from y';

/** Arrays: dy, x; y and g for a mask from y. `first` += Σ g, `second` += Σ g·(x − mean). */
export function gradientSums(mask: Mask): ColumnLoop {
  return {
    arrays: mask === 'from y' ? 4 : 2,
    own: ownLocals,
    before: (column) => {
      const { mean, scale, shift, first, second } = localsOf(column);
      return [
        set(mean, column.ofVector(vector.mean)),
        mask === 'from x' ? factors(column, scale, shift) : [],
        set(first, zero),
        set(second, zero),
      ];
    },
    row: (column, fused) => {
      const { mean, scale, shift, first, second, apart, g } = localsOf(column);
      const dy = column.ofArray(0);
      const argument = multiplyAdd(get(apart), get(scale), get(shift), fused);
      const masked = {
        none: dy,
        'from x': whereGreater(argument, zero, dy),
        'from y': whereGreater(column.ofArray(2), zero, dy),
      }[mask];
      return [
        set(apart, subtract(column.ofArray(1), get(mean))),
        set(g, masked),
        mask === 'from y' ? column.toArray(3, get(g)) : [],
        set(first, add(get(first), get(g))),
        set(second, multiplyAdd(get(g), get(apart), get(second), fused)),
      ];
    },
    after: addSums,
  };
}

/** Arrays: g (dy where it is worked out again), x, dx. dx = scale·g + `first`·(x − mean) + `second`. */
export function gradient(recompute: boolean): ColumnLoop {
  return {
    arrays: 3,
    own: ownLocals,
    before: (column) => {
      const { mean, scale, shift, first: slope, second: offset } = localsOf(column);
      return [
        set(mean, column.ofVector(vector.mean)),
        factors(column, scale, shift),
        set(slope, column.ofVector(vector.first)),
        set(offset, column.ofVector(vector.second)),
      ];
    },
    row: (column, fused) => {
      const { mean, scale, shift, first: slope, second: offset, apart } = localsOf(column);
      const dy = column.ofArray(0);
      const argument = multiplyAdd(get(apart), get(scale), get(shift), fused);
      const g = recompute ? whereGreater(argument, zero, dy) : dy;
      const change = multiplyAdd(get(apart), get(slope), get(offset), fused);
      return [
        set(apart, subtract(column.ofArray(1), get(mean))),
        column.toArray(2, multiplyAdd(g, get(scale), change, fused)),
      ];
    },
    after: () => [],
  };
}
