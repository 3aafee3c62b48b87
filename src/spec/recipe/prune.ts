import { said, words } from '../../lang/sentence.ts';
import { lacks, mostChannels } from '../families/catalogue.ts';
import { choiceField, numberField } from '../fields.ts';
import { percent, recalibrate, someImages } from './commonFields.ts';
import { declareStage } from './declare.ts';

/** What says how much a channel matters. */
export const importanceNames = [
  ...(['magnitude', 'l1', 'taylor', 'norm'] as const),
  ...(['fpgm', 'lamp', 'hessian', 'random'] as const),
] as const;
export type ImportanceName = (typeof importanceNames)[number];

/** Whose channels are ranked together, each rank losing the same share. */
export const scopeNames = ['uniform', 'isomorphic', 'global', 'block'] as const;
export type ScopeName = (typeof scopeNames)[number];

/** What the share that stays is of. */
export const pruneTargets = ['channels', 'parameters', 'multiplyAdds', 'ms'] as const;
export type PruneTarget = (typeof pruneTargets)[number];

/** How the scores of a coupled group's members become one. */
export const reductionNames = ['mean', 'sum', 'max', 'first'] as const;
export type ReductionName = (typeof reductionNames)[number];

/** Whether a kind of parameters counts in the score. */
export const countedNames = ['skip', 'count'] as const;
/** `auto`: as in Torch-Pruning 1.4.1, where norms count in all importances of single weights, but batch norm not in Taylor’s. */
export const countedNormNames = ['auto', 'skip', 'count'] as const;

/** Whether each head loses dimensions of its own, or all of an attention the same. */
export const dimsNames = ['own', 'same'] as const;
export type DimsName = (typeof dimsNames)[number];

const isByGradient = ({ by }: Readonly<Record<string, unknown>>) => by === 'taylor' || by === 'hessian';
const isRandom = ({ by }: Readonly<Record<string, unknown>>) => by === 'random';
/** Of elements of weights, each of which may count or not. */
const isOfElements = ({ by }: Readonly<Record<string, unknown>>) =>
  by !== 'random' && by !== 'norm' && by !== 'fpgm';

/** Why a network without blocks or without batch norm cannot be pruned so, and what to do. */
export const unprunable = {
  blocks: {
    what: 'This network has no blocks, so its channels cannot be ranked within them.',
    fix: 'Choose another scope for the pruning: uniform, isomorphic or global.',
  },
  norms: {
    what: 'This network has no batch norm, so its channels cannot be ranked by batch norm’s scale.',
    fix: 'Choose another importance for the pruning, such as magnitude.',
  },
} as const;

