import { historyOf } from '../../protocol/record.ts';
import type { RunRecord } from '../../protocol/records.ts';
import { pointKey } from '../../protocol/runId.ts';
import type { Point } from '../../spec/point.ts';
import { type Spread, spread } from '../spread.ts';

/** Final validation accuracies at one point: of the students, and of all fellows that learned beside them. */
export interface Fellows {
  readonly key: string;
  readonly point: Point;
  readonly students: Spread;
  readonly fellows: Spread;
}

/** Of points with fellow students, in their runs' order. */
export function fellowsAt(runs: readonly RunRecord[]): readonly Fellows[] {
  const points = new Map<string, { point: Point; own: number[]; others: number[] }>();
  for (const run of runs) {
    const last = historyOf(run).at(-1);
    if (run.status !== 'finished' || !last?.fellows) continue;
    const key = pointKey(run.point);
    const at = points.get(key) ?? { point: run.point, own: [], others: [] };
    at.own.push(last.validation.accuracy);
    at.others.push(...last.fellows);
    points.set(key, at);
  }
  return [...points].map(([key, { point, own, others }]) => ({
    ...{ key, point, students: spread(own), fellows: spread(others) },
  }));
}

const percent = (share: number) => (100 * share).toFixed(1);

/** For a terminal; empty where nobody had fellows. */
export function fellowsText(runs: readonly RunRecord[]): string {
  const lines = fellowsAt(runs).map(
    ({ key, students, fellows }) =>
      `Fellow students at ${key}: ${percent(fellows.mean)} % of ${fellows.n}, where the students themselves have ${percent(students.mean)} % of ${students.n}.\n`,
  );
  return lines.join('');
}
