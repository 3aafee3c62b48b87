/**
 * The sentences of the loss ledger in English.
 */

import type { Side } from '../../results/charts/series.ts';
import type { ChartName, LineName, TermName } from '../../why/ledger/lines.ts';
import type { Reading } from '../../why/ledger/reading.ts';
import { fixed, plain } from '../numbers.ts';

const sides: Record<Side, string> = { validation: 'Validation', train: 'Training' };
const terms: Record<TermName, string> = { hard: 'labels', soft: 'teacher' };
const lines: Record<Exclude<LineName, 'student'>, string> = {
  hard: 'hard',
  hardShare: 'α·hard',
  soft: 'soft',
  softShare: '(1−α)·soft',
};
const charts: Record<ChartName, { readonly title: string; readonly unit: string; readonly column: string }> =
  {
    terms: { title: 'Terms of the loss', unit: '', column: 'loss term' },
    norms: { title: 'Length of their gradients', unit: 'log scale', column: 'gradient length' },
    angle: { title: 'Angle between them', unit: 'degrees', column: 'angle in degrees' },
  };
/** Two figures are all that a pull on a few images is good for. */
const times = (value: number) => plain(Number(value.toPrecision(2)));
const degrees = (value: number) => `${fixed(value, 0)}°`;

const kinds: Record<Reading['kind'], string> = {
  together: 'The two pull partly the same way.',
  apart: 'The two have little to do with each other.',
  against: 'The two pull against each other.',
};

export const ledgerEn = {
  title: 'Loss ledger',
  lead: 'What the loss was made of, how hard labels and teacher pull at the student’s weights, and how far apart the two pulls point. Run 1 of each α; gradients after each epoch, over all weights, on the same few training images (64, or all where there are fewer).',
  before:
    'While a student trains, this keeps the books of its loss: both terms with what α leaves of each, how hard labels and teacher pull at the weights, and the angle between the two pulls.',
  student: 'Ledger of',
  every: 'every α',
  images: 'Images of the terms',
  sides,
  term: 'Term compared',
  logTerms: 'terms on a log axis',
  terms,
  lines,
  charts,
  /** What 0°, 90° and 180° mean, on the axis. */
  angles: { same: 'the same way', none: 'unrelated', against: 'against each other' },
  epoch: 'epoch',
  atEpoch: (epoch: number) => `Epoch ${epoch}`,
  unmeasured: 'not measured yet',
  degrees,
  hidden:
    'Students see images without labels here. Each term of the training images is a mean over all that they see: an image without a label counts in the labels’ mean and adds 0 to it, and so to their pull. Validation images all have labels.',
  noGradients: 'Not measured: this run was trained before the ledger was kept. Train it again to see it.',
  compared: (term: TermName) =>
    `Compared between students: ${term === 'hard' ? 'the hard term (labels)' : 'the soft term (teacher)'}, unweighted, and its gradient.`,
  reading({ alpha, epoch, ratio, degrees: off, weighed, first, kind }: Reading): string {
    const pull = times(ratio);
    const then = first
      ? ` After epoch ${first.epoch} it was ${times(first.ratio)} times the labels’ and ${degrees(first.degrees)} off.`
      : '';
    if (alpha >= 1)
      return `At epoch ${epoch} the teacher’s pull, which α 1 does not follow, would be ${pull} times the labels’ and ${degrees(off)} off it.${then}`;
    if (alpha <= 0)
      return `At epoch ${epoch} the teacher’s pull is ${pull} times that of the labels, which α 0 does not follow, and ${degrees(off)} off it.${then}`;
    const felt =
      weighed !== undefined && alpha !== 0.5
        ? ` (${times(weighed)} times once weighted by α ${plain(alpha)})`
        : '';
    return `At epoch ${epoch} the teacher’s pull is ${pull} times the labels’${felt} and ${degrees(off)} off it. ${kinds[kind]}${then}`;
  },
  readings: (all: readonly Reading[]) =>
    `The teacher’s pull against the labels’ when last measured: ${all
      .map((one) => `α ${one.name}: ${times(one.ratio)} times, ${degrees(one.degrees)} off`)
      .join('; ')}.`,
  numbers: (chart: ChartName) => `Numbers behind: ${charts[chart].title.toLowerCase()}`,
  caption: (chart: ChartName, side: Side) =>
    chart === 'terms'
      ? `Loss terms after each epoch, ${sides[side].toLowerCase()} images`
      : `${charts[chart].title} after each epoch`,
  describe: (chart: ChartName, ends: readonly string[]) =>
    `${charts[chart].title} by epoch. ${ends.length > 0 ? `${ends.join('; ')}. Left and right arrow keys move through the epochs.` : 'Nothing is measured yet.'}`,
  end: (line: string, value: string, epoch: number) => `${line}: ${value} at epoch ${epoch}`,
  none: '–',
};

export type LedgerText = typeof ledgerEn;
