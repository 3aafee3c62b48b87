/**
 * What stands around runs that others published, in English. Another language is another object of this shape.
 */

import { grouped, plain } from '../numbers.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;

export const publishedEn = {
  switch: 'published curves',
  /** In the legend, before the samples of its lines. */
  published: 'thin, dashed: published',
  /** Behind an alpha's name. */
  runs: (n: number) => `(${plural(n, 'run', 'runs')})`,
  notDrawn: 'Of training and of the loss’s terms nothing was published.',
  lastBatch:
    'The published logit difference is of the last validation batch only, ours of the whole validation set.',
  table: {
    title: 'Beside the published results',
    which: 'Figures',
    kinds: { final: 'final epoch', pooled: 'pooled, as printed' },
    ours: 'Measured here',
    theirs: 'Published',
    n: 'n, runs',
    epochs: 'n, epochs',
    unknown: 'not known',
    teacher: (accuracy: string, images: number | undefined) =>
      `teacher ${accuracy} %${images ? `, ${plural(images, 'validation image', 'validation images')}` : ''}`,
    none: 'No student has finished here yet.',
    final:
      'Mean ± sample standard deviation over n runs, after the last epoch. The published side is worked out from the saved curves of complete runs.',
    /** Which alphas have fewer complete runs than were saved, and how many of how many. */
    short: (alpha: number, complete: number, saved: number) =>
      `Of α ${plain(alpha)}, ${complete} of ${saved} saved runs are complete.`,
    pooled:
      'Mean ± sample standard deviation over every epoch of every run, thrown together. This ± mixes learning with chance: it is not the spread between runs.',
    printed: 'The published side is its authors’ printed table.',
    notReproduced: (alpha: number) =>
      `The printed row of α ${plain(alpha)} cannot be made from the curves that were saved, so its n is not known.`,
    loss: 'The loss is another objective for each α, and the published one compares raw logits: compare no losses across rows, nor with another objective.',
    runsMade:
      'The command printed with the published results counts to one run fewer than it is asked for; four runs of each α were saved.',
    source: 'Source',
  },
};

export type PublishedText = typeof publishedEn;
