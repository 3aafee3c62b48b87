/**
 * Results that came with the link. Most links have none, so what reads them is loaded for those that have.
 */
import type { StoreApi } from 'zustand/vanilla';
import { experimentOf } from '../../spec/link.ts';
import type { Entry } from '../address.ts';
import type { Lab } from './labState.ts';

/** Such a link may also be opened where its settings are shown already, and then only the fragment changes. */
export function followLinkedResults(
  page: Pick<Window, 'addEventListener' | 'location'>,
  lab: Pick<StoreApi<Lab>, 'getState'>,
) {
  page.addEventListener('hashchange', () => {
    void openLinkedResults(lab, page.location.hash);
  });
}

/** @param fragment of the link as it was opened, with its `#`. */
export async function openLinkedResults(lab: Pick<StoreApi<Lab>, 'getState'>, fragment: string) {
  if (!fragment.startsWith('#results=')) return;
  const { experiment, actions } = lab.getState();
  const { resultsOf } = await import('../runs/resultsFragment.ts');
  const found = resultsOf(fragment, experiment);
  if (found && 'shared' in found) actions.showShared(found.shared);
  else if (found) actions.addNotice(found.notice);
}

/** Puts the lab as an entry of the history has it: its experiment, and the results that its fragment brings. */
export function restoreIn(lab: Pick<StoreApi<Lab>, 'getState'>): (entry: Entry) => void {
  return ({ search, hash }) => {
    lab.getState().actions.restoreExperiment(experimentOf(search).experiment);
    void openLinkedResults(lab, hash);
  };
}
