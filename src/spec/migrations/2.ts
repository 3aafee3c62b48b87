/**
 * Version 2 of the experiment: spelt as version 1, with what a setting is that a link of it leaves out. A pruning that said
 * nothing of its scope ranked the channels of each group by themselves.
 *
 * Frozen: nothing here changes any more.
 */
import type { Settings } from './1.ts';
import { migratedRecipe } from './recipeTexts.ts';

export const defaults: Settings = Object.freeze([
  ['dataset', 'insects'],
  ['imageSize', '32'],
  ['trainImages', '600'],
  ['validationImages', '600'],
  ['validationShare', '0.25'],
  ['augmentation', 'flip'],
  ['views', '0'],
  ['centreCrop', '1'],
  ['teacher', 'auto'],
  ['teacherWidth', '1'],
  ['teacherEpochs', '20'],
  ['teacherImages', '4000'],
  ['teacherHead', 'keep'],
  ['teacherFreeze', 'head'],
  ['teacherRate', '0'],
  ['teacherOrder', 'given'],
  ['teacherInput', 'auto'],
  ['teacherWeight', '1'],
  ['teachersTogether', 'mean-probabilities'],
  ['moreTeachers', 'none'],
  ['student', 'cnn'],
  ['studentWidth', '1'],
  ['studentImageSize', '0'],
  ['studentStart', 'new'],
  ['studentFreeze', 'none'],
  ['similarity', 'kl'],
  ['temperature', '4'],
  ['hintWeight', '100'],
  ['alphas', '0,0.5,1'],
  ['runs', '4'],
  ['seed', '0'],
  ['epochs', '30'],
  ['batchSize', '16'],
  ['optimizer', 'sgd'],
  ['learningRate', '0.05'],
  ['backboneRate', '1'],
  ['momentum', '0.9'],
  ['weightDecay', '0.0005'],
  ['schedule', 'cosine'],
  ['stepSize', '7'],
  ['gamma', '0.1'],
  ['memory', 'keep'],
  ['backend', 'auto'],
  ['kernels', 'ours'],
  ['capture', 'on'],
  ['recipe', 'distil'],
  ['vary', 'nothing'],
] as const);

/** Settings of version 2 as version 3 spells them: there a pruning that says nothing of its scope ranks isomorphic groups together. */
export const migrate = (settings: Settings): Settings =>
  settings.map(([name, text]) => [name, name === 'recipe' ? migratedRecipe(text) : text]);
