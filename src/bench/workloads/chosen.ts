/**
 * Which workloads are measured.
 */
import { workloads } from './catalogue.ts';
import type { Workload } from './workload.ts';

/**
 * @param named those asked for by name.
 * @param slow whether a software adapter would have to do it.
 */
export function chosenWorkloads(named: readonly Workload[] | undefined, slow: boolean): readonly Workload[] {
  return named ?? workloads.filter(({ rank }) => rank !== 'hidden' && (slow || rank !== 'light'));
}
