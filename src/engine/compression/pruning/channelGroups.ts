/**
 * Which channels of a network stand or fall together, read off the spaces that its parameters' axes are in: what Torch-Pruning
 * (Fang et al. 2023, arXiv 2301.12900) finds by tracing a forward pass.
 */
import type { ChannelSpace } from '../../../spec/network/architecture.ts';
import type { Model } from '../../families/model.ts';
import type { ParameterSpec } from '../../layers/parameters.ts';

/** A parameter with an axis in the space. */
export interface GroupMember {
  readonly spec: ParameterSpec;
  /** In our layout. */
  readonly axis: number;
  /** Whether the channels are what the layer gives or what it takes. */
  readonly side: 'out' | 'in';
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
      if (typeof of === 'number') continue;
      const group = groups.get(of.space) ?? { channels: of.channels, members: [] };
      groups.set(of.space, group);
      group.members.push({ spec, axis, side: axis === inputAxis[spec.kind] ? 'in' : 'out' });
    }
  }
  return [...groups].map(([space, { channels, members }]) => {
    const passing = shortcuts.flatMap(({ from, to }) => [
      ...(from.space === space ? ['shortcut in'] : []),
      ...(to.space === space ? ['shortcut out'] : []),
    ]);
    // A mask or an index of a weight goes with it, and is no layer of its own.
    const layers = members.filter(({ spec }) => spec.kind !== 'vector' && spec.role === 'trainable');
    const ends = layers.map(({ spec, side }) => `${spec.kind} ${side}`);
    return { space, channels, members, signature: [...ends, ...passing].sort().join(', ') };
  });
}
