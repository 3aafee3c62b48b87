/**
 * How fast training goes and how long it will take, told at most four times a second; and what it waits for at first.
 */
import type { Pace } from '../protocol/protocol.ts';

export type Place = Omit<Pace, 'imagesPerSecond' | 'secondsLeft'>;

export interface Pacer {
  /**
   * Counts one step of `images` images at `place`.
   *
   * @param share how much of the whole work is done, 0 … 1.
   */
  step(place: Place, images: number, share: number): void;
}

/** Images per second are counted over this many milliseconds. */
const windowMs = 3000;
const quietMs = 250;
/** After so many steps it is told how long the work will take: of fewer one odd step would decide. */
const stepsUnknown = 5;

/**
 * @param idleSeconds seconds spent in pauses so far; they do not count.
 * @param now milliseconds, monotonic.
 */
export function createPacer(
  post: (pace: Pace) => void,
  idleSeconds: () => number,
  now: () => number = () => performance.now(),
): Pacer {
  const clock = () => now() - 1000 * idleSeconds();
  /** The first step waits for what is made ready once: what is left is told by those after it. */
  let first: { readonly at: number; readonly share: number } | undefined;
  let steps = 0;
  const recent: { readonly at: number; readonly images: number }[] = [];
  let lastPost = Number.NEGATIVE_INFINITY;
  return {
    step(place, images, share) {
      const at = clock();
      first ??= { at, share };
      steps++;
      recent.push({ at, images });
      while (recent.length > 1 && at - (recent[0]?.at ?? at) > windowMs) recent.shift();
      if (at - lastPost < quietMs) return;
      lastPost = at;
      const begin = recent[0]?.at ?? at;
      // The first entry marks the window's beginning: its images were done before it.
      const seen = recent.slice(1).reduce((sum, entry) => sum + entry.images, 0);
      post({
        ...place,
        imagesPerSecond: at > begin ? (1000 * seen) / (at - begin) : Number.NaN,
        secondsLeft:
          steps > stepsUnknown && share > first.share
            ? (((at - first.at) / 1000) * (1 - share)) / (share - first.share)
            : Number.NaN,
      });
    },
  };
}

/**
 * Tells how many kernels are prepared: the first call and the last at once, those between at most four times a second.
 *
 * @param now milliseconds, monotonic.
 */
export function createPreparing(
  post: (done: number, total: number) => void,
  now: () => number = () => performance.now(),
): (done: number, total: number) => void {
  let lastPost = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    if (done < total && now() - lastPost < quietMs) return;
    lastPost = done < total ? now() : Number.NEGATIVE_INFINITY;
    post(done, total);
  };
}

/**
 * Passes progress on, and measures what one piece costs, without the first report's, which waited for what is made ready
 * once.
 *
 * @param now milliseconds, monotonic.
 */
export function createStopwatch(
  pass: (done: number, total: number) => void,
  now: () => number = () => performance.now(),
) {
  let first: { readonly done: number; readonly at: number } | undefined;
  let done = 0;
  return {
    progress(reached: number, total: number) {
      done = reached;
      first ??= { done, at: now() };
      pass(reached, total);
    },
    /** Milliseconds a piece, once all that was reported is really there; undefined after a single report. */
    msPerPiece(): number | undefined {
      return first && done > first.done ? (now() - first.at) / (done - first.done) : undefined;
    },
  };
}
