/**
 * A network without some of its channels: smaller tensors of the same names, and the architecture that says so.
 */
import type { Architecture, ChannelSpace } from '../../../spec/network/architecture.ts';
import { build } from '../../families/catalogue.ts';
import type { PlainShortcut } from '../../families/model.ts';
import type { HostParameter } from '../../layers/hostParameters.ts';
import { type Axis, channelsAlong, headsAlong, lengthOf, placesOfHeads } from '../../layers/parameters.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { held } from '../quantising/folded.ts';

/**
 * The channels that stay, ascending, of each space from which some go. Where heads have lost dimensions of their own, the places
 * [head, dimension] that stay are there too, as `placesOfHeads`, and say which; the space of dimensions says how many.
 */
export type KeptChannels = ReadonlyMap<ChannelSpace, readonly number[]>;

export function cut({ architecture, tensors }: Checkpoint, kept: KeptChannels): Checkpoint {
  const model = build(architecture);
  const cutTensors = model.parameters.map(
    ({ name, axes }) =>
      [
        name,
        taken(
          held(tensors, name),
          axes.map((axis) => placesOf(axis, kept)),
        ),
      ] as const,
  );
  return {
    architecture: cutArchitecture(architecture, model.shortcuts ?? [], kept),
    tensors: Object.fromEntries(cutTensors),
  };
}

/** @param kept of those spaces alone that lose channels */
export function cutArchitecture(
  architecture: Architecture,
  shortcuts: readonly PlainShortcut[],
  kept: KeptChannels,
): Architecture {
  const channels = Object.entries(architecture.channels).map(
    ([space, count]) => [space, kept.get(space)?.length ?? count] as const,
  );
  const maps = shortcuts
    .filter(({ from, to }) => kept.has(from.space) || kept.has(to.space))
    .map((shortcut) => [shortcut.name, cutMap(shortcut, kept)] as const);
  const all = { ...architecture.shortcuts, ...Object.fromEntries(maps) };
  return {
    ...architecture,
    channels: Object.fromEntries(channels),
    ...(Object.keys(all).length > 0 ? { shortcuts: all } : {}),
  };
}

function cutMap({ from, to, sources }: PlainShortcut, kept: KeptChannels): readonly number[] {
  const passed = kept.get(from.space);
  const position = (source: number) => (passed && source >= 0 ? passed.indexOf(source) : source);
  const stay = kept.get(to.space);
  return sources.filter((_, target) => !stay || stay.includes(target)).map(position);
}

/** Those along an axis whose channels all stay; undefined where none of its channels go. */
export function placesOf(axis: Axis, kept: KeptChannels): readonly number[] | undefined {
  const both = headsAlong(axis);
  const own = both && kept.get(placesOfHeads(both));
  if (own) {
    const all = both.heads.channels * both.dims.channels;
    const rows = Array.from({ length: lengthOf(axis) / all }, (_, row) => row);
    return own.length === all ? undefined : rows.flatMap((row) => own.map((place) => row * all + place));
  }
  const cutAlong = channelsAlong(axis).flatMap(({ space, channels, run }) => {
    const stay = kept.get(space);
    return stay ? [{ channels, run, stay: new Set(stay) }] : [];
  });
  if (cutAlong.length === 0) return undefined;
  return Array.from({ length: lengthOf(axis) }, (_, place) => place).filter((place) =>
    cutAlong.every(({ channels, run, stay }) => stay.has(Math.floor(place / run) % channels)),
  );
}

/** Of each axis the given places, in their order; all where it is undefined. */
function taken(
  { shape, values }: HostParameter,
  places: readonly (readonly number[] | undefined)[],
): HostParameter {
  return places.reduce<HostParameter>(
    (tensor, wanted, axis) => (wanted ? takenAlong(tensor, axis, wanted) : tensor),
    { shape, values },
  );
}

function takenAlong(
  { shape, values }: HostParameter,
  axis: number,
  wanted: readonly number[],
): HostParameter {
  const product = (lengths: readonly number[]) => lengths.reduce((all, length) => all * length, 1);
  const [before, behind] = [product(shape.slice(0, axis)), product(shape.slice(axis + 1))];
  const places = shape[axis] ?? 1;
  const result = new Float32Array(before * wanted.length * behind);
  let at = 0;
  for (let row = 0; row < before; row++) {
    for (const place of wanted) {
      const start = (row * places + place) * behind;
      result.set(values.subarray(start, start + behind), at);
      at += behind;
    }
  }
  return { shape: shape.map((length, i) => (i === axis ? wanted.length : length)), values: result };
}
