/**
 * What a pickle's values take in memory, added up as they are made: one byte of a file may stand for a dictionary of two
 * hundred, so neither the file's size nor the number of values says it.
 */
import { words } from '../../../lang/sentence.ts';
import { BrokenPickle, Global, Persistent, type Pickled, PickledObject } from './pickled.ts';

const megabytes = 128;

/** In bytes, as V8 keeps them, rounded up. */
const weights = {
  /** A place on the stack or in a list, which grows by half when it is full. */
  place: 16,
  /** An entry of a dictionary, a set or the memo. */
  entry: 56,
  number: 16,
  text: 32,
  list: 64,
  dictionary: 240,
  bytes: 160,
  global: 64,
  object: 320,
} as const;

export interface PickleBudget {
  /** @throws BrokenPickle where it is more than is left */
  spend(bytes: number): void;
  /** A value that was made, and its place. @throws BrokenPickle */
  made(value: Pickled | symbol): void;
  /** Places in a list. @throws BrokenPickle */
  places(count: number): void;
  /** @throws BrokenPickle */
  entries(count: number): void;
  /** Before it is decoded, by its length in the file. @throws BrokenPickle */
  text(length: number): void;
}

/** A model's structure, without its weights, takes far less than a budget holds. */
export function createPickleBudget(): PickleBudget {
  let left = megabytes * 2 ** 20;
  const spend = (bytes: number) => {
    left -= bytes;
    if (left < 0) {
      throw new BrokenPickle(
        words`what it describes takes more than ${megabytes} MB of memory, and no network’s tensors take so much to describe`,
      );
    }
  };
  return {
    spend,
    made: (value) => spend(weights.place + weightOf(value)),
    places: (count) => spend(count * weights.place),
    entries: (count) => spend(count * weights.entry),
    text: (length) => spend(weights.text + 2 * length),
  };
}

/** Of the value itself: what it holds was made before. */
function weightOf(value: Pickled | symbol): number {
  if (typeof value === 'number') return weights.number;
  // 400 decimal digits are the longest that are read.
  if (typeof value === 'bigint') return 12 * weights.number;
  if (typeof value !== 'object') return 0;
  if (Array.isArray(value)) return weights.list + value.length * weights.place;
  if (value instanceof Uint8Array) return weights.bytes;
  if (value instanceof Map) return weights.dictionary + value.size * weights.entry;
  if (value instanceof Set) return weights.dictionary + value.size * weights.entry;
  if (value instanceof PickledObject) return weights.object;
  if (value instanceof Global || value instanceof Persistent) return weights.global;
  return 0;
}
