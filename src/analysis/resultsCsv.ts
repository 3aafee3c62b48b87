/**
 * The table of a sweep as a file: the page's download and what the command line writes.
 */
import { type Cell, csvOf } from '../base/csv.ts';
import { quantities } from '../protocol/quantities.ts';
import { networkQuantityNames, quantityNames } from '../protocol/quantityNames.ts';
import { alphaOf } from '../protocol/record.ts';
import { type Experiment, fields } from '../spec/experiment.ts';
import { besideAlpha, type Point, type Scalar } from '../spec/point.ts';
import { stagesIn } from '../spec/recipe/recipeField.ts';
import { recipeText } from '../spec/recipe/spelling.ts';
import { teachersText } from '../spec/teachers/moreTeachers.ts';
import type { Spread } from './spread.ts';
import type { StageRow } from './stageTable.ts';
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
 * over alpha 1 with its standard error; then which epochs were taken and of what, the same columns for every kind. Where
 * more than alpha varies, or more than one distillation was run, further axes, the recipe and what was measured of the last
 * network come after all others. Pooled means
 * and deviations are over `n_runs_times_epochs` epochs. Accuracies are shares, 0 … 1; empty cells are figures that do not exist.
 */
export function resultsCsv(rows: readonly TableRow[], kind: TableKind, on: MeasuredOn): string {
  const { experiment, teacherAccuracy } = on;
  const terms = [...new Set([...usualTerms, ...rows.flatMap((row) => Object.keys(row.terms))])];
  const axes = axesBeside(rows);
  const measured = networkQuantityNames.filter((name) =>
    rows.some(({ stages }) => stages.some(({ quantities }) => quantities[name])),
  );
  const recipe = recipeWords(experiment);
  const isPlain = recipe === '';
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
    ...originColumns,
    ...axes,
    ...(isPlain ? [] : ['recipe']),
    ...measured.flatMap((name) => [quantities[name].column, `${quantities[name].column}_std`]),
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
    ...originCells(on),
    ...axes.map((path) => cellOf(row.point[path])),
    ...(isPlain ? [] : [recipe]),
    ...measured.flatMap((name) => spreadCells(row.stages.at(-1)?.quantities[name])),
  ]);
  return csvOf(header, cells);
}

/** Which dataset, teacher and student the numbers of a file are of. */
export const originColumns = [
  ...(['dataset', 'dataset_label', 'teacher', 'teacher_setting', 'student', 'student_width'] as const),
];

export const originCells = ({ experiment, datasetLabel, teacherLabel }: MeasuredOn): readonly Cell[] => [
  ...[experiment.dataset, datasetLabel, teacherLabel, teacherSetting(experiment)],
  ...[experiment.student, experiment.studentWidth],
];

/** The experiment's teacher; of several all, as a person types them. */
const teacherSetting = ({ teacher, moreTeachers }: Experiment): string =>
  moreTeachers.length === 0 ? teacher : [teacher, teachersText(moreTeachers, fields)].join('; ');

/** Axes other than alpha of any of these, in the order of their names. */
export function axesBeside(all: readonly { readonly point: Point }[]): readonly string[] {
  return [...new Set(all.flatMap(({ point }) => besideAlpha(point).map(([path]) => path)))].sort();
}

/** A place on an axis as a cell; empty where a point is on no such axis. */
export const cellOf = (value: Scalar | undefined): Cell =>
  typeof value === 'boolean' ? String(value) : value;

const spreadCells = (spread: Spread | undefined): readonly Cell[] => [spread?.mean, spread?.std];

/** The recipe as a person types it; nothing where it is the plain one. */
export const recipeWords = ({ recipe }: Experiment): string =>
  recipe.length === 0 ? '' : recipeText(stagesIn(recipe));

/** Whether there is more to say of stages than the table does. */
export const hasStages = (rows: readonly TableRow[]): boolean =>
  rows.some(
    ({ stages }) =>
      stages.length > 1 ||
      stages.some(({ quantities }) => networkQuantityNames.some((name) => quantities[name])),
  );

/** `conv1=8 linear=8` */
const bitsText = ({ layerBits }: StageRow): string =>
  Object.entries(layerBits)
    .map(([layer, bits]) => `${layer}=${bits}`)
    .join(' ');

/** `stages.csv`: one line per point and stage, with the means and sample deviations over runs of all that was measured of it. */
export function stagesCsv(
  rows: readonly TableRow[],
  { experiment, teacherLabel }: Pick<MeasuredOn, 'experiment' | 'teacherLabel'>,
): string {
  const axes = axesBeside(rows);
  const all = rows.flatMap(({ stages }) => stages);
  const measured = quantityNames.filter((name) => all.some(({ quantities }) => quantities[name]));
  const named = (of: 'asked' | 'reached') =>
    [...new Set(all.flatMap((stage) => Object.keys(stage[of])))].sort();
  const [asked, reached] = [named('asked'), named('reached')];
  const hasBits = all.some(({ layerBits }) => Object.keys(layerBits).length > 0);
  const header = [
    ...['alpha', ...axes, 'stage', 'kind', 'level', 'n'],
    ...measured.flatMap((name) => [quantities[name].column, `${quantities[name].column}_std`]),
    ...asked.map((name) => `asked_${name}`),
    ...reached.map((name) => `reached_${name}`),
    ...(hasBits ? ['layer_bits'] : []),
    ...['seed', 'dataset', 'teacher', 'teacher_setting', 'student', 'recipe'],
  ];
  const cells = rows.flatMap((row) =>
    row.stages.map((stage, i): readonly Cell[] => [
      ...[alphaOf(row), ...axes.map((path) => cellOf(row.point[path]))],
      ...[i + 1, stage.kind, stage.level, stage.n],
      ...measured.flatMap((name) => spreadCells(stage.quantities[name])),
      ...asked.map((name) => stage.asked[name]),
      ...reached.map((name) => stage.reached[name]),
      ...(hasBits ? [bitsText(stage)] : []),
      ...[experiment.seed, experiment.dataset, teacherLabel, teacherSetting(experiment), experiment.student],
      recipeWords(experiment),
    ]),
  );
  return csvOf(header, cells);
}
