/**
 * Steps of gradients that several operations share.
 *
 * The stock gradients of `Sum` and `Mean` build activation-sized tensors of ones on the CPU and upload them; these are the same
 * formulas, from small operations on the device.
 */
import {
  backend_util,
  broadcastTo,
  cast,
  greaterEqual,
  lessEqual,
  logicalAnd,
  mul,
  reshape,
  sum,
  type Tensor,
  util,
} from '@tensorflow/tfjs-core';
import type { OpGradient } from './op.ts';

/** Undoes broadcasting: sums over the axes along which a tensor of `shape` was repeated. */
export function unbroadcast(dy: Tensor, shape: readonly number[]): Tensor {
  if (util.arraysEqual(dy.shape, [...shape])) return dy.clone();
  const axes = backend_util.getReductionAxes([...shape], dy.shape);
  return reshape(axes.length > 0 ? sum(dy, axes) : dy, [...shape]);
}

/** d(Σ x · share)/dx for a sum over `axis`. */
export function spreadOver(dy: Tensor, x: Tensor, axis: number[], share: number): Tensor {
  const axes = util.parseAxisParam(axis, x.shape);
  const kept = x.shape.map((length, i) => (axes.includes(i) ? 1 : length));
  return broadcastTo(reshape(share === 1 ? dy : mul(dy, share), kept), x.shape);
}

/** 1 where x is in the closed interval, 0 elsewhere. */
export function within(x: Tensor, least: number, most: number): Tensor {
  return cast(logicalAnd(greaterEqual(x, least), lessEqual(x, most)), 'float32');
}

/** Of a function of `x`, from dy and x. */
export const ofInput = (slope: (dy: Tensor, x: Tensor) => Tensor): OpGradient => ({
  inputsToSave: ['x'],
  of: (dy, [x]) => ({ x: () => slope(dy, x as Tensor) }),
});

/** Of a function of `x`, from dy and y. */
export const ofOutput = (slope: (dy: Tensor, y: Tensor) => Tensor): OpGradient => ({
  outputsToSave: [true],
  of: (dy, [y]) => ({ x: () => slope(dy, y as Tensor) }),
});

/** Of a function of `a` and `b`, broadcast. */
export const ofBoth = (
  slopes: (dy: Tensor, a: Tensor, b: Tensor) => { readonly a: () => Tensor; readonly b: () => Tensor },
): OpGradient => ({
  inputsToSave: ['a', 'b'],
  of: (dy, saved) => {
    const [a, b] = saved as [Tensor, Tensor];
    const of = slopes(dy, a, b);
    return { a: () => unbroadcast(of.a(), a.shape), b: () => unbroadcast(of.b(), b.shape) };
  },
});

/** As `unbroadcast`, and dy itself where nothing was repeated. */
export const fitted = (dy: Tensor, shape: readonly number[]): Tensor =>
  util.arraysEqual(dy.shape, [...shape]) ? dy : unbroadcast(dy, shape);
