/**
 * Every straight-through gradient against central differences, in float64, of the function that it is the gradient of: one in which what was
 * rounded away, and on which side of a threshold a number lies, stay as they are at the point.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  grads,
  keep,
  mul,
  setBackend,
  sum,
  type Tensor,
  type Tensor1D,
  tensor,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../../base/random.ts';
import { dithered } from '../../../ops/dithered/dithered.ts';
import { registerKernels } from '../../../ops/registerKernels.ts';
import { binaryWeight } from './binary.ts';
import { dorefaWeight } from './dorefa.ts';
import { plainWeight, signInput } from './fixed.ts';
import { scaledSign } from './lossAware.ts';
import { drawnStep, learnedLevels, learnedStep } from './lsq.ts';
import { clippedInput } from './pact.ts';
import { additiveLevels, clippedToLevels, normalisedWeight } from './powers.ts';
import { ternaryWeight } from './ternary.ts';
import { trainedTernaryWeight } from './ttq.ts';

/** [2, 2, 2, 3]: 3 outputs. */
const shape = [2, 2, 2, 3];
const channels = 3;
const weights = (() => {
  const stream = random(11, 'surrogates');
  return Array.from({ length: 24 }, () => Math.fround(0.4 * stream.normal()));
})();
const slopes = weights.map((_, i) => Math.sin(1 + 3 * i));

type Vectors = readonly (readonly number[])[];
/** Of the point and of what is near it. */
type Surrogate = (at: Vectors, point: Vectors) => readonly number[];

/** d/dx Σ slope·f, by central differences. */
function differences(f: Surrogate, point: Vectors): number[][] {
  const h = 1e-5;
  const total = (at: Vectors) => f(at, point).reduce((all, value, i) => all + value * (slopes[i] ?? 0), 0);
  return point.map((vector, input) =>
    vector.map((_, i) => {
      const moved = (by: number) =>
        point.map((one, j) => (j === input ? one.map((v, k) => (k === i ? v + by : v)) : one));
      return (total(moved(h)) - total(moved(-h))) / (2 * h);
    }),
  );
}

function gradients(f: (...xs: Tensor[]) => Tensor, point: Vectors): number[][] {
  return tidy(() => {
    const inputs = point.map((vector, i) => (i === 0 ? tensor([...vector], shape) : tensor1d([...vector])));
    const slope = tensor(slopes, shape);
    return grads((...xs: Tensor[]) => sum(mul(f(...xs), slope)))(inputs).map((one) =>
      Array.from(one.dataSync()),
    );
  });
}

const meanOf = (values: readonly number[]) => values.reduce((all, value) => all + value, 0) / values.length;
const nearest = (table: readonly number[], size: number) =>
  table.reduce(
    (best, level) => (Math.abs(level - size) < Math.abs(best - size) ? level : best),
    table[0] ?? 0,
  );
/** An element's own output: its place in the last axis. */
const ofOutput = (values: readonly number[], i: number) =>
  values.filter((_, j) => j % channels === i % channels);

/** (u + what rounding added)·s inside, the end beyond it. */
const stepped =
  (level: (u: number) => number, [lo, hi]: readonly [number, number], isThrough = false): Surrogate =>
  ([x = [], s = []], [x0 = [], s0 = []]) =>
    x.map((value, i) => {
      const [step, step0] = [s[i % s.length] ?? 0, s0[i % s0.length] ?? 0];
      const u0 = (x0[i] ?? 0) / step0;
      const rest = level(u0) - u0;
      if (u0 >= lo && u0 <= hi) return (value / step + rest) * step;
      return (u0 < lo ? lo : hi) * step + (isThrough ? value - (x0[i] ?? 0) : 0);
    });

const whole = (least: number, most: number) => (u: number) => Math.min(Math.max(Math.round(u), least), most);
const table = additiveLevels(3);
const fromTable = (u: number) => Math.sign(u) * nearest(table, Math.abs(u));
const factor = (most: number) => 1 / Math.sqrt(24 * most);

/** Levels as they are drawn in a step: those of element i. */
const counter = () => tensor1d([3, 8]);
const drawnLevels: Surrogate = ([x = [], s = []], [x0 = [], s0 = []]) => {
  const noise = tidy(() => dithered({ x: tensor1d(x0.map(() => 0)), counter: counter() }).dataSync());
  return x.map((value, i) => {
    const [step, step0] = [s[i % s.length] ?? 0, s0[i % s0.length] ?? 0];
    const u0 = (x0[i] ?? 0) / step0;
    const level = Math.min(Math.max(Math.round(u0 + (noise[i] ?? 0)), -4), 3);
    return u0 >= -4 && u0 <= 3 ? (value / step + level - u0) * step : level * step;
  });
};

