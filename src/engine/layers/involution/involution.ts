/**
 * Involution (Li et al. 2021, arXiv 2103.06255, section 3.2), equal to d-li14/involution's `involution_naive.py`: at each place a kernel
 * is made of the pixel there, and the channels of a group share it.
 *
 *     kernels = conv1×1(relu(bn(conv1×1(x))));   y[p] = Σ over the window of kernels[p]·x
 *
 * At stride 2 the kernels are made of x averaged over 2×2. There is no softmax. That the first convolution leaves a quarter of
 * the channels, and that a group has 16, are constants there and here.
 */
import { avgPool, type Tensor4D } from '@tensorflow/tfjs-core';
import { involved } from '../../ops/involution/involution.ts';
import { conv2dBias, convBiasSpecs } from '../biased/conv2dBias.ts';
import { convBatchNorm, convBatchNormSpecs } from '../convBatchNorm.ts';
import type { ForwardContext } from '../forwardContext.ts';
import { costsAt, type LayerCost } from '../layerCost.ts';
import type { ChannelAxis, ParameterSpec, Parameters } from '../parameters.ts';

/** Channels that share a kernel. */
export const groupChannels = 16;
/** How many channels there are to each that the kernels are made of. */
export const reduction = 4;

export interface InvolutionShape {
  /** Height and width of the kernels, K. */
  readonly kernel: number;
  /** The groups, G: whole groups can be removed, channels of one cannot. */
  readonly groups: ChannelAxis;
  /** Between the two convolutions that make the kernels. */
  readonly reduced: ChannelAxis;
}

/** The axis along which the channels of all groups lie, 16 a group. */
export const channelsOf = (groups: ChannelAxis): ChannelAxis => ({ ...groups, repeat: groupChannels });

const namesOf = (name: string) => ({
  reduce: { conv: `${name}.conv1.conv`, norm: `${name}.conv1.bn` },
  span: `${name}.conv2.conv`,
});

/** `name.conv1.conv`, `name.conv1.bn` and `name.conv2.conv`, whose output channel is g·K² + K·row + column. */
export function involutionSpecs(
  name: string,
  { kernel, groups, reduced }: InvolutionShape,
): readonly ParameterSpec[] {
  const { reduce, span } = namesOf(name);
  const point = { kernel: 1, stride: 1 };
  return [
    ...convBatchNormSpecs(reduce, { ...point, inChannels: channelsOf(groups), outChannels: reduced }),
    ...convBiasSpecs(span, {
      ...point,
      ...{ inChannels: reduced, outChannels: { ...groups, repeat: kernel ** 2 } },
    }),
  ];
}

/**
 * Differentiable in training alone. In evaluation it gives its kernels [B, H / stride, W / stride, G·K²] to `context.tap` as `name` where
 * somebody listens for that.
 *
 * @param x [B, H, W, 16·G]; at stride 2, H and W are even.
 * @returns [B, H / stride, W / stride, 16·G]
 */
export function involution(
  parameters: Parameters,
  name: string,
  x: Tensor4D,
  stride: 1 | 2,
  context: ForwardContext,
): Tensor4D {
  const { reduce, span } = namesOf(name);
  const point = { stride: 1, padding: 0 } as const;
  const place = stride === 1 ? x : avgPool(x, stride, stride, 'valid');
  const reduced = convBatchNorm(parameters, reduce, place, { ...point, activation: 'relu' }, context);
  const kernels = conv2dBias(parameters, span, reduced, point, context);
  if (!context.training && context.listens?.(name)) context.tap?.(name, kernels);
  return involved(x, kernels, { stride, groups: x.shape[3] / groupChannels });
}

/**
 * Multiply-adds of the layers that make the kernels, and with those of the second, whose output they are, of the windows' products:
 * H'·W'·K²·16·G.
 *
 * @param specs as `involutionSpecs` gives them
 * @param size height and width of what it gives
 */
export function involutionCosts(
  name: string,
  { kernel, groups }: InvolutionShape,
  specs: readonly ParameterSpec[],
  size: number,
): readonly LayerCost[] {
  const windows = size * size * kernel ** 2 * groupChannels * groups.channels;
  const { span } = namesOf(name);
  return costsAt(size, specs).map((cost) =>
    cost.name === span ? { ...cost, multiplyAdds: cost.multiplyAdds + windows } : cost,
  );
}
