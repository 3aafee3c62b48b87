/**
 * The sentences of kept sweeps, of comparing two of them, and of how charts are drawn in English.
 */

import type { DifferenceKind, FactName } from '../../../analysis/differences.ts';
import type { Smoothing } from '../../results/charts/smoothing.ts';
import { percent, pointsApart } from '../../results/format.ts';
import type { Outcome } from '../../runs/outcome.ts';
import { grouped, plain } from '../numbers.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;

/** How a chart is drawn, beside what it shows. */
export interface Drawing {
  readonly log: boolean;
  readonly error: boolean;
  readonly smoothing: Smoothing;
  /** Epochs of lines that have no place on a logarithmic axis. */
  readonly unplaced: number;
  /** More epochs than points. */
  readonly thinned: boolean;
}

const unplaced = (count: number) =>
  `${plural(count, 'value', 'values')} at or below 0 ${count === 1 ? 'has' : 'have'} no place on a logarithmic axis; the line breaks there.`;

const counted = (pairs: number | undefined, [a, b]: readonly [number, number]) =>
  pairs === undefined
    ? `${plural(a, 'run', 'runs')} of A and ${grouped(b)} of B`
    : plural(pairs, 'pair', 'pairs');

function outcome(found: Outcome): string {
  if (found.kind === 'nothing') return 'They share no alpha with a finished run, so nothing can be compared.';
  const { alpha, contrast, verdict } = found;
  const { mean, standardError, pairs, counts } = contrast;
  const many = counted(pairs, counts);
  if (verdict === 'more' || verdict === 'less')
    return `At α ${plain(alpha)} students of B are right ${percent(Math.abs(mean))} points ${verdict} often than those of A (${many}, ± ${percent(standardError)}).`;
  const apart = pointsApart(contrast);
  const often = apart
    ? `are right ${apart} points ${mean < 0 ? 'less' : 'more'} often than those of A`
    : 'and those of A are right equally often';
  return `${tooFew(found, many)} So far students of B (α ${plain(alpha)}) ${often}.`;
}

function tooFew({ doubt, images, contrast }: Extract<Outcome, { kind: 'difference' }>, many: string): string {
  if (doubt === 'seeds') return `${many} ${contrast.pairs === 1 ? 'is' : 'are'} too few to tell.`;
  return images.a && images.b
    ? 'The validation images are too few to tell.'
    : 'Nothing can be told without the number of validation images.';
}

const kinds: Record<DifferenceKind, string> = {
  results: 'changes results',
  seed: 'other random numbers',
  measured: 'turned out so',
  extent: 'more or fewer students, each the same',
  machine: 'the same but for rounding',
  idle: 'has no say in either',
};
const facts: Record<FactName, string> = {
  teacherUsed: 'Teacher that was used',
  teacherAccuracy: 'Teacher’s accuracy',
  images: 'Images measured on',
  backendUsed: 'Backend that was used',
};

