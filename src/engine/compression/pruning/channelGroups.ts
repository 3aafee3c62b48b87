/**
 * Which channels of a network stand or fall together, read off the spaces that its parameters' axes are in: what Torch-Pruning
 * (Fang et al. 2023, arXiv 2301.12900) finds by tracing a forward pass.
 */
import type { ChannelSpace } from '../../../spec/network/architecture.ts';
import type { Model } from '../../families/model.ts';
import { type Axis, type ChannelsAlong, channelsAlong, type ParameterSpec } from '../../layers/parameters.ts';

/** A parameter with an axis in the space. */
export interface GroupMember {
  readonly spec: ParameterSpec;
  /** In our layout. */
  readonly axis: number;
  /** Whether the channels are what the layer gives or what it takes. */
  readonly side: 'out' | 'in';
  /** How the group's channels lie along the axis; as all that it counts unless given. */
  readonly along?: ChannelsAlong;
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
    const layers = members.filter(({ spec }) => spec.kind !== 'vector' && spec.role === 'trainable');
    const ends = layers.map(
      ({ spec, axis, side }) => `${spec.kind} ${side}${factorOf(spec.axes[axis], space)}`,
    );
    return { space, channels, members, signature: [...ends, ...passing].sort().join(', ') };
  });
}

/** Heads and the dimensions of a head lie along the same axis, and hang together otherwise than what has an axis to itself. */
const factorOf = (axis: Axis | undefined, space: ChannelSpace): string => {
  if (typeof axis !== 'object' || !('factors' in axis)) return '';
  const fromEnd = axis.factors
    .toReversed()
    .findIndex((one) => typeof one === 'object' && one.space === space);
  return ` factor ${fromEnd}`;
};
