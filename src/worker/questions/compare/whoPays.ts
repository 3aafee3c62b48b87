import { whoPays as paidBy } from '../../../analysis/networks/whoPays.ts';
import type { Answer } from '../asked.ts';
import { allPredictions } from './networkPredictions.ts';

/** Of each side; as many as Hooker et al. 2019 had. */
const mostNetworks = 30;

/** @throws as `allPredictions` */
export const whoPays: Answer<'who-pays'> = async ({ before, after, teacher }, asked) => {
  const sides = [before.slice(0, mostNetworks), after.slice(0, mostNetworks)] as const;
  const ids = [...new Set([...sides.flat(), ...(teacher === undefined ? [] : [teacher])])];
  const all = await allPredictions(ids, asked);
  const [early, late] = sides.map((side) => side.flatMap((id) => all.get(id) ?? []));
  return paidBy(early ?? [], late ?? [], teacher === undefined ? undefined : all.get(teacher));
};
