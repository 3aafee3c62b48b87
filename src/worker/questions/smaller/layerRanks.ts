/**
 * The ranks of one layer of a kept network.
 */
import type { Answer } from '../asked.ts';

export const layerRanks: Answer<'layer-ranks'> = async (question, asked) => {
  const { ranksOf } = await import('./ranksOf.ts');
  return ranksOf(question, asked);
};
