import { useMemo } from 'react';
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import type { RunRecord } from '../../../protocol/records.ts';
import { linkOf } from '../../../spec/link.ts';
import { isBusy } from '../../../state/lab/phases.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { useCalmRuns } from '../../results/charts/useCalmRuns.ts';
import { useViewState } from '../../viewState.ts';
import { begun } from '../smaller/useMade.ts';
import { type LiveNetworks, networksUnderWay } from './liveNetworks.ts';

const none: LiveNetworks = new Map();
const noRuns: readonly RunRecord[] = [];

/**
 * @param kept of these images
 * @returns them, and those that are trained on these images at this moment
 */
export function useUnderWay(
  kept: readonly NetworkGroup[],
  images: string | undefined,
): { readonly groups: readonly NetworkGroup[]; readonly growth: LiveNetworks } {
  const experiment = useLab((lab) => lab.measured);
  const dataset = useLab((lab) => lab.dataset?.id);
  const student = useLab((lab) => lab.student);
  const busy = useLab((lab) => isBusy(lab.phase));
  const all = useCalmRuns();
  const [last] = useViewState(begun);
  const runs = busy && dataset === images ? all : noRuns;
  return useMemo(() => {
    if (!experiment || dataset === undefined || runs.length === 0) return { groups: kept, growth: none };
    const from = last?.link === linkOf(experiment) ? last.parent : undefined;
    const start = kept.find(({ key }) => key === from)?.networks[0]?.id;
    const { groups, growth } = networksUnderWay({ experiment, dataset, student, runs, start }, kept);
    return { groups: groups.length > 0 ? [...kept, ...groups] : kept, growth };
  }, [experiment, dataset, student, runs, kept, last]);
}
