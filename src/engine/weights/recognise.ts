/**
 * Which of our models a state dict belongs to, from its keys and shapes alone.
 */
import { type ModelName, modelNames } from '../../shared/choices.ts';
import { problem } from '../../shared/problem.ts';
import { words } from '../../shared/sentence.ts';
import { catalogue } from '../models/catalogue.ts';
import { longestSide } from '../models/mlp.ts';
import { torchShape } from './layout.ts';
import type { StateDict } from './safetensors.ts';
import { plainKeys } from './stateDict.ts';

export interface Recognised {
  readonly name: ModelName;
  readonly width: number;
  readonly classes: number;
  /** For models whose weights fix it (the MLP): the sides of the picture that its first layer reads. */
  readonly inputSide?: number;
}

/** Where a number of channels can be read: a key, the axis of its shape, and the channels at width 1. */
interface ChannelCount {
  readonly key: string;
  readonly axis: number;
  readonly channels: number;
}

const channelCounts: readonly ChannelCount[] = [
  { key: 'linear.weight', axis: 1, channels: 64 },
  { key: 'layer2.0.conv1.weight', axis: 0, channels: 32 },
  { key: 'conv2.weight', axis: 0, channels: 32 },
  { key: 'conv1.weight', axis: 0, channels: 16 },
];

/** A weight that networks of depthwise convolutions alone have; their features are more. */
const depthwiseKey = 'layers.0.conv1.weight';
const depthwiseCounts: readonly ChannelCount[] = [
  { key: 'linear.weight', axis: 1, channels: 128 },
  { key: 'layers.1.conv2.weight', axis: 0, channels: 64 },
  { key: 'layers.0.conv2.weight', axis: 0, channels: 32 },
  { key: 'conv1.weight', axis: 0, channels: 16 },
];

/** @throws ProblemError `teacher-mismatch` where it is none of ours. */
export function recognise(state: StateDict): Recognised {
  const given = plainKeys(state);
  const classes = given.get('linear.weight')?.shape[0] ?? 0;
  const width = widthOf(given);
  const inputs = given.get('fc1.weight')?.shape[1];
  const inputSide = inputs === undefined ? undefined : Math.round(Math.sqrt(inputs / 3));
  const name =
    classes > 0 && width !== undefined
      ? modelNames.find((candidate) => fits(given, candidate, classes, width, inputSide))
      : undefined;
  if (name && width !== undefined) {
    return { name, width, classes, ...(inputSide !== undefined && { inputSide }) };
  }
  throw problem(
    'teacher-mismatch',
    words`The weights (${given.size} tensors, the first named “${[...given.keys()][0]?.slice(0, 80) ?? ''}”) belong to no architecture that the lab has.`,
    words`Use weights of one of ${modelNames.map((name) => catalogue[name].label).join(', ')}, with the key names of akamaster/pytorch_resnet_cifar10.`,
  );
}

/**
 * A width that gives all the channel counts. Each count is a rounded multiple of the width, so each leaves
 * an interval; the widest layer's own ratio is taken where it lies in all of them, and their middle elsewhere.
 */
function widthOf(given: StateDict): number | undefined {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let ratio: number | undefined;
  for (const { key, axis, channels } of given.has(depthwiseKey) ? depthwiseCounts : channelCounts) {
    const count = given.get(key)?.shape[axis];
    if (count === undefined || count === 0) continue;
    ratio ??= count / channels;
    low = Math.max(low, (count - 0.5) / channels);
    high = Math.min(high, (count + 0.5) / channels);
  }
  if (ratio === undefined || low >= high) return undefined;
  return ratio >= low && ratio < high ? ratio : (low + high) / 2;
}

function fits(
  given: StateDict,
  name: ModelName,
  classes: number,
  width: number,
  inputSide: number | undefined,
): boolean {
  const imageSize = inputSide === undefined ? 32 : Math.min(inputSide, longestSide);
  const specs = catalogue[name].build({ classes, imageSize, width }).parameters;
  return (
    specs.length === given.size &&
    specs.every((spec) => {
      const shape = given.get(spec.name)?.shape;
      return shape && torchShape(spec.kind, spec.shape).join() === shape.join();
    })
  );
}
