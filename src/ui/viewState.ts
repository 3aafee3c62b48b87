/**
 * How a part of the page is looked at (a tab of the bench, the axis of a chart), kept while the page is open: outside of
 * React, so that a part that leaves the page, or is drawn anew in another language, comes back as it was.
 */
import { useSyncExternalStore } from 'react';

/** One choice. Declared once, beside the part that it is of. */
export interface ViewState<Value> {
  readonly get: () => Value;
  readonly set: (value: Value) => void;
  /** @returns what ends it. */
  readonly subscribe: (listener: () => void) => () => void;
}

export function viewState<Value>(initial: Value): ViewState<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** As `useState`, but of what is kept. */
export function useViewState<Value>({
  get,
  set,
  subscribe,
}: ViewState<Value>): readonly [Value, (value: Value) => void] {
  return [useSyncExternalStore(subscribe, get), set];
}
