/**
 * Which channels of a network stand or fall together, read off the spaces that its parameters' axes are in: what Torch-Pruning
 * (Fang et al. 2023, arXiv 2301.12900) finds by tracing a forward pass.
 */
import type { ChannelSpace } from '../../../spec/network/architecture.ts';
import type { Model } from '../../families/model.ts';
import {
  type Axis,
  type ChannelAxis,
  type ChannelsAlong,
  channelsAlong,
  headsAlong,
  type ParameterSpec,
  placesOfHeads,
} from '../../layers/parameters.ts';

/** A parameter with an axis in the space. */
export interface GroupMember {
  readonly spec: ParameterSpec;
  /** In our layout. */
  readonly axis: number;
  /** Whether the channels are what the layer gives or what it takes. */
  readonly side: 'out' | 'in';
  /** How the group's channels lie along the axis; as all that it counts unless given. */
  readonly along?: ChannelsAlong;
  /** Which of the parameter's elements count; all unless given. */
  readonly among?: (element: number) => boolean;
}

/** The channels of one space, with every parameter that has them. */
export interface ChannelGroup {
  readonly space: ChannelSpace;
  readonly channels: number;
  readonly members: readonly GroupMember[];
  /**
   * Equal in groups that hang together alike, whose channels can be ranked together: Isomorphic Pruning (Fang et al. 2024,
   * arXiv 2407.04616, section 3.2).
   */
  readonly signature: string;
  /** Of attention: whether its channels are whole heads, or dimensions that every head has. */
  readonly role?: 'heads' | 'dims';
}

/** The heads of one attention, and what each of them loses by itself: places are [head, dimension]. */
export interface HeadGroup {
  readonly heads: ChannelAxis;
  readonly dims: ChannelAxis;
  /** Of all places. */
  readonly group: ChannelGroup;
}

/** Which axis of a weight counts what it takes; all others count what it gives. */
const inputAxis: Readonly<Record<ParameterSpec['kind'], number | undefined>> = {
  conv: 2,
  depthwise: undefined,
  linear: 0,
  vector: undefined,
};

/** In the order in which the parameters name the spaces. Images and logits are in none. */
export function channelGroups({ parameters, shortcuts = [] }: Model): readonly ChannelGroup[] {
  const groups = new Map<ChannelSpace, { channels: number; members: GroupMember[] }>();
  for (const spec of parameters) {
    for (const [axis, of] of spec.axes.entries()) {
      for (const along of channelsAlong(of)) {
        const group = groups.get(along.space) ?? { channels: along.channels, members: [] };
        groups.set(along.space, group);
        const side = axis === inputAxis[spec.kind] ? 'in' : 'out';
        group.members.push({ spec, axis, side, along });
      }
    }
  }
  return [...groups].map(([space, { channels, members }]) => {
    const passing = shortcuts.flatMap(({ from, to }) => [
      ...(from.space === space ? ['shortcut in'] : []),
      ...(to.space === space ? ['shortcut out'] : []),
    ]);
    // A mask or an index of a weight goes with it, and is no layer of its own.
    const layers = members.filter(
      ({ spec }) => (spec.kind !== 'vector' || spec.normalises) && spec.role === 'trainable',
    );
    const roles = members.flatMap(({ spec, axis }) => roleIn(spec.axes[axis], space) ?? []);
    const ends = layers.map(({ spec, axis, side }) => {
      const end = spec.normalises ? 'norm' : `${spec.kind} ${side}`;
      return `${end} ${roleIn(spec.axes[axis], space) ?? ''}`.trim();
    });
    const signature = [...ends, ...passing].sort().join(', ');
    return { space, channels, members, signature, ...(roles[0] ? { role: roles[0] } : {}) };
  });
}

/** Heads and the dimensions of a head lie along the same axis, and hang together otherwise than what has an axis to itself. */
function roleIn(axis: Axis | undefined, space: ChannelSpace): ChannelGroup['role'] {
  const both = axis === undefined ? undefined : headsAlong(axis);
  if (space === both?.heads.space) return 'heads';
  return space === both?.dims.space ? 'dims' : undefined;
}

/** By the space of dimensions. */
export function headGroups({ parameters }: Model): ReadonlyMap<ChannelSpace, HeadGroup> {
  const found = new Map<ChannelSpace, { heads: ChannelAxis; dims: ChannelAxis; members: GroupMember[] }>();
  for (const spec of parameters) {
    for (const [axis, of] of spec.axes.entries()) {
      const both = headsAlong(of);
      if (!both) continue;
      const { heads, dims } = both;
      const group = found.get(dims.space) ?? { heads, dims, members: [] };
      found.set(dims.space, group);
      const channels = heads.channels * dims.channels;
      const along = {
        ...{ space: placesOfHeads(both), channels, run: 1 },
        rows: (spec.shape[axis] ?? 0) / channels,
      };
      group.members.push({ spec, axis, side: axis === inputAxis[spec.kind] ? 'in' : 'out', along });
    }
  }
  return new Map(
    [...found].map(([space, { heads, dims, members }]) => {
      const channels = heads.channels * dims.channels;
      const group = { space: placesOfHeads({ heads, dims }), channels, members, signature: '' };
      return [space, { heads, dims, group }];
    }),
  );
}
