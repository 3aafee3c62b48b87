import { type Sentence, words } from '../../lang/sentence.ts';
import { choiceField, numberField } from '../fields.ts';
import { holdsZeros, someImages } from './commonFields.ts';
import { declareStage } from './declare.ts';
import { endsNames } from './quantise.ts';
import { trainingSettings } from './trainingSettings.ts';

export const qatMethods = [
  'lsq',
  'dorefa',
  'pact',
  'plain',
  'bwn',
  'xnor',
  'twn',
  'ttq',
  'apot',
  'pot',
  'lab',
] as const;
export type QatMethod = (typeof qatMethods)[number];

export const perNames = ['channel', 'tensor'] as const;

/** How weights are rounded while they learn. */
export const trainedRoundingNames = ['nearest', 'stochastic'] as const;
export type TrainedRoundingName = (typeof trainedRoundingNames)[number];

type Values = Readonly<Record<string, unknown>>;

/** Methods that have one or two bits of their own. */
const ownBits: Partial<Readonly<Record<QatMethod, number>>> = { bwn: 1, xnor: 1, lab: 1, twn: 2, ttq: 2 };

const methodOf = ({ method }: Values) => method as QatMethod;

/** Bits of a weight, whatever the setting says where the method has its own. */
export const weightBitsOf = (values: Values): number => ownBits[methodOf(values)] ?? Number(values.bits);

const takesBits = (values: Values) => ownBits[methodOf(values)] === undefined;

/** One number for all of a layer, or levels that are none of a scale. */
const alwaysLayer: readonly QatMethod[] = ['dorefa', 'pact', 'ttq', 'apot', 'pot', 'lab'];
const alwaysChannel: readonly QatMethod[] = ['bwn', 'xnor'];

/** Those whose levels stand at equal distances; of one bit there are two alone, which have no weights between them to tell. */
const uniform: readonly QatMethod[] = ['lsq', 'dorefa', 'pact', 'plain'];

export const roundsStochastically = (values: Values): boolean =>
  values.rounding === 'stochastic' && takesRounding(values);

const takesRounding = (values: Values) => uniform.includes(methodOf(values)) && weightBitsOf(values) > 1;

/** Float, where activations are not quantised. */
export const floatBits = 32;

function fault(values: Values, { optimizer }: { readonly optimizer: string }): Sentence | undefined {
  const { bits, activations } = values;
  const method = methodOf(values);
  if ((method === 'plain' || method === 'apot' || method === 'pot') && Number(bits) < 2) {
    return words`${method} needs two bits at least. Give it more, or take lsq, dorefa or bwn for one bit.`;
  }
  if (Number(activations) > 8 && activations !== floatBits) {
    return words`Activations have 1 to 8 bits, or ${floatBits} to stay float32, not ${Number(activations)}.`;
  }
  if (method === 'lab' && optimizer !== 'adam') {
    return words`lab takes the curvature of the loss from Adam, and the experiment trains with ${optimizer}. Set Optimizer to adam, or take bwn.`;
  }
  return undefined;
}

export const qat = declareStage({
  kind: 'qat',
  label: 'Quantise in training',
  // Steps under a drop.
  glyph:
    'M8 1.2s-2.2 2.6-2.2 4.2a2.2 2.2 0 0 0 4.4 0C10.2 3.8 8 1.2 8 1.2ZM1.5 14.5h3.3v-2h3.2v-2h3.3v-2h3.2',
  help: 'Trains the network on the labels and the teacher while its weights and activations are rounded to few levels; the gradient goes through the rounding straight.',
  act: (values) => words`training with weights of ${weightBitsOf(values)} bits`,
  brief: (values) => words`${weightBitsOf(values)} bit, trained`,
  formula: 'ŵ = q(w), ∂L/∂w = ∂L/∂ŵ · ∂ŵ/∂w',
  source:
    'Bengio et al. 2013, Estimating or Propagating Gradients Through Stochastic Neurons; Esser et al. 2020, Learned Step Size Quantization (lsq); docs/compression.md has the other methods’',
  trains: true,
  wantsTrained: 'Few bits are learned better by a network that has learned with many.',
  simulates: true,
  fault,
  advice(values, _, before) {
    if (!holdsZeros(before)) return undefined;
    return weightBitsOf(values) === 1
      ? words`The zeros of Sparsify do not last: weights of one bit have no level at 0. Give them more bits, or leave Sparsify out.`
      : words`The zeros of Sparsify do not last: the masks end where training with few bits begins, and any weight may get any level. Leave one of the two out.`;
  },
  notBefore: {
    sparsify: words`No layer of a network that was quantised in training can have a mask. Put Sparsify before Quantise in training.`,
    share: words`A quantised network’s weights are not shared: its levels are shared values already. Choose one of the two, or put them into two networks.`,
    factorise: words`Products of factors would have few levels no more. Put Factorise before Quantise in training.`,
  },
  matters: {
    bits: takesBits,
    per: (values) => !alwaysLayer.includes(methodOf(values)) && !alwaysChannel.includes(methodOf(values)),
    images: ({ activations }) => activations !== floatBits,
    rounding: takesRounding,
  },
  fields: {
    method: choiceField({
      label: 'Method',
      help: 'How levels are found: learned steps (lsq), tanh (dorefa), learned clip of activations (pact), greatest weight (plain), binary (bwn, xnor, lab), ternary (twn, ttq), sums of powers of two (apot) or powers of two (pot).',
      group: 'recipe',
      default: 'lsq',
      choices: qatMethods,
    }),
    bits: numberField({
      label: 'Weight bits',
      help: 'Bits of a weight while it is trained; bwn, xnor and lab have 1, twn and ttq 2.',
      group: 'recipe',
      default: 4,
      minimum: 1,
      maximum: 8,
      integer: true,
    }),
    activations: numberField({
      label: 'Activation bits',
      help: 'Bits of a layer’s input while it is trained, 1 to 8; 32 leaves it float32.',
      group: 'recipe',
      default: 8,
      minimum: 1,
      maximum: floatBits,
      integer: true,
    }),
    ends: choiceField({
      label: 'First and last layer',
      help: '8 gives the first and the last layer learned steps of eight bits whatever the others have; same treats them alike.',
      group: 'recipe',
      default: '8',
      choices: endsNames,
    }),
    per: choiceField({
      label: 'Scales of weights',
      help: 'One for each output channel, or one for the whole tensor.',
      group: 'recipe',
      default: 'channel',
      choices: perNames,
    }),
    rounding: choiceField({
      label: 'Rounding of weights',
      help: 'While it trains: to the nearest level, or to the one below or above by the probability that keeps the mean (stochastic, seeded); it is evaluated and kept on the nearest levels.',
      group: 'recipe',
      default: 'nearest',
      choices: trainedRoundingNames,
    }),
    images: numberField({
      ...someImages,
      label: 'Calibration images',
      help: 'Training images from which the first steps and clips of activations are taken.',
    }),
  },
  overrides: trainingSettings,
});
