/**
 * What a sweep leaves behind, as files and as text: the page's downloads and the command line's outputs. Its table as a file is
 * in `resultsCsv.ts`.
 */
import { type Cell, csvOf } from '../base/csv.ts';
import type { ProblemCode } from '../lang/problem.ts';
import { inEnglish } from '../lang/sentence.ts';
import { isPlain, quantities, quantitiesOf } from '../protocol/quantities.ts';
import { type Quantities, type QuantityName, quantityNames } from '../protocol/quantityNames.ts';
import { alphaOf, historyOf } from '../protocol/record.ts';
import type {
  BackendCard,
  DatasetSummary,
  EpochRecord,
  Gradients,
  Measures,
  ModelCard,
  RunRecord,
  RunStatus,
  StageRecord,
  TeacherCard,
  TeacherUse,
} from '../protocol/records.ts';
import type { Experiment } from '../spec/experiment.ts';
import type { Point } from '../spec/point.ts';
import { teacherShares } from '../spec/teachers/teachersOf.ts';
import {
  axesBeside,
  cellOf,
  type MeasuredOn,
  originCells,
  originColumns,
  recipeWords,
} from './resultsCsv.ts';
import type { Spread } from './spread.ts';
import type { StageRow } from './stageTable.ts';
import type { Gain, TableRow } from './statistics.ts';
import { type ReportUse, reportUse } from './sweep/reportUse.ts';

/**
 * `history.csv`: one line per point, run and epoch; validation measures, then training's under `train_…`, then the norms of
 * the terms' gradients and the cosine between them, empty where they were not measured; in the end what they are of.
 */
export function historyCsv(runs: readonly RunRecord[], on: MeasuredOn): string {
  const terms = [
    ...new Set(runs.flatMap((run) => historyOf(run).flatMap((epoch) => Object.keys(epoch.validation.terms)))),
  ];
  const columns = ['loss', ...terms, 'accuracy', 'diff_t_s'];
  const plain = runs.every(isPlain);
  const axes = axesBeside(runs);
  const recipe = recipeWords(on.experiment);
  const isWeighed = runs.some((run) =>
    historyOf(run).some(({ featureWeight }) => featureWeight !== undefined),
  );
  const header = [
    'alpha',
    'run',
    'seed',
    'epoch',
    ...columns,
    ...columns.map((name) => `train_${name}`),
    ...gradientColumns,
    ...(isWeighed ? [weightColumn] : []),
    'learning_rate',
    'seconds',
    'status',
    ...(plain ? [] : ['stage', 'kind', 'level', ...axes]),
    ...originColumns,
    ...(recipe === '' ? [] : ['recipe']),
  ];
  const measured = ({ loss, terms: values, accuracy, difference }: Measures): readonly Cell[] => [
    loss,
    ...terms.map((term) => values[term]),
    accuracy,
    difference,
  ];
  const cells = runs.flatMap((record) =>
    historyOf(record).map(
      ({ epoch, validation, train, gradients, featureWeight, learningRate, seconds }): readonly Cell[] => [
        alphaOf(record),
        record.run,
        record.seed,
        epoch,
        ...measured(validation),
        ...measured(train),
        ...gradientCells(gradients),
        ...(isWeighed ? [featureWeight] : []),
        learningRate,
        seconds,
        record.status,
        ...(plain ? [] : [...stageCells(record, epoch), ...axes.map((path) => cellOf(record.point[path]))]),
        ...originCells(on),
        ...(recipe === '' ? [] : [recipe]),
      ],
    ),
  );
  return csvOf(header, cells);
}

/** The stage, from 1, of the run's `epoch`-th epoch, its kind and level. */
function stageCells({ stages }: RunRecord, epoch: number): readonly Cell[] {
  let end = 0;
  for (const [i, { kind, level, history }] of stages.entries()) {
    end += history.at(-1)?.epoch ?? 0;
    if (epoch <= end) return [i + 1, kind, level];
  }
  return [undefined, undefined, undefined];
}

