import { describe, expect, it } from 'vitest';
import { plainRun } from '../protocol/record.ts';
import type {
  BackendCard,
  DatasetSummary,
  EpochRecord,
  ModelCard,
  RunRecord,
  TeacherCard,
} from '../protocol/records.ts';
import { defaultExperiment } from '../spec/experiment.ts';
import { experimentOf } from '../spec/link.ts';
import { formatMeanStd, historyCsv, reportJson, textTable } from './results.ts';
import type { MeasuredOn } from './resultsCsv.ts';
import { tableOf } from './statistics.ts';

function epoch(number: number, accuracy: number, loss: number): EpochRecord {
  const validation = { loss, terms: { hard: 0.25, soft: 0.75 }, accuracy, difference: 1.5 };
  const train = { loss: 2, terms: { hard: 0.5, soft: 0.125 }, accuracy: 0.5, difference: 3 };
  return { epoch: number, learningRate: 0.05, train, validation, seconds: 1.25 };
}

const runOf = (alpha: number, run: number, history: readonly EpochRecord[]): RunRecord =>
  plainRun({
    alpha,
    run,
    seed: run + 6,
    status: 'finished',
    history,
  });

/** Final accuracies .5 and .75 alone, .75 and 1 at alpha .5: gains .25 and .25. */
const runs: readonly RunRecord[] = [
  runOf(1, 1, [epoch(1, 0.25, 1), epoch(2, 0.5, 0.5)]),
  runOf(1, 2, [epoch(1, 0.25, 1), epoch(2, 0.75, 1.5)]),
  runOf(0.5, 1, [epoch(1, 0.25, 1), epoch(2, 0.75, 0.5)]),
  runOf(0.5, 2, [epoch(1, 0.25, 1), epoch(2, 1, 1)]),
];
const rows = tableOf(runs, 'final');

const model: ModelCard = {
  name: 'resnet8',
  label: 'ResNet-8',
  width: 0.5,
  parameters: 19_000,
  bytes: 76_000,
  multiplyAdds: 3_000_000,
};
const teacher: TeacherCard = {
  ...model,
  name: 'resnet20',
  label: 'ResNet-20',
  source: 'shipped',
  id: '',
  accuracy: 0.9375,
};
const backend: BackendCard = {
  name: 'wasm',
  label: 'WebAssembly',
  reason: 'No GPU.',
  software: false,
  threads: 1,
};
const dataset: DatasetSummary = {
  id: 'insects',
  label: 'Insects',
  classes: ['ant', 'bee'],
  imageSize: 32,
  train: { count: 244, perClass: [123, 121] },
  validation: { count: 153, perClass: [70, 83] },
  split: { kind: 'given' },
  rejected: [{ path: 'train/ants/x.gif', reason: 'GIF' }],
  thumbnails: [],
  bytes: 1,
};
const results = {
  experiment: defaultExperiment,
  backend,
  dataset,
  teacher,
  student: model,
  rows,
  runs,
  seconds: 12.5,
};

/** Lines of comma-separated cells without quotes, as columns by name. */
function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(header.split(',').map((name, i) => [name, cells[i] ?? '']));
  });
}

describe('gradients', () => {
  const gradients = { hard: 0.5, soft: 1.5, cosine: -0.25 };
  const measured = [runOf(0.5, 1, [epoch(1, 0.25, 1), { ...epoch(2, 0.5, 1), gradients }])];
  const named = { gradient_norm_hard: 0.5, gradient_norm_soft: 1.5, gradient_cosine: -0.25 };

  it('are in the history and in the report of the epochs in which they were measured', () => {
    const [first, second] = readCsv(historyCsv(measured, on));
    expect(first?.gradient_cosine).toBe('');
    expect(second).toMatchObject({
      gradient_norm_hard: '0.5',
      gradient_norm_soft: '1.5',
      gradient_cosine: '-0.25',
    });
    const [run] = reportJson({ ...results, runs: measured }).runs;
    expect(run?.history[0]).not.toHaveProperty('gradient_cosine');
    expect(run?.history[1]).toMatchObject(named);
  });
});

describe('the weight of a loss of features', () => {
  it('is a column, and in the report, where it was measured', () => {
    const weighed = [runOf(0.5, 1, [{ ...epoch(1, 0.25, 1), featureWeight: 350 }, epoch(2, 0.5, 1)])];
    expect(readCsv(historyCsv(weighed, on)).map((line) => line.feature_weight)).toEqual(['350', '']);
    expect(readCsv(historyCsv(runs, on))[0]).not.toHaveProperty('feature_weight');
    const [run] = reportJson({ ...results, runs: weighed }).runs;
    expect(run?.history[0]).toMatchObject({ feature_weight: 350 });
    expect(run?.history[1]).not.toHaveProperty('feature_weight');
  });
});

const on: MeasuredOn = {
  experiment: { ...defaultExperiment, dataset: 'folder-0123456789abcdef', teacher: 'file' },
  ...{ teacherAccuracy: 0.9, datasetLabel: 'photos', teacherLabel: 'ResNet-18' },
};

describe('historyCsv', () => {
  it('has a line for each epoch of each run, validation and training side by side', () => {
    const lines = readCsv(historyCsv(runs, on));
    expect(lines).toHaveLength(8);
    expect(lines[1]).toEqual({
      alpha: '1',
      run: '1',
      seed: '7',
      epoch: '2',
      loss: '0.5',
      hard: '0.25',
      soft: '0.75',
      accuracy: '0.5',
      diff_t_s: '1.5',
      train_loss: '2',
      train_hard: '0.5',
      train_soft: '0.125',
      train_accuracy: '0.5',
      train_diff_t_s: '3',
      gradient_norm_hard: '',
      gradient_norm_soft: '',
      gradient_cosine: '',
      learning_rate: '0.05',
      seconds: '1.25',
      status: 'finished',
      dataset: 'folder-0123456789abcdef',
      dataset_label: 'photos',
      teacher: 'ResNet-18',
      teacher_setting: 'file',
      student: 'cnn',
      student_width: '1',
    });
  });
});

