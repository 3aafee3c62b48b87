/**
 * What of the page is shown, as a store beside the lab's: it is in the link, but changes nothing that is measured.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type PageView, pageQueryOf, pageViewOf } from '../shared/pageView.ts';
import type { Notice } from '../shared/readExperiment.ts';
import type { PageAddress } from './address.ts';

export type PageViewState = PageView & {
  /** Of what the link asked for and did not get. */
  readonly notices: readonly Notice[];
  /** Changes a part and writes it into the address. */
  readonly show: (part: Partial<PageView>) => void;
};

export function createPageView(address: PageAddress): StoreApi<PageViewState> {
  const { pageView, notices } = pageViewOf(address.search());
  return createStore<PageViewState>((set, get) => ({
    ...pageView,
    notices,
    show(part) {
      set(part);
      address.replacePage(pageQueryOf(get()));
    },
  }));
}
