/**
 * What the editor of a recipe says, in English; the words of stages and of their settings come with their declarations.
 */
import { grouped } from '../numbers.ts';

export const recipeEditorEn = {
  lead: 'A network goes through these stages from first to last.',
  stages: 'Stages',
  /** Names of buttons: the stage's label, its place from 1, and how many there are. */
  drag: 'Drag to another place',
  up: (label: string, place: number, count: number) =>
    `Move ${label} up, stage ${grouped(place)} of ${grouped(count)}`,
  down: (label: string, place: number, count: number) =>
    `Move ${label} down, stage ${grouped(place)} of ${grouped(count)}`,
  remove: (label: string, place: number, count: number) =>
    `Remove ${label}, stage ${grouped(place)} of ${grouped(count)}`,
  stage: (label: string, place: number) => `Stage ${grouped(place)}, ${label}`,
  add: 'Add a stage',
  full: (most: number) => `A recipe has at most ${grouped(most)} stages.`,
  /** What happened. */
  moved: (label: string, place: number, count: number) =>
    `${label} is now ${grouped(place)} of ${grouped(count)}.`,
  added: (label: string, place: number, count: number) =>
    `${label} was added as ${grouped(place)} of ${grouped(count)}.`,
  removed: (label: string, count: number) =>
    `${label} was removed; ${count === 1 ? 'one stage is' : `${grouped(count)} stages are`} left.`,
  lost: (path: string) => `${path} is no longer varied.`,
  /** Of a setting that the stage leaves to the experiment. */
  asExperiment: (value: string) => `as in the experiment (${value})`,
  /** Of a setting of which the sweep takes several values. */
  varied: (values: string) => `varied: ${values}`,
  idle: 'without effect as the other settings stand',
  set: 'Set',
  setLong: (setting: string, label: string, place: number) =>
    `Set ${setting} of stage ${grouped(place)}, ${label}`,
  unset: (setting: string, label: string, place: number) =>
    `Leave ${setting} of stage ${grouped(place)}, ${label}, to the experiment`,
  asText: 'As text',
  asTextHelp: 'The whole recipe, as a link and the command line have it; Enter takes what was typed.',
  /** A sentence with what is wrong, and what stays. */
  wrong: (fault: string, kept: string) => `Not taken: ${fault}. What counts is still: ${kept}.`,
  advice: 'Worth knowing of this recipe',
  choices: {
    'distil.arm.distilled': 'Distilled',
    'distil.arm.fine-tuned': 'Fine-tuned',
    'distil.arm.scratch': 'From scratch',
    magnitude: 'Weight magnitude',
    taylor: 'Loss change (Taylor)',
    'prune.by.l1': 'Weights’ absolute values',
    'prune.by.norm': 'Batch norm’s scale',
    'prune.by.fpgm': 'Distance from the others (FPGM)',
    'prune.by.lamp': 'Share of what is larger (LAMP)',
    'prune.by.hessian': 'Loss change, second order (OBD)',
    'prune.by.random': 'By chance',
    'prune.scope.uniform': 'Each group by itself',
    'prune.scope.isomorphic': 'Groups that are alike',
    'prune.scope.global': 'All groups',
    'prune.scope.block': 'Each stage of blocks',
    'prune.target.channels': 'Channels',
    'prune.target.parameters': 'Parameters',
    'prune.target.multiplyAdds': 'Multiply-adds',
    'prune.target.ms': 'Time, measured',
    'prune.reduce.mean': 'Their mean',
    'prune.reduce.sum': 'Their sum',
    'prune.reduce.max': 'The largest',
    'prune.reduce.first': 'The first layer’s',
    'prune.depthwise.skip': 'Do not count',
    'prune.depthwise.count': 'Count',
    'prune.norms.auto': 'As published',
    'prune.norms.skip': 'Do not count',
    'prune.norms.count': 'Count',
    'factorise.ranks.budget': 'Budget',
    'factorise.ranks.energy': 'Energy',
    'factorise.ranks.evbmf': 'EVBMF',
    'factorise.of.multiplyAdds': 'Multiply-adds',
    'factorise.of.parameters': 'Parameters',
    'factorise.method.svd': 'SVD',
    'factorise.method.channel': '1×1, then k×k (channel)',
    'factorise.method.spatial': 'k×1, then 1×k (spatial)',
    'factorise.method.tucker': 'Tucker-2 (tucker)',
    'factorise.method.cp': 'CP',
    'quantise.observer.minmax': 'Extremes (minmax)',
    'quantise.observer.average': 'Moving extremes (average)',
    'quantise.observer.percentile': 'Percentile',
    'quantise.observer.mse': 'Squared error (mse)',
    'quantise.observer.entropy': 'Relative entropy (entropy)',
    'quantise.observer.histogram': 'Histogram, either end (histogram)',
    'quantise.range.minmax': 'Extremes (minmax)',
    'quantise.range.mse': 'Squared error (mse)',
    'quantise.range.percentile': 'Percentile',
    'quantise.per.channel': 'Each channel',
    'quantise.per.tensor': 'The whole tensor',
    'quantise.inputs.affine': 'Affine',
    'quantise.inputs.symmetric': 'Symmetric',
    'quantise.rounding.nearest': 'Nearest',
    'quantise.rounding.stochastic': 'Stochastic',
    'quantise.rounding.adaround': 'Learned (adaround)',
    'qat.rounding.nearest': 'Nearest',
    'qat.rounding.stochastic': 'Stochastic',
    'quantise.correct.none': 'None',
    'quantise.correct.empirical': 'Empirical',
    'quantise.equalise.none': 'None',
    'quantise.equalise.layers': 'Between layers (layers)',
    'share.method.codebook': 'Codebook',
    'share.method.hashed': 'Hashed',
    'share.method.blocks': 'Alike blocks (blocks)',
    'share.init.linear': 'Even (linear)',
    'share.init.density': 'Quantiles (density)',
    'share.init.random': 'Drawn at random (random)',
    'share.init.plusplus': 'Far apart (plusplus)',
    'share.scope.layer': 'One for each layer',
    'share.scope.network': 'One for all layers',
    '8': 'Always 8 bits',
    same: 'Like the others',
  } as Readonly<Record<string, string>>,
};

export type RecipeEditorText = typeof recipeEditorEn;
