import { expect, it, vi } from 'vitest';
import { linkOf } from '../../spec/link.ts';
import { fragmentOf } from '../runs/resultsFragment.ts';
import type { Lab } from './labState.ts';
import { followLinkedResults } from './linkedResults.ts';
import { sampleRun, smallExperiment } from './sampleReports.ts';

it('opens results whose link is pasted where its settings are shown already', async () => {
  const runs = [sampleRun(0, 1, 2), sampleRun(1, 1, 2)];
  const fragment = fragmentOf(
    { runs, backend: 'wasm', validationImages: 40, teacherAccuracy: 0.9, seconds: 9 },
    smallExperiment,
  );
  const actions = { showShared: vi.fn(), addNotice: vi.fn() };
  const lab = { getState: () => ({ experiment: smallExperiment, actions }) as unknown as Lab };
  const location = { hash: '', search: linkOf(smallExperiment) } as Location;
  const page = Object.assign(new EventTarget(), { location });
  followLinkedResults(page as unknown as Window, lab);
  location.hash = '#results';
  page.dispatchEvent(new Event('hashchange'));
  location.hash = fragment ?? '';
  page.dispatchEvent(new Event('hashchange'));
  await vi.waitFor(() => expect(actions.showShared).toHaveBeenCalledTimes(1));
  expect(actions.showShared.mock.calls[0]?.[0]).toMatchObject({
    validationImages: 40,
    runs: [{ point: { alpha: 0 } }, { point: { alpha: 1 } }],
  });
  location.hash = '#results=1.broken';
  page.dispatchEvent(new Event('hashchange'));
  await vi.waitFor(() => expect(actions.addNotice).toHaveBeenCalledTimes(1));
});
