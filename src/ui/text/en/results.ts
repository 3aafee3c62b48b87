/**
 * The sentences of the results (headline, curves, table) in English. Another language is another object of this shape.
 */

import type { RunStatus } from '../../../protocol/records.ts';
import type { Side } from '../../results/charts/series.ts';
import { gainText, percent, pointsApart } from '../../results/format.ts';
import type { Headline } from '../../results/headline/headline.ts';
import type { CurveName, LossTerm } from '../../results/view.ts';
import { grouped, plain } from '../numbers.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;
const pairs = (count: number) => plural(count, 'pair', 'pairs');
const points = (share: number) => `${percent(Math.abs(share))} points`;
const pairsOf = (count: number, planned: number) =>
  count < planned ? `${count} of ${pairs(planned)}` : pairs(count);

const sides: Record<Side, string> = { validation: 'Validation', train: 'Training' };
const terms: Record<LossTerm, string> = { loss: 'total', hard: 'labels', soft: 'teacher' };
const curves: Record<CurveName, string> = {
  loss: 'Loss',
  accuracy: 'Accuracy',
  difference: 'Teacher–student logit difference',
};
const shortCurves: Record<CurveName, string> = {
  loss: 'Loss',
  accuracy: 'Accuracy',
  difference: 'Logit difference',
};
const statuses: Record<RunStatus, string> = {
  running: 'training',
  finished: 'finished',
  stopped: 'stopped',
  failed: 'failed',
};

type GainHeadline = Extract<Headline, { kind: 'gain' }>;

/** What is too little for a claim. */
function tooFew({ gain, doubt, images }: GainHeadline): string {
  if (doubt === 'seeds') return `${pairs(gain.n)} ${gain.n === 1 ? 'is' : 'are'} too few to tell.`;
  return images
    ? `${plural(images, 'validation image is', 'validation images are')} too few to tell.`
    : 'Nothing can be told without the number of validation images.';
}

function gainSentence(headline: GainHeadline): string {
  const { alpha, gain, planned, running, verdict } = headline;
  if (verdict === 'more' || verdict === 'less') {
    const after = running ? `After ${gain.n} of ${pairs(planned)}: ` : '';
    const many = running ? pairs(gain.n) : pairsOf(gain.n, planned);
    const start = running ? 'distilled' : 'Distilled';
    return `${after}${start} students (α ${plain(alpha)}) are right ${points(gain.mean)} ${verdict} often than the same student alone (${many}, ± ${percent(gain.standardError)}).`;
  }
  const apart = pointsApart(gain);
  const often = apart ? `${apart} points ${gain.mean < 0 ? 'less' : 'more'} often` : 'equally often';
  return `${tooFew(headline)} So far distilled students are right ${often}.`;
}

/** What is compared, by which rule and test. */
function decided({ alpha, gain, planned, others }: GainHeadline): string {
  return [
    `Students with α ${plain(alpha)} are compared with the same students alone (α 1), in pairs: both of a pair start from the same weights and see the same batches.`,
    others ? 'Of the alphas below 1 it is the one nearest 0.5, a rule that was set before any result.' : '',
    `At their final epochs ${pairsOf(gain.n, planned)} differ by ${gainText(gain)} points (mean${gain.n > 1 ? ' ± standard error' : ''}).`,
    'A difference is claimed only where chance would make one as large in less than 5 % of cases, by Student’s t over the pairs and by the number of validation images.',
  ]
    .filter(Boolean)
    .join(' ');
}

function headline(found: Headline): string {
  switch (found.kind) {
    case 'empty':
      return found.students === 1
        ? 'Run trains one student; this line then says what came of it.'
        : `Run trains ${grouped(found.students)} students; this line then says whether a teacher made them better.`;
    case 'first-pair':
      return `${found.planned === 1 ? 'The only pair' : `The first of ${pairs(found.planned)}`} is training: a student with its teacher (α ${plain(found.alpha)}), and the same student alone.`;
    case 'no-pair':
      return `Training ended before a pair was complete, so nothing can be said of α ${plain(found.alpha)} against the same student alone.`;
    case 'no-baseline': {
      const { accuracy, alpha } = found;
      const start = accuracy
        ? `Distilled students (α ${plain(alpha)}) are right on ${percent(accuracy.mean)} % of validation (${plural(accuracy.n, 'run', 'runs')}).`
        : `Students with α ${plain(alpha)} are training.`;
      return `${start} Without α 1 there is no student alone to compare them with.`;
    }
    case 'only-alone':
      return found.accuracy
        ? `The student alone is right on ${percent(found.accuracy.mean)} % of validation (${plural(found.accuracy.n, 'run', 'runs')}). No student was distilled: add an alpha below 1.`
        : 'The student is training alone. No student is distilled: add an alpha below 1 to compare.';
    case 'gain':
      return gainSentence(found);
  }
}

