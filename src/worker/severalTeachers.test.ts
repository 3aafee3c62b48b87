/**
 * Students of several teachers, through a whole session.
 */
import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { rightApart } from '../analysis/teachersApart.ts';
import type { Seen, TeacherTable } from '../protocol/protocol.ts';
import type { EpochRecord } from '../protocol/records.ts';
import { type Experiment, fields } from '../spec/experiment.ts';
import { readRecipe } from '../spec/recipe/spelling.ts';
import { readTeachers } from '../spec/teachers/moreTeachers.ts';
import type { TeacherSpec } from '../spec/teachers/teachersOf.ts';
import { onWasm } from './onWasmForTests.ts';
import { memoryLogits, memoryStore, open, tiny } from './sessionForTests.ts';

function teachers(text: string): readonly TeacherSpec[] {
  const read = readTeachers(text, fields);
  if ('fault' in read) throw new Error(text);
  return read.teachers;
}
const small = 'width=0.125 epochs=1 images=24';
const two: Experiment = { ...tiny, alphas: [0.5], moreTeachers: teachers(`mlp ${small} weight=3`) };

async function curvesOf(experiment: Experiment, session = open()) {
  await session.obey({ type: 'run', experiment, finished: [] });
  expect(session.of('problem')).toEqual([]);
  return session
    .of('epoch')
    .map(({ id, stage, record }) => ({ id, stage, record: { ...record, seconds: 0 } }));
}
/** Of each epoch, what was measured in validation. */
const measured = (record: EpochRecord) => {
  const { loss, accuracy, difference, terms } = record.validation;
  return [loss, accuracy, difference, terms.hard ?? Number.NaN, terms.soft ?? Number.NaN];
};

