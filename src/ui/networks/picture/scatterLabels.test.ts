import { describe, expect, it } from 'vitest';
import index from '../../../../public/networks/insects/index.json';
import { groupNetworks, type NetworkGroup } from '../../../analysis/networks/groups.ts';
import { readNetworkIndex } from '../../../protocol/networkIndex.ts';
import type { CostName } from '../../../spec/pageView.ts';
import { looksOf } from './nodeLook.ts';
import { scatterLabels } from './scatterLabels.ts';
import { scatterPlan } from './scatterPlan.ts';
import { largest } from './treePlan.ts';

const groups = groupNetworks(
  (readNetworkIndex(index) ?? []).map((network) => ({ ...network, pinned: false, shipped: true })),
);
const keptChannels = ({ networks: [first] }: NetworkGroup) => /keep=([\d.]+)/.exec(first?.recipe ?? '')?.[1];
/** As the scatter names them: retrained ones by the cut before. */
const nameOf = (group: NetworkGroup) => {
  const keep = keptChannels(group);
  return keep === undefined ? group.label : `${100 * Number(keep)}\u00a0% of channels`;
};

describe('names of the example networks', () => {
  // rem that the picture has at 1280 px beside the form and the card, and on wider screens.
  it.each([
    ['bytes', 34.5],
    ['multiplyAdds', 34.5],
    ['parameters', 34.5],
    ['bytes', 52],
    ['multiplyAdds', 52],
  ] as const)('all stand in the scatter of %s at %s rem, over nothing', (cost: CostName, width) => {
    const plan = scatterPlan(groups, cost, width, new Set(), 0.94, undefined);
    const looks = looksOf(groups, largest);
    const sizeOf = (key: string) => looks.get(key)?.size ?? 1;
    const byKey = new Map(groups.map((group) => [group.key, nameOf(group)]));
    const selected = new Set(groups.slice(0, 1).map(({ key }) => key));
    const { labels, leftOut } = scatterLabels(plan, sizeOf, (key) => byKey.get(key) ?? '', selected);
    expect(leftOut).toBe(0);
    expect(labels.map(({ text }) => text)).toEqual(
      expect.arrayContaining([20, 40, 60, 80].map((keep) => `${keep}\u00a0% of channels`)),
    );
    for (const { left, top, width: wide } of labels) {
      const box = { left, right: left + wide, top, bottom: top + 1.1 };
      for (const { key, x, y } of plan.dots) {
        const radius = sizeOf(key) / 2;
        const isApart =
          x + radius <= box.left ||
          x - radius >= box.right ||
          y + radius <= box.top ||
          y - radius >= box.bottom;
        expect(isApart).toBe(true);
      }
    }
  });
});