export const resultsEn = {
  headline,
  headlineHow: 'How is this decided?',
  /** What stands behind the sentence. */
  headlineNote: (found: Headline): string => (found.kind === 'gain' ? decided(found) : ''),
  sides,
  terms,
  curves,
  shortCurves,
  statuses,
  charts: {
    title: 'Curves',
    images: 'Images',
    lossTerm: 'Loss term',
    chart: 'Chart',
    eachRun: 'each run',
    last: 'last',
    lastEpochs: 'epochs',
    lastLabel: 'How many of the last epochs to show',
    epoch: 'epoch',
    teacher: 'teacher',
    legend: 'line: mean over runs; band: ± 1 std',
    legendRuns: 'thin lines: each run; ×: a run that failed',
    units: { loss: '', accuracy: '%', difference: '|z_t − z_s|' } satisfies Record<CurveName, string>,
    empty: {
      loss: (students: number) =>
        `The loss of every student, epoch by epoch. Run trains ${plural(students, 'student', 'students')}.`,
      accuracy: () => 'How many validation images each student gets right, against the teacher’s line.',
      difference: () => 'How far the student’s logits are from the teacher’s: low where it listens.',
    } satisfies Record<CurveName, (students: number) => string>,
    notThere: (from: number) => `Training has not reached epoch ${from} yet.`,
    tooltipEpoch: (epoch: number) => `Epoch ${epoch}`,
    tooltipEmpty: 'not measured yet',
    runs: (n: number) => plural(n, 'run', 'runs'),
    numbers: (curve: CurveName) => `Numbers behind ${shortCurves[curve].toLowerCase()}`,
    numbersOf: (curve: CurveName) => `Means behind ${shortCurves[curve].toLowerCase()}`,
    numbersCsv: 'these numbers, CSV',
    numbersCaption: 'Mean ± sample standard deviation (n runs) after each epoch',
    describe: (curve: CurveName, side: Side, what: string) =>
      `${sides[side]} ${curves[curve].toLowerCase()} by epoch, mean over runs. ${what}`,
    describeEmpty: 'Nothing is measured yet.',
    describeEnd: (alpha: number, beside: string, mean: string, epoch: number, n: number) =>
      `alpha ${plain(alpha)}${beside}: ${mean} at epoch ${epoch}, ${plural(n, 'run', 'runs')}`,
    describeTeacher: (accuracy: string) => `teacher: ${accuracy}`,
    describeKeys: 'Left and right arrow keys move through the epochs.',
  },
  teacherCurve: {
    title: 'The teacher trained here',
    state: (epoch: number, epochs: number, accuracy: string) =>
      `epoch ${epoch} of ${epochs}, right on ${accuracy} % of validation`,
    loss: 'loss',
    accuracy: 'accuracy, %',
    describe: (what: string, first: string, last: string) =>
      `Teacher ${what} by epoch, validation: from ${first} to ${last}.`,
    legend: 'line: validation; dots: training',
  },
  table: {
    title: 'Results',
    when: 'Epoch',
    kinds: { final: 'final epoch', best: 'best epoch' },
    pooled: 'pooled over epochs × runs',
    pooledNote:
      'Pooled over epochs × runs is the seed repository’s figure: every epoch of every run thrown together. Its ± mixes learning with chance, so it has no gain.',
    bestNote:
      'Best epoch is each run’s highest validation accuracy, chosen on the validation set itself, so it is a little flattering.',
    alpha: 'α',
    n: 'n',
    accuracy: 'accuracy, %',
    gain: 'gain over alone',
    teacher: 'teacher, %',
    difference: 'logit difference',
    loss: 'loss',
    hard: 'hard term',
    soft: 'soft term',
    gainSubtitle: 'points, paired',
    spreadNote:
      'Mean ± sample standard deviation over n runs, on the whole validation set. Gain: accuracy over α 1 in percentage points, run by run, ± its standard error.',
    fellowsNote: (point: string, students: number, accuracy: string) =>
      `Fellow students at ${point}: ${accuracy} % on validation images at the end (${students} students).`,
    lossNote: 'The loss is another objective for each α: compare its terms, not its rows.',
    binomial: (error: string, accuracy: string, count: number) =>
      `One accuracy near ${accuracy} % measured on ${grouped(count)} images is itself uncertain by ± ${error} points (binomial standard error); pairs share their images, so part of it cancels in the gain.`,
    empty: 'One row for each α appears when its first run ends.',
    weights: 'weights',
    weightsOf: (alpha: number, beside: string) => `Weights of the students with α ${plain(alpha)}${beside}`,
    weightsElsewhere:
      'Students that saw other images, or had another teacher, than the sweep’s own settings name are not put back in memory after a reload. Run the sweep again: what this browser kept of them is taken up, not trained anew.',
    weightsGone:
      'Some are not in memory: they made room for later ones, or this browser keeps nothing. Run the sweep again to have them.',
    run: (run: number, accuracy: string) => `run ${run}, ${accuracy} %`,
    downloads: 'Download',
    csv: 'table, CSV',
    json: 'report, JSON',
    history: 'history, CSV',
    failed: 'Runs that did not finish',
    failedRun: (alpha: number, beside: string, run: number, epochs: number) =>
      `α ${plain(alpha)}${beside}, run ${run}, after ${plural(epochs, 'epoch', 'epochs')}:`,
    failedNote: 'They are left out of the table.',
    stopped: 'stopped.',
    more: (count: number) => `and ${grouped(count)} more.`,
  },
  none: '–',
};

export type ResultsText = typeof resultsEn;
