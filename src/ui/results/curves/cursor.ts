/**
 * One cursor for all charts of a view: the epoch that is looked at, wherever the pointer, the finger or the arrow keys
 * are. It lives outside React's state, so that moving it draws a line and a few dots and nothing else.
 */
import { createContext, use, useEffect, useMemo, useSyncExternalStore } from 'react';

export interface CursorAt {
  readonly epoch: number;
  /** The chart that it is moved on. */
  readonly chart: string;
  /** Moved by keys, so that its values are read out. */
  readonly spoken: boolean;
}

export interface EpochCursor {
  get(): CursorAt | undefined;
  set(at: CursorAt | undefined): void;
  subscribe(listener: () => void): () => void;
}

export function createEpochCursor(): EpochCursor {
  let now: CursorAt | undefined;
  const listeners = new Set<() => void>();
  return {
    get: () => now,
    set(at) {
      if (at?.epoch === now?.epoch && at?.chart === now?.chart && at?.spoken === now?.spoken) return;
      now = at;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const CursorContext = createContext<EpochCursor>(createEpochCursor());

/** `<LinkedCursor value={useLinkedCursor()}>` around charts over the same epochs. */
export const LinkedCursor = CursorContext.Provider;

/** A new cursor; a touch that is not on a chart puts it away. */
export function useLinkedCursor(): EpochCursor {
  const cursor = useMemo(createEpochCursor, []);
  useEffect(() => {
    const away = (event: PointerEvent) => {
      const chart = event.target instanceof Element && event.target.closest('[data-chart]');
      if (!chart) cursor.set(undefined);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [cursor]);
  return cursor;
}

export const useCursor = (): EpochCursor => use(CursorContext);

export function useCursorAt(): CursorAt | undefined {
  const cursor = useCursor();
  return useSyncExternalStore(cursor.subscribe, cursor.get, cursor.get);
}

/** The epoch under the cursor; undefined where there is none. */
export function useCursorEpoch(): number | undefined {
  return useCursorAt()?.epoch;
}

/** The epoch that a key leads to from `epoch`; undefined for keys that are not the cursor's. */
export function epochAfter(
  key: string,
  epoch: number | undefined,
  from: number,
  to: number,
): number | undefined {
  const leap = Math.max(1, Math.round((to - from) / 10));
  const within = (next: number) => Math.min(to, Math.max(from, next));
  switch (key) {
    case 'ArrowRight':
      return epoch === undefined ? from : within(epoch + 1);
    case 'ArrowLeft':
      return epoch === undefined ? to : within(epoch - 1);
    case 'PageUp':
      return within((epoch ?? from - leap) + leap);
    case 'PageDown':
      return within((epoch ?? to + leap) - leap);
    case 'Home':
      return from;
    case 'End':
      return to;
    default:
      return undefined;
  }
}
