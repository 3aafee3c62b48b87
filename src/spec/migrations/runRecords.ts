/**
 * Records of runs as version 1 wrote them, named by alpha and run and of one distillation each, in today's words.
 *
 * Frozen: nothing here changes any more.
 */

/** What version 1 knew of a run; what else a record holds is kept. */
interface OldRun {
  readonly alpha: number;
  readonly run: number;
  readonly history: unknown;
}

/** @param record of any version; what is not of version 1 is given back as it is */
export function migratedRun(record: unknown): unknown {
  if (!isOld(record)) return record;
  const { alpha, run, history, ...more } = record;
  const stages = [{ kind: 'distil', level: 0, history, measures: {} }];
  return { ...more, id: `alpha=${alpha}#${run}`, point: { alpha }, run, stages };
}

function isOld(record: unknown): record is OldRun {
  if (typeof record !== 'object' || record === null || 'stages' in record || 'id' in record) return false;
  const { alpha, run, history } = record as Partial<Record<keyof OldRun, unknown>>;
  return typeof alpha === 'number' && typeof run === 'number' && history !== undefined;
}
