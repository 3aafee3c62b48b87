/**
 * The Gaussian error linear unit (Hendrycks & Gimpel 2016, arXiv 1606.08415), exact, as PyTorch's `GELU()`:
 *
 *     y = x·Φ(x),   Φ(x) = (1 + erf(x/√2))/2,   dy/dx = Φ(x) + x·φ(x),   φ(x) = exp(−x²/2)/√(2π).
 */
import { add, engine, erf, exp, mul, square, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { ofInput } from '../differentiated.ts';
import type { Op } from '../op.ts';
import { like } from '../shapeRules.ts';

const kernelName = 'Gelu';
const gradientName = 'GeluGradient';

/** x·Φ(x), of any shape. Differentiable. */
export function gelu<T extends Tensor>(x: T): T {
  return engine().runKernel(kernelName, { x }) as T;
}

/** dy·(Φ(x) + x·φ(x)); not differentiable. The caller owns the result. */
export function geluGradient(dy: Tensor, x: Tensor): Tensor {
  return engine().runKernel(gradientName, { dy, x }) as Tensor;
}

/** Φ(x) */
const cumulative = (x: Tensor) => mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5);
/** φ(x) */
const density = (x: Tensor) => mul(exp(mul(square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));

export const geluOp: Op = {
  name: kernelName,
  shapes: like('x'),
  composed: ({ inputs }) => tidy(() => mul(inputs.x as Tensor, cumulative(inputs.x as Tensor))),
  gradient: ofInput(geluGradient),
};

export const geluGradientOp: Op = {
  name: gradientName,
  shapes: like('x'),
  composed: ({ inputs }) => {
    const { dy, x } = inputs as { dy: Tensor; x: Tensor };
    return tidy(() => mul(dy, add(cumulative(x), mul(x, density(x)))));
  },
};
