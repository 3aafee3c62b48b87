/**
 * A plan's channels as they are shown: the least important first, so that those which go stand before those which stay.
 */
import type { ChannelMember, PlannedChannels } from '../../../../protocol/channelPlan.ts';

/** Indices of channels. */
export function byImportance({ ranks, scores }: PlannedChannels): readonly number[] {
  const all = ranks.map((_, channel) => channel);
  return scores ? all.sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0)) : all;
}

/** A, B … Z, then A2. */
export function className(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26));
  return place < 26 ? letter : `${letter}${Math.floor(place / 26) + 1}`;
}

/** Slices by layer and side, in the order of the layers. */
export function byLayer(members: readonly ChannelMember[]): readonly {
  readonly layer: string;
  readonly side: 'out' | 'in';
  readonly parameters: readonly string[];
}[] {
  const found = new Map<string, { layer: string; side: 'out' | 'in'; parameters: string[] }>();
  for (const { layer, parameter, side } of members) {
    const key = `${layer} ${side}`;
    const one = found.get(key) ?? { layer, side, parameters: [] };
    one.parameters.push(parameter);
    found.set(key, one);
  }
  return [...found.values()];
}

/** Undefined for keys that do not move. */
export function stepOf(key: string, place: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(count - 1, place + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, place - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
