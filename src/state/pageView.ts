/**
 * What of the page is shown, as a store beside the lab's: it is in the link, but changes nothing that is measured.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type HideName, type PageView, pageQueryOf, pageViewOf } from '../shared/pageView.ts';
import type { Notice } from '../shared/readExperiment.ts';
import type { PageAddress } from './address.ts';

export type PageViewState = PageView & {
  /** Of what the link asked for and did not get. */
  readonly notices: readonly Notice[];
  /** Whether what the link hides is in sight for a while; the link goes on hiding it. */
  readonly revealed: boolean;
  readonly reveal: (revealed: boolean) => void;
  /** Changes a part and writes it into the address. */
  readonly show: (part: Partial<PageView>) => void;
};

export function createPageView(address: PageAddress): StoreApi<PageViewState> {
  const { pageView, notices } = pageViewOf(address.search());
  return createStore<PageViewState>((set, get) => ({
    ...pageView,
    notices,
    revealed: false,
    reveal: (revealed) => set({ revealed }),
    show(part) {
      set(part);
      address.replacePage(pageQueryOf(get()));
    },
  }));
}

const nothing: readonly HideName[] = [];

/** What the link hides, unless it is shown for a while. */
export const outOfSight = ({ hide, revealed }: PageViewState): readonly HideName[] =>
  revealed ? nothing : hide;
