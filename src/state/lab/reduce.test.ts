import { describe, expect, it } from 'vitest';
import { alphaOf, historyOf } from '../../protocol/record.ts';
import { alphaRunId, runNameOf } from '../../protocol/runId.ts';
import { pointOf } from '../../spec/point.ts';
import type { Report } from '../../worker/client.ts';
import type { LabState } from './labState.ts';
import { openingState } from './openingState.ts';
import { reduce } from './reduce.ts';
import {
  runReports,
  sampleDataset,
  sampleEpoch,
  sampleProblem,
  sampleRun,
  sampleTeacher,
  smallExperiment,
  sweepReports,
} from './sampleReports.ts';

const opening = openingState(smallExperiment, []);
const follow = (reports: readonly Report[], state: LabState = opening) =>
  reports.reduce((before, report) => reduce(before, report), state);
const ready = follow([
  { type: 'dataset', dataset: sampleDataset('insects') },
  { type: 'teacher', teacher: sampleTeacher },
  { type: 'ready', experiment: smallExperiment },
]);
const started: Report = { type: 'sweep-started', experiment: smallExperiment, total: 4 };

it('knows which databases other tabs hold up, as long as they do', () => {
  const blocked = follow([{ type: 'databases', troubles: { networks: 'blocked' } }]);
  expect(blocked.databases).toEqual({ networks: 'blocked' });
  expect(blocked.phase).toBe('opening');
  expect(follow([{ type: 'databases', troubles: {} }], blocked).databases).toEqual({});
});

describe('preparing', () => {
  it('becomes ready for the experiment on the form', () => {
    expect(ready.phase).toBe('ready');
    expect(ready.dataset?.id).toBe('insects');
  });

  it('passes over the readiness of an older experiment', () => {
    const report: Report = { type: 'ready', experiment: { ...smallExperiment, epochs: 3 } };
    expect(follow([report]).phase).toBe('opening');
  });

  it('shows how far a stage is until it is over', () => {
    const stage = { stage: 'teacher-logits', done: 3, total: 5 } as const;
    const state = follow([{ type: 'stage', ...stage }], ready);
    expect(state).toMatchObject({ phase: 'ready', stage });
    expect(follow([{ type: 'stage', ...stage, done: 5 }], state).stage).toBeUndefined();
  });

  it('is blocked by a problem, keeps the dataset, and is freed by the next success', () => {
    const touched: LabState = { ...ready, phase: 'opening' };
    const blocked = follow([{ type: 'problem', problem: sampleProblem('dataset-missing') }], touched);
    expect(blocked).toMatchObject({ phase: 'blocked', problem: { code: 'dataset-missing' } });
    expect(blocked.dataset).toBe(ready.dataset);
    expect(follow([{ type: 'ready', experiment: smallExperiment }], blocked)).toMatchObject({
      phase: 'ready',
      problem: undefined,
    });
  });

  it('stays ready when a folder that was dropped cannot be read', () => {
    const state = follow([{ type: 'problem', problem: sampleProblem('folder-without-images') }], ready);
    expect(state).toMatchObject({ phase: 'ready', problem: { code: 'folder-without-images' } });
  });
});

