/**
 * The sentences of one layer's weights, in English.
 */
import { grouped } from '../../numbers.ts';

/** Figures as they are written. */
export interface WeightFacts {
  readonly count: number;
  readonly mean: string;
  readonly deviation: string;
  readonly zeros: string;
}

export const weightsEn = {
  title: (layer: string) => `Weights of ${layer}`,
  hint: 'Choose a layer to see its weights.',
  reading: 'Reading its weights',
  facts: ({ count, mean, deviation, zeros }: WeightFacts) =>
    `${grouped(count)} numbers, mean ${mean}, standard deviation ${deviation}; ${zeros} of them 0.`,
  change: (share: string) =>
    `Since the network that it was made of they moved by ${share} of their length (dashed: as they were).`,
  histogram: (least: string, most: string) =>
    `How many weights there are of each size, from ${least} to ${most}.`,
  levels: (count: number) =>
    `They take ${grouped(count)} different values: each bar is one of them, as high as it is frequent.`,
  rounding: 'Fewer bits',
  roundingHelp:
    'What rounding would take from this layer: the root mean square error by that of the weights, with a symmetric grid for each output.',
  bits: (bits: number) => `${grouped(bits)} bits`,
  channels: (count: number, ratio: string) =>
    `The largest weight of each of the ${grouped(count)} outputs. The widest grid is ${ratio} times the narrowest: with one scale for all, the narrow ones would lose that much.`,
  singular: (rank: number, of: number) =>
    `Singular values of the layer as a matrix: the first ${grouped(rank)} of ${grouped(of)} hold 90 % of the squares, so that a product of two matrices of that rank is off by a tenth of them.`,
};

export type WeightsText = typeof weightsEn;
