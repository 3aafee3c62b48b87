import { isTeacher, type NetworkGroup } from '../../../analysis/networks/groups.ts';

/** A circle's diameter in rem, and its colour. */
export interface NodeLook {
  readonly size: number;
  readonly background: string;
}

const least = 0.6;

/**
 * Areas are proportional to the bytes of weights as saved, as far as the smallest can still be seen; the more accurate among those in
 * the picture, the fuller the colour.
 *
 * @param most the largest diameter
 */
export function looksOf(groups: readonly NetworkGroup[], most: number): ReadonlyMap<string, NodeLook> {
  const bytesOf = ({ quantities }: NetworkGroup) => quantities.bytes?.mean ?? 0;
  const largest = Math.max(1, ...groups.map(bytesOf));
  const all = groups.flatMap(({ quantities }) => quantities.accuracy?.mean ?? []);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return new Map(
    groups.map((group) => {
      const own = group.quantities.accuracy?.mean;
      const share = own === undefined ? 0 : high > low ? (own - low) / (high - low) : 1;
      return [
        group.key,
        {
          size: Math.max(least, most * Math.sqrt(bytesOf(group) / largest)),
          background: `color-mix(in oklab, var(--${isTeacher(group) ? 'teacher' : 'student'}-fill) ${Math.round(20 + 80 * share)}%, var(--paper-raised))`,
        },
      ];
    }),
  );
}
