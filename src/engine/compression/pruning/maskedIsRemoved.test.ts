/**
 * The witness of channel spaces: a network whose channels are zeroed and one from which they are removed give the same logits,
 * in every family.
 */
import '@tensorflow/tfjs-backend-cpu';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { modelNames } from '../../../spec/choices.ts';
import { build } from '../../families/catalogue.ts';
import { relativeGap } from '../../families/relativeGap.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { channelGroups } from './channelGroups.ts';
import { cut } from './cut.ts';
import { classes, drawn, logitsOf, randomPart } from './drawnChannelsForTests.ts';
import { masked } from './masked.ts';

/** @returns the checkpoint without a random part of its channels */
async function comparePart(checkpoint: Checkpoint, seed: number): Promise<Checkpoint> {
  const kept = randomPart(channelGroups(build(checkpoint.architecture)), seed);
  const removed = cut(checkpoint, kept);
  const expected = await logitsOf(masked(checkpoint, kept));
  // What is compared depends on the image.
  expect(expected.slice(0, classes)).not.toEqual(expected.slice(classes));
  expect(relativeGap(await logitsOf(removed), [...expected])).toBeLessThan(1e-5);
  return removed;
}

describe('channels that are zeroed and channels that are removed', () => {
  beforeAll(startWasmInNode);

  it.each(modelNames)('of %s give the same logits', async (name) => {
    const before = memory().numTensors;
    // The deepest take long, and differ from shallower ones in their number of blocks alone.
    for (const seed of /56|44|101|rednet(38|50)|convnext-(small|base)/.test(name) ? [1] : [1, 2, 3]) {
      const part = await comparePart(drawn(name, seed), seed);
      await comparePart(part, seed + 10);
    }
    expect(memory().numTensors).toBe(before);
  });

  // The deeper ones have the same groups more often.
  it.each([
    'resnet8',
    'resnet20b',
    'resnet18',
    'resnet50',
    'mobilenetv2',
    'mobilenet',
    'cnn',
    'mlp',
  ] as const)('of a group of each class of %s, one at a time, give the same logits', async (name) => {
    const checkpoint = drawn(name, 4, 0.2);
    const groups = channelGroups(build(checkpoint.architecture));
    for (const { space, channels } of groups) {
      const kept = new Map(
        groups.map((group) => [group.space, Array.from({ length: group.channels }, (_, i) => i)] as const),
      );
      // At least one goes.
      const stay = randomPart(groups, 5).get(space) ?? [];
      kept.set(space, stay.length < channels ? [...stay] : stay.slice(1));
      if (kept.get(space)?.length === 0) continue;
      const removed = await logitsOf(cut(checkpoint, kept));
      expect(relativeGap(removed, [...(await logitsOf(masked(checkpoint, kept)))]), space).toBeLessThan(1e-5);
    }
  });
});
