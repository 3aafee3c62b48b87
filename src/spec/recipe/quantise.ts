import { words } from '../../lang/sentence.ts';
import { choiceField, numberField } from '../fields.ts';
import { percent, someImages } from './commonFields.ts';
import { declareStage } from './declare.ts';

/** Bits of the first and the last layer: eight whatever the others have, or as many as they. */
export const endsNames = ['8', 'same'] as const;
export type EndsName = (typeof endsNames)[number];

/** What says between which values the inputs of a layer lie. */
export const observerNames = ['minmax', 'average', 'percentile', 'mse', 'entropy', 'histogram'] as const;
export type ObserverName = (typeof observerNames)[number];

/** What says up to where a weight's grid reaches. */
export const weightRangeNames = ['minmax', 'mse', 'percentile'] as const;
export type WeightRangeName = (typeof weightRangeNames)[number];

/** What has a scale of its own in a weight. */
export const scopeNames = ['channel', 'tensor'] as const;
export type ScopeName = (typeof scopeNames)[number];

/** Where 0 lies on the grid of an input. */
export const inputGridNames = ['affine', 'symmetric'] as const;
export type InputGridName = (typeof inputGridNames)[number];

export const roundingNames = ['nearest', 'stochastic', 'adaround'] as const;
export type RoundingName = (typeof roundingNames)[number];

export const correctionNames = ['none', 'empirical'] as const;
export type CorrectionName = (typeof correctionNames)[number];

export const equalisationNames = ['none', 'layers'] as const;
export type EqualisationName = (typeof equalisationNames)[number];

export const quantise = declareStage({
  kind: 'quantise',
  label: 'Quantise',
  // Steps.
  glyph: 'M1.5 13.5h3.3v-3.7h3.2V6.2h3.3V2.5h3.2',
  help: 'Rounds weights and activations to integers after batch norm was folded into the layers before it, and measures with them.',
  act: ({ bits, budget }) =>
    Number(budget ?? 1) < 1
      ? words`rounding to at most ${Number(bits)} bits and ${percent(budget)} % of the bytes`
      : words`rounding to ${Number(bits)} bits`,
  brief: ({ bits, budget }) =>
    Number(budget ?? 1) < 1 ? words`bits for ${percent(budget)} % of bytes` : words`${Number(bits)} bit`,
  formula: 'q = clamp(round(x / s) + z, q_min, q_max), x̂ = s·(q − z)',
  source:
    'Jacob et al. 2018, Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference; Nagel et al. 2021, A White Paper on Neural Network Quantization',
  smaller: {
    ...{ verb: words`Fewer bits`, slider: 'bits', label: words`Bits of a weight`, as: 'number' },
    ...{ least: 2, most: 8, step: 1, curve: [8, 6, 4, 2] },
  },
  wantsTrained: 'What rounding costs cannot be told from weights that were drawn at random.',
  simulates: true,
  nothingAfter: 'A quantised network is neither trained, pruned nor quantised again in this version.',
  fields: {
    bits: numberField({
      label: 'Weight bits',
      help: 'Bits of a weight, symmetric round zero; under a budget the most that a layer gets.',
      group: 'recipe',
      default: 8,
      minimum: 2,
      maximum: 8,
      integer: true,
    }),
    activations: numberField({
      label: 'Activation bits',
      help: 'Bits of an activation, with one scale and one zero point for each tensor.',
      group: 'recipe',
      default: 8,
      minimum: 2,
      maximum: 8,
      integer: true,
    }),
    images: numberField({
      ...someImages,
      label: 'Calibration images',
      help: 'Training images that say between which values activations lie, and from which rounding and biases are learned.',
    }),
    ends: choiceField({
      label: 'First and last layer',
      help: '8 gives the first and the last layer eight bits whatever the others have; same gives them as many.',
      group: 'recipe',
      default: '8',
      choices: endsNames,
    }),
    observer: choiceField({
      label: 'Activation range',
      help: 'Between which values activations lie: their extremes (minmax), extremes that follow image after image (average), a percentile, the least squared error of magnitudes (mse), the least relative entropy of the distribution (entropy), or the least squared error of a histogram that moves either end by itself (histogram).',
      group: 'recipe',
      default: 'minmax',
      choices: observerNames,
    }),
    range: choiceField({
      label: 'Weight range',
      help: 'Up to where a weight’s grid reaches: to its extremes (minmax), to where rounding and clipping together are off by the least (mse), or to a percentile.',
      group: 'recipe',
      default: 'minmax',
      choices: weightRangeNames,
    }),
    percentile: numberField({
      label: 'Percentile',
      help: 'The share of magnitudes, in per cent, that a range by percentile does not clip.',
      group: 'recipe',
      default: 99.99,
      minimum: 90,
      maximum: 100,
    }),
    per: choiceField({
      label: 'Weight scales',
      help: 'One scale for each output channel, or one for the whole tensor.',
      group: 'recipe',
      default: 'channel',
      choices: scopeNames,
    }),
    inputs: choiceField({
      label: 'Activation grid',
      help: 'affine puts zero where the range wants it; symmetric in the middle, or at the lowest level where nothing is negative.',
      group: 'recipe',
      default: 'affine',
      choices: inputGridNames,
    }),
    rounding: choiceField({
      label: 'Rounding',
      help: 'Each weight to the nearest level, up or down by chance so that the mean stays (stochastic), or as suits what its layer gives (adaround: learned, layer after layer, Nagel et al. 2020).',
      group: 'recipe',
      default: 'nearest',
      choices: roundingNames,
    }),
    steps: numberField({
      label: 'Rounding steps',
      help: 'Steps in which the rounding of each layer is learned.',
      group: 'recipe',
      default: 500,
      minimum: 10,
      maximum: 20_000,
      integer: true,
      scale: 'log',
    }),
    correct: choiceField({
      label: 'Bias correction',
      help: 'empirical moves every bias by what its channel is off by in the mean over the calibration images (Nagel et al. 2019).',
      group: 'recipe',
      default: 'none',
      choices: correctionNames,
    }),
    equalise: choiceField({
      label: 'Equalisation',
      help: 'layers moves factors between layers so that the ranges of their channels are equal, which leaves the network’s function as it is (Nagel et al. 2019).',
      group: 'recipe',
      default: 'none',
      choices: equalisationNames,
    }),
    budget: numberField({
      label: 'Budget of bytes',
      help: 'Bytes as a share of those in float32: below 1, each layer gets as many bits as it needs, by how much the network loses when that layer alone has fewer.',
      group: 'recipe',
      default: 1,
      minimum: 0.06,
      maximum: 1,
    }),
  },
  matters: {
    percentile: ({ observer, range }) => observer === 'percentile' || range === 'percentile',
    steps: ({ rounding }) => rounding === 'adaround',
  },
  overrides: {},
});
