/**
 * How training steps become drops that an eye can follow.
 */
export interface Drops {
  /** How many training steps one drop stands for: 1, 10, 100, … */
  readonly stepsPerDrop: number;
  /** One of a few speeds, so that a rate that wavers does not start the fall anew. */
  readonly perSecond: number;
}

const speeds = [0.5, 0.75, 1, 1.5, 2, 3, 4, 6] as const;

/** Of powers of ten the smallest that keeps drops below 6.5 a second, at the nearest speed (by ratio); undefined while nothing steps. */
export function dropsFor(stepsPerSecond: number): Drops | undefined {
  if (!(stepsPerSecond > 0) || !Number.isFinite(stepsPerSecond)) return undefined;
  let stepsPerDrop = 1;
  while (stepsPerSecond / stepsPerDrop > 6.5) stepsPerDrop *= 10;
  const rate = stepsPerSecond / stepsPerDrop;
  const distance = (speed: number) => Math.abs(Math.log(speed / rate));
  const perSecond = speeds.reduce<number>(
    (best, speed) => (distance(speed) < distance(best) ? speed : best),
    speeds[0],
  );
  return { stepsPerDrop, perSecond };
}

/** Longest that a drop falls, seconds. */
const longestFall = 0.9;

/** Drops in the air at once, and how long each takes from forming to landing, in seconds: count / perSecond. */
export function inTheAir(perSecond: number): { readonly count: number; readonly seconds: number } {
  const count = Math.max(1, Math.ceil(longestFall * perSecond));
  return { count, seconds: count / perSecond };
}
