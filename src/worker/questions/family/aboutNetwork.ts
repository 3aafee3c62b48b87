import type { KeptNetwork } from '../../../data/store/networks/rows.ts';
import type { Asked } from '../asked.ts';

/** What is told of a network, with what is shipped of it left to its file. */
export type NetworkTold = Pick<
  KeptNetwork,
  'label' | 'parent' | 'recipe' | 'measurements' | 'origin' | 'teacher' | 'taught' | 'createdAt'
> &
  Partial<Pick<KeptNetwork, 'architecture' | 'foreign'>>;

/** Of one that is kept, or shipped with the lab; undefined where it is neither. */
export async function aboutNetwork(
  id: string,
  { networks, shipped }: Pick<Asked, 'networks' | 'shipped'>,
): Promise<NetworkTold | undefined> {
  const kept = await (await networks.now())?.find(id);
  return kept ?? (await shipped.list()).find((one) => one.id === id);
}
