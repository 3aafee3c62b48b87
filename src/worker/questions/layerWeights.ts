/**
 * The weight of one layer of a kept network, beside that of the network that it was made of.
 */
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { Answer } from './asked.ts';
import { aboutNetwork } from './family/aboutNetwork.ts';
import { openNetwork } from './openNetwork.ts';

export const layerWeights: Answer<'layer-weights'> = async ({ id, layer }, asked) => {
  const { checkpoint } = await openNetwork(id, asked);
  const parent = (await aboutNetwork(id, asked))?.parent;
  // It may not be kept any more.
  const before = parent === undefined ? undefined : await openNetwork(parent, asked).catch(() => undefined);
  const { layerWeights: seen } = await import('../../engine/compression/layerWeights.ts');
  const found = await seen(checkpoint, layer, before?.checkpoint);
  if (found) return found;
  throw problem(
    'setting-invalid',
    words`This network has no layer ${layer.slice(0, 60)} with a weight.`,
    'Choose another layer.',
  );
};
