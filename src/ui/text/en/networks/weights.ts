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

export interface RankFacts {
  readonly side: string;
  readonly rank: number;
  readonly of: number;
  readonly held: string;
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
  ranking: 'Finding the rank that Factorise would choose',
  ranked: ({ side, rank, of, held }: RankFacts) =>
    `Singular values of the layer ${side}: rank ${grouped(rank)} of ${grouped(of)} (dashed line) holds ${held} of the energy, the sum of their squares.`,
  sides: {
    inputs: 'as a matrix with a row for each input',
    outputs: 'as a matrix with a column for each output',
    sides: 'as a matrix of the rows of its filters by their columns',
  },
  factors: (method: string, ranks: string) => `factors of rank ${ranks} (${method})`,
  runsAs: (layer: string, factors: string) => `${layer} runs as ${factors}.`,
  wouldRunAs: (settings: string, factors: string) =>
    `Factorise, ${settings}, would let this layer run as ${factors}.`,
  staysDense: (settings: string, why: string) =>
    `Factorise, ${settings}, would leave this layer as it is: ${why}.`,
  left: {
    head: 'the head stays one layer',
    depthwise: 'each of its filters is of one channel',
    method: 'the method is of other layers',
    costs: 'its factors would take as many multiply-adds or more',
    noise: 'nothing in it stands out of the noise',
    budget: 'the budget is met with less loss in other layers',
  },
  productError: (share: string) =>
    `Their product is off from the weight that the layer had before by ${share} of its length.`,
  noBefore:
    'The network in which it was one layer is not kept, so the singular values are those of the product.',
};

export type WeightsText = typeof weightsEn;
