import type { Experiment } from './experiment.ts';

/** Settings by which the images of a batch are changed after their view was taken, for student and teacher alike. */
export type BatchChanges = Pick<Experiment, 'mixup' | 'cutmix' | 'erasing' | 'randAugment'>;

/** Whether any of them is on. Nobody knows beforehand what a teacher says of such a batch: it is run on each. */
export const changesBatches = ({ mixup, cutmix, erasing, randAugment }: BatchChanges): boolean =>
  mixup > 0 || cutmix > 0 || erasing > 0 || randAugment > 0;
