import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problem } from '../../lang/problem.ts';
import type { Command } from '../../protocol/protocol.ts';
import type { SharedResults } from '../../protocol/sharedResults.ts';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { linkOf } from '../../spec/link.ts';
import type { Client, Report } from '../../worker/client.ts';
import { addressOf } from '../address.ts';
import { createLab, publishEvery, restBeforePreparing } from '../lab/lab.ts';
import { openLinkedResults, restoreIn } from '../lab/linkedResults.ts';
import { runReports, sampleRun, smallExperiment, sweepReports } from '../lab/sampleReports.ts';
import { mapStore } from '../runs/mapStore.ts';
import { fragmentOf } from '../runs/resultsFragment.ts';
import { createSavedRuns, type SavedRuns } from '../runs/savedRuns.ts';
import { type FakeBrowser, fakeBrowser } from './fakeBrowser.ts';
import { createPageView } from './pageView.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The page as it boots, with a worker that is always ready at once. */
function open(browser: FakeBrowser, savedRuns: SavedRuns = createSavedRuns(mapStore(), () => 0)) {
  const sent: Command[] = [];
  let listener: (report: Report) => void = () => undefined;
  const client: Client = {
    send(command) {
      sent.push(command);
      if (command.type === 'prepare') listener({ type: 'ready', experiment: command.experiment });
    },
    ask: () => Promise.reject(problem('teacher-missing', 'There is none.', 'Train one.')),
    subscribe(given) {
      listener = given;
      return () => undefined;
    },
  };
  const address = addressOf(browser.page);
  const lab = createLab({ client, savedRuns, address });
  const page = createPageView(address, restoreIn(lab));
  const rest = () => vi.advanceTimersByTimeAsync(restBeforePreparing + publishEvery);
  const say = async (...reports: readonly Report[]) => {
    for (const report of reports) listener(report);
    await rest();
  };
  /** As a lesson's step does. */
  const enterStep = async (experiment: Experiment) => {
    page.getState().turnTo('bench');
    lab.getState().actions.openExperiment(experiment);
    await rest();
  };
  const { actions } = lab.getState();
  const { show } = page.getState();
  return { lab: lab.getState, page: page.getState, actions, show, rest, say, sent, enterStep };
}

const own = smallExperiment;
const ownLink = linkOf(own);
const taught: Experiment = { ...defaultExperiment, alphas: [0], runs: 5 };
const taughtToo: Experiment = { ...taught, temperature: 9 };

