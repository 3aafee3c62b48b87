/**
 * What networks here have that is linear piece by piece: ReLU, the bound of ReLU6 above, and max pooling; and the piece of each that a
 * given input is on, for second derivatives, which automatic differentiation takes on the piece alone.
 */
import {
  add,
  cast,
  clipByValue,
  dispose,
  engine,
  equal,
  keep,
  lessEqual,
  maxPool,
  mul,
  onesLike,
  pad,
  relu,
  step,
  stridedSlice,
  sub,
  type Tensor,
  type Tensor4D,
  tidy,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { ForwardContext } from './forwardContext.ts';
import { withGradient } from './withGradient.ts';

interface Rule {
  readonly of: (x: Tensor) => Tensor;
  /** What `of` is around `at`, at x. */
  readonly around: (at: Tensor, x: Tensor) => Tensor;
  /** The gradient of x from that of `around`. */
  readonly back: (at: Tensor, dy: Tensor) => Tensor;
}

const [highest, window, stride, zeros] = [6, 3, 2, 1];

const rectifiedAs = (at: Tensor, x: Tensor) => mul(x, step(at));
const pooled = (x: Tensor): Tensor => maxPool(x as Tensor4D, window, stride, zeros);
const isBelow = (at: Tensor) => cast(lessEqual(at, highest), 'float32');

const rules = {
  relu: { of: relu, around: rectifiedAs, back: rectifiedAs },
  /** min(x, 6) of what is rectified already: with it, ReLU6. */
  atMostSix: {
    of: (x) => clipByValue(x, 0, highest),
    around: (at, x) => add(mul(x, isBelow(at)), mul(sub(1, isBelow(at)), highest)),
    back: (at, dy) => mul(dy, isBelow(at)),
  },
  /** 3×3 at stride 2; [B, H, W, C] → [B, ⌈H/2⌉, ⌈W/2⌉, C]. */
  maxPool: {
    of: pooled,
    around: pixelsAs,
    back: (input, dy) => {
      const attributes = { filterSize: window, strides: stride, pad: zeros };
      const output = pooled(input);
      return engine().runKernel('MaxPoolGrad', { dy, input, output }, attributes) as Tensor;
    },
  },
} satisfies Readonly<Record<string, Rule>>;

export type Kink = keyof typeof rules;

/** @param layer whose result x is */
export function bent<T extends Tensor>(
  kink: Kink,
  layer: string,
  x: T,
  { bend }: Pick<ForwardContext, 'bend'>,
): T {
  return bend?.(kink, layer, x) ?? (rules[kink].of(x) as T);
}

export interface HeldKinks {
  readonly bend: NonNullable<ForwardContext['bend']>;
  dispose(): void;
}

/**
 * The first pass that bends by it says on which piece each input is: it gives what it would give without. All later ones, of the same
 * images, stay on these pieces. Holds what is bent of one pass in the backend's memory.
 */
export function heldKinks(): HeldKinks {
  const held = new Map<string, Tensor>();
  return {
    bend: <T extends Tensor>(kink: Kink, layer: string, x: T) => {
      const { around, back } = rules[kink];
      const key = `${kink} ${layer}`;
      return withGradient<T>(
        [x],
        () => {
          const at = held.get(key) ?? keep(x.clone());
          held.set(key, at);
          return tidy(() => around(at, x)) as T;
        },
        (dy) => [tidy(() => back(held.get(key) ?? x, dy))],
      );
    },
    dispose: () => dispose([...held.values()]),
  };
}

/** Of each window of x the pixel that is the largest there in `at`, the first of equals. */
function pixelsAs(at: Tensor, x: Tensor): Tensor {
  const largest = pooled(at);
  const around: [number, number][] = [
    [0, 0],
    [zeros, zeros],
    [zeros, zeros],
    [0, 0],
  ];
  const [where, from] = [pad(at, around, -1e38), pad(x, around)];
  const [batch = 0, rows = 0, columns = 0, channels = 0] = largest.shape;
  const pixelOf = (of: Tensor, row: number, column: number) => {
    const end = [batch, row + stride * (rows - 1) + 1, column + stride * (columns - 1) + 1, channels];
    return stridedSlice(of, [0, row, column, 0], end, [1, stride, stride, 1]);
  };
  let [found, left] = [zerosLike(largest), onesLike(largest)];
  for (let place = 0; place < window ** 2; place++) {
    const [row, column] = [Math.floor(place / window), place % window];
    const isIt = mul(cast(equal(pixelOf(where, row, column), largest), 'float32'), left);
    found = add(found, mul(isIt, pixelOf(from, row, column)));
    left = sub(left, isIt);
  }
  return found;
}
