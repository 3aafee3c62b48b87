/** Results of a recipe of several stages at points of two axes; those of plain sweeps are in the tests beside. */
import { describe, expect, it } from 'vitest';
import { plannedEpochs, plannedStages } from '../protocol/assignments.ts';
import { isPlain, measuredBeside } from '../protocol/quantities.ts';
import { plainRun } from '../protocol/record.ts';
import type { EpochRecord, RunRecord } from '../protocol/records.ts';
import { runNameOf } from '../protocol/runId.ts';
import { experimentOf } from '../spec/link.ts';
import { historyCsv } from './results.ts';
import { hasStages, resultsCsv, stagesCsv } from './resultsCsv.ts';
import { tableOf } from './statistics.ts';

const { experiment } = experimentOf(
  '?recipe=distil~epochs:2,prune~keep:0.6,distil~epochs:3&vary=prune.keep:0.9,0.5&alphas=1&epochs=7',
);

const epoch = (number: number, accuracy: number): EpochRecord => {
  const measures = { loss: 1 - accuracy, terms: { hard: 1, soft: 2 }, accuracy, difference: 0.5 };
  return { epoch: number, learningRate: 0.1, train: measures, validation: measures, seconds: 1 };
};

/** Parameters 100, pruned to 100 · keep, the accuracy falling to 0.25 on the way. */
const run = (keep: number, number: number, end: number): RunRecord => ({
  ...runNameOf({ alpha: 1, 'prune.keep': keep }, number),
  ...{ seed: number, status: 'finished' },
  stages: [
    { kind: 'distil', level: 0, history: [epoch(1, 0.5), epoch(2, 0.75)], measures: { parameters: 100 } },
    {
      ...{ kind: 'prune', level: 0, history: [], measures: { parameters: 100 * keep, accuracy: 0.25 } },
      ...{ asked: { keep }, reached: { keep: keep + 0.01 } },
    },
    {
      ...{ kind: 'distil', level: 0, measures: { parameters: 100 * keep, bytes: 400 * keep } },
      history: [epoch(1, 0.5), epoch(2, 0.5), epoch(3, end)],
    },
  ],
});
const runs = [run(0.9, 1, 0.7), run(0.9, 2, 0.8), run(0.5, 1, 0.6)];
const rows = tableOf(runs, 'final');

function parseCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(header.split(',').map((name, i) => [name, cells[i] ?? '']));
  });
}

describe('results of stages', () => {
  it('are a row for each point with what each stage left', () => {
    expect(rows.map(({ key, n }) => [key, n])).toEqual([
      ['alpha=1&prune.keep=0.5', 1],
      ['alpha=1&prune.keep=0.9', 2],
    ]);
    const [, two] = rows;
    expect(two?.accuracy).toMatchObject({ n: 2, mean: 0.75 });
    expect(two?.stages.map(({ kind, n, quantities }) => [kind, n, quantities.accuracy?.mean])).toEqual([
      ['distil', 2, 0.75],
      ['prune', 2, 0.25],
      ['distil', 2, 0.75],
    ]);
    expect(two?.stages[1]?.quantities.loss).toBeUndefined();
    expect(two?.stages[2]?.quantities.bytes).toMatchObject({ mean: 360, std: 0 });
    expect(two?.stages[1]).toMatchObject({ asked: { keep: 0.9 }, reached: { keep: 0.91 } });
    expect(measuredBeside(runs)).toEqual(['parameters', 'bytes']);
  });

  it('say in files of which stage they are, after the columns of plain sweeps', () => {
    const on = { experiment, teacherAccuracy: 0.9, datasetLabel: 'insects', teacherLabel: 'T' };
    const table = parseCsv(resultsCsv(rows, 'final', on));
    expect(Object.keys(table[0] ?? {}).slice(-6)).toEqual([
      ...['prune.keep', 'recipe', 'parameters', 'parameters_std', 'bytes', 'bytes_std'],
    ]);
    expect(table[1]).toMatchObject({ alpha: '1', 'prune.keep': '0.9', parameters: '90', bytes_std: '0' });
    expect(table[1]?.recipe).toBe('distil epochs=2; prune keep=0.6 scope=uniform; distil epochs=3');
    expect(hasStages(rows)).toBe(true);
    const stages = parseCsv(stagesCsv(rows, on));
    expect(stages).toHaveLength(6);
    expect(stages[1]).toMatchObject({
      ...{ 'prune.keep': '0.5', stage: '2', kind: 'prune', n: '1', accuracy: '0.25', parameters: '50' },
      ...{
        asked_keep: '0.5',
        reached_keep: '0.51',
        loss: '',
        bytes: '',
        teacher: 'T',
        student: experiment.student,
      },
    });
    const history = parseCsv(historyCsv(runs, on));
    expect(history).toHaveLength(15);
    expect(
      history.slice(0, 5).map((line) => [line.epoch, line.stage, line.kind, line['prune.keep']]),
    ).toEqual([
      ['1', '1', 'distil', '0.9'],
      ['2', '1', 'distil', '0.9'],
      ['3', '3', 'distil', '0.9'],
      ['4', '3', 'distil', '0.9'],
      ['5', '3', 'distil', '0.9'],
    ]);
  });

  it('are planned by the recipe of each point', () => {
    expect(plannedStages(experiment, { alpha: 1, 'prune.keep': 0.9 })).toEqual([
      { kind: 'distil', epochs: 2 },
      { kind: 'prune', epochs: 0 },
      { kind: 'distil', epochs: 3 },
    ]);
    expect(plannedEpochs(experiment)).toBe(5);
    const varied = experimentOf('?vary=epochs:2,9&epochs=4').experiment;
    expect(plannedStages(varied, { alpha: 0, epochs: 9 })).toEqual([{ kind: 'distil', epochs: 9 }]);
    expect(plannedEpochs(varied)).toBe(9);
  });

  it('are plain where one distillation of alpha’s sweep is all there is', () => {
    const plain = plainRun({ alpha: 0, run: 1, seed: 0, status: 'finished', history: [epoch(1, 0.5)] });
    expect([plain, ...runs].map(isPlain)).toEqual([true, false, false, false]);
    expect(hasStages(tableOf([plain], 'final'))).toBe(false);
  });
});