describe('Back and Forward', () => {
  it('go through views, each with its settings, and begin no entry for a setting', async () => {
    const browser = fakeBrowser(ownLink);
    const { lab, page, actions, show, rest } = open(browser);
    await rest();
    show({ view: 'data' });
    actions.setField('epochs', 9);
    await rest();
    show({ view: 'data' });
    show({ hide: ['form'] });
    expect(browser.entries()).toBe(2);
    show({ view: 'temperature' });
    show({ present: true });
    expect(browser.entries()).toBe(4);
    browser.go(-2);
    expect(page()).toMatchObject({ view: 'data', present: false, hide: ['form'] });
    expect(lab().experiment.epochs).toBe(9);
    browser.go(-1);
    await rest();
    expect(page()).toMatchObject({ view: 'bench', hide: [] });
    expect(lab().experiment).toEqual(own);
    expect(browser.shown()).toBe(ownLink);
    browser.go(3);
    await rest();
    expect(page()).toMatchObject({ view: 'temperature', present: true });
    expect(lab().experiment.epochs).toBe(9);
  });

  it('find what was set in the moment before', async () => {
    const browser = fakeBrowser(ownLink);
    const { lab, actions, show, rest } = open(browser);
    await rest();
    actions.setField('temperature', 7);
    show({ view: 'data' });
    browser.go(-1);
    await rest();
    expect(lab().experiment.temperature).toBe(7);
  });

  it('leave results on the page that came meanwhile, and train nothing', async () => {
    const browser = fakeBrowser(ownLink);
    const { lab, actions, show, say, sent } = open(browser);
    actions.run();
    await say({ type: 'sweep-started', experiment: own, total: 4 }, ...runReports(0, 1, 2));
    show({ view: 'temperature' });
    await say(...sweepReports(own).slice(1));
    browser.go(-1);
    await say();
    expect(lab()).toMatchObject({ phase: 'done', measured: own });
    expect(lab().runs).toHaveLength(4);
    // Nor does an edit that Back takes back clear what is shown beside it.
    actions.setField('epochs', 9);
    await say();
    show({ view: 'data' });
    actions.setField('epochs', 11);
    await say();
    browser.go(-1);
    await say();
    expect(lab()).toMatchObject({ measured: own, experiment: { epochs: 9 } });
    expect(sent.filter(({ type }) => type === 'run')).toHaveLength(1);
  });

  it('do not disturb what is being trained', async () => {
    const browser = fakeBrowser(ownLink);
    const { lab, page, actions, show, say, sent } = open(browser);
    show({ view: 'data' });
    actions.setField('epochs', 9);
    await say();
    const experiment = { ...own, epochs: 9 };
    actions.run();
    await say({ type: 'sweep-started', experiment, total: 4 }, ...runReports(0, 1, 9));
    browser.go(-1);
    await say();
    expect(page().view).toBe('bench');
    expect(lab()).toMatchObject({ phase: 'running', measured: experiment, experiment: own });
    expect(sent.map(({ type }) => type)).not.toContain('stop');
    await say(...runReports(1, 1, 9));
    expect(lab().runs).toHaveLength(2);
  });

  it('lead back from a kept sweep that was opened', async () => {
    const browser = fakeBrowser(ownLink);
    const { lab, page, actions, show, say } = open(browser);
    await say(...sweepReports(own));
    const { runs } = lab();
    show({ view: 'runs' });
    show({ view: 'bench' });
    actions.showKept(taught, [sampleRun(0, 1, 12)], {});
    await say();
    browser.go(-1);
    await say();
    expect(page().view).toBe('runs');
    expect(lab()).toMatchObject({ experiment: own, measured: own, phase: 'done' });
    expect(lab().runs).toEqual(runs);
    browser.go(1);
    await say();
    expect(lab()).toMatchObject({ experiment: taught, runs: [{ id: 'alpha=0#1' }] });
  });
});

