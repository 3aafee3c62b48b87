import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problem } from '../../lang/problem.ts';
import { inEnglish } from '../../lang/sentence.ts';
import { defaultExperiment } from '../../spec/experiment.ts';
import type { Report } from '../../worker/client.ts';
import { dropped, linked, open, ready } from './labForTests.ts';
import { sampleDataset, sampleProblem } from './sampleReports.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
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

  it('takes a folder to distil on beside the dataset, and says where the link was made on others', () => {
    const [mine, theirs] = ['images-0123456789abcdef', 'images-fedcba9876543210'];
    const { actions, say, sent, bar, state } = open({ search: `?distilOn=other&distilImages=${theirs}` });
    const { experiment } = state();
    say(missing);
    actions.loadFolder('bees', [], undefined, true);
    expect(sent.at(-1)).toEqual({
      type: 'load-folder',
      label: 'bees',
      files: [],
      toDistilOn: true,
      experiment,
    });
    const taken = { ...experiment, distilImages: mine };
    say({ type: 'dataset', dataset: { ...sampleDataset('insects'), distilImages: mine } }, ready(taken));
    expect(state()).toMatchObject({ phase: 'ready', experiment: taken });
    expect(state().notices).toMatchObject([{ name: 'distilImages', given: mine }]);
    expect(bar.now).toContain(`distilImages=${mine}`);
    // With other images asked for, or of another dataset, whatever is there is meant.
    actions.setField('distilOn', 'unlabelled');
    expect(state().experiment.distilImages).toBe('none');
  });

  it('names a folder’s own images without labels once they are open and seen', () => {
    const distilImages = 'images-0123456789abcdef';
    const { say, state } = open({ search: `?dataset=${linked}&distilOn=with-unlabelled` });
    say({ type: 'dataset', dataset: { ...sampleDataset(linked), distilImages } });
    expect(state().experiment).toMatchObject({ dataset: linked, distilImages });
    const other = open({ search: `?dataset=${linked}` });
    other.say({ type: 'dataset', dataset: { ...sampleDataset(linked), distilImages } });
    expect(other.state().experiment.distilImages).toBe('none');
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