describe('reportJson', () => {
  it('has each of several teachers by itself, with its share, beside what they are together', () => {
    const experiment = experimentOf('?teacher=resnet8&teacherWeight=3&moreTeachers=mlp').experiment;
    const members = [0.75, 0.5].map((accuracy) => ({ ...results.teacher, accuracy }));
    const report = reportJson({
      ...results,
      experiment,
      teacher: { ...results.teacher, accuracy: 0.875, members },
    });
    expect(report.teacher.accuracy).toBe(0.875);
    expect(report.teachers.map(({ accuracy, share }) => [accuracy, share])).toEqual([
      [0.75, 0.75],
      [0.5, 0.25],
    ]);
    expect(reportJson(results).teachers.map(({ share }) => share)).toEqual([1]);
  });

  it('has exactly the documented shape', () => {
    const report = reportJson(results);
    expect(Object.keys(report)).toEqual([
      'experiment',
      'backend',
      'dataset',
      'teacher',
      'teachers',
      'student',
      'rows',
      'runs',
      'seconds',
    ]);
    expect(report).toMatchObject({
      experiment: defaultExperiment,
      backend: 'wasm',
      dataset: {
        classes: ['ant', 'bee'],
        train: 244,
        validation: 153,
        rejected: [{ path: 'train/ants/x.gif' }],
      },
      teacher: { name: 'resnet20', parameters: 19_000, accuracy: 0.9375 },
      student: { name: 'resnet8', parameters: 19_000 },
      seconds: 12.5,
    });
    expect(report.rows[0]).toEqual({
      alpha: 0.5,
      n: 2,
      loss: { mean: 0.75, std: expect.closeTo(Math.sqrt(0.125)) as number },
      accuracy: { mean: 0.875, std: expect.closeTo(Math.sqrt(0.03125)) as number },
      teacher_accuracy: 0.9375,
      diff_t_s: { mean: 1.5, std: 0 },
      gain: { mean: 0.25, standard_error: 0 },
    });
    expect(report.rows[1]?.gain).toEqual({ mean: null, standard_error: null });
    expect(report.runs[0]).toEqual({
      alpha: 1,
      run: 1,
      seed: 7,
      status: 'finished',
      history: [
        {
          epoch: 1,
          loss: 1,
          hard: 0.25,
          soft: 0.75,
          accuracy: 0.25,
          diff_t_s: 1.5,
          train_loss: 2,
          train_hard: 0.5,
          train_soft: 0.125,
          train_accuracy: 0.5,
          train_diff_t_s: 3,
        },
        expect.anything(),
      ],
    });
  });

  it('says of every run how it ended, and of a failed one why', () => {
    const problem = {
      code: 'loss-not-finite',
      what: 'The loss is not finite.',
      fix: 'Learn slower.',
    } as const;
    const ended = [runOf(1, 1, []), { ...runOf(0, 1, []), status: 'failed', problem } as const];
    const report = reportJson({ ...results, runs: ended });
    expect(report.runs.map(({ status }) => status)).toEqual(['finished', 'failed']);
    expect(report.runs.map((run) => run.problem)).toEqual([undefined, problem]);
  });

  it('holds nothing that JSON would lose: no NaN, no infinity, no undefined', () => {
    const single = [runOf(0, 1, [epoch(1, Number.NaN, Number.POSITIVE_INFINITY)])];
    const { accuracy: _, ...unmeasured } = teacher;
    const report = reportJson({
      ...results,
      teacher: unmeasured,
      runs: single,
      rows: tableOf(single, 'final'),
    });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report.rows[0]).toMatchObject({
      loss: { mean: null, std: null },
      diff_t_s: { mean: 1.5, std: null },
      teacher_accuracy: null,
    });
  });
});

describe('formatMeanStd', () => {
  it('shows a mean with its deviation, or what there is of it', () => {
    expect(formatMeanStd({ mean: 0.954248, std: 0.005337 })).toBe('0.9542 ± 0.0053');
    expect(formatMeanStd({ mean: 0.954248, std: Number.NaN }, 2)).toBe('0.95');
    expect(formatMeanStd({ mean: Number.NaN, std: Number.NaN })).toBe('-');
  });
});

describe('textTable', () => {
  it('is aligned, with n, the deviations and the gain in points', () => {
    const [header = '', rule = '', half = '', alone = ''] = textTable(rows, 0.9375).split('\n');
    expect(header).toMatch(
      /^alpha\s+n\s+epoch_loss_l\s+epoch_acc_l\s+epoch_acc_teacher_l\s+diff_t_s\s+gain$/,
    );
    expect(new Set([header, rule, half, alone].map((line) => line.length)).size).toBe(1);
    expect(half.trim().split(/\s{2,}/)).toEqual([
      '0.5',
      '2',
      '0.7500 ± 0.3536',
      '0.8750 ± 0.1768',
      '0.9375',
      '1.5000 ± 0.0000',
      '+25.00 ± 0.00',
    ]);
    expect(alone.trim().endsWith('-')).toBe(true);
  });

  it('stands without rows', () => {
    expect(textTable([], undefined)).toContain('alpha');
  });
});
