import { isTeacher, type NetworkGroup } from '../../../analysis/networks/groups.ts';
import type { LiveNetworks } from './liveNetworks.ts';

/** A circle's diameter in rem, and its colour. */
export interface NodeLook {
  readonly size: number;
  readonly background: string;
  /** Of a network under way: the diameter of what is made of it, within the circle that it will fill. */
  readonly grown?: number;
}

const least = 0.6;

/**
 * Areas are proportional to the bytes of weights as saved, as far as the smallest can still be seen; the more accurate among those in
 * the picture, the fuller the colour. What is under way fills the
 * share of its area that its stage has done.
 *
 * @param most the largest diameter
 */
export function looksOf(
  groups: readonly NetworkGroup[],
  most: number,
  live: LiveNetworks = new Map(),
): ReadonlyMap<string, NodeLook> {
  const bytesOf = ({ quantities }: NetworkGroup) => quantities.bytes?.mean ?? 0;
  const largest = Math.max(1, ...groups.map(bytesOf));
  const all = groups.flatMap(({ quantities }) => quantities.accuracy?.mean ?? []);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return new Map(
    groups.map((group) => {
      const own = group.quantities.accuracy?.mean;
      const share = own === undefined ? 0 : high > low ? (own - low) / (high - low) : 1;
      const size = Math.max(least, most * Math.sqrt(bytesOf(group) / largest));
      const growth = live.get(group.key);
      return [
        group.key,
        {
          ...{ size, ...(growth ? { grown: size * Math.sqrt(growth.share) } : {}) },
          background: `color-mix(in oklab, var(--${isTeacher(group) ? 'teacher' : 'student'}-fill) ${Math.round(20 + 80 * share)}%, var(--paper-raised))`,
        },
      ];
    }),
  );
}
