/**
 * Which channels of a kept network a pruning would take, channel by channel.
 */
import type { PruneSpec } from '../spec/recipe/stages.ts';

export interface ChannelPlanAsked {
  /** Of a kept network. */
  readonly id: string;
  readonly stage: PruneSpec;
}

/** A parameter that has the channels: one slice of it goes with each. */
export interface ChannelMember {
  /** Its module, `layer1.0.conv1`. */
  readonly layer: string;
  /** `weight`, `bias`, `running_mean` … */
  readonly parameter: string;
  /** Whether the channels are what the layer gives or what it takes. */
  readonly side: 'out' | 'in';
}

/** Channels of one space: they are there or gone in all of its members together. */
export interface PlannedChannels {
  readonly space: string;
  /** Groups of one class hang together alike; their number, from 0. */
  readonly class: number;
  /** Those that stay, ascending. */
  readonly kept: readonly number[];
  /** Of every channel its importance, the mean of a group being 1; absent where the group is not ranked and stays whole. */
  readonly scores?: readonly number[];
  /** Of every channel its place among those that it is ranked with, 0 the least important; −1 where the group is not ranked. */
  readonly ranks: readonly number[];
  /** How many channels are ranked with it, its own among them; 0 where the group is not ranked. */
  readonly rankedWith: number;
  readonly members: readonly ChannelMember[];
}

/** Of a network without training: counted, not measured. */
export interface PlannedSize {
  readonly channels: number;
  readonly parameters: number;
  readonly multiplyAdds: number;
}

export interface ChannelPlan {
  readonly groups: readonly PlannedChannels[];
  readonly before: PlannedSize;
  readonly after: PlannedSize;
}