export const runsEn = {
  title: 'Runs',
  list: {
    reading: 'Reading what is kept',
    table: 'Sweeps',
    none: 'No sweep is kept yet: each is, as soon as one of its students is trained.',
    one: 'Train a second sweep to compare the two.',
    kept: (count: number, size: string) =>
      `${plural(count, 'sweep is', 'sweeps are')} kept in this browser, about ${size}.`,
    limit: (count: number, size: string) =>
      `Up to ${grouped(count)}, or ${size}; the one untouched for longest goes first.`,
    refused:
      'This browser refused to keep sweeps, as private windows do or when storage is full. They are listed until the page is closed; save what you need from the Bench under Download.',
    clear: 'Delete all…',
    clearAll: (count: number) =>
      `Delete ${count === 1 ? 'the sweep' : `all ${grouped(count)} sweeps`} from this browser? This cannot be undone.`,
    clearYes: 'Delete all',
    clearNo: 'Keep them',
    deleted: (name: string) => `Deleted: ${name}.`,
    undo: 'Undo',
    bench: 'On the bench now',
    shared: 'Came with the link',
    columns: {
      compare: 'Compare',
      when: 'When',
      data: 'Images',
      models: 'Teacher → student',
      sweep: 'Sweep',
      gain: 'Gain over alone',
      machine: 'Machine',
      actions: 'Actions',
    },
    asA: (name: string) => `Compare as A: ${name}`,
    asB: (name: string) => `Compare as B: ${name}`,
    name: 'Name of the sweep',
    part: (done: number, total: number) => `part: ${grouped(done)} of ${grouped(total)} students`,
    complete: 'complete',
    size: (pixels: number) => `${pixels} px`,
    images: (count: number, pixels: number) => `${grouped(count)} measured, ${pixels} px`,
    sweep: (alphas: number, runs: number) =>
      `${plural(alphas, 'alpha', 'alphas')} × ${plural(runs, 'run', 'runs')}`,
    alphas: (count: number) => `${count} values`,
    epochs: (count: number) => plural(count, 'epoch', 'epochs'),
    points: (gain: string) => `${gain} points`,
    pairs: (alpha: string, n: number) => `α ${alpha}, ${plural(n, 'pair', 'pairs')}`,
    noPair: 'no pair',
    noTime: 'time not kept',
    open: 'Open',
    openOf: (name: string) => `Open on the bench: ${name}`,
    rename: 'Rename',
    renameOf: (name: string) => `Rename: ${name}`,
    delete: 'Delete',
    deleteOf: (name: string) => `Delete: ${name}`,
  },
  compare: {
    title: 'Compare',
    choose: (which: 'A' | 'B') => `Sweep ${which}`,
    swap: 'Swap A and B',
    reading: 'Reading both sweeps',
    oneAndTheSame: 'A and B are one and the same sweep: choose another for one of them.',
    outcome,
    differences: 'What differs',
    what: 'Setting',
    why: 'What it does',
    facts,
    kinds,
    nothingDiffers: 'Nothing differs that changes results.',
    onlySeed: 'Nothing differs but the seed: what is left between A and B is chance.',
    onlyOne: (name: string) => `One thing differs that changes results: ${name}.`,
    confounded: (count: number) =>
      `${grouped(count)} things differ that change results, so no difference below can be put down to one of them.`,
    otherImages:
      'The accuracies were measured on different validation images, or may have been: part of B − A is the images’ difficulty.',
    seedsInBoth: (count: number) =>
      `${plural(count, 'seed is', 'seeds are')} in both sweeps: runs with the same seed begin alike, or are the same run, so the two sweeps are not as independent as ± takes them to be.`,
    charts: 'Curves of both sweeps',
    legend: 'A: thick line, filled band, full dot; B: thin line, outlined band, hollow dot',
    notMeasured: 'Neither sweep has measured this.',
    table: 'Both sweeps in figures',
    counts: 'n',
    countsOf: (a: number, b: number, pairs: number | undefined) =>
      pairs === undefined ? `${a} and ${b}` : `${a} and ${b}, ${plural(pairs, 'pair', 'pairs')}`,
    paired:
      'B − A: run by run, because the seeds are the same and at most one setting differs; ± standard error of the mean of the pairs.',
    unpaired:
      'B − A: difference of two means, not paired, because more than one setting differs, or one (as the seed) that decides starting weights or batches; ± Welch’s standard error.',
  },
  teacher: {
    numbers: 'Numbers behind the teacher’s curves',
    caption: 'The teacher after each epoch',
    columns: ['accuracy, validation, %', 'accuracy, training, %', 'loss, validation', 'loss, training'],
    at: (validation: string, train: string) => `validation ${validation}, training ${train}`,
  },
  charts: {
    log: 'log axis',
    logUnit: 'log',
    smooth: 'Smoothing',
    window: (epochs: Smoothing) => (epochs === 1 ? 'not smoothed' : `smooth: ${epochs}`),
    errorTitle: 'Error rate',
    error: 'error rate',
    /** What line and band are. */
    legend: (smoothing: Smoothing) =>
      smoothing === 1
        ? 'line: mean over runs; band: ± 1 std'
        : `line: moving mean over ${smoothing} epochs; band: from the smallest to the largest mean in them, not ± std`,
    legendRuns: 'thin lines: each run as measured; ×: a run that failed',
    legendLog: 'logarithmic: accuracy is drawn as error rate',
    how: ({ log, error, smoothing, unplaced: without, thinned }: Drawing) =>
      [
        log ? `Drawn on a logarithmic axis${error ? ' as error rate, 1 − accuracy' : ''}.` : '',
        smoothing > 1
          ? `Smoothed: moving mean over ${smoothing} epochs, fewer at the ends; the band goes from the smallest to the largest mean in them.`
          : '',
        thinned ? 'Of epochs that share a pixel the smallest and the largest are drawn.' : '',
        without > 0 ? unplaced(without) : '',
      ]
        .filter(Boolean)
        .join(' '),
    unplaced,
    nothingPlaced: 'Every value is at or below 0, which a logarithmic axis cannot show.',
    interval: (value: string, low: string, high: string) => `${value} [${low}, ${high}]`,
    raw: 'As measured: accuracies, not smoothed',
    page: 'Epochs in the table',
    pageOf: (first: number, last: number) => `epochs ${first} to ${last}`,
  },
};

export type RunsText = typeof runsEn;
