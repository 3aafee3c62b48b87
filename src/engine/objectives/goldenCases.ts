/**
 * Loss values to hold the objectives against, for every backend's test.
 * Computed in float64, twice and independently, for these logits and labels.
 */
import { type Scalar, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { type SimilarityName, similarityNames } from '../../spec/choices.ts';
import { defaultExperiment } from '../../spec/experiment.ts';
import { objectiveOf } from '../../spec/objectives/catalogue.ts';
import { similarities } from './catalogue.ts';
import { crossEntropy } from './crossEntropy.ts';
import type { Comparison } from './logitLoss.ts';
import type { Objective, Seen, WeightedTerm } from './term.ts';

const student = [
  [1, 2, 0.5],
  [0, -1, 3],
];
const teacher = [
  [3, 1, -1],
  [-0.5, 0.5, 2],
];
const labels = [
  [1, 0, 0],
  [0, 0, 1],
];

/** Fresh tensors [2, 3]; the caller disposes of them. */
export function goldenComparison(temperature: number): Comparison & { readonly student: Tensor2D } {
  return {
    student: tensor2d(student),
    teacher: tensor2d(teacher),
    labels: tensor2d(labels),
    temperature,
  };
}

/** Of student and teacher, or of the student alone, as self-distillation does. */
const looksAtMaps = (name: SimilarityName): boolean =>
  objectiveOf(name).features === true || objectiveOf(name).fields.includes('featureWeight');

/** Those that look at logits alone, and have nothing of their own to learn. */
export const logitSimilarities = similarityNames.filter(
  (name) =>
    !looksAtMaps(name) &&
    termsOf(name, 1).every(({ term }) => !term.parameters && !term.seesPeers && !term.seesOwnView),
);

/** What a step sees of one teacher's logits. */
export const seenOf = ({ student, teacher, labels }: Omit<Comparison, 'temperature'>): Seen => ({
  student: { logits: student, taps: {} },
  teachers: [{ logits: teacher, taps: {} }],
  peers: [],
  labels,
});

export type Loss = (comparison: Comparison) => Scalar;

/** The terms of a similarity that looks at logits alone. */
export function termsOf(name: SimilarityName, temperature: number): readonly WeightedTerm[] {
  const objective: Objective = similarities[name];
  return objective.terms({ ...defaultExperiment, temperature }, { student: {}, teachers: [undefined] });
}

/** Of a similarity that is one term of weight 1. */
export function lossOf(name: SimilarityName): Loss {
  return (comparison) => {
    const [only, ...others] = termsOf(name, comparison.temperature);
    if (only?.weight !== 1 || others.length > 0) throw new Error(`${name} is not one term`);
    return only.term.value(seenOf(comparison), {});
  };
}

export interface GoldenCase {
  readonly name: string;
  readonly loss: Loss;
  readonly temperature: number;
  readonly value: number;
}

export const goldenCases: readonly GoldenCase[] = [
  { name: 'cross entropy', loss: crossEntropy.value, temperature: 1, value: 0.765126344 },
  { name: 'mse', loss: lossOf('mse'), temperature: 1, value: 1.791666667 },
  { name: 'kl, T 1', loss: lossOf('kl'), temperature: 1, value: 0.586140997 },
  { name: 'kl, T 4', loss: lossOf('kl'), temperature: 4, value: 0.908427042 },
  { name: 'kl, T 1000', loss: lossOf('kl'), temperature: 1000, value: 0.889166696 },
  { name: 'dkd, T 4', loss: lossOf('dkd'), temperature: 4, value: 2.87258811 },
  { name: 'dist, T 1', loss: lossOf('dist'), temperature: 1, value: 1.291950918 },
  {
    name: 'standardised kl, T 2',
    loss: lossOf('standardised-kl'),
    temperature: 2,
    value: 0.315168769,
  },
];

/** alpha 0.5 with mse. */
export const goldenCombined = 1.278396505;
/** diff_t_s. */
export const goldenDifference = 1.25;
