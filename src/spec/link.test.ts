import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../lang/sentence.ts';
import { defaultExperiment, type Experiment, type FieldName, fieldNames, fieldOf } from './experiment.ts';
import type { Field } from './fields.ts';
import { experimentOf, linkOf } from './link.ts';
import { experimentVersion } from './migrations/migrations.ts';
import { withField } from './readExperiment.ts';
import { axes, recipes } from './recipe/recipesForTests.ts';
import { moreTeachers } from './teachers/teachersForTests.ts';

/** Every value that a field allows; a new kind of field has to say here how its values look. */
const lists: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  ...{ Recipe: recipes, Vary: axes, 'Further teachers': moreTeachers },
};

function valuesOf(field: Field): fc.Arbitrary<unknown> {
  const numbers = (minimum: number, maximum: number) =>
    fc.oneof(fc.constantFrom(minimum, maximum), fc.double({ min: minimum, max: maximum, noNaN: true }));
  switch (field.kind) {
    case 'number':
      return field.integer
        ? fc.integer({ min: field.minimum, max: field.maximum })
        : numbers(field.minimum, field.maximum);
    case 'numbers':
      return fc.uniqueArray(numbers(field.minimum, field.maximum), {
        minLength: 1,
        maxLength: field.atMost,
        comparator: (a, b) => a === b,
      });
    case 'choice':
      return fc.constantFrom(...field.choices);
    case 'name':
      return fc.stringMatching(field.pattern);
    case 'list':
      return lists[String(field.label)] ?? fc.constant([]);
  }
}

/** Any valid experiment, each field at its default half of the time. */
const experiments: fc.Arbitrary<Experiment> = fc
  .tuple(
    ...fieldNames.map((name) =>
      fc.oneof(fc.constant(fieldOf(name).default as unknown), valuesOf(fieldOf(name))),
    ),
  )
  .map((values) =>
    fieldNames.reduce(
      (experiment, name, i) => withField(experiment, name, values[i] as never),
      defaultExperiment,
    ),
  );

function expectValid(experiment: Experiment) {
  expect(Object.keys(experiment)).toEqual([...fieldNames]);
  for (const name of fieldNames) {
    expect(v.safeParse(fieldOf(name).schema, experiment[name]).success, name).toBe(true);
  }
}

describe('linkOf', () => {
  it('is empty for the defaults', () => {
    expect(linkOf(defaultExperiment)).toBe('');
  });

  it('holds what differs, in the order of the fields, with readable commas', () => {
    const experiment = { ...defaultExperiment, runs: 6, alphas: [0, 0.25, 1], temperature: 2.5 };
    expect(linkOf(experiment)).toBe('?temperature=2.5&alphas=0,0.25,1&runs=6');
  });

  it('comes back from every valid experiment, without notices', () => {
    fc.assert(
      fc.property(experiments, (experiment) => {
        const link = linkOf(experiment);
        expect(link.length).toBeLessThan(5000);
        expect(experimentOf(link)).toEqual({ experiment, notices: [] });
        // As a browser hands it back.
        expect(experimentOf(new URL(`https://lab.example/${link}`).search).experiment).toEqual(experiment);
      }),
      { numRuns: 300 },
    );
  });

  it('comes back for each field alone', () => {
    for (const name of fieldNames) {
      fc.assert(
        fc.property(valuesOf(fieldOf(name)), (value) => {
          const experiment = withField(defaultExperiment, name, value as never);
          expect(experiment[name], name).toEqual(Object.is(value, -0) ? 0 : positiveZeros(value));
          expect(experimentOf(linkOf(experiment))).toEqual({ experiment, notices: [] });
        }),
        { numRuns: 40 },
      );
    }
  });
});

/** −0 and 0 are one value. */
const positiveZeros = (value: unknown) =>
  Array.isArray(value) ? value.map((one) => (typeof one === 'number' ? one + 0 : one)) : value;

