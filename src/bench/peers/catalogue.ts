/**
 * Every peer by name, each loaded only in its own process. A new one is a file beside this and a line here.
 */
import type { Peer } from './peer.ts';

/** The first is the reference: the others are compared with its results and its speed. */
export const peers: Readonly<Record<string, () => Promise<Peer>>> = {
  stock: async () => (await import('./stock.ts')).stock,
  ours: async () => (await import('./ours.ts')).ours,
};
