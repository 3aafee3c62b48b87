/**
 * Links that version 1 wrote and read, with what it made of them.
 */
import { describe, expect, it } from 'vitest';
import { defaultExperiment, fieldNames } from '../experiment.ts';
import { experimentOf, linkOf } from '../link.ts';
import corpus from './corpus/links.json' with { type: 'json' };
import { defaultsOf, experimentVersion, migrated } from './migrations.ts';

describe('a link of version 1', () => {
  it('is there in thirty and more spellings', () => {
    expect(corpus.links.length).toBeGreaterThanOrEqual(30);
  });

  it.each(corpus.links)('opens as it did: $link', ({ link, sets, notices, canonical }) => {
    const { experiment, notices: said } = experimentOf(link);
    expect(experiment).toMatchObject({ ...corpus.defaults, ...sets });
    expect(said.map(({ name }) => name)).toEqual(notices);
    expect(linkOf(experiment)).toBe(canonical);
  });

  it('keeps the defaults of its version for all that it leaves out', () => {
    const settings = new Map(defaultsOf(1));
    for (const name of Object.keys(corpus.defaults)) expect(settings.has(name), name).toBe(true);
    expect(experimentOf('').experiment).toMatchObject(corpus.defaults);
    // The other way round: a field that came later has no say in a link that does not name it.
    const later = fieldNames.filter((name) => !settings.has(name));
    for (const name of later) expect(experimentOf('').experiment[name]).toEqual(defaultExperiment[name]);
  });
});

describe('a link that names its version', () => {
  it('has that version’s defaults, wherever the version stands in it', () => {
    for (const link of ['?v=1&runs=2', '?runs=2&v=1', '?runs=2']) {
      expect(experimentOf(link).experiment, link).toEqual({ ...experimentOf('').experiment, runs: 2 });
    }
    const today = experimentOf(`?v=${experimentVersion}&runs=2`);
    expect(today.experiment).toEqual({ ...defaultExperiment, runs: 2 });
    expect(today.notices).toEqual([]);
  });
});

describe('migrated', () => {
  it('leaves today’s words and those of newer versions as they are, and changes nothing that it was given', () => {
    const settings = Object.freeze([['runs', '2'] as const]);
    for (const version of [1, experimentVersion, experimentVersion + 1]) {
      expect(migrated(version, settings)).toEqual(settings);
    }
    expect(defaultsOf(experimentVersion)).toEqual([]);
  });
});
