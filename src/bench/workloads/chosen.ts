/**
 * Which workloads are measured, and what is said of the others.
 */
import { workloads } from './catalogue.ts';
import type { Workload } from './workload.ts';

interface Choice {
  /** Those asked for by name. */
  readonly workloads: readonly Workload[] | undefined;
  readonly all: boolean;
}

/** @param slow whether a software adapter would have to do it. */
export function chosenWorkloads({ workloads: named, all }: Choice, slow: boolean) {
  if (named) return { workloads: named, leftOut: [] };
  const shown = workloads.filter(({ rank }) => rank !== 'hidden');
  const isLeftOut = ({ rank }: Workload) => slow && !all && rank === 'heavy';
  return {
    workloads: shown.filter((workload) => !isLeftOut(workload)),
    leftOut: shown
      .filter(isLeftOut)
      .map(({ label }) => `Not measured on a software adapter without --all: ${label}.`),
  };
}
