/**
 * Self-distillation: classifiers at the ends of a network's earlier stages learn from its deepest one, and the stages with them.
 */
import { type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { globalAveragePool } from '../../layers/globalAveragePool.ts';
import { linear, linearSpecs } from '../../layers/linear.ts';
import type { Parameters } from '../../layers/parameters.ts';
import { totalLoss } from '../combined.ts';
import { crossEntropy } from '../crossEntropy.ts';
import { adapterConv, adapterConvSpecs, adapterNorm, adapterNormSpecs } from '../features/adapters.ts';
import { klDivergence } from '../klDivergence.ts';
import { asMap, averagedTo, type FeatureMap, studentWithoutMaps } from '../maps.ts';
import { squaredError, stopped } from '../primitives.ts';
import { severalStages, withoutStages } from '../taps.ts';
import type { Objective, Seen, Term } from '../term.ts';

/**
 * Σ_i [T²·KL(p_s ‖ p_i) + γ·CE(p_i, labels) + λ·MSE(F_i, F_s)] over the ends i of all stages but the last, of which the map is F_s.
 * F_i = ReLU(batchNorm(conv1×1(map_i averaged to F_s's size))), and p_i is of a linear layer over the mean of each of its channels.
 * What the deepest stage says is not differentiated: it learns from the labels. No teacher is looked at.
 *
 * Zhang et al. 2019, arXiv 1905.08094, section 3: their bottlenecks are of several convolutions, and their squared distance of
 * features is a sum, not a mean.
 */
export const selfDistillation: Objective = {
  terms({ temperature, auxiliaryWeight, featureWeight }, { student, classes }) {
    if (Object.keys(student).length === 0) throw studentWithoutMaps('self-distillation');
    const found = severalStages(student, student);
    const deepest = found?.mine.at(-1);
    if (!found || !deepest || classes === undefined) throw withoutStages();
    const weights = { temperature, auxiliaryWeight, featureWeight };
    return [{ term: auxiliaries(found.mine.slice(0, -1), deepest, classes, weights), weight: 1 }];
  },
};

interface Weights {
  readonly temperature: number;
  readonly auxiliaryWeight: number;
  readonly featureWeight: number;
}

/** One term, so that what is made of a stage's map is made once. */
function auxiliaries(
  shallow: readonly FeatureMap[],
  deepest: FeatureMap,
  classes: number,
  { temperature, auxiliaryWeight, featureWeight }: Weights,
): Term {
  const layer = (stage: number) => `loss.self.${stage}`;
  const ofStage = ({ student, labels, smoothed = labels }: Seen, stage: number, own: Parameters) => {
    const last = stopped(asMap(student.taps[deepest.name] as Tensor));
    const map = averagedTo(
      asMap(student.taps[shallow[stage]?.name ?? ''] as Tensor),
      deepest.height,
      deepest.width,
    );
    const features = adapted(own, layer(stage), map);
    const logits = linear(own, `${layer(stage)}.head`, globalAveragePool(features));
    const compared = { student: logits, teacher: student.logits, labels: smoothed, temperature };
    return [
      { weight: 1, value: klDivergence.value(compared) },
      { weight: auxiliaryWeight, value: crossEntropy.value(compared) },
      { weight: featureWeight, value: squaredError(features, last) },
    ];
  };
  return {
    needs: { student: [...shallow, deepest].map(({ name }) => name), teachers: [] },
    parameters: shallow.flatMap(({ channels }, stage) => [
      ...adapterConvSpecs(layer(stage), {
        ...{ kernel: 1, inChannels: channels, outChannels: deepest.channels, bias: false },
      }),
      ...adapterNormSpecs(`${layer(stage)}.bn`, deepest.channels),
      ...linearSpecs(`${layer(stage)}.head`, deepest.channels, classes),
    ]),
    value: (seen, own) => tidy(() => totalLoss(shallow.flatMap((_, stage) => ofStage(seen, stage, own)))),
  };
}

const adapted = (own: Parameters, name: string, map: Tensor4D): Tensor4D =>
  adapterNorm(own, `${name}.bn`, adapterConv(own, name, map), 'relu');
