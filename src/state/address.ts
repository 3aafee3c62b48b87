/**
 * The address bar, as much of it as the lab uses. Its query has two owners, who write without disturbing each other: the
 * experiment, and what of the page is shown.
 */
import { experimentOf, linkOf, splitQuery } from '../shared/link.ts';

export interface Address {
  /** The query with its `?`, or ''. */
  search(): string;
  /** Puts `search` in place of the experiment's part of the query, without a new entry in the history. */
  replace(search: string): void;
  /** Takes results that came with the link out of it, without a new entry in the history. */
  dropResults(): void;
}

export interface PageAddress {
  search(): string;
  /** Puts `query` (without `?`) in place of the page's part, without a new entry in the history. */
  replacePage(query: string): void;
}

/** A browser refuses too many changes in a row (Safari: 100 in 30 s); the next one that it takes is up to date. */
export function addressOf({
  location,
  history,
}: Pick<Window, 'location' | 'history'>): Address & PageAddress {
  /** Results of a link belong to the settings beside them, however these are spelt, and go when those change. */
  const kept = (experiment: string) =>
    location.hash.startsWith('#results=') && linkOf(experimentOf(location.search).experiment) !== experiment
      ? ''
      : location.hash;
  const write = (experiment: string, page: string, hash: string) => {
    const query = [experiment, page].filter((part) => part !== '').join('&');
    try {
      history.replaceState(history.state, '', `${location.pathname}${query ? `?${query}` : ''}${hash}`);
    } catch {
      return;
    }
  };
  return {
    search: () => location.search,
    replace: (search) => write(search.replace(/^\?/, ''), splitQuery(location.search).page, kept(search)),
    dropResults() {
      const { experiment, page } = splitQuery(location.search);
      if (location.hash.startsWith('#results=')) write(experiment, page, '');
    },
    replacePage: (query) => write(splitQuery(location.search).experiment, query, location.hash),
  };
}
