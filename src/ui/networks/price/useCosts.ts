/**
 * Groups of networks with all that can be counted of them: what was not counted when they were kept is asked for, one network
 * after another, while nothing is trained.
 */
import { useEffect, useMemo } from 'react';
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { isUncounted, withCosts } from '../../../analysis/networks/price.ts';
import type { Quantities } from '../../../protocol/quantityNames.ts';
import { isBusy } from '../../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { useViewState, viewState } from '../../viewState.ts';

const counted = viewState<ReadonlyMap<string, Quantities>>(new Map());

export function useCosts(groups: readonly NetworkGroup[]): readonly NetworkGroup[] {
  const { networkCosts } = useLabActions();
  const busy = useLab((lab) => isBusy(lab.phase));
  const [known] = useViewState(counted);
  const next = groups
    .flatMap(({ networks }) => networks)
    .find((network) => isUncounted(network) && !known.has(network.id))?.id;
  useEffect(() => {
    if (busy || next === undefined) return;
    const keep = (costs: Quantities) => counted.set(new Map(counted.get()).set(next, costs));
    // Of one that cannot be opened its card says so; nothing is counted of it.
    networkCosts(next).then(keep, () => keep({}));
  }, [busy, next, networkCosts]);
  return useMemo(() => groups.map((group) => withCosts(group, known)), [groups, known]);
}
