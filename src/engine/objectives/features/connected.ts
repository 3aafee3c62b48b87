/**
 * Losses of activations about 0, behind a connector: a 1×1 convolution and batch norm from the student's channels to the teacher's.
 * The tapped maps of most networks have passed their last ReLU, which leaves alone which of the teacher's neurons are active. The
 * published recipes train connectors (and the student on this loss alone) before the labels come; here all learn at once.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ParameterSpec, Parameters } from '../../layers/parameters.ts';
import { type FeatureGiven, onFeatures, overStages } from '../onFeatures.ts';
import { stages } from '../taps.ts';
import type { Objective } from '../term.ts';
import { adapterConv, adapterConvSpecs, adapterNorm, adapterNormSpecs } from './adapters.ts';
import { activationBoundary, marginError, meanBelowZero } from './partial.ts';
import { sameSize } from './sameSize.ts';

/** Later stages count more: ¼, ½, 1. */
const laterMore = (stage: number, of: number) => 2 ** (stage + 1 - of);

/** `repdistiller`: 3/1000 of the sum over an image, and `laterMore`; `torchdistill`: the sum of all alike. */
export const ab: Objective = onFeatures('ab', stages, (given) => {
  const isScaled = given.form === 'repdistiller';
  return connected(
    given,
    (s, t) => activationBoundary(s, t, 1, (isScaled ? 3 / 1000 : 1) / s.shape[0]),
    isScaled ? laterMore : undefined,
  );
});

export const ofd: Objective = onFeatures('ofd', stages, (given) =>
  connected(given, (s, t) => marginError(s, t, meanBelowZero(t)), laterMore),
);

function connected(
  { name, mine, theirs }: FeatureGiven,
  loss: (student: Tensor4D, teacher: Tensor4D) => ReturnType<typeof marginError>,
  weight?: (stage: number, of: number) => number,
) {
  const parameters = mine.flatMap(({ channels }, i): readonly ParameterSpec[] => {
    const outChannels = theirs[i]?.channels ?? channels;
    const shape = { kernel: 1, inChannels: channels, outChannels, bias: false };
    return [...adapterConvSpecs(`${name}.${i}.0`, shape), ...adapterNormSpecs(`${name}.${i}.1`, outChannels)];
  });
  const value = (s: Parameters[string][], t: Parameters[string][], own: Parameters) =>
    overStages<Tensor4D>(
      s,
      t,
      (one, other, i) => {
        const [sized, target] = sameSize(one, other);
        const seen = adapterNorm(own, `${name}.${i}.1`, adapterConv(own, `${name}.${i}.0`, sized));
        return loss(seen, target);
      },
      weight,
    );
  return { parameters, value };
}
