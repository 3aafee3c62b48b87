import { describe, expect, it } from 'vitest';
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { looksOf } from './nodeLook.ts';

const group = (key: string, bytes: number) =>
  ({
    key,
    networks: [],
    quantities: { bytes: { mean: bytes, std: 0, n: 1 } },
  }) as unknown as NetworkGroup;
const area = (diameter: number | undefined) => (diameter ?? Number.NaN) ** 2;

describe('circles', () => {
  it('have areas as the bytes as saved, down to one that can be seen', () => {
    const looks = looksOf([group('large', 1000), group('quarter', 250), group('tiny', 1)], 1.75);
    expect(looks.get('large')?.size).toBe(1.75);
    expect(area(looks.get('quarter')?.size)).toBeCloseTo(area(1.75) / 4, 12);
    expect(looks.get('tiny')?.size).toBe(0.6);
    expect(looks.get('large')?.grown).toBeUndefined();
  });

  it('of networks under way are filled from nothing to their bytes, by the epochs that have ended', () => {
    const filled = (share: number) => {
      const look = looksOf(
        [group('large', 1000), group('a', 500)],
        1.75,
        new Map([['a', { epoch: 1, share }]]),
      );
      return area(look.get('a')?.grown) / area(look.get('a')?.size);
    };
    expect([0, 0.25, 0.5, 1].map(filled)).toEqual(
      [0, 0.25, 0.5, 1].map((share) => expect.closeTo(share, 12)),
    );
  });
});
