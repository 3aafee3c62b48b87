/**
 * Keys as the network itself has them, without what the program that trained it put before them or beside them.
 */

import { inTimmsSpelling } from './vitKeys.ts';

/** DataParallel's and compile's wrappers, and what Lightning modules and backbones in larger models are often called. */
const prefixes = ['module.', '_orig_mod.', 'model.', 'backbone.', 'net.', 'network.', 'encoder.'];

/** What mmcls puts before the keys of a network's two halves. */
const halves = ['backbone.', 'head.'];

/** The network's own keys as the lab has them: without prefixes, and a vision transformer's in timm's spelling. */
export const plainKeys = <Value>(state: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> =>
  inTimmsSpelling(withoutPrefixes(state));

/** Each prefix that all keys begin with is taken off, however many there are; counters that nothing here reads are left out. */
export function withoutPrefixes<Value>(state: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  let entries = [...state].filter(([name]) => !name.endsWith('num_batches_tracked'));
  for (;;) {
    const prefix = prefixes.find(
      (one) => entries.length > 0 && entries.every(([name]) => name.startsWith(one)),
    );
    if (!prefix) return new Map(withoutHalves(entries));
    entries = entries.map(([name, value]) => [name.slice(prefix.length), value]);
  }
}

function withoutHalves<Value>(entries: [string, Value][]): [string, Value][] {
  const halfOf = (name: string) => halves.find((half) => name.startsWith(half));
  const isWhole = halves.every((half) => entries.some(([name]) => halfOf(name) === half));
  if (!isWhole || !entries.every(([name]) => halfOf(name))) return entries;
  return entries.map(([name, value]) => [name.slice(halfOf(name)?.length ?? 0), value]);
}
