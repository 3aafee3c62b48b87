/**
 * Batch normalisation over images (Ioffe & Szegedy 2015, arXiv 1502.03167), as PyTorch's `BatchNorm2d`.
 *
 *     y = γ·x̂ + β,   x̂ = (x − μ) / √(σ² + ε)
 *
 * In training μ and σ² are the batch's mean and biased variance, in evaluation the running ones.
 */
import { add, keep, mul, type Tensor, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';
import { batchNormTraining, batchNormTrainingGradient } from '../ops/batchNorm/batchNorm.ts';
import type { Activation } from '../ops/batchNorm/given.ts';
import { composedAffine, type NormParts } from '../ops/runningAffine/runningAffine.ts';
import type { ForwardContext } from './forwardContext.ts';
import { type Axis, named, type ParameterSpec, type Parameters, shaped } from './parameters.ts';
import { withGradient } from './withGradient.ts';

/** ε of PyTorch's default. */
export const epsilon = 1e-5;
/** The share of the new batch in the running statistics, PyTorch's `momentum`: running += share · (batch − running). */
export const runningShare = 0.1;

/** γ, β and the running statistics, by PyTorch's names. */
export function batchNormSpecs(name: string, channels: Axis): ParameterSpec[] {
  const spec = (part: string, role: ParameterSpec['role'], value: number): ParameterSpec => ({
    name: `${name}.${part}`,
    kind: 'vector',
    ...shaped([channels]),
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

/** γ, β and the running statistics, [C] each. */
export function batchNormParts(parameters: Parameters, name: string): NormParts {
  return {
    gamma: named(parameters, `${name}.weight`),
    beta: named(parameters, `${name}.bias`),
    mean: named(parameters, `${name}.running_mean`),
    variance: named(parameters, `${name}.running_var`),
  };
}

/**
 * Differentiable in both modes: a network whose batch norm is frozen is trained through evaluation's.
 *
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
  if (context.training) return normaliseBatch(parameters, name, x, { activation: 'linear' }, context);
  const { scale, shift } = composedAffine(batchNormParts(parameters, name), epsilon);
  return add(mul(x, scale), shift);
}

export interface AfterNorm {
  readonly activation: Activation;
  /** [B, H, W, C], added before the activation. */
  readonly residual?: Tensor4D | undefined;
}

/**
 * Batch norm in training with what follows it: act(γ·x̂ + β + residual).
 *
 * @param x [B, H, W, C]
 * @returns [B, H, W, C]
 */
export function normaliseBatch(
  parameters: Parameters,
  name: string,
  x: Tensor4D,
  { activation, residual }: AfterNorm,
  { observe }: ForwardContext,
): Tensor4D {
  const gamma = named<Tensor1D>(parameters, `${name}.weight`);
  const beta = named<Tensor1D>(parameters, `${name}.bias`);
  const settings = { activation, epsilon };
  const inputs: Tensor[] = residual ? [x, gamma, beta, residual] : [x, gamma, beta];
  return withGradient<Tensor4D>(
    inputs,
    (save) => {
      const { y, mean, variance, state } = batchNormTraining({ x, gamma, beta, residual }, settings);
      // Kept, because the forward pass runs in a tidy scope that would dispose what the receiver now owns.
      observe?.(`${name}.running_mean`, keep(mean));
      observe?.(`${name}.running_var`, keep(variance));
      save([gamma, beta, ...state, ...(activation === 'relu' ? [y] : [])]);
      return y;
    },
    (dy, saved) => {
      const [savedGamma, savedBeta, ...rest] = saved as [Tensor1D, Tensor1D, ...Tensor[]];
      const y = activation === 'relu' ? (rest.pop() as Tensor4D) : undefined;
      const given = { dy, gamma: savedGamma, beta: savedBeta, y, state: rest };
      const { dx, dGamma, dBeta, dResidual } = batchNormTrainingGradient(given, {
        ...settings,
        residual: residual !== undefined,
      });
      return [dx, dGamma, dBeta, ...(dResidual ? [dResidual] : [])];
    },
  );
}
