import { useEffect, useState } from 'react';
import type { ChannelPlan } from '../../../../protocol/channelPlan.ts';
import { recipeLink } from '../../../../spec/recipe/spelling.ts';
import type { PruneSpec } from '../../../../spec/recipe/stages.ts';
import { useLabActions } from '../../../../state/lab/useLab.ts';

interface Planned {
  readonly key: string;
  readonly plan?: ChannelPlan | undefined;
  readonly failure?: unknown;
}

/**
 * The channels that a stage would take from a network; that of the settings before while these are asked for.
 *
 * @param able whether its preview is there: the importances that it was made with are kept, and take no time
 */
export function useChannelPlan(network: string, stage: PruneSpec, able: boolean): Omit<Planned, 'key'> {
  const { channelPlan } = useLabActions();
  const [planned, setPlanned] = useState<Planned>();
  const key = `${network} ${recipeLink([stage])}`;
  const isThere = planned?.key === key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names network and stage.
  useEffect(() => {
    if (!able || isThere) return;
    let isCurrent = true;
    channelPlan({ id: network, stage }).then(
      (plan) => isCurrent && plan && setPlanned({ key, plan }),
      (failure: unknown) => isCurrent && setPlanned({ key, failure }),
    );
    return () => {
      isCurrent = false;
    };
  }, [key, able, isThere, channelPlan]);
  const isOfNetwork = planned?.key.startsWith(`${network} `) === true;
  return isOfNetwork ? planned : {};
}
