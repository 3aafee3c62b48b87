/**
 * What the page says of the results of a recipe's stages, in English; the words of stages come with their declarations.
 */
import type { StageEffect } from '../../../analysis/stageEffects.ts';
import type { Gain, Verdict } from '../../../analysis/statistics.ts';
import { gainText, percent, pointsApart } from '../../results/format.ts';
import { grouped, plain } from '../numbers.ts';

/** An effect with the words of its stage: "keeping 50 % of the channels". */
export interface SaidEffect extends StageEffect {
  readonly act: string;
}

export interface StagesFound {
  readonly alpha: number;
  readonly beside: string;
  readonly effects: readonly SaidEffect[];
  /** Runs that have finished, and how many there are to be. */
  readonly done: number;
  readonly planned: number;
}

const runs = (count: number) => `${grouped(count)} ${count === 1 ? 'run' : 'runs'}`;
const raised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function clause({ act, gain, verdict, givesBack }: SaidEffect): string {
  const size = pointsApart(gain) ?? percent(0);
  if (verdict === 'less') return `${act} cost ${size} points`;
  if (verdict === 'more') return `${act} ${givesBack ? 'gave back' : 'gained'} ${size} points`;
  if (verdict === 'one-pair') return `${act}: ${gainText(gain)} points`;
  return `${act}: ${gainText(gain)} points, not beyond chance`;
}

function headline({ alpha, beside, effects, done, planned }: StagesFound): string {
  const of = `α ${plain(alpha)}${beside}`;
  if (effects.length === 0) {
    return done > 0
      ? `${raised(runs(done))} went through the recipe (${of}); there is no stage with an accuracy known before it.`
      : `What each stage costs or gains is said here when the first run has gone through the recipe (${of}).`;
  }
  const many = done < planned ? `${grouped(done)} of ${runs(planned)}` : runs(done);
  const only = done === 1 ? ' One run is too few to tell.' : '';
  return `${raised(effects.map(clause).join('; '))} (${of}; ${many}).${only}`;
}

/** Two values of a choice that is varied. */
export interface Apart {
  readonly value: string;
  /** With which it is compared. */
  readonly over: string;
  /** Where on the other axes; '' where there is one place. */
  readonly at: string;
  readonly gain: Gain;
  readonly verdict: Verdict;
}

function contrast({ value, over, at, gain, verdict }: Apart): string {
  const doubt =
    verdict === 'one-pair'
      ? ': one pair, too few to tell'
      : verdict === 'unclear'
        ? ': not beyond chance'
        : '';
  const pairs = `${grouped(gain.n)} ${gain.n === 1 ? 'pair' : 'pairs'}`;
  return `${raised(value)} against ${over}${at ? ` (${at})` : ''}: ${gainText(gain)} points, ${pairs}${doubt}.`;
}

export const stagesEn = {
  headline,
  apart: {
    title: 'Beside each other, run by run',
    contrast,
    held: (count: number) =>
      `${grouped(count)} comparisons, each at 5 % ÷ ${grouped(count)}: all together claim a difference that is none at most once in 20 times (Bonferroni).`,
  },
  how: 'Accuracy after a stage minus accuracy before it, run by run on the same validation images (mean ± standard error). A stage is said to cost or gain only where chance would make as large a difference in less than 5 % of cases, by Student’s t over the runs and by the number of validation images; the first stage is told where what it starts from was measured.',
  stage: (place: number, label: string, level: number) =>
    `${grouped(place)}. ${label}${level > 0 ? ` (${grouped(level)})` : ''}`,
  /** A setting of a stage as it was asked for, and what came of it. */
  reached: (label: string, asked: string, reached: string) =>
    asked === reached ? `${label}: ${asked}` : `${label}: ${asked} asked, ${reached} reached`,
  uncalibrated: (accuracy: string) => `${accuracy} before recalibration`,
  simulated: 'simulated',
  maskedNote: 'Masks: zeros are multiplied as well, so that a network is no faster for them here.',
  collapsed: (layers: number) =>
    `layers down to one weight, row, column or block: ${grouped(Math.round(layers))}`,
  simulatedNote:
    'Simulated integers: a quantised network is computed with floating-point numbers here, so it is not faster here, and its time says nothing of one that computes with integers.',
  notes:
    'A row of an α is what its last stage gave; under it stands what each stage gave. Recalibration: batch norm’s statistics, measured anew after pruning.',
  /** Where the stages stand on the axis of epochs. */
  charted: (sections: readonly string[]) => `Stages: ${sections.join('; ')}.`,
  trained: (labels: string, from: number, to: number) =>
    from === to
      ? `${labels}, epoch ${grouped(from)}`
      : `${labels}, epochs ${grouped(from)} to ${grouped(to)}`,
  after: (labels: string, epoch: number) =>
    epoch === 0 ? `${labels}, without epochs` : `${labels}, after epoch ${grouped(epoch)}`,
};

export type StagesText = typeof stagesEn;

/** Of the chart of any quantity against any other. */
export const quantityChartEn = {
  title: 'Any quantity against any other',
  quantity: 'Show',
  across: 'against',
  epoch: 'epoch',
  stage: 'stage',
  student: 'Student',
  against: (quantity: string, across: string) => `${quantity} against ${across}`,
  unmeasured: (label: string) => `${label} (not measured)`,
  empty:
    'Every finished run has its place here: accuracy against size, time or multiply-adds, stage by stage.',
  nothing: (title: string) => `${title}: nothing was measured of both.`,
  note: 'dot: mean over runs; strokes: ± 1 std',
  numberedNote: 'dot: mean over runs, with the number of its stage; strokes: ± 1 std',
  logNote: 'sizes that are far apart stand on a logarithmic axis',
  numbers: 'Numbers behind this chart',
  caption: 'Means ± sample standard deviation (n runs)',
  more: (count: number) => `${grouped(count)} more are in the file.`,
  describe: (title: string, ends: readonly string[]) => `${title}, mean over runs. ${ends.join('; ')}.`,
};

export type QuantityChartText = typeof quantityChartEn;
