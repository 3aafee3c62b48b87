/**
 * From a timeline to figures.
 */
import { percentile } from '../../analysis/percentile.ts';
import { medianRange } from '../figures.ts';
import type { Interaction, Resource, Shift } from './timeline.ts';

/** Between frames at 60 a second, ms. */
const frameTime = 1000 / 60;

export interface FrameFigures {
  readonly frames: number;
  readonly perSecond: number;
  /** Between two frames, ms. */
  readonly median: number;
  readonly percentile95: number;
  readonly worst: number;
  /** Share of the intervals that are longer than 16.7 ms by half a frame or more: at least one frame was missed. */
  readonly late: number;
  /** The same beyond 33.3 ms: at least two were missed. */
  readonly veryLate: number;
}

/** @param begins when each frame began, ms, in order. */
export function frameFigures(begins: readonly number[]): FrameFigures {
  const intervals = begins.slice(1).map((time, i) => time - (begins[i] ?? time));
  const total = intervals.reduce((sum, interval) => sum + interval, 0);
  const shareOver = (limit: number) =>
    intervals.length === 0 ? 0 : intervals.filter((interval) => interval > limit).length / intervals.length;
  return {
    frames: intervals.length,
    perSecond: (1000 * intervals.length) / total,
    median: medianRange(intervals).median,
    percentile95: percentile(intervals, 0.95),
    worst: Math.max(0, ...intervals),
    late: shareOver(1.5 * frameTime),
    veryLate: shareOver(2.5 * frameTime),
  };
}

/**
 * Cumulative layout shift: the largest sum of unexpected shifts in a window of at most 5 s whose neighbours are less
 * than 1 s apart (https://web.dev/articles/cls).
 *
 * @param shifts in order.
 */
export function layoutShift(shifts: readonly Shift[]): number {
  let [largest, sum, first, last] = [0, 0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { at, value, expected } of shifts) {
    if (expected) continue;
    if (at - last >= 1000 || at - first >= 5000) [sum, first] = [0, at];
    last = at;
    sum += value;
    largest = Math.max(largest, sum);
  }
  return largest;
}

/** What moved unexpectedly, the most often first. */
export function whatMoved(shifts: readonly Shift[]): readonly string[] {
  const times = new Map<string, number>();
  for (const { expected, moved } of shifts) {
    if (expected) continue;
    for (const name of moved) times.set(name, (times.get(name) ?? 0) + 1);
  }
  return [...times].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

/**
 * Seconds into a stretch at which something is clicked: those of its second half. The browser excuses what shifts within
 * half a second of a click, so shifts are seen whole only where there is none.
 */
export function clickSeconds(seconds: number): readonly number[] {
  return Array.from({ length: Math.ceil(seconds) }, (_, i) => i + 1).filter((second) => second > seconds / 2);
}

export interface Weights {
  readonly requests: number;
  /** Bytes, as they came over the wire. */
  readonly transferred: number;
  /** Bytes of JavaScript, unpacked: what is parsed. */
  readonly script: number;
}

/** What had come by `moment`. */
export function weightsBy(resources: readonly Resource[], moment: number): Weights {
  const come = resources.filter(({ until }) => until > 0 && until <= moment);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    requests: come.length,
    transferred: sum(come.map(({ transferred }) => transferred)),
    script: sum(come.filter(({ name }) => name.endsWith('.js')).map(({ bytes }) => bytes)),
  };
}

/** Of the inputs between two moments, by the press that began them: the longest entry of each, ms. */
export function responseTimes(
  presses: readonly number[],
  interactions: readonly Interaction[],
): readonly number[] {
  return presses.map((press, i) => {
    const next = presses[i + 1] ?? Number.POSITIVE_INFINITY;
    const own = interactions.filter(({ at }) => at >= press - 1 && at < next - 1);
    return Math.max(0, ...own.map(({ milliseconds }) => milliseconds));
  });
}
