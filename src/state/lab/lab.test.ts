import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problem } from '../../lang/problem.ts';
import { inEnglish } from '../../lang/sentence.ts';
import type { Answers, Command, Question } from '../../protocol/protocol.ts';
import { historyOf } from '../../protocol/record.ts';
import { alphaRunId, runNameOf } from '../../protocol/runId.ts';
import type { SharedResults } from '../../protocol/sharedResults.ts';
import { defaultExperiment, type Experiment, fields } from '../../spec/experiment.ts';
import { linkOf } from '../../spec/link.ts';
import { pointOf } from '../../spec/point.ts';
import { freshTeacher } from '../../spec/teachers/moreTeachers.ts';
import type { Client, Report } from '../../worker/client.ts';
import { mapStore } from '../runs/mapStore.ts';
import { createSavedRuns, type SavedRuns } from '../runs/savedRuns.ts';
import { createLab, publishEvery, restBeforePreparing } from './lab.ts';
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

const dropped = 'folder-0123456789abcdef';
const linked = 'folder-fedcba9876543210';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Given {
  readonly search?: string;
  readonly savedRuns?: SavedRuns;
  readonly answers?: { readonly [Type in Question['type']]?: Answers[Type] };
  /** What is thrown instead of an answer. */
  readonly refusal?: () => Error | undefined;
}

function open(given: Given = {}) {
  const { search = '', savedRuns = createSavedRuns(mapStore(), () => 0), answers = {}, refusal } = given;
  const sent: Command[] = [];
  const asked: Question[] = [];
  let listener: (report: Report) => void = () => undefined;
  const client: Client = {
    send: (command) => sent.push(command),
    async ask<Q extends Question>(question: Q) {
      asked.push(question);
      const refused = refusal?.();
      if (refused) throw refused;
      const answer = answers[question.type];
      if (answer === undefined) throw problem('teacher-missing', 'There is none.', 'Train one.');
      return answer as Answers[Q['type']];
    },
    subscribe(given) {
      listener = given;
      return () => undefined;
    },
  };
  const bar = { now: search, results: true };
  const address = {
    search: () => bar.now,
    intend: () => undefined,
    replace(changed: string) {
      bar.now = changed;
    },
    dropResults() {
      bar.results = false;
    },
  };
  const lab = createLab({ client, savedRuns, address });
  const { actions } = lab.getState();
  const say = (...reports: readonly Report[]) => {
    for (const report of reports) listener(report);
    vi.advanceTimersByTime(publishEvery);
  };
  /** Says without waiting for publication. */
  const whisper = (report: Report) => listener(report);
  /** Long enough for the form to rest and for storage to answer. */
  const rest = () => vi.advanceTimersByTimeAsync(restBeforePreparing);
  const sentTypes = () => sent.map(({ type }) => type);
  return { lab, actions, say, whisper, rest, sent, sentTypes, asked, bar, state: lab.getState };
}

const ready = (experiment: Experiment): Report => ({ type: 'ready', experiment });
const smallLink = linkOf(smallExperiment);

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

