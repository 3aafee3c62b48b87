import { describe, expect, it } from 'vitest';
import { plainRun } from '../protocol/record.ts';
import type { EpochRecord, RunRecord } from '../protocol/records.ts';
import { defaultExperiment } from '../spec/experiment.ts';
import { type MeasuredOn, resultsCsv, resultsCsvName, tableKinds } from './resultsCsv.ts';
import { type TableKind, tableOf } from './statistics.ts';

function epoch(number: number, accuracy: number, loss: number): EpochRecord {
  const validation = { loss, terms: { hard: 0.25, soft: 0.75 }, accuracy, difference: 1.5 };
  return { epoch: number, learningRate: 0.05, train: validation, validation, seconds: 1.25 };
}

const runOf = (alpha: number, run: number, history: readonly EpochRecord[]): RunRecord =>
  plainRun({
    ...{ alpha, run, history },
    ...{ seed: run + 6, status: 'finished' },
  });

/** Final accuracies .5 and .75 alone, .75 and 1 at alpha .5: gains .25 and .25. */
const runs: readonly RunRecord[] = [
  runOf(1, 1, [epoch(1, 0.25, 1), epoch(2, 0.5, 0.5)]),
  runOf(1, 2, [epoch(1, 0.25, 1), epoch(2, 0.75, 1.5)]),
  runOf(0.5, 1, [epoch(1, 0.875, 1), epoch(2, 0.75, 0.5)]),
  runOf(0.5, 2, [epoch(1, 0.25, 1), epoch(2, 1, 1)]),
];

const on: MeasuredOn = {
  experiment: { ...defaultExperiment, dataset: 'folder-0123456789abcdef', temperature: 2, seed: 9 },
  teacherAccuracy: 0.9375,
  datasetLabel: 'photos',
  teacherLabel: 'ResNet-20',
};
const textOf = (kind: TableKind) => resultsCsv(tableOf(runs, kind), kind, on);

/** Lines of comma-separated cells without quotes, as columns by name. */
function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(header.split(',').map((name, i) => [name, cells[i] ?? '']));
  });
}

describe('resultsCsv', () => {
  const text = textOf('final');

  it('begins with the seed’s columns', () => {
    expect(text).toMatch(/^alpha,epoch_loss_l,epoch_acc_l,epoch_acc_teacher_l,diff_t_s,/);
  });

  it('has means, then n, deviations, terms and the gain', () => {
    const [half, alone] = readCsv(text);
    expect(half).toMatchObject({
      alpha: '0.5',
      epoch_loss_l: '0.75',
      epoch_acc_l: '0.875',
      epoch_acc_teacher_l: '0.9375',
      diff_t_s: '1.5',
      n: '2',
      diff_t_s_std: '0',
      hard: '0.25',
      soft: '0.75',
      gain: '0.25',
      gain_standard_error: '0',
    });
    // .5 and 1 are ±.25 from their mean: √(2·.0625).
    expect(Number(half?.epoch_loss_l_std)).toBeCloseTo(Math.sqrt(0.125), 14);
    expect(alone).toMatchObject({ alpha: '1', gain: '', gain_standard_error: '' });
  });

  it('stands without runs and without a teacher’s accuracy', () => {
    expect(readCsv(resultsCsv([], 'final', on))).toEqual([]);
    const unmeasured = { ...on, teacherAccuracy: undefined };
    expect(readCsv(resultsCsv(tableOf(runs, 'final'), 'final', unmeasured))[0]?.epoch_acc_teacher_l).toBe('');
  });

  it('says which epochs were taken, in the name too', () => {
    expect(tableKinds.map(resultsCsvName)).toEqual([
      ...['results.csv', 'results-best-epoch.csv', 'results-pooled.csv'],
    ]);
    const halves = tableKinds.map((kind) => readCsv(textOf(kind))[0]);
    expect(halves.map((half) => [half?.epoch, half?.epoch_acc_l])).toEqual([
      ['final', '0.875'],
      ['best', '0.9375'],
      ['pooled', '0.71875'],
    ]);
  });

  it('says in pooled rows that they are over epochs of runs', () => {
    // Two runs of two epochs.
    expect(readCsv(textOf('pooled'))[0]).toMatchObject({ alpha: '0.5', n: '2', n_runs_times_epochs: '4' });
    expect(readCsv(text)[0]).toMatchObject({ n: '2', n_runs_times_epochs: '' });
  });

  it('says of what it is: loss, temperature, seed, dataset, teacher and student', () => {
    expect(readCsv(text)[0]).toMatchObject({
      similarity: 'kl',
      temperature: '2',
      seed: '9',
      dataset: 'folder-0123456789abcdef',
      dataset_label: 'photos',
      teacher: 'ResNet-20',
      teacher_setting: 'auto',
      student: 'cnn',
      student_width: '1',
    });
  });

  it('has the same columns for every kind, and without rows, so that files can be put under each other', () => {
    const headers = [...tableKinds.map(textOf), resultsCsv([], 'best', on)].map((csv) => csv.split('\n')[0]);
    expect(new Set(headers).size).toBe(1);
  });

  it('does not let the name of a folder be run as a formula', () => {
    const named = { ...on, datasetLabel: '=HYPERLINK(A1)' };
    expect(resultsCsv(tableOf(runs, 'final'), 'final', named)).toContain(",'=HYPERLINK(A1),");
  });
});
