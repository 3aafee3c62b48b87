import { words } from '../../lang/sentence.ts';
import { choiceField, numberField } from '../fields.ts';
import { declareStage } from './declare.ts';

/** What says how much a channel matters. */
export const importanceNames = ['magnitude', 'taylor'] as const;
export type ImportanceName = (typeof importanceNames)[number];

export const prune = declareStage({
  kind: 'prune',
  label: 'Prune',
  // Scissors.
  glyph:
    'M4.2 9.6a2.1 2.1 0 1 0 0 4.2 2.1 2.1 0 0 0 0-4.2ZM11.8 9.6a2.1 2.1 0 1 0 0 4.2 2.1 2.1 0 0 0 0-4.2ZM5.3 9.9 11.3 1.8M10.7 9.9 4.7 1.8',
  help: 'Removes whole channels, in every layer that shares them, so that the network is smaller and faster without any mask.',
  act: ({ keep }) => words`keeping ${Math.round(1000 * Number(keep)) / 10} % of the channels`,
  brief: ({ keep }) =>
    Number(keep) === 0.5
      ? words`half the channels`
      : words`${Math.round(1000 * Number(keep)) / 10} % of channels`,
  formula: 'magnitude: |w|; taylor: |w·∂loss/∂w|, summed over all that a channel group couples',
  source:
    'Li et al. 2017 (magnitude); Molchanov et al. 2019 (Taylor); Fang et al. 2023, DepGraph (coupled groups)',
  smaller: {
    ...{ verb: 'Prune', slider: 'keep', label: words`Channels kept`, as: 'share' },
    ...{ least: 0.05, most: 1, step: 0.05, curve: [0.8, 0.6, 0.4, 0.2] },
  },
  resizes: true,
  wantsTrained: 'Which channels matter cannot be told from weights that were drawn at random.',
  fields: {
    keep: numberField({
      label: 'Keep',
      help: 'The share of channels that every group keeps; at least one stays.',
      group: 'recipe',
      default: 0.5,
      minimum: 0.01,
      maximum: 1,
    }),
    by: choiceField({
      label: 'Importance',
      help: 'What ranks channels: the magnitude of their weights, or how much the loss would change to first order without them (taylor).',
      group: 'recipe',
      default: 'magnitude',
      choices: importanceNames,
    }),
    round: numberField({
      label: 'Multiple of',
      help: 'The channels that stay are rounded up to a multiple of this, as some hardware wants.',
      group: 'recipe',
      default: 1,
      minimum: 1,
      maximum: 64,
      integer: true,
      scale: 'log',
    }),
    recalibrate: numberField({
      label: 'Recalibration images',
      help: 'Training images from which batch norm’s statistics are taken anew after the change; 0 leaves them as they were.',
      group: 'recipe',
      default: 512,
      minimum: 0,
      maximum: 50_000,
      integer: true,
      scale: 'power',
    }),
    images: numberField({
      label: 'Importance images',
      help: 'Training images whose gradients the taylor importance is summed over.',
      group: 'recipe',
      default: 256,
      minimum: 1,
      maximum: 50_000,
      integer: true,
      scale: 'log',
    }),
  },
  matters: { images: ({ by }) => by === 'taylor' },
  overrides: {},
});
