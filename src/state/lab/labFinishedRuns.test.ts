import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alphaRunId, runNameOf } from '../../protocol/runId.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { linkOf } from '../../spec/link.ts';
import { pointOf } from '../../spec/point.ts';
import type { Report } from '../../worker/client.ts';
import { mapStore } from '../runs/mapStore.ts';
import { createSavedRuns } from '../runs/savedRuns.ts';
import { open, ready, smallLink } from './labForTests.ts';
import { runReports, sampleProblem, sampleRun, smallExperiment } from './sampleReports.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('finished runs', () => {
  it('are put away one by one and taken up by the next visit', async () => {
    const savedRuns = createSavedRuns(mapStore(), () => 0);
    const first = open({ search: smallLink, savedRuns });
    first.say(ready(smallExperiment));
    first.actions.run();
    first.say({ type: 'sweep-started', experiment: smallExperiment, total: 4 }, ...runReports(0, 1, 2));
    first.say({ type: 'run-started', ...runNameOf(pointOf(1), 1), seed: 1 });
    await first.rest();

    const second = open({ search: smallLink, savedRuns });
    await second.rest();
    expect(second.state().unfinished).toMatchObject({ done: 1, total: 4 });
    second.say(ready(smallExperiment));
    second.actions.continueUnfinished();
    const finished = [sampleRun(0, 1, 2)];
    expect(second.sent.at(-1)).toEqual({ type: 'run', experiment: smallExperiment, finished });
    second.say(
      { type: 'sweep-started', experiment: smallExperiment, total: 4 },
      ...[...runReports(1, 1, 2), ...runReports(0, 2, 2), ...runReports(1, 2, 2)],
      { type: 'sweep-ended', status: 'finished', seconds: 1 },
    );
    expect(second.state()).toMatchObject({ phase: 'done', unfinished: undefined });
    expect(second.state().runs).toHaveLength(4);
    await second.rest();

    const third = open({ search: smallLink, savedRuns });
    await third.rest();
    expect(third.state()).toMatchObject({ phase: 'done', measured: smallExperiment });
    expect(third.state().runs).toHaveLength(4);
    third.say(ready(smallExperiment));
    expect(third.state().phase).toBe('done');
    third.actions.run();
    expect(third.sent.at(-1)).toMatchObject({ type: 'run', finished: [] });
  });

  it('are kept by Stop, also across edits, and what is left is gone on with', async () => {
    const { actions, say, rest, sent, state } = open({ search: smallLink });
    say(ready(smallExperiment));
    actions.run();
    say({ type: 'sweep-started', experiment: smallExperiment, total: 4 }, ...runReports(0, 1, 2));
    say({ type: 'run-started', ...runNameOf(pointOf(1), 1), seed: 1 });
    actions.stop();
    say({ type: 'sweep-ended', status: 'stopped', seconds: 1 });
    expect(state()).toMatchObject({ phase: 'done', unfinished: { done: 1, total: 4 } });
    actions.setField('epochs', 9);
    expect(state().unfinished).toBeUndefined();
    actions.setField('epochs', 2);
    await rest();
    say(ready(smallExperiment));
    expect(state().unfinished).toMatchObject({ done: 1, total: 4 });
    actions.continueUnfinished();
    expect(sent.at(-1)).toMatchObject({ type: 'run', finished: [{ id: 'alpha=0#1' }] });
    say(
      { type: 'sweep-started', experiment: smallExperiment, total: 4 },
      ...[...runReports(1, 1, 2), ...runReports(0, 2, 2), ...runReports(1, 2, 2)],
      { type: 'sweep-ended', status: 'finished', seconds: 1 },
    );
    expect(state()).toMatchObject({ phase: 'done', unfinished: undefined });
    expect(state().runs).toHaveLength(4);
  });

  it('are not gone on from where all others failed, which they would again', () => {
    const { actions, say, state } = open({ search: smallLink });
    say(ready(smallExperiment));
    actions.run();
    const failed = [...([1, 2] as const).map((run) => [1, run] as const), [0, 2] as const].flatMap(
      ([alpha, run]): Report[] => [
        { type: 'run-started', ...runNameOf(pointOf(alpha), run), seed: run },
        {
          type: 'run-ended',
          id: alphaRunId(alpha, run),
          status: 'failed',
          problem: sampleProblem('loss-not-finite'),
        },
      ],
    );
    say({ type: 'sweep-started', experiment: smallExperiment, total: 4 }, ...runReports(0, 1, 2), ...failed);
    say({ type: 'sweep-ended', status: 'stopped', seconds: 1 });
    expect(state().unfinished).toBeUndefined();
  });

  it('leave the page with what is discarded', async () => {
    const savedRuns = createSavedRuns(mapStore(), () => 0);
    const { actions, say, rest, state } = open({ search: smallLink, savedRuns });
    say(ready(smallExperiment));
    actions.run();
    say({ type: 'sweep-started', experiment: smallExperiment, total: 4 }, ...runReports(0, 1, 2));
    say({ type: 'sweep-ended', status: 'stopped', seconds: 1 });
    actions.discardUnfinished();
    await rest();
    expect(state()).toMatchObject({ phase: 'ready', runs: [], measured: undefined, unfinished: undefined });
    expect(await savedRuns.read(smallExperiment)).toEqual([]);
  });

  it('come back whole where discarding them is taken back, in Runs and on the page', async () => {
    const savedRuns = createSavedRuns(mapStore(), () => 0);
    const { actions, say, rest, sent, state } = open({ search: smallLink, savedRuns });
    say(ready(smallExperiment));
    actions.run();
    say({ type: 'sweep-started', experiment: smallExperiment, total: 4 }, ...runReports(0, 1, 2));
    say({ type: 'run-started', ...runNameOf(pointOf(1), 1), seed: 1 });
    say({ type: 'sweep-ended', status: 'stopped', seconds: 5 });
    await rest();
    const [kept] = (await savedRuns.list()).sweeps;
    await savedRuns.rename(kept?.id ?? '', 'before the break');
    const { runs, measuredOn, unfinished } = state();
    expect(unfinished).toEqual({ done: 1, total: 4, alphas: [{ alpha: 0, done: 1 }] });
    actions.discardUnfinished();
    await rest();
    expect(state()).toMatchObject({ phase: 'ready', runs: [], unfinished: undefined });
    expect(state().deleted).toMatchObject({ from: 'bench', runs: [{ id: 'alpha=0#1' }] });
    expect((await savedRuns.list()).sweeps).toEqual([]);
    await actions.undoDeletion();
    expect(state()).toMatchObject({ phase: 'done', measured: smallExperiment, seconds: 5 });
    expect(state()).toMatchObject({ runs, measuredOn, unfinished, deleted: undefined });
    expect((await savedRuns.list()).sweeps).toMatchObject([{ name: 'before the break', ends: kept?.ends }]);
    actions.continueUnfinished();
    expect(sent.at(-1)).toMatchObject({ type: 'run', finished: [{ id: 'alpha=0#1' }] });
  });

  it('that were discarded come back to Runs alone where the form says something else by now', async () => {
    const savedRuns = createSavedRuns(mapStore(), () => 0);
    await savedRuns.add(smallExperiment, sampleRun(0, 1, 2));
    const { actions, rest, state } = open({ search: smallLink, savedRuns });
    await rest();
    actions.discardUnfinished();
    await rest();
    actions.setField('epochs', 9);
    await rest();
    await actions.undoDeletion();
    expect(state().unfinished).toBeUndefined();
    expect((await savedRuns.list()).sweeps).toHaveLength(1);
    actions.setField('epochs', 2);
    await rest();
    expect(state().unfinished).toMatchObject({ done: 1, total: 4 });
  });

  it('that were discarded do not come back over those that are trained since', async () => {
    const savedRuns = createSavedRuns(mapStore(), () => 0);
    await savedRuns.add(smallExperiment, sampleRun(0, 1, 2));
    const { actions, say, rest, state } = open({ search: smallLink, savedRuns });
    await rest();
    say(ready(smallExperiment));
    actions.discardUnfinished();
    await rest();
    actions.run();
    expect(state().deleted).toBeUndefined();
  });

  it('of a teacher from a file are discarded from Runs too', async () => {
    const savedRuns = createSavedRuns(mapStore(), () => 0);
    const experiment = { ...smallExperiment, teacher: 'file' };
    const { actions, say, rest, state } = open({ search: linkOf(experiment), savedRuns });
    say(ready(experiment));
    actions.run();
    say({ type: 'sweep-started', experiment, total: 4 }, ...runReports(0, 1, 2));
    say({ type: 'sweep-ended', status: 'stopped', seconds: 1 });
    await rest();
    expect((await savedRuns.list()).sweeps).toHaveLength(1);
    actions.discardUnfinished();
    await rest();
    expect((await savedRuns.list()).sweeps).toEqual([]);
    await actions.undoDeletion();
    expect((await savedRuns.list()).sweeps).toHaveLength(1);
    expect(state().unfinished).toMatchObject({ done: 1 });
  });

  it('are said to be deleted one sweep at a time, wherever that was', async () => {
    const savedRuns = createSavedRuns(mapStore(), () => 0);
    const other = { ...smallExperiment, temperature: 8 };
    await savedRuns.add(smallExperiment, sampleRun(0, 1, 2));
    await savedRuns.add(other, sampleRun(0, 1, 2));
    const { actions, rest, state } = open({ search: smallLink, savedRuns });
    await rest();
    const { sweeps } = await savedRuns.list();
    const sweepOf = (wanted: Experiment) => {
      const found = sweeps.find(({ experiment }) => linkOf(experiment) === linkOf(wanted));
      if (!found) throw new Error('It is not kept.');
      return found;
    };
    await actions.deleteSweep(sweepOf(other));
    expect(state().deleted).toMatchObject({ from: 'runs', sweep: { experiment: other } });
    expect(state().unfinished).toMatchObject({ done: 1 });
    // What the page offers to go on with is not offered once it is deleted in Runs.
    await actions.deleteSweep(sweepOf(smallExperiment));
    expect(state().deleted).toMatchObject({ sweep: { experiment: smallExperiment } });
    expect(state().unfinished).toBeUndefined();
    await actions.undoDeletion();
    expect(state().deleted).toBeUndefined();
    expect(state().unfinished).toMatchObject({ done: 1 });
    expect((await savedRuns.list()).sweeps).toHaveLength(1);
  });

  it('are forgotten when discarded', async () => {
    const savedRuns = createSavedRuns(mapStore(), () => 0);
    await savedRuns.add(smallExperiment, sampleRun(0, 1, 2));
    const { actions, rest, sentTypes, state } = open({ search: smallLink, savedRuns });
    await rest();
    actions.discardUnfinished();
    actions.continueUnfinished();
    await rest();
    expect(state().unfinished).toBeUndefined();
    expect(sentTypes()).toEqual(['prepare']);
    expect(await savedRuns.read(smallExperiment)).toEqual([]);
  });

  it('are not mistaken for those of an experiment that was edited meanwhile', async () => {
    const savedRuns = createSavedRuns(mapStore(), () => 0);
    await savedRuns.add(smallExperiment, sampleRun(0, 1, 2));
    const { actions, rest, state } = open({ search: smallLink, savedRuns });
    actions.setField('epochs', 3);
    await rest();
    expect(state().unfinished).toBeUndefined();
  });
});
