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
  const tell = () => {
    channel?.postMessage('changed');
    onChange();
  };
  const told = async <Value>(change: Promise<Value>): Promise<Value> => {
    const value = await change;
    tell();
    return value;
  };
  return {
    ...store,
    put: (about, bytes) => told(store.put(about, bytes)),
    async read(id) {
      const read = await store.read(id);
      // It is listed as damaged from now on.
      if (read && 'damage' in read) tell();
      return read;
    },
    bring: (network, spared) => told(store.bring(network, spared)),
    teaches: (id, link) => told(store.teaches(id, link)),
    keep: (id, kept) => told(store.keep(id, kept)),
    remove: (id) => told(store.remove(id)),
    removeUnpinned: () => told(store.removeUnpinned()),
    take: (id) => told(store.take(id)),
    putBack: (taken) => told(store.putBack(taken)),
  };
}