describe('a teacher that is right no more often than chance', () => {
  it('fails runs of a sweep that has others, which a person may train all the same beside the finished ones', () => {
    const { actions, say, sent, state } = open({ search: smallLink });
    say(ready(smallExperiment));
    actions.run();
    const name = runNameOf(pointOf(1), 1);
    say(
      { type: 'sweep-started', experiment: smallExperiment, total: 4 },
      ...runReports(0, 1, 2),
      { type: 'run-started', ...name, seed: 1 },
      { type: 'run-ended', id: name.id, status: 'failed', problem: refused.problem },
      { type: 'sweep-ended', status: 'finished', seconds: 1 },
    );
    expect(state().runs.map(({ status }) => status)).toEqual(['finished', 'failed']);
    actions.runRefused();
    expect(sent.at(-1)).toMatchObject({ type: 'run', finished: [{ id: 'alpha=0#1' }], anyTeacher: true });
    say({ type: 'sweep-started', experiment: smallExperiment, total: 4 });
    expect(state().runs.map(({ id }) => id)).toEqual(['alpha=0#1']);
  });

  const refused = {
    type: 'problem',
    problem: { code: 'teacher-at-chance', what: 'It is right on 60 of 600.', fix: 'Choose another.' },
  } as const satisfies Report;
  const refusing: readonly Report[] = [
    { type: 'sweep-started', experiment: smallExperiment, total: 4 },
    { type: 'sweep-ended', status: 'failed', seconds: 1 },
    refused,
  ];

  it('stops the sweep, which a person may start all the same', () => {
    const { actions, say, sent, state } = open({ search: smallLink });
    say(ready(smallExperiment));
    actions.run();
    say(...refusing);
    expect(state()).toMatchObject({ phase: 'blocked', problem: { code: 'teacher-at-chance' }, runs: [] });
    actions.runFromAnyTeacher();
    expect(sent.at(-1)).toEqual({
      ...{ type: 'run', experiment: smallExperiment, finished: [], anyTeacher: true },
    });
    expect(state()).toMatchObject({ phase: 'running', problem: undefined });
  });

  it('leaves the lab ready for another one', () => {
    const { actions, say, sent, state } = open({ search: smallLink });
    say(ready(smallExperiment));
    actions.run();
    say(...refusing);
    actions.dismissProblem();
    expect(sent.at(-1)).toMatchObject({ type: 'prepare' });
    say(ready(smallExperiment));
    expect(state()).toMatchObject({ phase: 'ready', problem: undefined });
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

describe('a dataset link', () => {
  const experiment = { ...defaultExperiment, dataset: linked };
  const missing: Report = { type: 'problem', problem: sampleProblem('dataset-missing') };

  it('is blocked until the right folder is dropped', () => {
    const { actions, say, sent, bar, state } = open({ search: `?dataset=${linked}` });
    say(missing);
    expect(state()).toMatchObject({ phase: 'blocked', experiment, problem: { code: 'dataset-missing' } });
    actions.loadFolder('bees', []);
    expect(sent.at(-1)).toEqual({ type: 'load-folder', label: 'bees', files: [], experiment });
    say({ type: 'dataset', dataset: sampleDataset(linked) }, ready(experiment));
    expect(state()).toMatchObject({ phase: 'ready', problem: undefined, notices: [], experiment });
    expect(bar.now).toBe(`?dataset=${linked}`);
  });

  it('says so when another folder is dropped, and takes that one', async () => {
    const { actions, say, rest, bar, state } = open({ search: `?dataset=${linked}` });
    say(missing);
    actions.loadFolder('ants', []);
    const taken = { ...experiment, dataset: dropped };
    say({ type: 'dataset', dataset: sampleDataset(dropped) }, ready(taken));
    expect(state()).toMatchObject({ phase: 'ready', experiment: taken });
    expect(state().notices).toMatchObject([{ name: 'dataset', given: dropped }]);
    expect(inEnglish(state().notices[0]?.allowed ?? '')).toContain(linked);
    await rest();
    expect(bar.now).toBe(`?dataset=${dropped}`);
  });

  it('takes a folder dropped on the built-in dataset without a word', async () => {
    const { actions, say, rest, bar, state } = open();
    say(ready(defaultExperiment));
    actions.loadFolder('ants', []);
    expect(state().phase).toBe('ready');
    say({ type: 'dataset', dataset: sampleDataset(dropped) });
    expect(state()).toMatchObject({ phase: 'opening', notices: [], experiment: { dataset: dropped } });
    await rest();
    expect(bar.now).toBe(`?dataset=${dropped}`);
  });

  it('reads a folder again where a setting was changed while it was read', async () => {
    const { actions, say, rest, sent, state } = open();
    say(ready(defaultExperiment));
    actions.loadFolder('ants', []);
    actions.setField('epochs', 3);
    await rest();
    expect(sent.at(-1)).toMatchObject({ type: 'load-folder', label: 'ants', experiment: { epochs: 3 } });
    say({ type: 'dataset', dataset: sampleDataset(dropped) });
    await rest();
    expect(sent.at(-1)).toMatchObject({ type: 'prepare', experiment: { epochs: 3, dataset: dropped } });
    expect(state().experiment).toMatchObject({ epochs: 3, dataset: dropped });
  });

  it('does not take a dataset that nobody dropped', () => {
    const { say, state } = open();
    say({ type: 'dataset', dataset: sampleDataset(dropped) });
    expect(state().experiment.dataset).toBe('insects');
  });

  it('waits until nothing is trained', () => {
    const { actions, say, sentTypes, state } = open();
    say(ready(defaultExperiment));
    actions.run();
    actions.loadFolder('ants', []);
    expect(sentTypes()).toEqual(['prepare', 'run']);
    expect(state().notices).toMatchObject([{ name: 'dataset', given: 'ants' }]);
  });

  it('tries again when its problem is dismissed', () => {
    const { actions, say, sentTypes, state } = open({ search: `?dataset=${linked}` });
    say(missing);
    actions.dismissProblem();
    expect(state()).toMatchObject({ phase: 'opening', problem: undefined });
    expect(sentTypes()).toEqual(['prepare', 'prepare']);
  });

  it('starts again after the GPU was lost, at rest and after a sweep that it ended', () => {
    const { actions, say, sentTypes, state } = open();
    const lost = {
      type: 'problem',
      problem: problem('device-lost', 'The GPU went.', 'Start again.').problem,
    } as const;
    say(ready(defaultExperiment), lost, { type: 'backend-closed' });
    actions.startAgain();
    expect(state()).toMatchObject({ phase: 'opening', problem: undefined });
    say(ready(defaultExperiment));
    actions.run();
    say(lost, { type: 'backend-closed' }, { type: 'sweep-ended', status: 'stopped', seconds: 1 });
    expect(state().phase).toBe('blocked');
    actions.startAgain();
    expect(state()).toMatchObject({ phase: 'opening', problem: undefined });
    say(ready(defaultExperiment));
    expect(state().phase).toBe('ready');
    expect(sentTypes()).toEqual(['prepare', 'prepare', 'run', 'prepare']);
  });
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

describe('teachers', () => {
  const given = (path: string) => ({ path, blob: new Blob() });
  const ofFile = { ...sampleTeacher, source: 'file', id: 'file' } as const;

  it('come from a file, which the experiment then names', async () => {
    const teacher = { ...sampleTeacher, source: 'file', id: 'file' } as const;
    const { actions, rest, sent, state } = open({ answers: { 'use-teacher-file': teacher } });
    await actions.useTeacherFiles([given('teacher.safetensors')]);
    expect(state()).toMatchObject({ teacher, experiment: { teacher: 'file' } });
    await rest();
    expect(sent.at(-1)).toMatchObject({ type: 'prepare', experiment: { teacher: 'file' } });
  });

  it('beside the first come from files too, each at its place', async () => {
    const { actions, asked, state } = open({ answers: { 'use-teacher-file': ofFile } });
    const [cnn, mlp] = ['cnn', 'mlp'].map((teacher) => ({ ...freshTeacher(fields), teacher }));
    if (!cnn || !mlp) throw new Error('two teachers');
    actions.setField('moreTeachers', [cnn, mlp]);
    const { teacher } = state();
    await actions.useTeacherFiles([given('second.safetensors')], 2);
    expect(asked.at(-1)).toMatchObject({ type: 'use-teacher-file', name: 'second.safetensors', place: 2 });
    expect(state().experiment.moreTeachers).toEqual([cnn, { ...mlp, teacher: 'file' }]);
    // What is said of the first teacher stays.
    expect(state()).toMatchObject({ teacher, experiment: { teacher: defaultExperiment.teacher } });
  });

  it('that are refused become a problem and change nothing', async () => {
    const { actions, state } = open();
    await actions.useTeacherFiles([given('teacher.safetensors')]);
    expect(state()).toMatchObject({ problem: { code: 'teacher-missing' }, experiment: defaultExperiment });
  });

  it('are one file, the parts of a model, or an address', async () => {
    const { actions, asked } = open();
    const parts = [given('net/weights.bin'), given('net/model.json')];
    await actions.useTeacherFiles([]);
    await actions.useTeacherFiles([given('hub/net.onnx')]);
    await actions.useTeacherFiles(parts);
    await actions.useTeacherFiles([given('model.json')]);
    await actions.useTeacherUrl('https://a.example/model.json');
    expect(asked.filter(({ type }) => type.startsWith('use-'))).toMatchObject([
      { type: 'use-teacher-file', name: 'net.onnx' },
      { type: 'use-teacher-model', model: { name: 'model.json', files: parts } },
      { type: 'use-teacher-model', model: { name: 'model.json' } },
      { type: 'use-teacher-model', model: { url: 'https://a.example/model.json' } },
    ]);
  });

  it('that are refused for their head can be opened again without it', async () => {
    let refusing = true;
    const { actions, asked, state } = open({
      answers: { 'use-teacher-file': ofFile },
      refusal: () =>
        refusing ? problem('teacher-head', 'It tells 10 classes apart.', 'Load less.') : undefined,
    });
    await actions.useTeacherFiles([given('ten.pth')]);
    expect(state()).toMatchObject({
      ...{ problem: { code: 'teacher-head' }, offeredTeacher: { name: 'ten.pth' } },
      experiment: { teacher: 'auto', teacherHead: 'keep' },
    });
    refusing = false;
    await actions.useTeacherWithoutHead();
    expect(asked.at(-1)).toMatchObject({ name: 'ten.pth', experiment: { teacherHead: 'new' } });
    expect(state()).toMatchObject({ experiment: { teacher: 'file', teacherHead: 'new' }, teacher: ofFile });
    expect(state().offeredTeacher).toBeUndefined();
    expect(state().problem).toBeUndefined();
  });

  it('are forgotten with the problem, and a teacher that is open already only loses its head', async () => {
    const { actions, asked, state } = open({
      refusal: () => problem('teacher-head', 'It tells 10 classes apart.', 'Load less.'),
    });
    await actions.useTeacherFiles([given('ten.pth')]);
    actions.dismissProblem();
    expect(state().offeredTeacher).toBeUndefined();
    const before = asked.length;
    await actions.useTeacherWithoutHead();
    expect(asked).toHaveLength(before);
    expect(state().experiment.teacherHead).toBe('new');
  });

  it('are forgotten when a sweep begins: what is said of its teacher is not said of them', async () => {
    let refusing = false;
    const { actions, asked, say, state } = open({
      answers: { 'use-teacher-file': ofFile },
      refusal: () =>
        refusing ? problem('teacher-head', 'It tells 10 classes apart.', 'Load less.') : undefined,
    });
    await actions.useTeacherFiles([given('in-use.pth')]);
    say(ready(state().experiment));
    refusing = true;
    await actions.useTeacherFiles([given('refused.pth')]);
    refusing = false;
    actions.run();
    say(
      { type: 'sweep-ended', status: 'failed', seconds: 1 },
      {
        type: 'problem',
        problem: problem('teacher-at-chance', 'It is right on 60 of 600.', 'Choose.').problem,
      },
    );
    const before = asked.length;
    await actions.useTeacherWithoutHead();
    expect(asked.slice(before)).toEqual([]);
    expect(state().experiment).toMatchObject({ teacher: 'file', teacherHead: 'new' });
  });

  it('wait for the folder that was given with them', async () => {
    const { actions, asked, say, rest } = open({ answers: { 'use-teacher-file': ofFile } });
    const teachers = () => asked.filter(({ type }) => type === 'use-teacher-file');
    actions.loadFolder('pets', []);
    const opening = actions.useTeacherFiles([given('ten.pth')]);
    await rest();
    expect(teachers()).toEqual([]);
    say({ type: 'dataset', dataset: sampleDataset(dropped) });
    await opening;
    expect(teachers()).toMatchObject([{ experiment: { dataset: dropped } }]);

    actions.loadFolder('empty', []);
    const other = actions.useTeacherFiles([given('ten.pth')]);
    say({ type: 'problem', problem: sampleProblem('folder-empty') });
    await other;
    expect(teachers()).toHaveLength(1);
    // A folder that was refused is waited for no longer.
    await actions.useTeacherFiles([given('ten.pth')]);
    expect(teachers()).toHaveLength(2);
  });

  it.each(['before', 'after'])(
    'that are refused %s their folder was prepared stay refused when it is again',
    async (when) => {
      const refusal = () => problem('teacher-head', 'It tells 10 classes apart.', 'Load all but the head.');
      const { actions, say, rest, state } = open({ refusal });
      actions.loadFolder('pets', []);
      const opening = actions.useTeacherFiles([given('ten.pth')]);
      say({ type: 'dataset', dataset: sampleDataset(dropped) });
      // With the folder, which the form names by now too; the form has not rested yet.
      if (when === 'after') say(ready(state().experiment));
      await opening;
      expect(state()).toMatchObject({ problem: { code: 'teacher-head' } });
      await rest();
      say(ready(state().experiment));
      expect(state()).toMatchObject({ phase: 'ready', problem: { code: 'teacher-head' } });
      expect(state().offeredTeacher).toBeDefined();
      // Later news is of something else.
      actions.setField('epochs', 3);
      await rest();
      say(ready(state().experiment));
      expect(state().problem).toBeUndefined();
    },
  );

  it('are saved, and forgotten also by the experiment that names them', async () => {
    const saved = { id: 'saved-1', label: 'mine', dataset: 'insects', accuracy: 0.9, savedAt: 'today' };
    const { actions, state } = open({ answers: { 'save-teacher': saved, 'forget-teacher': [] } });
    await actions.saveTeacher('mine');
    expect(state().savedTeachers).toEqual([saved]);
    actions.setField('teacher', 'saved-1');
    await actions.forgetTeacher('saved-1');
    expect(state()).toMatchObject({ savedTeachers: [], experiment: { teacher: 'auto' } });
  });

  it('are trained on request, and can be stopped', () => {
    const { actions, say, sentTypes, state } = open();
    say(ready(defaultExperiment));
    actions.trainTeacher();
    // What was being prepared when the teacher's turn was asked for says nothing about the training.
    say(ready(defaultExperiment));
    expect(state().phase).toBe('training-teacher');
    actions.stop();
    say({ type: 'ready', experiment: defaultExperiment, trained: true });
    expect(state().phase).toBe('ready');
    expect(sentTypes()).toEqual(['prepare', 'train-teacher', 'stop']);
  });
});

describe('a student’s file', () => {
  it('says what the student is', async () => {
    const card = { ...sampleTeacher, name: 'resnet18', label: 'ResNet-18', width: 0.5 } as const;
    const { actions, rest, sent, state } = open({ answers: { 'use-student-file': card } });
    await actions.useStudentFile(new File([], 'resnet18.pth'));
    const settings = { student: 'resnet18', studentWidth: 0.5, studentStart: 'file' };
    expect(state()).toMatchObject({ experiment: settings, studentFile: 'resnet18.pth' });
    await rest();
    expect(sent.at(-1)).toMatchObject({ type: 'prepare', experiment: settings });
  });

  it('that is refused changes nothing', async () => {
    const { actions, state } = open();
    await actions.useStudentFile(new File([], 'notes.bin'));
    expect(state()).toMatchObject({ experiment: defaultExperiment, problem: { code: 'teacher-missing' } });
    expect(state().studentFile).toBeUndefined();
  });

  it('may be another one at the next visit, so its sweep is not gone on with', async () => {
    const savedRuns = createSavedRuns(mapStore(), () => 0);
    const experiment: Experiment = { ...smallExperiment, studentStart: 'file' };
    await savedRuns.add(experiment, sampleRun(0, 1, 2));
    const { rest, state } = open({ search: linkOf(experiment), savedRuns });
    await rest();
    expect(state().unfinished).toBeUndefined();
  });
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
