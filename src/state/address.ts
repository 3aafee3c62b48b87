/**
 * The address bar and the history of the tab, as much of them as the lab uses. The query has two owners, who write without
 * disturbing each other: the experiment, and what of the page is shown.
 *
 * Another view, a lesson, presenting and a kept sweep that is opened are entries of their own in the history; settings
 * change the entry that is there.
 */
import { experimentOf, linkOf, splitQuery } from '../spec/link.ts';

export interface Address {
  /** The query with its `?`, or ''. */
  search(): string;
  /** What the experiment's part will be replaced with when the form rests, or before another entry is begun. */
  intend(search: string): void;
  /** Puts `search` in place of the experiment's part of the query, without a new entry in the history. */
  replace(search: string): void;
  /** Takes results that came with the link out of it, without a new entry in the history. */
  dropResults(): void;
}

/** An entry of the history as a link: the query with its `?`, or '', and what follows it. */
export interface Entry {
  readonly search: string;
  readonly hash: string;
}

export interface NewEntry {
  /** The page's part of the query, without `?`. */
  readonly page: string;
  /** Without `?`; as in the entry before unless given. */
  readonly experiment?: string;
  /** As in the entry before unless given. */
  readonly hash?: string;
  /** What the visitor had before the lesson that the entry shows. */
  readonly aside: Entry | undefined;
}

export interface PageAddress {
  search(): string;
  /** Puts `query` (without `?`) in place of the page's part, without a new entry in the history. */
  replacePage(query: string): void;
  push(entry: NewEntry): void;
  /** The entry that is shown, with the experiment as it is now. */
  entry(): Entry;
  /** What the entry that is shown has aside; it lasts over a reload, and a link that is opened has nothing. */
  aside(): Entry | undefined;
  /** Calls `listener` when the visitor has gone to another entry of this page by Back or Forward. */
  onTravel(listener: () => void): void;
}

type Browser = Pick<Window, 'location' | 'history' | 'addEventListener'>;

/** A browser refuses too many changes in a row (Safari: 100 in 30 s); the next one that it takes is up to date. */
export function addressOf(browser: Browser): Address & PageAddress {
  const { location, history } = browser;
  let aside = asideIn(history.state);
  let intended: string | undefined;
  /** Results of a link belong to the settings beside them, however these are spelt, and go when those change. */
  const kept = (experiment: string) =>
    location.hash.startsWith('#results=') && linkOf(experimentOf(location.search).experiment) !== experiment
      ? ''
      : location.hash;
  const write = (
    experiment: string,
    page: string,
    hash: string,
    how: 'replaceState' | 'pushState' = 'replaceState',
  ) => {
    const query = [experiment, page].filter((part) => part !== '').join('&');
    try {
      history[how](aside ? { aside } : {}, '', `${location.pathname}${query ? `?${query}` : ''}${hash}`);
    } catch {
      return;
    }
  };
  const replace = (search: string) => {
    intended = undefined;
    write(search.replace(/^\?/, ''), splitQuery(location.search).page, kept(search));
  };
  const settle = () => {
    if (intended !== undefined) replace(intended);
  };
  return {
    search: () => location.search,
    intend(search) {
      intended = search;
    },
    replace,
    dropResults() {
      const { experiment, page } = splitQuery(location.search);
      if (location.hash.startsWith('#results=')) write(experiment, page, '');
    },
    replacePage: (query) => write(splitQuery(location.search).experiment, query, location.hash),
    push({ page, experiment, hash = location.hash, aside: next }) {
      settle();
      aside = next;
      write(experiment ?? splitQuery(location.search).experiment, page, hash, 'pushState');
    },
    entry() {
      settle();
      return { search: location.search, hash: location.hash };
    },
    aside: () => aside,
    onTravel(listener) {
      // An entry of this page has a state, which tells it from one that a link on the page begins.
      if (history.state === null) write(...partsOf(location));
      browser.addEventListener('popstate', ({ state }) => {
        // A link to a place on the page, as the one past the form, began an entry by itself: it shows the same.
        if (state === null) return write(...partsOf(location));
        aside = asideIn(state);
        intended = undefined;
        listener();
      });
    },
  };
}

function partsOf({ search, hash }: Location): [experiment: string, page: string, hash: string] {
  const { experiment, page } = splitQuery(search);
  return [experiment, page, hash];
}

/** What an entry's state holds; entries that others made hold anything. */
function asideIn(state: unknown): Entry | undefined {
  if (typeof state !== 'object' || state === null || !('aside' in state)) return undefined;
  const { aside } = state;
  if (typeof aside !== 'object' || aside === null || !('search' in aside && 'hash' in aside))
    return undefined;
  const { search, hash } = aside;
  return typeof search === 'string' && typeof hash === 'string' ? { search, hash } : undefined;
}
