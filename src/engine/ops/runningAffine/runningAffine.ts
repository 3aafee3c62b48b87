/**
 * Evaluation's batch norm as one affine map per channel, from the running statistics:
 *
 *     scale = γ/√(σ² + ε),   shift = β − μ·scale
 */
import {
  add,
  engine,
  mul,
  type NamedTensorMap,
  rsqrt,
  sub,
  type Tensor,
  type Tensor1D,
  type TensorInfo,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Op } from '../op.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise, f32 } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';

const kernelName = 'RunningAffine';

/** [C] each. */
export interface NormParts {
  readonly gamma: Tensor1D;
  readonly beta: Tensor1D;
  /** μ, the running mean. */
  readonly mean: Tensor1D;
  /** σ², the running variance. */
  readonly variance: Tensor1D;
}

/** [C] each. */
export interface Affine {
  readonly scale: Tensor1D;
  readonly shift: Tensor1D;
}

/** Not differentiable; the caller owns both. */
export function runningAffine(parts: NormParts, epsilon: number): Affine {
  const inputs: NamedTensorMap = { ...parts };
  const [scale, shift] = engine().runKernel(kernelName, inputs, { epsilon }) as unknown as Tensor1D[];
  return { scale, shift } as Affine;
}

/** The same of stock operations, and so differentiable. */
export function composedAffine({ gamma, beta, mean, variance }: NormParts, epsilon: number): Affine {
  const scale: Tensor1D = mul(gamma, rsqrt(add(variance, epsilon)));
  return { scale, shift: sub(beta, mul(mean, scale)) };
}

const epsilonOf = (attributes: unknown) => (attributes as { readonly epsilon: number }).epsilon;

export const runningAffineOp: Op = {
  name: kernelName,
  shapes: ({ gamma }) => [0, 1].map(() => ({ shape: gamma?.shape ?? [] })),
  composed: ({ inputs, attrs }) =>
    tidy((): Tensor[] => {
      const { scale, shift } = composedAffine(inputs as unknown as NormParts, epsilonOf(attrs));
      return [scale, shift];
    }),
  kernels: {
    webgpu: ({ inputs, attrs, backend }) => {
      const { gamma, beta, mean, variance } = inputs as Record<keyof NormParts, TensorInfo>;
      const gpu = backend as GpuBackend;
      const epsilon = epsilonOf(attrs);
      const outputs = [0, 1].map(() => gpu.makeTensorInfo(gamma.shape, 'float32'));
      const { shader, workgroups } = elementwise({
        key: `running affine ${epsilon}`,
        bindings: [
          { name: 'gamma', type: 'f32' },
          { name: 'beta', type: 'f32' },
          { name: 'mean', type: 'f32' },
          { name: 'variance', type: 'f32' },
          { name: 'scale', type: 'f32', writes: true },
          { name: 'shift', type: 'f32', writes: true },
        ],
        count: gamma.shape[0] ?? 0,
        body: `
  let a = gamma[i] * inverseSqrt(variance[i] + ${f32(epsilon)});
  scale[i] = a;
  shift[i] = beta[i] - mean[i] * a;`,
      });
      dispatch(gpu, shader, [gamma, beta, mean, variance, ...outputs], workgroups);
      return outputs;
    },
  },
};
