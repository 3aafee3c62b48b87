/**
 * What of the page is shown, as a store beside the lab's: it is in the link, but changes nothing that is measured.
 *
 * Another view, lesson or presenting begins an entry in the history. A lesson brings its own experiment, so what the visitor
 * had before it is kept aside with the entry, and leaving the lesson restores it.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { splitQuery } from '../../spec/link.ts';
import { type HideName, type PageView, pageQueryOf, pageViewOf } from '../../spec/pageView.ts';
import type { Notice } from '../../spec/readExperiment.ts';
import type { Entry, PageAddress } from '../address.ts';

export type PageViewState = PageView & {
  /** Of what the link asked for and did not get. */
  readonly notices: readonly Notice[];
  /** Whether what the link hides is in sight for a while; the link goes on hiding it. */
  readonly revealed: boolean;
  readonly reveal: (revealed: boolean) => void;
  /** Changes a part and writes it into the address; another view, lesson or presenting as an entry of its own. */
  readonly show: (part: Partial<PageView>) => void;
  /** Turns to a view that belongs to what is shown, as a lesson's next step does: Back passes over it. */
  readonly turnTo: (view: PageView['view']) => void;
};

/** @param restore puts the experiment and what is shown of it as an entry has them. */
export function createPageView(
  address: PageAddress,
  restore: (entry: Entry) => void,
): StoreApi<PageViewState> {
  const { pageView, notices } = pageViewOf(address.search());
  const store = createStore<PageViewState>((set, get) => {
    const leaveLesson = (part: Partial<PageView>, aside: Entry) => {
      const { view } = pageViewOf(aside.search).pageView;
      const { experiment } = splitQuery(aside.search);
      const next = { view, ...part };
      address.push({
        page: pageQueryOf({ ...get(), ...next }),
        ...{ experiment, hash: aside.hash, aside: undefined },
      });
      restore(aside);
      set(next);
    };
    return {
      ...pageView,
      notices,
      revealed: false,
      reveal: (revealed) => set({ revealed }),
      show(part) {
        const before = get();
        const next = { ...before, ...part };
        const aside = address.aside();
        if (before.lesson && !next.lesson && aside) return leaveLesson(part, aside);
        if (isSameEntry(before, next)) address.replacePage(pageQueryOf(next));
        else {
          // From one lesson to the next, what was before the first stays aside.
          const had = before.lesson ? aside : address.entry();
          address.push({ page: pageQueryOf(next), aside: next.lesson ? had : undefined });
        }
        set(part);
      },
      turnTo(view) {
        set({ view });
        address.replacePage(pageQueryOf(get()));
      },
    };
  });
  address.onTravel(() => {
    const search = address.search();
    // The results that the entry's fragment may bring are opened by the change of the fragment.
    restore({ search, hash: '' });
    const { lang } = store.getState();
    store.setState({ ...pageViewOf(search).pageView, lang });
    address.replacePage(pageQueryOf(store.getState()));
  });
  return store;
}

function isSameEntry(a: PageView, b: PageView): boolean {
  return a.view === b.view && a.lesson === b.lesson && a.present === b.present;
}

const nothing: readonly HideName[] = [];

/** What the link hides, unless it is shown for a while. */
export const outOfSight = ({ hide, revealed }: PageViewState): readonly HideName[] =>
  revealed ? nothing : hide;
