/**
 * The address bar, as much of it as the lab uses.
 */
export interface Address {
  /** The query with its `?`, or ''. */
  search(): string;
  /** Puts `search` in place of the query, without a new entry in the history. */
  replace(search: string): void;
}

/** A browser refuses too many changes in a row (Safari: 100 in 30 s); the next one that it takes is up to date. */
export function addressOf({ location, history }: Pick<Window, 'location' | 'history'>): Address {
  /** Results of a link belong to the settings beside them and go when those change. */
  const kept = (search: string) =>
    search !== location.search && location.hash.startsWith('#results=') ? '' : location.hash;
  return {
    search: () => location.search,
    replace(search) {
      try {
        history.replaceState(history.state, '', `${location.pathname}${search}${kept(search)}`);
      } catch {
        return;
      }
    },
  };
}
