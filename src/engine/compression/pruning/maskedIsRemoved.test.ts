/**
 * The witness of channel spaces: a network whose channels are zeroed and one from which they are removed give the same logits,
 * in every family.
 */
import '@tensorflow/tfjs-backend-cpu';
import { memory, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { modelNames } from '../../../spec/choices.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import { relativeGap } from '../../families/relativeGap.ts';
import { fittingSize } from '../../families/sizesForTests.ts';
import { toDevice } from '../../layers/hostParameters.ts';
import { tamed } from '../../layers/involution/tamedForTests.ts';
import { spreadOf } from '../../layers/spreadForTests.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { type ChannelGroup, channelGroups } from './channelGroups.ts';
import { cut, type KeptChannels } from './cut.ts';
import { masked } from './masked.ts';

const classes = 3;

/** Untrained, with statistics, γ and β that are not 0 or 1. */
function drawn(
  name: (typeof modelNames)[number],
  seed: number,
  width = /^(resnet(18|34|50|101)|deit-.*|vit-b-16|cct-7)$/.test(name)
    ? 0.2
    : /^rednet\d/.test(name)
      ? 0.4
      : name.startsWith('convnext-')
        ? 0.125
        : 0.75,
): Checkpoint {
  const architecture = catalogue[name].architecture({
    classes,
    imageSize: fittingSize(name, 16),
    width,
    channelMultiple: 1,
  });
  const stream = random(seed);
  const tensors = build(architecture).parameters.map(({ name: key, shape, initial }) => {
    const values = new Float32Array(shape.reduce((product, length) => product * length, 1));
    const [middle, spread] = key.endsWith('running_var')
      ? [1, 0.5]
      : initial.kind === 'constant'
        ? [initial.value, 0.3]
        : [0, spreadOf(initial)];
    const own = stream.fork(key);
    return [
      key,
      { shape, values: values.map(() => tamed(key) * (middle + own.between(-spread, spread))) },
    ] as const;
  });
  return { architecture, tensors: Object.fromEntries(tensors) };
}

/** Whether a norm over channels has them: with channels of zeros it has another mean and variance than without. */
const isNormed = ({ members }: ChannelGroup) => {
  const names = new Set(members.map(({ spec }) => spec.name));
  return members.some(
    ({ spec: { kind, name } }) =>
      kind === 'vector' && name.endsWith('.weight') && !names.has(name.replace(/weight$/, 'running_mean')),
  );
};

/** A random part of each group, one channel at the least; all of what is normalised over channels. */
function randomPart(groups: readonly ChannelGroup[], seed: number): KeptChannels {
  return new Map(
    groups.map((group) => {
      const { space, channels } = group;
      const draw = random(seed).fork(space);
      const all = Array.from({ length: channels }, (_, i) => i);
      const stay = isNormed(group) ? all : all.filter(() => draw.between(0, 1) < 0.6);
      return [space, stay.length > 0 ? stay : [draw.below(channels)]] as const;
    }),
  );
}

async function logitsOf({ architecture, tensors }: Checkpoint): Promise<Float32Array> {
  const { imageSize } = architecture;
  const model = build(architecture);
  const parameters = toDevice(tensors);
  const pixels = Float32Array.from({ length: 2 * imageSize ** 2 * 3 }, (_, i) => Math.sin(0.37 * i));
  const logits = tidy(() =>
    model.forward(parameters, tensor4d(pixels, [2, imageSize, imageSize, 3]), { training: false }),
  );
  const values = Float32Array.from(await logits.data());
  for (const tensor of [logits, ...Object.values(parameters)]) tensor.dispose();
  return values;
}

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