/** What a loss of features or relations weighs, in the first epoch, where that was measured. */
const weightColumn = 'feature_weight';

const gradientColumns = ['gradient_norm_hard', 'gradient_norm_soft', 'gradient_cosine'] as const;

const gradientCells = (gradients: Gradients | undefined) => [
  gradients?.hard,
  gradients?.soft,
  gradients?.cosine,
];

/** A number that JSON can hold: null where it is not finite. */
type JsonNumber = number | null;

interface ReportSpread {
  readonly mean: JsonNumber;
  readonly std: JsonNumber;
}

/**
 * One epoch: `epoch`, then `loss`, `hard`, `soft`, `accuracy`, `diff_t_s` on validation, and the same under `train_…`; where
 * they were measured `gradient_norm_hard`, `gradient_norm_soft`, `gradient_cosine`, and in the first epoch `feature_weight`.
 */
type ReportEpoch = Readonly<Record<string, JsonNumber>>;

/** What the command line prints under `--json`. */
export interface Report {
  readonly experiment: Experiment;
  readonly backend: string;
  readonly dataset: {
    readonly classes: readonly string[];
    readonly train: number;
    readonly validation: number;
    readonly rejected: readonly { readonly path: string; readonly reason: string }[];
  };
  readonly teacher: {
    readonly name: string;
    readonly parameters: number;
    readonly accuracy: JsonNumber;
    /** Where stages are reported, to be compared with. */
    readonly bytes?: number;
    readonly multiply_adds?: number;
    /** Of one image's forward pass. */
    readonly ms?: JsonNumber;
    /** Of several: validation images on which all are right, and none. */
    readonly all_right?: number;
    readonly none_right?: number;
  };
  /** Each by itself; `teacher` is what they are together. Shares sum to 1. */
  readonly teachers: readonly {
    readonly name: string;
    readonly parameters: number;
    readonly accuracy: JsonNumber;
    readonly share: JsonNumber;
    /** Of several: validation images on which it is right and no other. */
    readonly only_right?: number;
  }[];
  readonly student: { readonly name: string; readonly parameters: number };
  readonly rows: readonly {
    readonly alpha: number;
    readonly n: number;
    readonly loss: ReportSpread;
    readonly accuracy: ReportSpread;
    readonly teacher_accuracy: JsonNumber;
    readonly diff_t_s: ReportSpread;
    /** Nulls for alpha 1 and where no pair is complete. */
    readonly gain: { readonly mean: JsonNumber; readonly standard_error: JsonNumber };
    /** Where more than alpha varies, or more than one distillation was run. */
    readonly point?: Point;
    readonly stages?: readonly ReportStageRow[];
  }[];
  readonly runs: readonly {
    readonly alpha: number;
    readonly run: number;
    readonly seed: number;
    readonly status: RunStatus;
    /** Why it failed, where it did: what happened, and what to do, in English. */
    readonly problem?: { readonly code: ProblemCode; readonly what: string; readonly fix: string };
    /** Final accuracies of the students that learned beside it. */
    readonly fellows?: readonly number[];
    readonly history: readonly ReportEpoch[];
    /** As in `rows`. */
    readonly point?: Point;
    readonly stages?: readonly ReportStage[];
  }[];
  readonly teacher_use?: readonly ReportUse[];
  readonly seconds: JsonNumber;
}

/** `kind` and `level`, then every quantity that was measured by its column's name. */
type ReportStageRow = Readonly<Record<string, string | number | ReportSpread | Numbers>>;
type ReportStage = Readonly<Record<string, string | JsonNumber | Numbers | readonly ReportEpoch[]>>;
type Numbers = Readonly<Record<string, JsonNumber>>;