describe('experimentOf', () => {
  it('reads a shared link', () => {
    const { experiment, notices } = experimentOf('?alphas=0,0.5,1&runs=6&temperature=2&student=cnn');
    expect(experiment).toEqual({
      ...defaultExperiment,
      alphas: [0, 0.5, 1],
      runs: 6,
      temperature: 2,
      student: 'cnn',
    });
    expect(notices).toEqual([]);
  });

  it.each(['', '?', '?&&', '&'])('takes %j for the defaults', (search) => {
    expect(experimentOf(search)).toEqual({ experiment: defaultExperiment, notices: [] });
  });

  it('takes characters that were escaped on the way', () => {
    expect(experimentOf('?alphas=0%2C0.5%2c1&runs=%36').experiment).toMatchObject({
      alphas: [0, 0.5, 1],
      runs: 6,
    });
    expect(experimentOf('?learningRate=1e%2D5').experiment.learningRate).toBe(1e-5);
  });

  const used = (name: FieldName) =>
    (fieldOf(name).format as (value: unknown) => string)(defaultExperiment[name]);

  it.each<[string, FieldName]>([
    ['temperature=0', 'temperature'],
    ['temperature=NaN', 'temperature'],
    ['temperature=Infinity', 'temperature'],
    ['temperature=0x10', 'temperature'],
    ['temperature=', 'temperature'],
    ['temperature', 'temperature'],
    ['runs=2.5', 'runs'],
    ['runs=101', 'runs'],
    ['alphas=0,,1', 'alphas'],
    ['alphas=0,2', 'alphas'],
    ['alphas=0.5,.5', 'alphas'],
    ['student=resnet19', 'student'],
    ['dataset=folder-xyz', 'dataset'],
  ])('%s is refused by name, with what is allowed and what is used', (query, name) => {
    const { experiment, notices } = experimentOf(`?${query}`);
    expect(experiment).toEqual(defaultExperiment);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatchObject({ name, allowed: fieldOf(name).allowed, used: used(name) });
  });

  it.each([
    ['Temperature=2', 'temperature'],
    ['batch_size=16', 'batchSize'],
    ['batch-size=16', 'batchSize'],
    ['temprature=2', 'temperature'],
    ['ALPHAS=0', 'alphas'],
  ])('%s is not taken, and the nearest name is said', (query, nearest) => {
    const { experiment, notices } = experimentOf(`?${query}`);
    expect(experiment).toEqual(defaultExperiment);
    expect(notices).toHaveLength(1);
    expect(inEnglish(notices[0]?.allowed ?? '')).toContain(nearest);
  });

  it.each(['__proto__=1', 'constructor=1', 'prototype=1', 'toString=1', 'hasOwnProperty=', '=5'])(
    '%s changes nothing and is said',
    (query) => {
      const { experiment, notices } = experimentOf(`?${query}`);
      expect(experiment).toEqual(defaultExperiment);
      expect(Object.getPrototypeOf(experiment)).toBe(Object.prototype);
      expect(notices).toHaveLength(1);
    },
  );

  it('takes the first of two and says so', () => {
    const { experiment, notices } = experimentOf('?runs=2&runs=3');
    expect(experiment.runs).toBe(2);
    expect(notices[0]).toMatchObject({ name: 'runs', given: '3', used: 'the first one' });
  });

  it.each(['?runs=%', '?%ZZ=1', '?runs=%E0%A4%A', '?runs=%C3%28'])('%s is left out and said', (search) => {
    const { experiment, notices } = experimentOf(search);
    expect(experiment).toEqual(defaultExperiment);
    expect(notices).toHaveLength(1);
  });

  it('reads its own version and says what it makes of others', () => {
    expect(experimentOf(`?v=${experimentVersion}&runs=2`).notices).toEqual([]);
    const newer = experimentOf(`?v=${experimentVersion + 1}&runs=2`);
    expect(newer.experiment.runs).toBe(2);
    expect(newer.notices[0]).toMatchObject({ name: 'v' });
    expect(inEnglish(newer.notices[0]?.used ?? '')).toContain('newer');
    for (const version of ['0', '-1', 'two', '']) {
      expect(experimentOf(`?v=${version}`).notices, version).toHaveLength(1);
    }
  });

  it('takes a megabyte at once and many settings with few notices', () => {
    const started = performance.now();
    const { experiment, notices } = experimentOf(`?runs=${'9'.repeat(1_000_000)}`);
    expect(experiment).toEqual(defaultExperiment);
    expect(notices).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(100);
    const many = Array.from({ length: 500 }, (_, i) => `x${i}=1`).join('&');
    expect(experimentOf(`?${many}`).notices.length).toBeLessThanOrEqual(13);
  });

  it('never throws and always gives a valid experiment', () => {
    const names = fc.oneof(fc.constantFrom(...fieldNames), fc.string());
    const pairs = fc
      .array(fc.tuple(names, fc.oneof(fc.string({ unit: 'binary' }), fc.double().map(String))))
      .map((list) => list.map(([name, value]) => `${name}=${value}`).join('&'));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), pairs), (search) => {
        expectValid(experimentOf(search).experiment);
        expectValid(experimentOf(`?${encodeURIComponent(search)}`).experiment);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps its notices short, whatever was given', () => {
    const { notices } = experimentOf(
      `?${'n'.repeat(500)}=1&runs=${'x'.repeat(500)}&dataset=%${'y'.repeat(500)}`,
    );
    expect(notices).toHaveLength(3);
    for (const { name, given } of notices) {
      expect(name.length).toBeLessThanOrEqual(60);
      expect(inEnglish(given).length).toBeLessThanOrEqual(60);
    }
  });

  it('stands over another base', () => {
    const base = { ...defaultExperiment, epochs: 3 };
    expect(experimentOf('?runs=2', base).experiment).toEqual({ ...base, runs: 2 });
  });
});
