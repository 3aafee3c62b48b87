import { expect, it } from 'vitest';
import type { PlannedChannels } from '../../../../protocol/channelPlan.ts';
import { byImportance, byLayer, className, stepOf } from './channelOrder.ts';

const group: PlannedChannels = {
  ...{ space: 'layer1.0.hidden', class: 0, kept: [0, 2], rankedWith: 9 },
  ...{ scores: [1.5, 0.2, 1.3], ranks: [7, 0, 4] },
  members: [
    { layer: 'layer1.0.conv1', parameter: 'weight', side: 'out' },
    { layer: 'layer1.0.bn1', parameter: 'weight', side: 'out' },
    { layer: 'layer1.0.bn1', parameter: 'bias', side: 'out' },
    { layer: 'layer1.0.conv2', parameter: 'weight', side: 'in' },
  ],
};

it('orders channels from the least important, and leaves those that are not ranked as they are', () => {
  expect(byImportance(group)).toEqual([1, 2, 0]);
  const { scores: _, ...unranked } = group;
  expect(byImportance({ ...unranked, ranks: [-1, -1, -1] })).toEqual([0, 1, 2]);
});

it('gathers the slices of a channel by layer and side', () => {
  expect(byLayer(group.members)).toEqual([
    { layer: 'layer1.0.conv1', side: 'out', parameters: ['weight'] },
    { layer: 'layer1.0.bn1', side: 'out', parameters: ['weight', 'bias'] },
    { layer: 'layer1.0.conv2', side: 'in', parameters: ['weight'] },
  ]);
});

it('names classes by letters, however many there are', () => {
  expect([0, 1, 25, 26, 53].map(className)).toEqual(['A', 'B', 'Z', 'A2', 'B3']);
});

it('walks along channels and stops at their ends', () => {
  expect(stepOf('ArrowRight', -1, 3)).toBe(0);
  expect(stepOf('ArrowRight', 2, 3)).toBe(2);
  expect(stepOf('ArrowLeft', 0, 3)).toBe(0);
  expect([stepOf('Home', 2, 3), stepOf('End', 0, 3), stepOf('a', 0, 3)]).toEqual([0, 2, undefined]);
});
