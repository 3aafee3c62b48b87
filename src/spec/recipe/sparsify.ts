import { words } from '../../lang/sentence.ts';
import { choiceField, numberField } from '../fields.ts';
import { importanceImages, percent } from './commonFields.ts';
import { declareStage } from './declare.ts';
import { trainingSettings } from './trainingSettings.ts';

/** What says how much a weight matters. */
export const sparsityCriteria = ['magnitude', 'l2', 'taylor', 'snip', 'grasp', 'synflow', 'random'] as const;
export type SparsityCriterion = (typeof sparsityCriteria)[number];

export const sparsityUnits = ['entries', 'rows', 'columns', 'blocks'] as const;
export const sparsityBlocks = [
  ...(['4x1', '1x4', '8x1', '1x8', '16x1', '1x16'] as const),
  ...(['2x2', '4x4', '8x8', '16x16', '32x32'] as const),
] as const;
export const sparsitySchedules = ['once', 'rounds', 'gradual', 'agp', 'densify'] as const;
export type SparsitySchedule = (typeof sparsitySchedules)[number];

const { freeze: _, ...overrides } = trainingSettings;
type Values = Readonly<Record<string, unknown>>;
const isGradual = ({ schedule }: Values) => schedule === 'gradual' || schedule === 'agp';
/** Criteria that look at images. */
export const looksAtImages = (by: unknown) => by === 'taylor' || by === 'snip' || by === 'grasp';

export const sparsify = declareStage({
  kind: 'sparsify',
  label: 'Sparsify',
  // A grid with holes.
  glyph: 'M2 2h3v3H2ZM11 2h3v3h-3ZM6.5 6.5h3v3h-3ZM2 11h3v3H2ZM11 11h3v3h-3Z',
  help: 'Sets weights to zero and holds them there with masks, at once or in the course of training. Zeros are multiplied as well: the network is no faster here.',
  act({ keep, what }) {
    const share = percent(keep);
    switch (what) {
      case 'rows':
        return words`keeping ${share} % of the weights’ rows`;
      case 'columns':
        return words`keeping ${share} % of the weights’ columns`;
      case 'blocks':
        return words`keeping ${share} % of the weights’ blocks`;
      default:
        return words`keeping ${share} % of the weights`;
    }
  },
  brief: ({ keep }) => words`${percent(keep)} % of weights`,
  formula: 'w ∘ m; gradual: s(t) = s_f + (s_i − s_f)·(1 − (t − t_0)/(t_1 − t_0))³',
  source:
    'Han et al. 2015 (magnitude, rounds); Zhu & Gupta 2017 (gradual, agp); Han et al. 2017 (densify); Guo et al. 2016 (soft masks); Lee et al. 2019 (SNIP); Wang et al. 2020 (GraSP); Tanaka et al. 2020 (SynFlow)',
  wantsTrained: 'Which weights matter cannot be told from weights that were drawn at random.',
  trains: ({ schedule, epochs }) => schedule !== 'once' || epochs !== undefined,
  masks: true,
  fields: {
    keep: numberField({
      label: 'Keep',
      help: 'The share of the weights, or of their rows, columns or blocks, that is not set to zero; in each layer one at least.',
      group: 'recipe',
      default: 0.5,
      minimum: 0.001,
      maximum: 1,
    }),
    what: choiceField({
      label: 'What goes',
      help: 'Single entries, or rows, columns and blocks of a weight as a matrix of outputs by inputs.',
      group: 'recipe',
      default: 'entries',
      choices: sparsityUnits,
    }),
    block: choiceField({
      label: 'Block',
      help: 'Outputs by inputs of a block.',
      group: 'recipe',
      default: '4x1',
      choices: sparsityBlocks,
    }),
    pool: choiceField({
      label: 'Pooling',
      help: 'What a row, a column or a block scores: the mean or the greatest score of its entries.',
      group: 'recipe',
      default: 'mean',
      choices: ['mean', 'max'],
    }),
    by: choiceField({
      label: 'Importance',
      help: 'What ranks weights: their magnitude or square; how much the loss would change without them, to first order (taylor, and snip, which divides by the sum); what they do to the gradient’s flow (grasp); the flow through all paths, without data (synflow); or chance.',
      group: 'recipe',
      default: 'magnitude',
      choices: sparsityCriteria,
    }),
    scope: choiceField({
      label: 'Scope',
      help: 'Whether the weights of all layers are ranked together (global), or every layer keeps the same share (layer).',
      group: 'recipe',
      default: 'global',
      choices: ['global', 'layer'],
    }),
    ends: choiceField({
      label: 'First and last layer',
      help: 'Whether the first and the last layer lose weights like the others. Biases and batch norm never do.',
      group: 'recipe',
      default: 'prune',
      choices: ['prune', 'keep'],
    }),
    images: importanceImages,
    seed: numberField({
      label: 'Seed',
      help: 'What the random importance is drawn from.',
      group: 'recipe',
      default: 0,
      minimum: 0,
      maximum: 4_294_967_295,
      integer: true,
    }),
    schedule: choiceField({
      label: 'Schedule',
      help: 'When weights go: once; in rounds with training between them; gradually by step (gradual) or by epoch (agp); or once, to come back later (densify). All but once train, and once does where epochs are given.',
      group: 'recipe',
      default: 'once',
      choices: sparsitySchedules,
    }),
    masks: choiceField({
      label: 'Masks',
      help: 'hard: what is zero stays zero. soft: weights learn under the mask, which is decided anew each time, so that they may come back until training ends.',
      group: 'recipe',
      default: 'hard',
      choices: ['hard', 'soft'],
    }),
    rounds: numberField({
      label: 'Rounds',
      help: 'How often weights go, the same share of what is left each time, with as much training after each.',
      group: 'recipe',
      default: 3,
      minimum: 1,
      maximum: 100,
      integer: true,
      scale: 'log',
    }),
    first: numberField({
      label: 'Keep at first',
      help: 'The share that is kept when the gradual schedule begins.',
      group: 'recipe',
      default: 1,
      minimum: 0.001,
      maximum: 1,
    }),
    begin: numberField({
      label: 'Begin',
      help: 'When weights begin to go, as a share of the training.',
      group: 'recipe',
      default: 0,
      minimum: 0,
      maximum: 1,
    }),
    end: numberField({
      label: 'End',
      help: 'When the last weights go, or when they come back (densify), as a share of the training.',
      group: 'recipe',
      default: 0.75,
      minimum: 0,
      maximum: 1,
    }),
    every: numberField({
      label: 'Every',
      help: 'Epochs from one time that weights go to the next; agp counts whole ones.',
      group: 'recipe',
      default: 0.25,
      minimum: 0.001,
      maximum: 1000,
      scale: 'log',
    }),
  },
  matters: {
    block: ({ what }) => what === 'blocks',
    pool: ({ what }) => what !== 'entries',
    images: ({ by }) => looksAtImages(by),
    seed: ({ by }) => by === 'random',
    masks: ({ schedule }) => schedule !== 'once' && schedule !== 'densify',
    rounds: ({ schedule }) => schedule === 'rounds',
    first: isGradual,
    begin: isGradual,
    end: (values) => isGradual(values) || values.schedule === 'densify',
    every: isGradual,
  },
  overrides,
});