describe('a sweep', () => {
  it('ends done with every run and its history', () => {
    const done = follow(sweepReports(smallExperiment), ready);
    expect(done).toMatchObject({ phase: 'done', seconds: 12, measured: smallExperiment });
    expect(done.runs.map((one) => [alphaOf(one), one.run, one.status, historyOf(one).length])).toEqual([
      [0, 1, 'finished', 2],
      [1, 1, 'finished', 2],
      [0, 2, 'finished', 2],
      [1, 2, 'finished', 2],
    ]);
  });

  it('has of each run the stages that it went through, each with its epochs and what it left', () => {
    const id = alphaRunId(0, 1);
    const left = { kind: 'distil', level: 0, measures: { parameters: 100 } };
    const pruned = { kind: 'prune', level: 0, measures: { accuracy: 0.5 }, reached: { keep: 0.5 } };
    const done = follow(
      [
        started,
        { type: 'run-started', ...runNameOf(pointOf(0), 1), seed: 1 },
        { type: 'stage-started', id, stage: 0, kind: 'distil', level: 0 },
        { type: 'epoch', id, stage: 0, record: sampleEpoch(1) },
        { type: 'stage-ended', id, stage: 0, record: left },
        { type: 'stage-started', id, stage: 1, kind: 'prune', level: 0 },
        { type: 'stage-ended', id, stage: 1, record: pruned },
        { type: 'run-ended', id, status: 'finished' },
      ],
      ready,
    );
    expect(done.runs.map(({ stages }) => stages)).toEqual([
      [
        { ...left, history: [sampleEpoch(1)] },
        { ...pruned, history: [] },
      ],
    ]);
  });

  it('is done where nothing was trained, and networks were measured', () => {
    const id = alphaRunId(0, 1);
    const record = { kind: 'prune', level: 0, measures: { loss: 1, accuracy: 0.5, difference: 1 } };
    const done = follow(
      [
        started,
        { type: 'run-started', ...runNameOf(pointOf(0), 1), seed: 1 },
        { type: 'stage-started', id, stage: 0, kind: 'prune', level: 0 },
        { type: 'stage-ended', id, stage: 0, record },
        { type: 'run-ended', id, status: 'finished' },
        { type: 'sweep-ended', status: 'finished', seconds: 3 },
        { type: 'ready', experiment: smallExperiment },
      ],
      ready,
    );
    expect(done.phase).toBe('done');
  });

  it('goes on after a run whose loss is not finite', () => {
    const problem = sampleProblem('loss-not-finite');
    const done = follow(
      [
        started,
        { type: 'run-started', ...runNameOf(pointOf(0), 1), seed: 1 },
        { type: 'epoch', id: alphaRunId(0, 1), stage: 0, record: sampleEpoch(1) },
        { type: 'run-ended', id: alphaRunId(0, 1), status: 'failed', problem },
        ...runReports(1, 1, 2),
        { type: 'sweep-ended', status: 'finished', seconds: 3 },
      ],
      ready,
    );
    expect(done).toMatchObject({ phase: 'done', problem: undefined });
    expect(done.runs).toMatchObject([{ status: 'failed', problem }, { status: 'finished' }]);
    expect(done.runs.map((run) => historyOf(run).length)).toEqual([1, 2]);
    expect(done.runs[1]).not.toHaveProperty('problem');
  });

  it('pauses, resumes, and stops with what it has', () => {
    const reports: Report[] = [started, { type: 'run-started', ...runNameOf(pointOf(0), 1), seed: 1 }];
    const running = follow(reports, ready);
    const paused = follow([{ type: 'paused' }], running);
    expect(paused.phase).toBe('paused');
    const stepped = follow(
      [{ type: 'epoch', id: alphaRunId(0, 1), stage: 0, record: sampleEpoch(1) }],
      paused,
    );
    expect(stepped.phase).toBe('paused');
    const resumed = follow([{ type: 'resumed' }], stepped);
    expect(resumed.phase).toBe('running');
    const stopped = follow([{ type: 'paused' }, { type: 'sweep-ended', status: 'stopped', seconds: 2 }], {
      ...resumed,
      phase: 'stopping',
    });
    expect(stopped).toMatchObject({ phase: 'done', runs: [{ status: 'stopped' }], seconds: 2 });
  });

  it('that is stopped before its first epoch has nothing to show', () => {
    const reports: Report[] = [started, { type: 'sweep-ended', status: 'stopped', seconds: 1 }];
    expect(follow(reports, ready).phase).toBe('ready');
  });

  it('keeps taken-over runs beside the new ones', () => {
    const taken = [sampleRun(0, 1, 2)];
    const state = follow([...runReports(1, 1, 2)], reduce(ready, started, taken));
    expect(state.runs.map((one) => [alphaOf(one), one.run])).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect(state.unfinished).toBeUndefined();
  });

  it('trains its teacher first where it must', () => {
    const record = (epoch: number) => ({
      ...{ epoch, epochs: 2, learningRate: 0.1, seconds: 1 },
      train: { loss: 1, accuracy: 0.5 },
      validation: { loss: 1, accuracy: 0.5 },
    });
    const teaching = follow(
      [started, { type: 'teacher-epoch', record: record(1) }, { type: 'teacher-epoch', record: record(2) }],
      { ...ready, teacherHistory: [record(9)] },
    );
    expect(teaching.phase).toBe('training-teacher');
    expect(teaching.teacherHistory.map(({ epoch }) => epoch)).toEqual([1, 2]);
    const teacher = { ...sampleTeacher, source: 'trained' } as const;
    const running = follow(
      [
        { type: 'teacher', teacher },
        { type: 'run-started', ...runNameOf(pointOf(0), 1), seed: 1 },
      ],
      teaching,
    );
    expect(running.phase).toBe('running');
    expect(running.teacherHistory).toHaveLength(2);
    expect(follow([{ type: 'teacher', teacher: sampleTeacher }], running).teacherHistory).toEqual([]);
  });

  it('that loses its device keeps what its runs reached and says so, whatever fails after it', () => {
    const lost = follow(
      [
        started,
        ...runReports(0, 1, 2),
        { type: 'run-started', ...runNameOf(pointOf(1), 1), seed: 1 },
        { type: 'problem', problem: sampleProblem('device-lost') },
      ],
      ready,
    );
    expect(lost).toMatchObject({ phase: 'blocked', runs: [{ status: 'finished' }, { status: 'failed' }] });
    const ended = follow(
      [
        { type: 'sweep-ended', status: 'failed', seconds: 2 },
        { type: 'problem', problem: sampleProblem('unexpected') },
      ],
      lost,
    );
    expect(ended).toMatchObject({ phase: 'done', problem: { code: 'device-lost' } });
  });

  it('keeps what it was measured on when its backend is gone, and says that none is open until one is', () => {
    const card = { name: 'webgpu', label: 'GPU', reason: '', software: false, threads: 1 } as const;
    const open = follow([{ type: 'backend', backend: card }], ready);
    expect(open.backendClosed).toBe(false);
    const closed = follow([{ type: 'backend-closed' }], open);
    expect(closed).toMatchObject({ backend: card, backendClosed: true });
    expect(follow([{ type: 'backend', backend: card }], closed).backendClosed).toBe(false);
  });

  it('tells each warning once, and goes on', () => {
    const warning = sampleProblem('kept-damaged');
    const state = follow(
      [started, { type: 'warning', warning }, { type: 'warning', warning: { ...warning } }],
      ready,
    );
    expect(state).toMatchObject({ phase: 'running', problem: undefined, warnings: [warning] });
  });

  it('that cannot begin blocks the experiment and leaves the last results', () => {
    const before = follow(sweepReports({ ...smallExperiment, epochs: 1 }), ready);
    const failed = follow(
      [
        { type: 'sweep-ended', status: 'failed', seconds: 0.1 },
        { type: 'problem', problem: sampleProblem('dataset-missing') },
      ],
      { ...before, phase: 'running' },
    );
    expect(failed).toMatchObject({ phase: 'blocked', problem: { code: 'dataset-missing' }, seconds: 12 });
    expect(failed.runs).toHaveLength(4);
  });

  it('copies at most one list of runs and one history for each epoch', () => {
    const experiment = { ...smallExperiment, alphas: [0, 0.25, 0.5, 1], runs: 25, epochs: 200 };
    const reports = sweepReports(experiment);
    expect(reports.filter(({ type }) => type === 'epoch')).toHaveLength(20_000);
    let state: LabState = { ...ready, experiment };
    let copied = 0;
    for (const report of reports) {
      const next = reduce(state, report);
      if (next.runs !== state.runs) copied += next.runs.length;
      const changed = next.runs.filter((run, i) => run !== state.runs[i]);
      expect(changed.length).toBeLessThanOrEqual(1);
      for (const run of changed) copied += historyOf(run).length;
      state = next;
    }
    expect(state.runs).toHaveLength(100);
    expect(state.runs.every((run) => historyOf(run).length === 200)).toBe(true);
    // Half of 100 runs and half of 200 epochs for each of the epochs, and a little for starts and ends.
    expect(copied).toBeLessThan(20_000 * 160);
  });
});