export interface Results {
  readonly experiment: Experiment;
  readonly backend: BackendCard;
  readonly dataset: DatasetSummary;
  readonly teacher: TeacherCard;
  readonly student: ModelCard;
  /** Of the final epochs, as `tableOf(runs, 'final')` gives them. */
  readonly rows: readonly TableRow[];
  readonly runs: readonly RunRecord[];
  /** Of runs that share their images and teachers; each views setting has its own. */
  readonly teacherUse?: readonly TeacherUse[];
  /** Wall-clock of the sweep. */
  readonly seconds: number;
}

/** Results as the object that `--json` prints; `JSON.stringify` writes it without loss. */
export function reportJson(results: Results): Report {
  const { experiment, backend, dataset, teacher, student, rows, runs, seconds, teacherUse = [] } = results;
  const teacherAccuracy = finite(teacher.accuracy);
  const plain = runs.every(isPlain);
  return {
    experiment,
    backend: backend.name,
    dataset: {
      classes: dataset.classes,
      train: dataset.train.count,
      validation: dataset.validation.count,
      rejected: dataset.rejected.map(({ path, reason }) => ({ path, reason: inEnglish(reason) })),
    },
    teacher: {
      ...{ name: teacher.name, parameters: teacher.parameters, accuracy: teacherAccuracy },
      ...(plain
        ? {}
        : { bytes: teacher.bytes, multiply_adds: teacher.multiplyAdds, ms: finite(teacher.milliseconds) }),
      ...(teacher.apart ? { all_right: teacher.apart.all, none_right: teacher.apart.none } : {}),
    },
    teachers: (teacher.members ?? [teacher]).map((one, place) => ({
      ...{ name: one.name, parameters: one.parameters, accuracy: finite(one.accuracy) },
      share: teacherShares(experiment)[place] ?? null,
      ...(teacher.apart ? { only_right: teacher.apart.only[place] ?? 0 } : {}),
    })),
    student: { name: student.name, parameters: student.parameters },
    rows: rows.map((row) => ({
      alpha: alphaOf(row),
      n: row.n,
      loss: reportSpread(row.loss),
      accuracy: reportSpread(row.accuracy),
      teacher_accuracy: teacherAccuracy,
      diff_t_s: reportSpread(row.difference),
      gain: { mean: finite(row.gain?.mean), standard_error: finite(row.gain?.standardError) },
      ...(plain ? {} : { point: row.point, stages: row.stages.map(reportStageRow) }),
    })),
    runs: runs.map((record) => ({
      ...reportRun(record),
      ...(plain ? {} : { point: record.point, stages: record.stages.map(reportStage) }),
    })),
    ...(teacherUse.length > 0 ? { teacher_use: teacherUse.map(reportUse) } : {}),
    seconds: finite(seconds),
  };
}

function reportRun(record: RunRecord): Report['runs'][number] {
  const { run, seed, status, problem } = record;
  const fellows = historyOf(record).at(-1)?.fellows;
  return {
    alpha: alphaOf(record),
    run,
    seed,
    status,
    ...(problem
      ? { problem: { code: problem.code, what: inEnglish(problem.what), fix: inEnglish(problem.fix) } }
      : {}),
    ...(fellows ? { fellows } : {}),
    history: historyOf(record).map(reportEpoch),
  };
}

const columnOf = (name: QuantityName) => quantities[name].column;
const namedNumbers = (numbers: Readonly<Record<string, number>>): Numbers =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, finite(value)]));

function reportStage(stage: StageRecord): ReportStage {
  const { kind, level, history, uncalibrated, asked = {}, reached = {}, layerBits } = stage;
  return {
    ...{ kind, level, ...namedQuantities(quantitiesOf(stage)) },
    ...(uncalibrated ? { before_recalibration: namedQuantities(uncalibrated) } : {}),
    ...{ asked: namedNumbers(asked), reached: namedNumbers(reached) },
    ...(layerBits ? { layer_bits: layerBits } : {}),
    history: history.map(reportEpoch),
  };
}

/** By the columns' names. */
function namedQuantities(measured: Quantities): Numbers {
  return Object.fromEntries(
    quantityNames.flatMap((name) =>
      measured[name] === undefined ? [] : [[columnOf(name), finite(measured[name])] as const],
    ),
  );
}