describe('a lesson', () => {
  it('gives back the experiment, its results and the view, and says so in the address', async () => {
    const browser = fakeBrowser(`${ownLink}&view=lessons`);
    const { lab, page, show, say, enterStep } = open(browser);
    await say(...sweepReports(own));
    const { runs, measuredOn, seconds } = lab();
    show({ lesson: 'alpha' });
    await enterStep(taught);
    expect(lab()).toMatchObject({ experiment: taught, runs: [] });
    expect(browser.shown()).toBe(`${linkOf(taught)}&lesson=alpha`);
    show({ lesson: undefined });
    await say();
    expect(page()).toMatchObject({ lesson: undefined, view: 'lessons' });
    expect(lab()).toMatchObject({ experiment: own, measured: own, phase: 'done', measuredOn, seconds });
    expect(lab().runs).toEqual(runs);
    expect(browser.shown()).toBe(`${ownLink}&view=lessons`);
    // Back into the lesson, and out again.
    browser.go(-1);
    await say();
    expect(page().lesson).toBe('alpha');
    expect(lab().experiment).toEqual(taught);
    browser.go(-1);
    await say();
    expect(page()).toMatchObject({ lesson: undefined, view: 'lessons' });
    expect(lab()).toMatchObject({ experiment: own, measured: own });
    expect(browser.entries()).toBe(3);
  });

  it('gives it back after a reload in it, and from the lesson that came after it', async () => {
    const savedRuns = createSavedRuns(mapStore(), () => 0);
    const browser = fakeBrowser(ownLink);
    const first = open(browser, savedRuns);
    await first.say(...sweepReports(own));
    first.show({ lesson: 'alpha' });
    await first.enterStep(taught);
    first.show({ view: 'lessons' });
    first.show({ lesson: 'gap' });
    await first.enterStep(taughtToo);
    browser.reload();
    const second = open(browser, savedRuns);
    await second.rest();
    expect(second.lab().experiment).toEqual(taughtToo);
    second.show({ lesson: undefined, view: 'lessons' });
    await second.rest();
    await second.rest();
    expect(second.page()).toMatchObject({ lesson: undefined, view: 'lessons' });
    expect(second.lab()).toMatchObject({ experiment: own, measured: own, phase: 'done' });
    expect(second.lab().runs).toHaveLength(4);
    expect(browser.shown()).toBe(`${ownLink}&view=lessons`);
  });

  it('that is opened by its link has nothing to give back', async () => {
    const browser = fakeBrowser('?lesson=alpha');
    const { lab, page, show, enterStep } = open(browser);
    await enterStep(taught);
    show({ lesson: 'gap' });
    await enterStep(taughtToo);
    show({ lesson: undefined });
    expect(page().lesson).toBeUndefined();
    expect(lab().experiment).toEqual(taughtToo);
    expect(browser.shown()).toBe(linkOf(taughtToo));
  });

  it('gives back results that came with the link, also after a reload', async () => {
    const shared: SharedResults = {
      runs: [sampleRun(0, 1, 2), sampleRun(1, 1, 2)],
      ...{ backend: 'wasm', validationImages: 40, teacherAccuracy: 0.9, seconds: 9, stride: 1 },
    };
    const fragment = fragmentOf(shared, own) ?? '';
    const browser = fakeBrowser(`${ownLink}${fragment}`);
    const first = open(browser);
    await openLinkedResults({ getState: first.lab }, fragment);
    first.show({ lesson: 'alpha' });
    await first.enterStep(taught);
    expect(first.lab().shared).toBeUndefined();
    expect(browser.shown()).not.toContain('#results');
    browser.reload();
    const second = open(browser);
    await second.rest();
    second.show({ lesson: undefined });
    await vi.waitFor(() => expect(second.lab().shared?.runs).toHaveLength(2));
    expect(second.lab()).toMatchObject({ experiment: own, measured: own });
    expect(browser.shown()).toBe(`${ownLink}${fragment}`);
  });

  it('that is left while it trains gives the form back, and the training goes on', async () => {
    const browser = fakeBrowser(ownLink);
    const { lab, actions, show, say, enterStep } = open(browser);
    await say();
    show({ lesson: 'alpha' });
    await enterStep(taught);
    actions.run();
    await say({ type: 'sweep-started', experiment: taught, total: 5 });
    show({ lesson: undefined });
    await say();
    expect(lab()).toMatchObject({ experiment: own, measured: taught, phase: 'running' });
    expect(browser.shown()).toBe(ownLink);
  });

  it('that is left while it trains gives the results back when that has ended', async () => {
    const browser = fakeBrowser(ownLink);
    const { lab, actions, show, say, enterStep } = open(browser);
    await say(...sweepReports(own));
    const { runs, seconds } = lab();
    show({ lesson: 'alpha' });
    await enterStep(taught);
    actions.run();
    await say({ type: 'sweep-started', experiment: taught, total: 5 }, ...runReports(0, 1, 2));
    show({ lesson: undefined });
    await say();
    expect(lab()).toMatchObject({ experiment: own, measured: taught, phase: 'running' });
    await say({ type: 'sweep-ended', status: 'finished', seconds: 3 });
    expect(lab()).toMatchObject({ experiment: own, measured: own, phase: 'done', runs, seconds });
    browser.go(-1);
    await say();
    expect(lab()).toMatchObject({ experiment: taught, measured: taught });
    expect(lab().runs).toHaveLength(1);
  });
});
