import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { historyOf } from '../../protocol/record.ts';
import { alphaRunId, runNameOf } from '../../protocol/runId.ts';
import { defaultExperiment } from '../../spec/experiment.ts';
import { pointOf } from '../../spec/point.ts';
import { open, ready, smallLink } from './labForTests.ts';
import { runReports, sampleEpoch, smallExperiment, sweepReports } from './sampleReports.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('opening', () => {
  it('prepares what the link says, at once, and starts nothing', () => {
    const { sent, state } = open({ search: '?alphas=0,1&runs=2&epochs=2' });
    expect(sent).toEqual([{ type: 'prepare', experiment: smallExperiment }]);
    expect(state()).toMatchObject({ phase: 'opening', notices: [], experiment: smallExperiment });
  });

  it('says what of the link it could not use, and puts the address bar right', () => {
    const { bar, state } = open({ search: '?runs=9000&epoch=3&__proto__=1&alphas=0,1' });
    expect(state().notices.map(({ name }) => name)).toEqual(['runs', 'epoch', '__proto__']);
    expect(state().experiment).toEqual({ ...defaultExperiment, alphas: [0, 1] });
    expect(bar.now).toBe('?alphas=0,1');
  });

  it('knows the teachers that this browser keeps', async () => {
    const saved = { id: 'saved-1', label: 'mine', dataset: 'insects', accuracy: 0.9, savedAt: 'today' };
    const { state, rest } = open({ answers: { 'saved-teachers': [saved] } });
    await rest();
    expect(state().savedTeachers).toEqual([saved]);
  });
});

describe('the form', () => {
  it('prepares once when it comes to rest, and keeps the address bar in step', async () => {
    const { actions, sent, rest, bar, state } = open();
    actions.setField('runs', 2);
    actions.setField('epochs', 3);
    expect(state()).toMatchObject({ phase: 'opening', experiment: { runs: 2, epochs: 3 } });
    await rest();
    expect(sent.slice(1)).toEqual([
      { type: 'prepare', experiment: { ...defaultExperiment, runs: 2, epochs: 3 } },
    ]);
    expect(bar.now).toBe('?runs=2&epochs=3');
    actions.setExperiment(defaultExperiment);
    await rest();
    expect(bar.now).toBe('');
  });

  it('does not take a value that the schema rejects, and says so', async () => {
    const { actions, sent, rest, state } = open();
    actions.setField('temperature', -1);
    await rest();
    expect(sent).toHaveLength(1);
    expect(state().experiment).toEqual(defaultExperiment);
    expect(state().notices).toMatchObject([{ name: 'temperature', given: '-1', used: '4' }]);
    actions.setField('temperature', 8);
    expect(state().notices).toEqual([]);
  });

  it('keeps the last results while it is edited, and is done again when it returns to them', async () => {
    const { actions, say, rest, state } = open({ search: smallLink });
    say(ready(smallExperiment));
    actions.run();
    say(...sweepReports(smallExperiment));
    expect(state()).toMatchObject({ phase: 'done', measured: smallExperiment });
    const longer = { ...smallExperiment, epochs: 9 };
    actions.setField('epochs', 9);
    await rest();
    say(ready(longer));
    expect(state()).toMatchObject({ phase: 'ready', measured: smallExperiment, experiment: longer });
    expect(state().runs).toHaveLength(4);
    actions.setField('epochs', 2);
    await rest();
    say(ready(smallExperiment));
    expect(state().phase).toBe('done');
  });

  it('can be edited during a sweep, and is prepared for after it', async () => {
    const { actions, say, rest, sentTypes, bar, state } = open({ search: smallLink });
    say(ready(smallExperiment));
    actions.run();
    say({ type: 'sweep-started', experiment: smallExperiment, total: 4 });
    actions.setField('epochs', 9);
    await rest();
    expect(state().phase).toBe('running');
    expect(bar.now).toContain('epochs=9');
    expect(sentTypes()).toEqual(['prepare', 'run']);
    say(...runReports(0, 1, 2), { type: 'sweep-ended', status: 'finished', seconds: 1 });
    expect(state()).toMatchObject({ phase: 'opening', measured: smallExperiment });
    await rest();
    expect(sentTypes()).toEqual(['prepare', 'run', 'prepare']);
  });
});

describe('a sweep', () => {
  it('is driven by its actions, each only where it makes sense', () => {
    const { actions, say, sentTypes, state } = open({ search: smallLink });
    say(ready(smallExperiment));
    actions.pause();
    actions.resume();
    actions.stop();
    actions.run();
    actions.run();
    expect(state().phase).toBe('running');
    say({ type: 'sweep-started', experiment: smallExperiment, total: 4 });
    actions.pause();
    say({ type: 'paused' });
    actions.stepEpoch();
    actions.resume();
    say({ type: 'resumed' });
    actions.stop();
    actions.stop();
    expect(state().phase).toBe('stopping');
    actions.trainTeacher();
    say({ type: 'sweep-ended', status: 'stopped', seconds: 1 });
    expect(state().phase).toBe('ready');
    expect(sentTypes()).toEqual(['prepare', 'run', 'pause', 'step-epoch', 'resume', 'stop']);
  });

  it('publishes a burst of reports at once and loses none', () => {
    const { lab, actions, say, state } = open({ search: smallLink });
    say(ready(smallExperiment));
    actions.run();
    let published = 0;
    lab.subscribe(() => {
      published++;
    });
    say(...sweepReports({ ...smallExperiment, epochs: 200 }));
    expect(published).toBe(1);
    expect(state().runs.map((run) => historyOf(run).length)).toEqual([200, 200, 200, 200]);
  });

  it('loses no report when an action publishes in the middle of a burst', () => {
    const { actions, say, whisper, state } = open({ search: smallLink });
    say(ready(smallExperiment));
    actions.run();
    whisper({ type: 'sweep-started', experiment: smallExperiment, total: 4 });
    whisper({ type: 'run-started', ...runNameOf(pointOf(0), 1), seed: 1 });
    expect(state().runs).toEqual([]);
    actions.dismissNotices();
    expect(state().runs).toHaveLength(1);
    say({ type: 'epoch', id: alphaRunId(0, 1), stage: 0, record: sampleEpoch(1) });
    expect(state().runs).toMatchObject([{ stages: [{ history: [{ epoch: 1 }] }] }]);
  });
});
