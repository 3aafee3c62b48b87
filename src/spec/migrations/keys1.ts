/**
 * Names under which version 1 kept sweeps and teachers. What it kept is still found by them, so they are made of the same
 * text today.
 *
 * Frozen: nothing here changes any more.
 */

/**
 * Settings that the key of every sweep spells. The others came later, and are left out where they have the value of `1.ts`,
 * as every experiment before had it.
 */
export const alwaysSpelt: ReadonlySet<string> = new Set([
  ...['dataset', 'imageSize', 'trainImages', 'validationImages', 'validationShare', 'augmentation'],
  ...['teacher', 'teacherWidth', 'teacherEpochs', 'teacherImages', 'student', 'studentWidth'],
  ...['similarity', 'temperature', 'alphas', 'runs', 'seed', 'epochs', 'batchSize', 'optimizer'],
  ...['learningRate', 'momentum', 'weightDecay', 'schedule', 'stepSize', 'gamma', 'backend'],
]);

/** Settings of version 1 that decided the weights of a teacher trained here. */
export interface Teaching {
  readonly dataset: string;
  readonly imageSize: number;
  readonly trainImages: number;
  readonly validationImages: number;
  readonly validationShare: number;
  readonly centreCrop: number;
  readonly augmentation: string;
  readonly views: number;
  readonly seed: number;
  readonly teacherHead: string;
  readonly teacherWidth: number;
  readonly teacherEpochs: number;
  readonly teacherImages: number;
  readonly teacherFreeze: string;
  readonly teacherRate: number;
  readonly batchSize: number;
  readonly optimizer: string;
  readonly learningRate: number;
  readonly backboneRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  readonly schedule: string;
  readonly stepSize: number;
  readonly gamma: number;
}

/**
 * @param teacher the setting, with what it comes to for `auto`
 * @param splitGiven the folder has validation images of its own: the validation share decides nothing
 */
export function teachingText(settings: Teaching, teacher: string, splitGiven: boolean): string {
  const { dataset, augmentation, seed, views, teacherHead, batchSize } = settings;
  const { teacherWidth, teacherEpochs, teacherFreeze, teacherRate, learningRate, backboneRate } = settings;
  const { optimizer, momentum, weightDecay, schedule, stepSize, gamma } = settings;
  const insects = dataset === 'insects';
  const endless = augmentation === 'flip-shift' || augmentation === 'crop';
  const newHead = teacher === 'file' && teacherHead === 'new';
  return JSON.stringify([
    [
      ...[teacher, teacherWidth, teacherEpochs, seed, augmentation, batchSize],
      ...(insects ? [settings.teacherImages] : []),
    ],
    [optimizer, teacherRate || learningRate, momentum, weightDecay, schedule, stepSize, gamma],
    ...(endless && views !== 0 ? [views] : []),
    ...(newHead ? [teacherFreeze, backboneRate] : []),
    imagesText(settings, splitGiven),
  ]);
}

function imagesText(settings: Teaching, splitGiven: boolean): string {
  const { dataset, imageSize, seed, trainImages, validationImages, centreCrop, augmentation } = settings;
  const insects = dataset === 'insects';
  const validationShare = splitGiven ? 0.25 : settings.validationShare;
  return JSON.stringify([
    ...[dataset, imageSize],
    ...(insects ? [seed, trainImages, validationImages] : [seed, validationShare]),
    ...(centreCrop === 1 ? [] : [`centre${centreCrop}`]),
    ...(augmentation === 'crop' ? ['whole'] : []),
  ]);
}