describe.each([
  ['cpu', () => ({})],
  ['wasm', onWasm],
] as const)('two teachers on %s', (_, backend) => {
  it('are each measured and told, and then together; students learn from both', async () => {
    const session = open(memoryStore(), backend);
    const { obey, of, ask } = session;
    await obey({ type: 'prepare', experiment: two });
    expect(of('ready')).toHaveLength(1);
    expect(of('memory')).toHaveLength(1);
    const unmeasured = of('teacher').at(-1)?.teacher;
    expect(unmeasured?.members?.map(({ name }) => name)).toEqual(['cnn', 'mlp']);
    expect(unmeasured?.accuracy).toBeUndefined();

    const curves = await curvesOf(two, session);
    expect(curves).toHaveLength(2 * two.epochs);
    expect(of('teacher-epoch')).toHaveLength(2);
    const together = of('teacher').at(-1)?.teacher;
    const { members = [] } = together ?? {};
    expect(members.map(({ name, source }) => [name, source])).toEqual([
      ['cnn', 'trained'],
      ['mlp', 'trained'],
    ]);
    for (const card of [...members, together]) {
      expect(card?.accuracy).toBeGreaterThanOrEqual(0);
      expect(card?.accuracy).toBeLessThanOrEqual(1);
    }
    expect(together?.parameters).toBe(members.reduce((sum, { parameters }) => sum + parameters, 0));
    expect(together?.label).toBe(members.map(({ label }) => label).join(' + '));

    // On which images one alone is right, told and asked for; and how far a student is from each.
    const { apart } = together ?? {};
    expect(apart?.images).toBe(two.validationImages);
    const { id } = of('run-ended')[0] ?? { id: undefined };
    const told = await ask({ type: 'teachers-apart', ...(id ? { student: id } : {}) });
    expect(told?.teachers.map(({ label }) => label)).toEqual(members.map(({ label }) => label));
    expect(rightApart(told?.teachers.map(({ said }) => said) ?? [])).toEqual(apart);
    expect(told?.student?.predicted).toHaveLength(two.validationImages);
    for (const { divergences } of told?.teachers ?? []) {
      expect(divergences).toHaveLength(two.validationImages);
      expect(divergences?.every((nats) => nats >= 0)).toBe(true);
    }

    // A picture is answered as the teachers are combined, and by each.
    const table = (await ask({ type: 'teacher-table' })) as TeacherTable;
    const logits = [...table.logits.subarray(0, table.classes)];
    const { picture, teachers: each } = await ask({ type: 'example', index: 0 });
    expect(each).toHaveLength(2);
    expect(picture.size).toBeGreaterThan(0);
    const seen: Seen = await ask({
      type: 'look-at',
      picture: { width: picture.size, height: picture.size, rgba: Uint8ClampedArray.from(picture.rgba) },
    });
    seen.teacher?.forEach((z, k) => {
      expect(z).toBeCloseTo(logits[k] ?? Number.NaN, 2);
    });
    expect(seen.teacher).toHaveLength(table.classes);
  });

  it('that are alike are one: the same curves but for rounding', async () => {
    const one: Experiment = { ...tiny, alphas: [0.5] };
    const alone = await curvesOf(one, open(memoryStore(), backend));
    const { teacher, teacherWidth: width, teacherEpochs: epochs, teacherImages: images } = tiny;
    const same = teachers(`${teacher} width=${width} epochs=${epochs} images=${images} weight=2`);
    for (const changes of [
      {},
      { similarity: 'mse' },
      { teachersTogether: 'mean-logits' },
      { teachersTogether: 'entropy' },
      { teachersTogether: 'confidence' },
      { teachersTogether: 'aekd' },
      { similarity: 'sp', featureWeight: 1e-3 },
      { similarity: 'rkd', featureWeight: 0.01, teachersTogether: 'confidence' },
      { teachersTogether: 'aekd-normalised' },
      { augmentation: 'flip-shift' },
      { augmentation: 'flip-shift', teachersTogether: 'confidence' },
    ] as const) {
      const session = open(memoryStore(), backend);
      const single =
        'similarity' in changes || 'augmentation' in changes
          ? await curvesOf({ ...one, ...changes }, open(memoryStore(), backend))
          : alone;
      const several = await curvesOf({ ...one, moreTeachers: same, ...changes }, session);
      expect(several.map(({ id }) => id)).toEqual(single.map(({ id }) => id));
      several.forEach(({ record }, i) => {
        const expected = single[i] ? measured(single[i].record) : [];
        measured(record).forEach((value, m) => {
          expect(value).toBeCloseTo(expected[m] ?? Number.NaN, 3);
        });
      });
      // It was trained and measured once.
      expect(session.of('teacher-epoch')).toHaveLength(1);
    }
  });

  it('can be compared inside, each by its weight, whatever a stage compares', async () => {
    const inside: Experiment = { ...two, student: 'cnn', similarity: 'fitnet', epochs: 1 };
    const session = open(memoryStore(), backend);
    const curves = await curvesOf(inside, session);
    expect(curves.length).toBeGreaterThan(0);
    const before = memory().numTensors;
    const again = await curvesOf(inside, session);
    expect(memory().numTensors).toBe(before);
    expect(again.slice(curves.length)).toEqual(curves);
    const alike = await curvesOf({ ...inside, teacherWeight: 3 }, session);
    expect(alike.slice(2 * curves.length)).not.toEqual(curves);
    // A stage whose own similarity looks at logits learns from what they are together.
    const read = readRecipe('distil epochs=1; distil epochs=1 similarity=kl');
    if (!('recipe' in read)) throw new Error('no recipe');
    const staged = await curvesOf({ ...inside, recipe: read.recipe }, session);
    expect(staged).toHaveLength(curves.length * 3 + 2 * curves.length);
    expect(session.of('problem')).toEqual([]);
  });
});

