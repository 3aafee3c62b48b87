import { words } from '../../lang/sentence.ts';
import { choiceField, numberField } from '../fields.ts';
import { declareStage } from './declare.ts';

/** Bits of the first and the last layer: eight whatever the others have, or as many as they. */
export const endsNames = ['8', 'same'] as const;
export type EndsName = (typeof endsNames)[number];

export const quantise = declareStage({
  kind: 'quantise',
  label: 'Quantise',
  // Steps.
  glyph: 'M1.5 13.5h3.3v-3.7h3.2V6.2h3.3V2.5h3.2',
  help: 'Rounds weights and activations to integers after batch norm was folded into the layers before it, and measures with them.',
  act: ({ bits }) => words`rounding to ${Number(bits)} bits`,
  brief: ({ bits }) => words`${Number(bits)} bit`,
  formula: 'q = clamp(round(x / s) + z, q_min, q_max), x̂ = s·(q − z)',
  source:
    'Jacob et al. 2018, Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference',
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
      help: 'Bits of a weight, symmetric round zero, with one scale for each output channel.',
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
      label: 'Calibration images',
      help: 'Training images from which the smallest and the largest activation of each tensor are taken.',
      group: 'recipe',
      default: 256,
      minimum: 1,
      maximum: 50_000,
      integer: true,
      scale: 'log',
    }),
    ends: choiceField({
      label: 'First and last layer',
      help: '8 gives the first and the last layer eight bits whatever the others have; same gives them as many.',
      group: 'recipe',
      default: '8',
      choices: endsNames,
    }),
  },
  overrides: {},
});
