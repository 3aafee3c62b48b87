import type { NetworkStore } from './networks.ts';

/** The part of a `BroadcastChannel` that is used. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: () => void): void;
}

/**
 * The store, with word of every change of what it lists.
 *
 * @param channel to those that have the same networks open, such as workers of other tabs
 * @param onChange called after a change of this store's, and after one that the channel tells of
 */
export function watched(
  store: NetworkStore,
  channel: Channel | undefined,
  onChange: () => void,
): NetworkStore {
  channel?.addEventListener('message', onChange);
  const told = async <Value>(change: Promise<Value>): Promise<Value> => {
    const value = await change;
    channel?.postMessage('changed');
    onChange();
    return value;
  };
  return {
    ...store,
    put: (about, bytes) => told(store.put(about, bytes)),
    keep: (id, kept) => told(store.keep(id, kept)),
    take: (id) => told(store.take(id)),
    putBack: (taken) => told(store.putBack(taken)),
  };
}