function reportStageRow({ kind, level, n, quantities: spreads, asked, reached }: StageRow): ReportStageRow {
  const named = quantityNames.flatMap((name) => {
    const one = spreads[name];
    return one ? [[columnOf(name), reportSpread(one)] as const] : [];
  });
  return {
    ...{ kind, level, n, ...Object.fromEntries(named) },
    ...{ asked: namedNumbers(asked), reached: namedNumbers(reached) },
  };
}

function finite(value: number | undefined): JsonNumber {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

function reportSpread({ mean, std }: Spread): ReportSpread {
  return { mean: finite(mean), std: finite(std) };
}

function reportEpoch({ epoch, validation, train, gradients, featureWeight }: EpochRecord): ReportEpoch {
  const measured = ({ loss, terms, accuracy, difference }: Measures, prefix: string) =>
    Object.entries({ loss, ...terms, accuracy, diff_t_s: difference }).map(
      ([name, value]) => [`${prefix}${name}`, finite(value)] as const,
    );
  const pulls = gradientCells(gradients).map(
    (value, i) => [gradientColumns[i] ?? '', finite(value)] as const,
  );
  return Object.fromEntries([
    ['epoch', epoch],
    ...measured(validation, ''),
    ...measured(train, 'train_'),
    ...(gradients ? pulls : []),
    ...(featureWeight === undefined ? [] : [[weightColumn, finite(featureWeight)] as const]),
  ]);
}

/** "0.9542 ± 0.0053"; without a spread "0.9542"; "-" where there is no number. */
export function formatMeanStd({ mean, std }: Pick<Spread, 'mean' | 'std'>, digits = 4): string {
  if (!Number.isFinite(mean)) return '-';
  return Number.isFinite(std) ? `${mean.toFixed(digits)} ± ${std.toFixed(digits)}` : mean.toFixed(digits);
}

/** Percentage points: "+2.4 ± 0.6", without a spread "+2.4". */
function formatGain(gain: Gain | undefined): string {
  if (!gain) return '-';
  const sign = gain.mean < 0 ? '' : '+';
  return `${sign}${formatMeanStd({ mean: 100 * gain.mean, std: 100 * gain.standardError }, 2)}`;
}

/** The table for a terminal: the seed's columns with n and the gain, aligned, and what each ± means beneath. */
export function textTable(rows: readonly TableRow[], teacherAccuracy: number | undefined): string {
  const header = ['alpha', 'n', 'epoch_loss_l', 'epoch_acc_l', 'epoch_acc_teacher_l', 'diff_t_s', 'gain'];
  const lines = rows.map((row) => [
    String(alphaOf(row)),
    String(row.n),
    formatMeanStd(row.loss),
    formatMeanStd(row.accuracy),
    formatMeanStd({ mean: teacherAccuracy ?? Number.NaN, std: Number.NaN }),
    formatMeanStd(row.difference),
    formatGain(row.gain),
  ]);
  return [
    ...alignedTable(header, lines),
    '',
    'Final epoch, whole validation set: mean ± sample standard deviation over n runs.',
    'gain: accuracy over alpha 1 in percentage points, run by run, ± its standard error.',
    'The loss is a different objective for each alpha, so its rows are not comparable.',
    '',
  ].join('\n');
}

/** Lines of a table for a terminal: columns flush right, a rule under their names. */
export function alignedTable(
  header: readonly string[],
  lines: readonly (readonly string[])[],
): readonly string[] {
  const widths = header.map((name, i) => Math.max(name.length, ...lines.map((line) => line[i]?.length ?? 0)));
  const aligned = (cells: readonly string[]) =>
    cells.map((cell, i) => cell.padStart(widths[i] ?? 0)).join('  ');
  return [aligned(header), widths.map((width) => '-'.repeat(width)).join('  '), ...lines.map(aligned)];
}
