/**
 * The table of a sweep as a file: the page's download and what the command line writes.
 */
import { type Cell, csvOf } from './csv.ts';
import type { Experiment } from './experiment.ts';
import { alphaOf } from './runs/record.ts';
import type { TableKind, TableRow } from './statistics.ts';

/** What the numbers are of, so that files can be put under each other. */
export interface MeasuredOn {
  readonly experiment: Experiment;
  /** Share of the validation images; undefined where it was not measured. */
  readonly teacherAccuracy: number | undefined;
  /** What a person calls them; undefined where nobody knows any more. */
  readonly datasetLabel: string | undefined;
  readonly teacherLabel: string | undefined;
}

const names: Readonly<Record<TableKind, string>> = {
  final: 'results.csv',
  best: 'results-best-epoch.csv',
  pooled: 'results-pooled.csv',
};

export const tableKinds = Object.keys(names) as readonly TableKind[];

/** The file's name; that of the final epochs is the one that scripts have always read. */
export const resultsCsvName = (kind: TableKind): string => names[kind];

/** Of every table, also of one without rows: what is measured in all experiments. */
const usualTerms = ['hard', 'soft'];

/**
 * `results.csv`: the seed repository's columns first, in its order and as plain numbers (means), so that a
 * spreadsheet can draw them; then n (runs), the sample deviations, each term of the loss, and the paired gain in accuracy
 * over alpha 1 with its standard error; then which epochs were taken and of what, the same columns for every kind. Pooled means
 * and deviations are over `n_runs_times_epochs` epochs. Accuracies are shares, 0 … 1; empty cells are figures that do not exist.
 */
export function resultsCsv(rows: readonly TableRow[], kind: TableKind, on: MeasuredOn): string {
  const { experiment, teacherAccuracy } = on;
  const terms = [...new Set([...usualTerms, ...rows.flatMap((row) => Object.keys(row.terms))])];
  const header = [
    'alpha',
    'epoch_loss_l',
    'epoch_acc_l',
    'epoch_acc_teacher_l',
    'diff_t_s',
    'n',
    'epoch_loss_l_std',
    'epoch_acc_l_std',
    'diff_t_s_std',
    ...terms.flatMap((term) => [term, `${term}_std`]),
    'gain',
    'gain_standard_error',
    'epoch',
    'n_runs_times_epochs',
    'similarity',
    'temperature',
    'seed',
    'dataset',
    'dataset_label',
    'teacher',
    'teacher_setting',
    'student',
    'student_width',
  ];
  const cells = rows.map((row): readonly Cell[] => [
    alphaOf(row),
    row.loss.mean,
    row.accuracy.mean,
    teacherAccuracy,
    row.difference.mean,
    row.n,
    row.loss.std,
    row.accuracy.std,
    row.difference.std,
    ...terms.flatMap((term) => [row.terms[term]?.mean, row.terms[term]?.std]),
    row.gain?.mean,
    row.gain?.standardError,
    kind,
    kind === 'pooled' ? row.loss.n : undefined,
    experiment.similarity,
    experiment.temperature,
    experiment.seed,
    experiment.dataset,
    on.datasetLabel,
    on.teacherLabel,
    experiment.teacher,
    experiment.student,
    experiment.studentWidth,
  ]);
  return csvOf(header, cells);
}
