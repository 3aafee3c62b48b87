import { describe, expect, it } from 'vitest';
import { hiddenSelectors, stationSelectors, styleOf } from './hiddenParts.ts';
import { stationNames } from './stations.ts';

describe('hiddenSelectors', () => {
  it('takes a part and a setting by its own name only', () => {
    expect(styleOf(hiddenSelectors(['share', 'temperature']))).toBe(
      '[data-control="share"],[data-field="share"],[data-control="temperature"],[data-field="temperature"]{display:none!important}',
    );
    expect(styleOf([])).toBe('');
  });
});

describe('stationSelectors', () => {
  it('leaves out nothing of the whole bench', () => {
    expect(stationSelectors('overview')).toEqual([]);
  });

  it('keeps the part that the station is of', () => {
    const parts = {
      still: 'still',
      headline: 'headline',
      table: 'table',
      why: 'why',
      loss: 'curves',
      tree: 'networksTree',
    };
    for (const name of stationNames) {
      const part = Object.entries(parts).find(([one]) => one === name)?.[1];
      if (part) expect(stationSelectors(name), name).not.toContain(`[data-control="${part}"]`);
    }
  });

  it('shows one chart of the three', () => {
    expect(stationSelectors('accuracy').filter((one) => one.startsWith('figure'))).toEqual([
      'figure[data-curve="loss"]',
      'figure[data-curve="difference"]',
    ]);
  });

  it('leaves the progress where something is trained for it, and the guess beside what came out', () => {
    const without = (name: string) =>
      stationNames.filter((station) => stationSelectors(station).includes(`[data-control="${name}"]`));
    expect(without('run')).toEqual(['temperature', 'why']);
    expect(without('curtain')).toEqual(['still', 'temperature']);
    expect(stationNames.filter((name) => !without('outcome').includes(name))).toEqual(['headline']);
    expect(without('reach')).toEqual([...stationNames]);
  });
});
