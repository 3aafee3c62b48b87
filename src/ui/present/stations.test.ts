import { describe, expect, it } from 'vitest';
import { firstPlace, neighbour, openStations, placeOfKey, stationNames } from './stations.ts';

describe('stations', () => {
  it('have one key each', () => {
    expect([...'123456789ts'].map((key) => placeOfKey(key, []))).toEqual([...stationNames]);
    expect(placeOfKey('10', [])).toBeUndefined();
    expect(placeOfKey('0', [])).toBe('overview');
    expect(placeOfKey('x', [])).toBeUndefined();
  });

  it('keep their numbers when the link hides others', () => {
    expect(placeOfKey('3', ['curves'])).toBeUndefined();
    expect(placeOfKey('6', ['curves'])).toBe('table');
    expect(openStations(['temperatureView', 'runsView', 'networksView']).at(-1)).toBe('why');
    expect(openStations(['networksTree']).at(-1)).toBe('scatter');
    expect(openStations(['benchView'])).toEqual(['temperature', 'runs', 'tree', 'scatter']);
    expect(openStations(['curves', 'still', 'networksView'])).toEqual([
      'headline',
      'table',
      'temperature',
      'why',
      'runs',
    ]);
  });

  it('are stepped through, past those that are hidden, and end at the ends', () => {
    expect(neighbour('still', 1, [])).toBe('headline');
    expect(neighbour('headline', 1, ['curves'])).toBe('table');
    expect(neighbour('table', -1, ['curves'])).toBe('headline');
    expect(neighbour('still', -1, [])).toBe('still');
    expect(neighbour('runs', 1, [])).toBe('tree');
    expect(neighbour('scatter', 1, [])).toBe('scatter');
    expect(neighbour('overview', 1, ['still'])).toBe('headline');
    expect(neighbour('overview', -1, [])).toBe('overview');
    // A station that was open when the link came to hide it.
    expect(neighbour('loss', 1, ['curves'])).toBe('table');
  });

  it('begin with what the link shows', () => {
    expect(firstPlace('bench', [])).toBe('still');
    expect(firstPlace('bench', ['still'])).toBe('headline');
    expect(firstPlace('temperature', [])).toBe('temperature');
    expect(firstPlace('data', [])).toBe('overview');
  });
});
