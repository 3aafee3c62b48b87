/**
 * What a kept network costs: of those that no stage of the lab gave, or that earlier releases kept, nobody counted all of it.
 */
import { sizeOf } from '../../students/networkSize.ts';
import type { Answer } from '../asked.ts';
import { openNetwork } from '../openNetwork.ts';

export const networkCosts: Answer<'network-costs'> = async ({ id }, asked) => {
  const { checkpoint } = await openNetwork(id, asked);
  const { priceOf } = await import('../../stages/price.ts');
  return { ...sizeOf(checkpoint), ...(await priceOf(checkpoint)) };
};
