/**
 * Loss values to hold the objectives against, for every backend's test.
 * Computed in float64, twice and independently, for these logits and labels.
 */
import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { similarities } from './catalogue.ts';
import { crossEntropy } from './crossEntropy.ts';
import type { Comparison, Objective } from './objective.ts';

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

export interface GoldenCase {
  readonly name: string;
  readonly objective: Objective;
  readonly temperature: number;
  readonly value: number;
}

export const goldenCases: readonly GoldenCase[] = [
  { name: 'cross entropy', objective: crossEntropy, temperature: 1, value: 0.765126344 },
  { name: 'mse', objective: similarities.mse, temperature: 1, value: 1.791666667 },
  { name: 'kl, T 1', objective: similarities.kl, temperature: 1, value: 0.586140997 },
  { name: 'kl, T 4', objective: similarities.kl, temperature: 4, value: 0.908427042 },
  { name: 'kl, T 1000', objective: similarities.kl, temperature: 1000, value: 0.889166696 },
  { name: 'dkd, T 4', objective: similarities.dkd, temperature: 4, value: 2.87258811 },
  { name: 'dist, T 1', objective: similarities.dist, temperature: 1, value: 1.291950918 },
  {
    name: 'standardised kl, T 2',
    objective: similarities['standardised-kl'],
    temperature: 2,
    value: 0.315168769,
  },
];

/** alpha 0.5 with mse. */
export const goldenCombined = 1.278396505;
/** diff_t_s. */
export const goldenDifference = 1.25;
