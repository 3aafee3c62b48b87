import { add, concat, mul, type Scalar, sigmoid, slice, type Tensor4D } from '@tensorflow/tfjs-core';
import type { ParameterSpec, Parameters } from '../../layers/parameters.ts';
import { onFeatures } from '../onFeatures.ts';
import { stages } from '../taps.ts';
import type { Objective } from '../term.ts';
import { adapterConv, adapterConvSpecs, adapterNorm, adapterNormSpecs } from './adapters.ts';
import { hierarchicalContext } from './hcl.ts';
import { nearest } from './pixelMap.ts';
import { sameSize } from './sameSize.ts';

/** Channels of the student's map, in between, and of the teacher's. */
export interface FusionShape {
  readonly mine: number;
  readonly middle: number;
  readonly theirs: number;
}

/** `kaiming_uniform_(a=1)`. */
const gain = Math.sqrt(3);

/**
 * The fusions `abfs.i` of mdistiller's ReviewKD.
 *
 * @param stages the deepest first
 */
export function reviewSpecs(name: string, stages: readonly FusionShape[]): readonly ParameterSpec[] {
  return stages.flatMap(({ mine, middle, theirs }, i) => {
    const at = `${name}.abfs.${i}`;
    const convolution = (part: string, kernel: number, inChannels: number, outChannels: number) => [
      ...adapterConvSpecs(`${at}.${part}.0`, { kernel, inChannels, outChannels, gain, bias: false }),
      ...adapterNormSpecs(`${at}.${part}.1`, outChannels),
    ];
    const attention = { kernel: 1, inChannels: 2 * middle, outChannels: 2 };
    return [
      ...convolution('conv1', 1, mine, middle),
      ...convolution('conv2', 3, middle, theirs),
      ...(i > 0 ? adapterConvSpecs(`${at}.att_conv.0`, attention) : []),
    ];
  });
}

/**
 * Each student's stage, fused with what comes from all deeper ones, against the teacher's: Σ HCL. Deeper results are enlarged to the next
 * stage's size by repetition, weighed pixel by pixel with it, and go on so; what is compared has passed one more 3×3 convolution.
 * Chen et al. 2021, arXiv 2104.09044, figures 3 and 4.
 *
 * @param student [B, H, W, C], the deepest first
 * @param teacher of the same heights and widths
 */
export function review(
  own: Parameters,
  name: string,
  student: readonly Tensor4D[],
  teacher: readonly Tensor4D[],
): Scalar {
  let above: Tensor4D | undefined;
  const errors = student.map((map, i) => {
    const at = `${name}.abfs.${i}`;
    const normed = (x: Tensor4D, part: string, padding: number) =>
      adapterNorm(own, `${at}.${part}.1`, adapterConv(own, `${at}.${part}.0`, x, { padding }));
    const mine = normed(map, 'conv1', 0);
    above = above ? fused(own, `${at}.att_conv.0`, mine, above) : mine;
    return hierarchicalContext(normed(above, 'conv2', 1), teacher[i] as Tensor4D);
  });
  return errors.reduce((sum, error) => add<Scalar>(sum, error));
}

function fused(own: Parameters, name: string, mine: Tensor4D, above: Tensor4D): Tensor4D {
  const [batch, height, width] = mine.shape;
  const enlarged = nearest(above, height, width);
  const shares = sigmoid(adapterConv(own, name, concat([mine, enlarged], 3)));
  const share = (of: 0 | 1) => slice(shares, [0, 0, 0, of], [batch, height, width, 1]);
  return add(mul(mine, share(0)), mul(enlarged, share(1)));
}

/** Channels within the fusions, at most; mdistiller's are 64 for its smaller networks. */
const middle = 64;

/** Maps of one pair of stages that differ in size are averaged to the smaller one's. */
export const reviewed: Objective = onFeatures('review', stages, ({ name, form, mine, theirs }) => {
  const shapes = mine.map((map, i) => ({
    mine: map.channels,
    middle: Math.min(middle, theirs.at(-1)?.channels ?? middle),
    theirs: theirs[i]?.channels ?? map.channels,
  }));
  return {
    parameters: reviewSpecs(name, shapes.toReversed()),
    ...(form === 'mdistiller' ? { warmUp: 20 } : {}),
    value(s, t, own) {
      const pairs = s.map((map, i) => sameSize(map as Tensor4D, t[i] as Tensor4D)).toReversed();
      const [students, teachers] = [0, 1].map((side) => pairs.map((pair) => pair[side] as Tensor4D));
      return review(own, name, students ?? [], teachers ?? []);
    },
  };
});
