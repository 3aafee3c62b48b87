/**
 * Networks of drawn weights, parts of their channels, and what they say of two images, for tests.
 */
import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import { random } from '../../../base/random.ts';
import type { modelNames } from '../../../spec/choices.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import { fittingSize } from '../../families/sizesForTests.ts';
import { toDevice } from '../../layers/hostParameters.ts';
import { tamed } from '../../layers/involution/tamedForTests.ts';
import { spreadOf } from '../../layers/spreadForTests.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import type { ChannelGroup } from './channelGroups.ts';
import type { KeptChannels } from './cut.ts';

/** Of the drawn networks. */
export const classes = 3;

/** Untrained, with statistics, γ and β that are not 0 or 1. */
export function drawn(
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
const isNormed = ({ members }: ChannelGroup) => members.some(({ spec }) => spec.normalises);

/** A random part of each group, one channel at the least; all of what is whole, unless told of what is normalised over channels. */
export function randomPart(
  groups: readonly ChannelGroup[],
  seed: number,
  whole: (group: ChannelGroup) => boolean = isNormed,
): KeptChannels {
  return new Map(
    groups.map((group) => {
      const { space, channels } = group;
      const draw = random(seed).fork(space);
      const all = Array.from({ length: channels }, (_, i) => i);
      const stay = whole(group) ? all : all.filter(() => draw.between(0, 1) < 0.6);
      return [space, stay.length > 0 ? stay : [draw.below(channels)]] as const;
    }),
  );
}

export async function logitsOf({ architecture, tensors }: Checkpoint): Promise<Float32Array> {
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
