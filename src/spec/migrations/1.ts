/**
 * Version 1 of the experiment: a flat list of named settings, in a link as `name=value`. A setting that a link leaves out
 * had the value below, whatever the default is today.
 *
 * Frozen: nothing here changes any more.
 */

/** Names and values as links spell them, in the order of version 1. */
export type Settings = readonly (readonly [name: string, spelling: string])[];

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
  ['student', 'cnn'],
  ['studentWidth', '1'],
  ['studentImageSize', '0'],
  ['studentStart', 'new'],
  ['studentFreeze', 'none'],
  ['similarity', 'kl'],
  ['temperature', '4'],
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
] as const);

/** Settings of version 1 as version 2 spells them: every name and every value has kept its meaning. */
export function migrate(settings: Settings): Settings {
  return settings;
}