interface Case {
  readonly point: Vectors;
  readonly f: (...xs: Tensor[]) => Tensor;
  readonly surrogate: Surrogate;
  /** What the gradient of the second input is multiplied by. */
  readonly factor?: number;
}

const cases: Readonly<Record<string, Case>> = {
  'LSQ of 3 bits': {
    point: [weights, [0.15]],
    f: (x, s) => learnedStep({ x: x as Tensor, scale: s as Tensor1D }, learnedLevels(3)),
    surrogate: stepped(whole(-4, 3), [-4, 3]),
    factor: factor(3),
  },
  'LSQ of 3 bits, by output': {
    point: [weights, [0.15, 0.1, 0.3]],
    f: (x, s) => learnedStep({ x: x as Tensor, scale: s as Tensor1D }, learnedLevels(3)),
    surrogate: stepped(whole(-4, 3), [-4, 3]),
    factor: factor(3),
  },
  'LSQ of 3 bits, rounded stochastically': {
    point: [weights, [0.15]],
    f: (x, s) => drawnStep({ x: x as Tensor, scale: s as Tensor1D }, learnedLevels(3), counter()),
    surrogate: drawnLevels,
    factor: factor(3),
  },
  'LSQ of 3 bits, by output, rounded stochastically': {
    point: [weights, [0.15, 0.1, 0.3]],
    f: (x, s) => drawnStep({ x: x as Tensor, scale: s as Tensor1D }, learnedLevels(3), counter()),
    surrogate: drawnLevels,
    factor: factor(3),
  },
  'LSQ of 1 bit': {
    point: [weights, [0.3]],
    f: (x, s) => learnedStep({ x: x as Tensor, scale: s as Tensor1D }, learnedLevels(1)),
    surrogate: stepped((u) => (u < 0 ? -1 : 1), [-1, 1]),
    factor: factor(1),
  },
  'LSQ of an input with a zero point': {
    point: [weights, [0.15]],
    f: (x, s) =>
      learnedStep(
        { x: x as Tensor, scale: s as Tensor1D, zeroPoint: keep(tensor1d([4])) },
        { least: 0, most: 7 },
        3,
      ),
    surrogate: stepped(whole(-4, 3), [-4, 3]),
    factor: factor(3),
  },
  'DoReFa of 3 bits': {
    point: [weights],
    f: (w) => dorefaWeight(w as Tensor, 3),
    surrogate: ([w = []], [w0 = []]) => {
      const unit = (values: readonly number[]) => {
        const most = Math.max(...values.map((value) => Math.abs(Math.tanh(value))));
        return values.map((value) => Math.tanh(value) / (2 * most) + 0.5);
      };
      const before = unit(w0);
      return unit(w).map((u, i) => {
        const u0 = before[i] ?? 0;
        return 2 * (u + Math.round(7 * u0) / 7 - u0) - 1;
      });
    },
  },
  'DoReFa of 1 bit': { point: [weights], f: (w) => dorefaWeight(w as Tensor, 1), surrogate: ([w = []]) => w },
  PACT: {
    point: [weights, [0.3]],
    f: (x, clip) => clippedInput({ x: x as Tensor, clip: clip as Tensor1D }, 2),
    surrogate: ([x = [], [clip = 0] = []], [x0 = [], [clip0 = 0] = []]) =>
      x.map((value, i) => ((x0[i] ?? 0) < 0 ? 0 : (x0[i] ?? 0) > clip0 ? clip : value)),
  },
  'the greatest weight’s grid': {
    point: [weights],
    f: (w) => plainWeight(w as Tensor, 3, channels),
    surrogate: ([w = []], [w0 = []]) =>
      w.map((value, i) => {
        const most = Math.max(...ofOutput(w0, i).map(Math.abs));
        const level = Math.round((w0[i] ?? 0) / ((2 * most) / 7));
        return level >= -4 && level <= 3 ? value : 0;
      }),
  },
  'the sign of an input': {
    point: [weights],
    f: (x) => signInput(x as Tensor, keep(tensor1d([0.3]))),
    surrogate: ([x = []], [x0 = []]) => x.map((value, i) => (Math.abs(x0[i] ?? 0) <= 0.3 ? value : 0)),
  },
  'binary weights': {
    point: [weights],
    f: (w) => binaryWeight(w as Tensor, { kind: 'conv', channels, scaled: false }),
    // By the authors' definition the gradient is with respect to c.
    surrogate: ([w = []], [w0 = []]) => {
      const centred = w0.map((value, i) => {
        const place = Math.floor(i / (2 * channels));
        const group = w0.filter(
          (_, j) => Math.floor(j / (2 * channels)) === place && j % channels === i % channels,
        );
        return value - meanOf(group);
      });
      const signs = centred.map((c) => (c < 0 ? -1 : 1));
      const moved = w.map((value, i) => value - (w0[i] ?? 0));
      return w.map((_, i) => {
        const sizes = centred.map((c, j) => (signs[j] ?? 0) * (c + (moved[j] ?? 0)));
        return meanOf(ofOutput(sizes, i)) * ((signs[i] ?? 0) + (moved[i] ?? 0));
      });
    },
  },
  'ternary weights': {
    point: [weights],
    f: (w) => ternaryWeight(w as Tensor, channels),
    surrogate: ([w = []], [w0 = []]) => {
      const isBeyond = (i: number) => Math.abs(w0[i] ?? 0) > 0.7 * meanOf(ofOutput(w0, i).map(Math.abs));
      const ternary = w0.map((value, i) => (isBeyond(i) ? Math.sign(value) : 0));
      return w.map((value, i) => {
        const beyond = ofOutput(
          w.map((one, j) => one * (ternary[j] ?? 0)),
          i,
        ).filter((_, k) => isBeyond(k * channels + (i % channels)));
        return meanOf(beyond) * ((ternary[i] ?? 0) + value - (w0[i] ?? 0));
      });
    },
  },
  'trained ternary weights': {
    point: [weights, [0.3], [0.2]],
    f: (w, positive, negative) =>
      trainedTernaryWeight(
        w as Tensor,
        { positive: positive as Tensor1D, negative: negative as Tensor1D },
        0.2,
      ),
    surrogate: ([w = [], [up = 0] = [], [down = 0] = []], [w0 = []]) => {
      const threshold = 0.2 * Math.max(...w0.map(Math.abs));
      return w.map((value, i) => {
        const [before, moved] = [w0[i] ?? 0, value - (w0[i] ?? 0)];
        return before > threshold ? up * (1 + moved) : before < -threshold ? down * (moved - 1) : moved;
      });
    },
  },
  'APoT of weights': {
    point: [weights.map((value) => value / 0.4), [0.7]],
    f: (x, clip) => clippedToLevels(x as Tensor, clip as Tensor1D, { least: -1, most: 1, table }),
    surrogate: stepped(fromTable, [-1, 1], true),
  },
  'normalised weights': {
    point: [weights],
    f: (w) => normalisedWeight(w as Tensor),
    surrogate: ([w = []], [w0 = []]) => {
      const mean = meanOf(w0);
      const variance = w0.reduce((all, value) => all + (value - mean) ** 2, 0) / (w0.length - 1);
      return w.map((value) => (value - mean) / Math.sqrt(variance));
    },
  },
  'APoT of inputs': {
    point: [weights.map((value) => Math.abs(value)), [0.5]],
    f: (x, clip) => clippedToLevels(x as Tensor, clip as Tensor1D, { least: 0, most: 1, table }),
    surrogate: stepped(fromTable, [0, 1]),
  },
  'loss-aware binary weights': {
    point: [weights],
    f: (w) => scaledSign(w as Tensor, tensor1d([0.2])),
    surrogate: ([w = []]) => w,
  },
};

describe('the gradient is that of its surrogate', () => {
  beforeAll(async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  });

  it.each(Object.entries(cases))('of %s', (_, { point, f, surrogate, factor: times = 1 }) => {
    const [found, expected] = [gradients(f, point), differences(surrogate, point)];
    expected.forEach((vector, input) => {
      const largest = Math.max(...vector.map(Math.abs), 1e-3);
      vector.forEach((value, i) => {
        const wanted = input === 1 ? value * times : value;
        expect(Math.abs((found[input]?.[i] ?? Number.NaN) - wanted) / largest, `${input}, ${i}`).toBeLessThan(
          1e-5,
        );
      });
    });
  });
});
