import {
  add,
  div,
  exp,
  log,
  mean,
  mul,
  relu,
  type Scalar,
  square,
  sub,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { conv2d, convSpecs } from '../../layers/conv2d.ts';
import { named, type ParameterSpec, type Parameters } from '../../layers/parameters.ts';
import { onFeatures, overStages } from '../onFeatures.ts';
import { stages } from '../taps.ts';
import type { Objective } from '../term.ts';
import { sameSize } from './sameSize.ts';

/** The variance that each channel starts with, and what keeps it from 0; RepDistiller's. */
const startingVariance = 5;
const leastVariance = 1e-5;

/** Three 1×1 convolutions without bias under `name.regressor`, as `nn.Sequential` numbers them, and `name.log_scale` [C_t]. */
export function variationalSpecs(name: string, mine: number, theirs: number): readonly ParameterSpec[] {
  const convolutions = [0, 2, 4].flatMap((place) => {
    const inChannels = place === 0 ? mine : theirs;
    const initial = { kind: 'uniform', bound: 1 / Math.sqrt(inChannels) } as const;
    const shape = { kernel: 1, inChannels, outChannels: theirs, stride: 1 };
    return convSpecs(`${name}.regressor.${place}`, shape).map((spec) => ({ ...spec, initial }));
  });
  const value = Math.log(Math.exp(startingVariance - leastVariance) - 1);
  return [
    ...convolutions,
    {
      ...{ name: `${name}.log_scale`, kind: 'vector', axes: [theirs], shape: [theirs], role: 'trainable' },
      initial: { kind: 'constant', value },
    },
  ];
}

/**
 * Mean of ½((t − μ(s))²/σ² + log σ²), μ three 1×1 convolutions with ReLU between, σ² = softplus(log_scale) + ε of each channel: the
 * negative log likelihood of the teacher's map but for a constant, so it may be negative. The larger map is averaged to the other's size.
 * Ahn et al. 2019, arXiv 1904.05835, equations 3 to 5, as RepDistiller's `VIDLoss`. In mdistiller the variance is not among what is
 * trained; here it is.
 *
 * @param student [B, H, W, C]
 * @param teacher [B, H', W', C']
 */
export function variational(own: Parameters, name: string, student: Tensor4D, teacher: Tensor4D): Scalar {
  const [mine, target] = sameSize(student, teacher);
  const step = (x: Tensor4D, place: number) =>
    conv2d(own, `${name}.regressor.${place}`, x, { stride: 1, padding: 0 });
  const guessed = step(relu(step(relu(step(mine, 0)), 2)), 4);
  const variance = add(log(add(exp(named<Tensor>(own, `${name}.log_scale`)), 1)), leastVariance);
  return mul<Scalar>(mean(add(div(square(sub(guessed, target)), variance), log(variance))), 0.5);
}

/** As many regressors as stages; of `mdistiller` the variances stay as they start. */
export const vid: Objective = onFeatures('vid', stages, ({ name, form, mine, theirs }) => {
  const at = (stage: number) => `${name}.${stage}`;
  const parameters = mine.flatMap(({ channels }, i) =>
    variationalSpecs(at(i), channels, theirs[i]?.channels ?? channels),
  );
  const isFixed = (spec: ParameterSpec) => form === 'mdistiller' && spec.kind === 'vector';
  return {
    parameters: parameters.map((spec) => (isFixed(spec) ? { ...spec, role: 'frozen' } : spec)),
    value: (s, t, own) => overStages<Tensor4D>(s, t, (one, other, i) => variational(own, at(i), one, other)),
  };
});