export const prune = declareStage({
  kind: 'prune',
  label: 'Prune',
  // Scissors.
  glyph:
    'M4.2 9.6a2.1 2.1 0 1 0 0 4.2 2.1 2.1 0 0 0 0-4.2ZM11.8 9.6a2.1 2.1 0 1 0 0 4.2 2.1 2.1 0 0 0 0-4.2ZM5.3 9.9 11.3 1.8M10.7 9.9 4.7 1.8',
  help: 'Removes whole channels, in every layer that shares them, so that the network is smaller and faster without any mask.',
  act({ keep, target }) {
    if (target === 'parameters') return words`keeping ${percent(keep)} % of the parameters`;
    if (target === 'multiplyAdds') return words`keeping ${percent(keep)} % of the multiply-adds`;
    if (target === 'ms') return words`keeping ${percent(keep)} % of the time`;
    return words`keeping ${percent(keep)} % of the channels`;
  },
  brief({ keep, target }) {
    if (target === 'parameters') return words`${percent(keep)} % of parameters`;
    if (target === 'multiplyAdds') return words`${percent(keep)} % of multiply-adds`;
    if (target === 'ms') return words`${percent(keep)} % of the time`;
    return Number(keep) === 0.5 ? words`half the channels` : words`${percent(keep)} % of channels`;
  },
  formula:
    'magnitude: Σw²; l1: Σ|w|; taylor: Σ|w·∂loss/∂w|; hessian: Σw²·mean((∂loss/∂w)²); norm: |γ|; fpgm: Σ‖w − w′‖ over the other channels; lamp: Σw² over the sum of those that are no smaller; of all that a channel group couples',
  source:
    'Li et al. 2017 (magnitude); Molchanov et al. 2019 (Taylor); Liu et al. 2017 (batch norm); He et al. 2019 (FPGM); Lee et al. 2021 (LAMP); LeCun et al. 1990 (OBD); Fang et al. 2023, DepGraph (coupled groups); Fang et al. 2024 (isomorphic)',
  smaller: {
    ...{ verb: 'Prune', slider: 'keep', label: words`Channels kept`, as: 'share' },
    ...{ least: 0.05, most: 1, step: 0.05, curve: [0.8, 0.6, 0.4, 0.2] },
    arms: true,
    labelOf({ target }) {
      if (target === 'parameters') return words`Parameters kept`;
      if (target === 'multiplyAdds') return words`Multiply-adds kept`;
      return target === 'ms' ? words`Time kept` : words`Channels kept`;
    },
  },
  resizes: true,
  wantsTrained: 'Which channels matter cannot be told from weights that were drawn at random.',
  fields: {
    keep: numberField({
      label: 'Keep',
      help: 'The share that stays, of what the target says; of every group at least one channel does.',
      group: 'recipe',
      default: 0.5,
      minimum: 0.01,
      maximum: 1,
    }),
    target: choiceField({
      label: 'Target',
      help: 'What the share is of: channels, parameters, multiplyAdds, or ms, the measured time of one image. All but channels are reached by bisection.',
      group: 'recipe',
      default: 'channels',
      choices: pruneTargets,
    }),
    by: choiceField({
      label: 'Importance',
      help: 'What ranks channels: the size of their weights squared (magnitude) or not (l1), how much the loss would change without them to first (taylor) or second order (hessian), batch norm’s scale (norm), their distance from the other channels (fpgm), their share of what is at least as large (lamp), or chance, as a control (random).',
      group: 'recipe',
      default: 'magnitude',
      choices: importanceNames,
    }),
    scope: choiceField({
      label: 'Ranked together',
      help: 'Which channels compete: those of each group by itself (uniform), of all groups that hang together alike (isomorphic), of one stage of blocks (block), or all (global). The same share of each ranking goes.',
      group: 'recipe',
      default: 'isomorphic',
      inVersion1: 'uniform',
      choices: scopeNames,
    }),
    reduce: choiceField({
      label: 'Members of a group',
      help: 'How the scores of the layers that share a channel become one: their mean, their sum, the largest, or that of the first layer.',
      group: 'recipe',
      default: 'mean',
      choices: reductionNames,
    }),
    depthwise: choiceField({
      label: 'Depthwise filters',
      help: 'Whether they count in the score; in the published implementation they do not.',
      group: 'recipe',
      default: 'skip',
      choices: countedNames,
    }),
    norms: choiceField({
      label: 'Norms’ scales',
      help: 'Whether they count in the score; auto is as in the published implementation: they do, but batch norm’s by taylor do not.',
      group: 'recipe',
      default: 'auto',
      choices: countedNormNames,
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
    cap: numberField({
      label: 'Most of a group',
      help: 'The largest share that any group may lose; others lose more in its place, where they are ranked with it.',
      group: 'recipe',
      default: 1,
      minimum: 0.01,
      maximum: 1,
    }),
    steps: numberField({
      label: 'Steps',
      help: 'In how many equal steps the channels go; what is left is scored anew before each.',
      group: 'recipe',
      default: 1,
      minimum: 1,
      maximum: 20,
      integer: true,
    }),
    seed: numberField({
      label: 'Seed of chance',
      help: 'What the random importance is drawn from.',
      group: 'recipe',
      default: 0,
      minimum: 0,
      maximum: 1_000_000,
      integer: true,
      scale: 'power',
    }),
    heads: numberField({
      label: 'Heads kept',
      help: 'Of a transformer: the share of its heads that stays. They are ranked among themselves, those of all blocks together; 1 removes none.',
      group: 'recipe',
      default: 1,
      minimum: 0.01,
      maximum: 1,
    }),
    headDims: numberField({
      label: 'Dimensions of heads kept',
      help: 'Of a transformer: the share of its heads’ dimensions that stays, ranked among themselves. At 0 they are channels like all others.',
      group: 'recipe',
      default: 0,
      minimum: 0,
      maximum: 1,
    }),
    dims: choiceField({
      label: 'Which dimensions',
      help: 'Whether each head loses its own least important dimensions (own, as Isomorphic Pruning), or all heads of a block the same ones, by their mean (same, as later Torch-Pruning). As many go from each head either way.',
      group: 'recipe',
      default: 'own',
      choices: dimsNames,
    }),
    recalibrate,
    images: numberField({
      ...someImages,
      label: 'Importance images',
      help: 'Training images whose gradients the taylor and hessian importances are summed over.',
    }),
  },
  matters: {
    images: isByGradient,
    seed: isRandom,
    reduce: ({ by }) => by !== 'random',
    depthwise: isOfElements,
    norms: isOfElements,
  },
  overrides: {},
  advice({ round, keep }, { student, studentWidth }) {
    const most = mostChannels(student, studentWidth);
    return most !== undefined && keep !== 1 && Number(round) >= most
      ? words`No group of this student has more than ${most} channels, so a multiple of ${Number(round)} keeps them all and nothing is pruned. Choose a smaller multiple.`
      : undefined;
  },
  fault({ scope, by }, { student }) {
    const asked = { blocks: scope === 'block', norms: by === 'norm' };
    const missing = (['blocks', 'norms'] as const).find((what) => asked[what] && lacks(student, what));
    return missing && words`${said(unprunable[missing].what)} ${said(unprunable[missing].fix)}`;
  },
});
