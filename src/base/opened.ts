/**
 * What may take long to open, or never does: a database that another tab holds up.
 */
import { within } from './timeLimit.ts';

export interface Opened<T> {
  /** What is open; waited for until the limit has passed since it was asked for first, and used whenever it opens later. */
  now(): Promise<T | undefined>;
  /**
   * Does `work` with it, now or once it opens, in the order of the calls; what waits is not waited for. Nothing is done where it
   * does not open, and the earliest are given up where more than `mostWaiting` wait.
   */
  whenOpen(work: (value: T) => Promise<void>): Promise<void>;
}

/** Each may hold a network. */
const mostWaiting = 64;

/** @param limit seconds of real time */
export function opened<T>(opening: Promise<T>, limit: number): Opened<T> {
  let current: Promise<T | undefined> = within(opening, limit, () => undefined).catch(() => undefined);
  const waiting: ((value: T) => Promise<void>)[] = [];
  let value: T | undefined;
  let failed = false;
  /** Settles when all that waited is done. */
  const caughtUp = opening.then(
    async (it) => {
      current = Promise.resolve(it);
      for (let work = waiting.shift(); work; work = waiting.shift()) await work(it).catch(() => undefined);
      value = it;
    },
    () => {
      failed = true;
      waiting.length = 0;
    },
  );
  return {
    now: () => current,
    async whenOpen(work) {
      await current;
      if (value !== undefined) return work(value);
      if (failed) return;
      waiting.push(work);
      if (waiting.length > mostWaiting) waiting.shift();
      // Where it is open by now, what waits is being done.
      if ((await current) !== undefined) await caughtUp;
    },
  };
}

/** What is open already; `undefined` for what does not open. */
export const alreadyOpen = <T>(value: T | undefined): Opened<T> =>
  opened(value === undefined ? Promise.reject(new Error('it does not open')) : Promise.resolve(value), 0);
