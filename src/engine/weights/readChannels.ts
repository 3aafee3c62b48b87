/**
 * The channels of every space of a family, read off the shapes of a state dict: of a network whose channels are no one
 * multiple of the published ones, as after pruning. Residual blocks of which it has nothing are gone, where the network can be without.
 */

import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import { type ModelName, modelNames } from '../../spec/choices.ts';
import type { Architecture, ChannelSpace } from '../../spec/network/architecture.ts';
import { build, catalogue } from '../families/catalogue.ts';
import { anySize, type Model } from '../families/model.ts';
import { chained } from '../families/parts.ts';
import { type TorchShapes, widthFrom } from '../families/widths.ts';
import type { ParameterSpec } from '../layers/parameters.ts';
import { differencesOf, isFit } from './fit.ts';
import { torchOrder } from './layout.ts';
import type { NamedShapes } from './storedTensor.ts';

/** Which of a model's parameters a file is held against. */
export type Compared = (model: Model) => readonly ParameterSpec[];

/**
 * @param given by plain keys
 * @returns undefined where no family's keys and axes are those of the file
 * @throws ProblemError `teacher-mismatch` where channels were removed from streams that shortcuts without weights connect, as
 *   shapes do not say which.
 */
export function readChannels(
  given: NamedShapes,
  shapes: TorchShapes,
  compared: Compared,
): Architecture | undefined {
  for (const name of modelNames) {
    const architecture = ofFamily(name, given, shapes, compared);
    if (architecture) return architecture;
  }
  return undefined;
}

function ofFamily(
  name: ModelName,
  given: NamedShapes,
  shapes: TorchShapes,
  compared: Compared,
): Architecture | undefined {
  const family = catalogue[name];
  const read = family.architectureOf?.(shapes);
  if (read) {
    const architecture = { ...read, family: name, forms: {} };
    return isFit(differencesOf(compared(build(architecture)), given)) ? architecture : undefined;
  }
  const imageSize = family.optionsOf(shapes)[0]?.imageSize ?? anySize;
  const published = family.build({ classes: 1, imageSize, width: 1 });
  const without = goneBlocks(published, given);
  const parts = published.parts.filter((part) => !without.includes(part.name));
  const specs = compared({ ...published, ...chained(parts, published) });
  if (specs.length !== given.size || !specs.every((spec) => given.has(spec.name))) return undefined;
  const channels = channelsIn(specs, given);
  const [head] = published.parts.at(-1)?.parameters ?? [];
  const classes = shapes.get(head?.name ?? '')?.[0];
  if (!channels || !classes) return undefined;
  const architecture = {
    ...{ family: name, classes, imageSize, channels, forms: {} },
    ...(without.length > 0 ? { without } : {}),
  };
  requireWholeStreams(published, channels);
  return isFit(differencesOf(compared(build(architecture)), given)) ? architecture : undefined;
}

/** In the order of the network; none of those that give another shape than they are given. */
function goneBlocks({ parts }: Model, given: NamedShapes): readonly string[] {
  return parts.flatMap(({ name, skips, parameters }) =>
    skips && parameters.every((spec) => !given.has(spec.name)) ? [name] : [],
  );
}

/** Undefined where an axis is missing, or a space has two lengths. */
function channelsIn(
  specs: readonly ParameterSpec[],
  given: NamedShapes,
): Readonly<Record<ChannelSpace, number>> | undefined {
  const channels = new Map<ChannelSpace, number>();
  for (const { name, kind, axes } of specs) {
    const shape = given.get(name)?.shape ?? [];
    if (shape.length !== axes.length) return undefined;
    for (const [i, axis] of torchOrder(kind, axes).entries()) {
      if (typeof axis === 'number') continue;
      // How many heads and how wide they are, no length says.
      if ('factors' in axis) return undefined;
      const count = (shape[i] ?? 0) / (axis.repeat ?? 1);
      if (!Number.isInteger(count) || count < 1 || (channels.get(axis.space) ?? count) !== count) {
        return undefined;
      }
      channels.set(axis.space, count);
    }
  }
  return Object.fromEntries(channels);
}

function requireWholeStreams(
  { shortcuts = [] }: Model,
  channels: Readonly<Record<ChannelSpace, number>>,
): void {
  const streams = shortcuts.flatMap(({ from, to }) => [from, to]);
  const counts = new Map(streams.map(({ space }) => [space, [channels[space] ?? 0]]));
  const published = streams.map(({ space, channels: count }) => ({ key: space, axis: 0, channels: count }));
  if (streams.length === 0 || widthFrom(counts, published.toReversed()) !== undefined) return;
  throw problem(
    'teacher-mismatch',
    words`Channels were removed from ${streams.map(({ space }) => space).join(', ')}, and the file does not say which of them the shortcuts between pass on.`,
    'Open the file in which the lab exported this network: its metadata say it.',
  );
}
