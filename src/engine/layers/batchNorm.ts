/**
 * Batch normalisation over images (Ioffe & Szegedy 2015, arXiv 1502.03167), as PyTorch's `BatchNorm2d`.
 *
 *     y = γ·x̂ + β,   x̂ = (x − μ) / √(σ² + ε)
 *
 * In training μ and σ² are the batch's mean and biased variance, and the gradient is the closed form
 *
 *     dβ = Σ dy,   dγ = Σ dy·x̂,   dx = γ/√(σ² + ε) · (dy − dβ/N − x̂·dγ/N),
 *
 * which is a handful of operations where differentiating the composed moments would be dozens.
 */
import {
  add,
  keep,
  mul,
  neg,
  onesLike,
  rsqrt,
  square,
  sub,
  type Tensor1D,
  type Tensor4D,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { channelAffine } from '../kernels/channelAffine/channelAffine.ts';
import { channelSums } from '../kernels/channelSums/channelSums.ts';
import type { ForwardContext } from '../models/model.ts';
import { named, type ParameterSpec, type Parameters } from './parameters.ts';
import { withGradient } from './withGradient.ts';

/** ε of PyTorch's default. */
const epsilon = 1e-5;
/** The share of the new batch in the running statistics, PyTorch's `momentum`: running += share · (batch − running). */
export const runningShare = 0.1;

/** γ, β and the running statistics, by PyTorch's names. */
export function batchNormSpecs(name: string, channels: number): ParameterSpec[] {
  const spec = (part: string, role: ParameterSpec['role'], value: number): ParameterSpec => ({
    name: `${name}.${part}`,
    kind: 'vector',
    shape: [channels],
    role,
    initial: { kind: 'constant', value },
  });
  return [
    spec('weight', 'trainable', 1),
    spec('bias', 'trainable', 0),
    spec('running_mean', 'buffer', 0),
    spec('running_var', 'buffer', 1),
  ];
}

/**
 * @param x [B, H, W, C]
 * @returns [B, H, W, C]
 *
 * In training the batch's mean and unbiased variance (n − 1) go to `context.observe`.
 */
export function batchNorm(
  parameters: Parameters,
  name: string,
  x: Tensor4D,
  context: ForwardContext,
): Tensor4D {
  if (!context.training) {
    const { scale, shift } = runningAffine(parameters, name);
    // Of differentiable operations: a network whose batch norm is frozen is trained through this.
    return add(mul(x, scale), shift);
  }
  const observe = (mean: Tensor1D, variance: Tensor1D) =>
    report(name, mean, variance, x.size / x.shape[3], context);
  return normaliseBatch(
    x,
    named<Tensor1D>(parameters, `${name}.weight`),
    named<Tensor1D>(parameters, `${name}.bias`),
    observe,
  );
}

/** Evaluation's batch norm as y = scale·x + shift, [C] each. */
export function runningAffine(
  parameters: Parameters,
  name: string,
): { readonly scale: Tensor1D; readonly shift: Tensor1D } {
  const variance = named<Tensor1D>(parameters, `${name}.running_var`);
  const scale: Tensor1D = mul(named(parameters, `${name}.weight`), rsqrt(add(variance, epsilon)));
  const shift: Tensor1D = sub(
    named<Tensor1D>(parameters, `${name}.bias`),
    mul(named(parameters, `${name}.running_mean`), scale),
  );
  return { scale, shift };
}

function normaliseBatch(
  x: Tensor4D,
  gamma: Tensor1D,
  beta: Tensor1D,
  observe: (mean: Tensor1D, variance: Tensor1D) => void,
): Tensor4D {
  const share = 1 / (x.size / x.shape[3]);
  return withGradient<Tensor4D>(
    [x, gamma, beta],
    (save) => {
      const mean: Tensor1D = mul(channelSums(x), share);
      // Centred before it is squared: E[x²] − μ² cancels where the mean is large beside the deviation.
      const centred = channelAffine(x, onesLike(mean), neg(mean));
      const variance: Tensor1D = mul(channelSums(square(centred)), share);
      observe(mean, variance);
      const inverse: Tensor1D = rsqrt(add(variance, epsilon));
      const scale: Tensor1D = mul(gamma, inverse);
      save([centred, inverse, scale]);
      return channelAffine(centred, scale, beta);
    },
    (dy, saved) => {
      const [centred, inverse, scale] = saved as [Tensor4D, Tensor1D, Tensor1D];
      const dBeta = channelSums(dy);
      const dGamma: Tensor1D = mul(channelSums(mul(dy, centred)), inverse);
      // dx = scale·dy + centred·slope + offset, with x̂ = centred·inverse.
      const slope: Tensor1D = mul(mul(scale, mul(inverse, dGamma)), -share);
      const offset: Tensor1D = mul(mul(scale, dBeta), -share);
      const dx = add(channelAffine(dy, scale, offset), channelAffine(centred, slope, zerosLike(slope)));
      return [dx, dGamma, dBeta];
    },
  );
}

function report(
  name: string,
  mean: Tensor1D,
  variance: Tensor1D,
  count: number,
  { observe }: ForwardContext,
): void {
  if (!observe) return;
  // Kept, because the forward pass runs in a tidy scope that would dispose what the receiver now owns.
  observe(`${name}.running_mean`, keep(mean.clone()));
  observe(`${name}.running_var`, keep(mul(variance, count / Math.max(1, count - 1))));
}
