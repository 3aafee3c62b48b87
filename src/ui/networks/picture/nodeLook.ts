import { isTeacher, type NetworkGroup } from '../../../analysis/networks/groups.ts';

const [least, most] = [0.6, 1.75];

/** Diameters in rem: areas are proportional to the bytes of weights, as far as the smallest can still be hit. */
export function sizesOf(groups: readonly NetworkGroup[]): ReadonlyMap<string, number> {
  const bytesOf = ({ quantities }: NetworkGroup) => quantities.bytes?.mean ?? 0;
  const largest = Math.max(1, ...groups.map(bytesOf));
  return new Map(
    groups.map((group) => [group.key, Math.max(least, most * Math.sqrt(bytesOf(group) / largest))]),
  );
}

/** The more accurate among those in the picture, the fuller its colour. */
export function shadeOf(group: NetworkGroup, groups: readonly NetworkGroup[]) {
  const all = groups.flatMap(({ quantities }) => quantities.accuracy?.mean ?? []);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const own = group.quantities.accuracy?.mean;
  const share = own === undefined ? 0 : high > low ? (own - low) / (high - low) : 1;
  const percent = Math.round(20 + 80 * share);
  return {
    background: `color-mix(in oklab, var(--${isTeacher(group) ? 'teacher' : 'student'}-fill) ${percent}%, var(--paper-raised))`,
  };
}