describe('what is kept of several teachers', () => {
  it('serves another experiment with one of them: nothing is trained or asked again', async () => {
    const [store, logits] = [memoryStore(), memoryLogits()];
    const first = open(store, undefined, logits.store);
    await curvesOf(two, first);
    expect(first.of('teacher-use')[0]?.use.asked).toBe(2 * 2 * tiny.trainImages);
    const { moreTeachers } = two;
    const [second] = moreTeachers;
    if (!second) throw new Error('there are two');
    const onlySecond: Experiment = {
      ...{ ...two, moreTeachers: [], teacher: second.teacher },
      ...{ teacherWidth: second.width, teacherEpochs: second.epochs, teacherImages: second.images },
    };
    for (const experiment of [
      { ...two, moreTeachers: [] },
      onlySecond,
      { ...two, temperature: 2, teacherWeight: 5 },
      { ...two, teachersTogether: 'mean-logits' },
    ] as const) {
      const again = open(store, undefined, logits.store);
      await curvesOf(experiment, again);
      expect(again.of('teacher-epoch')).toEqual([]);
      expect(again.of('teacher-use')[0]?.use.asked).toBe(0);
    }
  });

  it('is freed: after one teacher again there is no tensor more', async () => {
    const { obey, of } = open();
    const one: Experiment = { ...two, moreTeachers: [], runs: 1, epochs: 1 };
    await obey({ type: 'run', experiment: one, finished: [] });
    const before = memory().numTensors;
    const several: Experiment = { ...two, runs: 1, epochs: 1 };
    await obey({ type: 'run', experiment: several, finished: [] });
    await obey({ type: 'run', experiment: { ...several, temperature: 2 }, finished: [] });
    expect(memory().numTensors).toBeGreaterThan(before);
    await obey({ type: 'run', experiment: one, finished: [] });
    expect(of('problem')).toEqual([]);
    expect(memory().numTensors).toBe(before);
  });
});

describe('the temperature at which several teachers are softened', () => {
  const short: Experiment = { ...two, runs: 1, epochs: 1 };

  it('may be an axis: each point is the sweep at its temperature', async () => {
    const swept = await curvesOf({ ...short, vary: [{ path: 'temperature', values: [1, 8] }] });
    const each = [
      ...(await curvesOf({ ...short, temperature: 1 })),
      ...(await curvesOf({ ...short, temperature: 8 })),
    ];
    expect(swept.map(({ record }) => record)).toEqual(each.map(({ record }) => record));
    expect(swept[0]?.record.validation.terms.soft).not.toBe(swept[1]?.record.validation.terms.soft);
  });

  it('may be a stage’s own', async () => {
    const before = memory().numTensors;
    const session = open();
    const staged = await curvesOf(
      {
        ...short,
        recipe: [
          { kind: 'distil', arm: 'distilled', temperature: 8 },
          { kind: 'distil', arm: 'distilled' },
        ],
      },
      session,
    );
    const [alone] = await curvesOf({ ...short, temperature: 8 });
    expect(staged.map(({ stage }) => stage)).toEqual([0, 1]);
    expect(staged[0]?.record).toEqual(alone?.record);
    expect(memory().numTensors).toBeGreaterThan(before);
  });

  it('may be that of a stage that trains a head alone', async () => {
    const staged = await curvesOf({
      ...short,
      recipe: [
        { kind: 'distil', arm: 'distilled', temperature: 8 },
        { kind: 'distil', arm: 'distilled', temperature: 8, freeze: 'head' },
      ],
    });
    const throughout = await curvesOf({
      ...{ ...short, temperature: 8 },
      recipe: [
        { kind: 'distil', arm: 'distilled' },
        { kind: 'distil', arm: 'distilled', freeze: 'head' },
      ],
    });
    expect(staged).toHaveLength(2);
    expect(staged.map(({ record }) => record)).toEqual(throughout.map(({ record }) => record));
  });
});

it('refuses a teacher at chance among others, and says which', async () => {
  const session = open();
  const experiment: Experiment = {
    ...{ ...two, validationImages: 200, alphas: [0] },
    ...{ teacherEpochs: 12, teacherImages: 200, teacher: 'mlp', teacherWidth: 0.5 },
    moreTeachers: teachers(`mlp width=0.125 epochs=1 images=16 rate=0.000001`),
  };
  await session.obey({ type: 'run', experiment, finished: [] });
  expect(session.of('problem')[0]?.problem.code).toBe('teacher-at-chance');
  expect(JSON.stringify(session.of('problem')[0]?.problem.what)).toContain('Teacher {0} is right on');
  expect(session.of('run-started')).toEqual([]);
});
