import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SharedResults } from '../../protocol/sharedResults.ts';
import { mapStore } from '../runs/mapStore.ts';
import { createSavedRuns } from '../runs/savedRuns.ts';
import { open, ready, smallLink } from './labForTests.ts';
import {
  runReports,
  sampleDataset,
  sampleRun,
  sampleTeacher,
  smallExperiment,
  sweepReports,
} from './sampleReports.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('results of a link', () => {
  const shared: SharedResults = {
    runs: [sampleRun(0, 1, 2), sampleRun(1, 1, 2)],
    ...{ backend: 'wasm', validationImages: 40, teacherAccuracy: 0.9, seconds: 9, stride: 1 },
  };

  it('are shown without being taken for results of this browser, and go when they are put away', () => {
    const { actions, state, say, bar } = open({ search: smallLink });
    actions.showShared(shared);
    expect(state()).toMatchObject({ phase: 'opening', runs: shared.runs, measured: smallExperiment });
    expect(state().measuredOn).toMatchObject({ backend: 'wasm', validationImages: 40, seconds: 9 });
    say(ready(smallExperiment));
    expect(state().phase).toBe('ready');
    expect(bar.results).toBe(true);
    actions.dismissShared();
    expect(state()).toMatchObject({ runs: [], measured: undefined, shared: undefined });
    expect(state().measuredOn).toBeUndefined();
    // Else they would be back after a reload.
    expect(bar.results).toBe(false);
  });

  it('give way to others of the same settings', () => {
    const { actions, state } = open({ search: smallLink });
    actions.showShared(shared);
    const others = { ...shared, runs: [sampleRun(0, 2, 2), sampleRun(1, 2, 2)], validationImages: 90 };
    actions.showShared(others);
    expect(state()).toMatchObject({
      runs: others.runs,
      shared: others,
      measuredOn: { validationImages: 90 },
    });
  });

  it('stay beside what is run here', () => {
    const { actions, state, say } = open({ search: smallLink });
    actions.showShared(shared);
    say(ready(smallExperiment), ...sweepReports(smallExperiment));
    expect(state()).toMatchObject({ phase: 'done', shared });
    const { runs } = state();
    expect(runs).not.toBe(shared.runs);
    actions.dismissShared();
    expect(state()).toMatchObject({ phase: 'done', shared: undefined, runs });
  });
});

describe('kept sweeps', () => {
  it('say what they were measured on and how long they took', async () => {
    const savedRuns = createSavedRuns(mapStore(), () => 0);
    const { say, rest } = open({ search: smallLink, savedRuns });
    say(ready(smallExperiment), ...sweepReports(smallExperiment));
    await rest();
    const { sweeps } = await savedRuns.list();
    expect(sweeps).toMatchObject([{ experiment: smallExperiment, about: { seconds: 12 } }]);
    expect(sweeps[0]?.ends).toHaveLength(4);
  });

  it('are of what they were measured on, whatever the form says since', async () => {
    const savedRuns = createSavedRuns(mapStore(), () => 0);
    const { actions, say, state, rest } = open({ search: smallLink, savedRuns });
    const images = (count: number) => {
      const validation = { count, perClass: [count] };
      return { type: 'dataset', dataset: { ...sampleDataset('insects'), validation } } as const;
    };
    const teacher = { ...sampleTeacher, accuracy: 0.9 };
    say(images(40), ready(smallExperiment));
    const [started, ...others] = sweepReports(smallExperiment);
    // The teacher of a sweep may be trained once it has begun.
    if (started) say(started, { type: 'teacher', teacher }, ...others);
    const facts = { validationImages: 40, teacherAccuracy: 0.9, seconds: 12 };
    expect(state().measuredOn).toMatchObject(facts);
    actions.setField('validationImages', 200);
    await rest();
    say(images(200), { type: 'teacher', teacher: sampleTeacher }, ready(state().experiment));
    expect(state().measuredOn).toMatchObject(facts);
    // Nor does a teacher that is trained for another sweep change this one's.
    actions.trainTeacher();
    say({ type: 'teacher', teacher: { ...sampleTeacher, accuracy: 0.2 } });
    expect(state().measuredOn).toMatchObject(facts);
    expect((await savedRuns.list()).sweeps[0]?.about).toMatchObject(facts);

    const next = open({ search: smallLink, savedRuns });
    await next.rest();
    expect(next.state().measuredOn).toMatchObject(facts);
    next.actions.openExperiment({ ...smallExperiment, temperature: 8 });
    expect(next.state().measuredOn).toBeUndefined();
  });

  it('that were trained in two goes took as long as both', async () => {
    const savedRuns = createSavedRuns(mapStore(), () => 0);
    const { actions, say, state } = open({ search: smallLink, savedRuns });
    say(ready(smallExperiment));
    actions.run();
    say({ type: 'sweep-started', experiment: smallExperiment, total: 4 }, ...runReports(0, 1, 2), {
      type: 'sweep-ended',
      status: 'stopped',
      seconds: 5,
    });
    expect(state().measuredOn?.seconds).toBe(5);
    actions.continueUnfinished();
    say(
      { type: 'sweep-started', experiment: smallExperiment, total: 4 },
      ...[...runReports(1, 1, 2), ...runReports(0, 2, 2), ...runReports(1, 2, 2)],
      { type: 'sweep-ended', status: 'finished', seconds: 8 },
    );
    expect(state().measuredOn?.seconds).toBe(13);
    await vi.runAllTimersAsync();
    expect((await savedRuns.list()).sweeps[0]?.about.seconds).toBe(13);
  });

  it('come back to the bench with their settings, in place of what was there', async () => {
    const { actions, state, say, rest, bar } = open({ search: smallLink });
    say(ready(smallExperiment), ...sweepReports(smallExperiment));
    const other = { ...smallExperiment, temperature: 8 };
    const runs = [sampleRun(0, 1, 2), sampleRun(1, 1, 2), sampleRun(0, 2, 2)];
    actions.showKept(other, runs, { validationImages: 40, seconds: 7 });
    expect(state()).toMatchObject({ experiment: other, measured: other, runs, seconds: undefined });
    expect(state().measuredOn).toEqual({ validationImages: 40, seconds: 7 });
    // Part of a sweep can be gone on with.
    expect(state().unfinished).toMatchObject({ done: 3, total: 4 });
    await rest();
    expect(bar.now).toContain('temperature=8');
    say(ready(other));
    expect(state().phase).toBe('done');
  });

  it('leave what is being trained alone', () => {
    const { actions, state, say } = open({ search: smallLink });
    say(ready(smallExperiment), { type: 'sweep-started', experiment: smallExperiment, total: 4 });
    actions.showKept({ ...smallExperiment, temperature: 8 }, [], {});
    expect(state()).toMatchObject({ experiment: smallExperiment, phase: 'running' });
  });
});
