import { expect, it } from 'vitest';
import { plannedCut } from '../../../engine/compression/pruning/plannedCut.ts';
import { rankedChannels } from '../../../engine/compression/pruning/ranked.ts';
import { shippedNetwork } from '../../../engine/compression/shippedNetwork.ts';
import { startWasmInNode } from '../../../engine/ops/wasmInNode.ts';
import { readRecipe } from '../../../spec/recipe/spelling.ts';
import type { PruneSpec } from '../../../spec/recipe/stages.ts';
import { planOf } from './channelPlan.ts';

function pruneOf(text: string): PruneSpec {
  const read = readRecipe(text);
  const stage = 'recipe' in read ? read.recipe[0] : undefined;
  if (stage?.kind !== 'prune') throw new Error('no pruning');
  return stage;
}

it('tells of every group its channels, their places and all slices that hang on them', async () => {
  await startWasmInNode();
  const stage = pruneOf('prune keep=0.5 scope=isomorphic');
  const ranked = await rankedChannels(await shippedNetwork(), stage, []);
  const plan = planOf(plannedCut(ranked, stage), ranked);
  const hidden = plan.groups.filter(({ space }) => space.endsWith('.hidden'));
  expect(hidden).toHaveLength(9);
  // What is ranked together is of one class, and has every place once.
  const together = hidden.filter((one) => one.class === hidden[0]?.class);
  const places = together.flatMap(({ ranks }) => ranks).sort((a, b) => a - b);
  expect(places).toEqual(Array.from({ length: together[0]?.rankedWith ?? 0 }, (_, i) => i));
  const [first] = hidden;
  expect(first?.members.map(({ layer, parameter, side }) => `${layer}.${parameter} ${side}`)).toEqual([
    'layer1.0.conv1.weight out',
    'layer1.0.bn1.weight out',
    'layer1.0.bn1.bias out',
    'layer1.0.bn1.running_mean out',
    'layer1.0.bn1.running_var out',
    'layer1.0.conv2.weight in',
  ]);
  // Those that go are the least important of their group.
  const gone = first?.ranks.filter((_, channel) => !first.kept.includes(channel)) ?? [];
  const left = first?.kept.map((channel) => first.ranks[channel] ?? Number.NaN) ?? [];
  expect(Math.max(...gone)).toBeLessThan(Math.min(...left));
  expect(plan.after.multiplyAdds).toBeLessThan(plan.before.multiplyAdds);
});
