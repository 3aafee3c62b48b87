/**
 * The sentences of the results (headline, curves, table) in English. Another language is another object of this shape.
 */

import type { RunStatus } from '../../../shared/records.ts';
import { gainText, percent } from '../../results/format.ts';
import type { Headline } from '../../results/headline.ts';
import type { Side } from '../../results/series.ts';
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

function gainSentence(headline: Extract<Headline, { kind: 'gain' }>): string {
  const { alpha, gain, planned, running, verdict } = headline;
  const after = running ? `After ${gain.n} of ${pairs(planned)}: ` : '';
  const many = running ? pairs(gain.n) : pairsOf(gain.n, planned);
  const error = percent(gain.standardError);
  const start = running ? 'distilled' : 'Distilled';
  switch (verdict) {
    case 'one-pair':
      return `${after}${running ? 'the' : 'The'} distilled student (α ${plain(alpha)}) is right ${points(gain.mean)} ${gain.mean < 0 ? 'less' : 'more'} often than the same student alone. One pair cannot tell gain from chance.`;
    case 'unclear':
      return `${after}${running ? 'no' : 'No'} difference that ${many} can show: ${gainText(gain)} points for distilled students (α ${plain(alpha)}) against the same student alone.`;
    default:
      return `${after}${start} students (α ${plain(alpha)}) are right ${points(gain.mean)} ${verdict} often than the same student alone (${many}, ± ${error}).`;
  }
}

function headline(found: Headline): string {
  switch (found.kind) {
    case 'empty':
      return found.students === 1
        ? 'Run trains one student; this line then says what came of it.'
        : `Run trains ${grouped(found.students)} students; this line then says whether a teacher made them better.`;
    case 'first-pair':
      return `The first of ${pairs(found.planned)} is training: a student with its teacher (α ${plain(found.alpha)}), and the same student alone.`;
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
  /** What stands behind the sentence. */
  headlineNote(found: Headline): string {
    if (found.kind === 'empty' || found.kind === 'only-alone') return '';
    const rule = `α ${plain(found.alpha)} by rule: of those below 1 the nearest 0.5.`;
    if (found.kind !== 'gain') return '';
    const test =
      found.verdict === 'one-pair'
        ? ''
        : ' Final epochs, paired, ± standard error; claimed beyond 95 % (Student’s t, image count).';
    return `${found.others ? rule : ''}${test}`.trim();
  },
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
    describeEnd: (alpha: number, mean: string, epoch: number, n: number) =>
      `alpha ${plain(alpha)}: ${mean} at epoch ${epoch}, ${plural(n, 'run', 'runs')}`,
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
    lossNote: 'The loss is another objective for each α: compare its terms, not its rows.',
    binomial: (error: string, accuracy: string, count: number) =>
      `One accuracy near ${accuracy} % measured on ${grouped(count)} images is itself uncertain by ± ${error} points (binomial standard error); pairs share their images, so part of it cancels in the gain.`,
    empty: 'One row for each α appears when its first run ends.',
    weights: 'weights',
    weightsOf: (alpha: number) => `Weights of the students with α ${plain(alpha)}`,
    run: (run: number, accuracy: string) => `run ${run}, ${accuracy} %`,
    downloads: 'Download',
    csv: 'table, CSV',
    json: 'report, JSON',
    history: 'history, CSV',
    failed: 'Runs that did not finish',
    failedRun: (alpha: number, run: number, epochs: number) =>
      `α ${plain(alpha)}, run ${run}, after ${plural(epochs, 'epoch', 'epochs')}:`,
    failedNote: 'They are left out of the table.',
    stopped: 'stopped.',
    more: (count: number) => `and ${grouped(count)} more.`,
  },
  none: '–',
};

export type ResultsText = typeof resultsEn;
