import { experimentOfGroup } from '../../../analysis/networks/compareRecipes.ts';
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { sameIn } from '../../../spec/keys.ts';
import { useLab } from '../../../state/lab/useLab.ts';

/** How many validation images a network was measured on, where they are the ones that are open. */
export function useMeasuredImages(group: NetworkGroup | undefined): number | undefined {
  const experiment = useLab((lab) => lab.experiment);
  const dataset = useLab((lab) => lab.dataset);
  const own = group && experimentOfGroup(group);
  if (!own || !dataset || dataset.id !== group.dataset) return undefined;
  const facts = { split: dataset.split.kind };
  const open = sameIn(['measure'], { experiment, facts }, { experiment: own, facts });
  return open ? dataset.validation.count : undefined;
}
