/**
 * Students with distillation tokens, through a whole session.
 */
import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../lang/sentence.ts';
import type { EpochRecord } from '../protocol/records.ts';
import { type Experiment, fields } from '../spec/experiment.ts';
import { readRecipe } from '../spec/recipe/spelling.ts';
import { readTeachers } from '../spec/teachers/moreTeachers.ts';
import { onWasm } from './onWasmForTests.ts';
import { memoryStore, open, tiny } from './sessionForTests.ts';

const student: Experiment = {
  ...{ ...tiny, student: 'vit-tiny', studentWidth: 0.34, alphas: [0.5], runs: 1, epochs: 2 },
  ...{ learningRate: 0.01, distilToken: 'soft' },
};

async function epochsOf(experiment: Experiment, session = open(memoryStore(), onWasm)) {
  await session.obey({ type: 'run', experiment, finished: [] });
  expect(session.of('problem')).toEqual([]);
  return session.of('epoch').map(({ record }) => record);
}

const headTerms = [
  ...['class_head_accuracy', 'class_head_as_teacher', 'hard', 'heads_agree', 'soft'],
  ...['token_head_accuracy', 'token_head_as_teacher'],
];

function same(several: readonly EpochRecord[], one: readonly EpochRecord[]) {
  several.forEach(({ validation }, i) => {
    const expected = one[i]?.validation;
    expect(validation.loss).toBeCloseTo(expected?.loss ?? Number.NaN, 3);
    expect(validation.terms.soft).toBeCloseTo(expected?.terms.soft ?? Number.NaN, 3);
  });
}

function teachers(text: string) {
  const read = readTeachers(text, fields);
  if ('fault' in read) throw new Error(text);
  return read.teachers;
}

describe('a vision transformer with a distillation token', () => {
  it.each(['soft', 'hard'] as const)('learns by it (%s), and its heads are measured', async (distilToken) => {
    const records = await epochsOf({ ...student, distilToken });
    expect(records).toHaveLength(2);
    for (const { validation } of records) {
      expect(Object.keys(validation.terms).sort()).toEqual(headTerms);
      for (const name of headTerms.filter((one) => one !== 'hard' && one !== 'soft')) {
        expect(validation.terms[name]).toBeGreaterThanOrEqual(0);
        expect(validation.terms[name]).toBeLessThanOrEqual(1);
      }
    }
    expect(records[1]?.train.loss).toBeLessThan(records[0]?.train.loss ?? 0);
  });

  it('has one parameter vector and one head more than without, and says so', async () => {
    const session = open(memoryStore(), onWasm);
    const parametersOf = async (distilToken: Experiment['distilToken']) => {
      await session.obey({ type: 'prepare', experiment: { ...student, distilToken } });
      return session.of('student').at(-1)?.student.parameters ?? Number.NaN;
    };
    const more = -(await parametersOf('none')) + (await parametersOf('soft'));
    const classes = session.of('dataset')[0]?.dataset.classes.length ?? Number.NaN;
    // The token and its position, [D] each, and a head, [D, K] and [K].
    const width = (more - classes) / (2 + classes);
    expect(width).toBe(33);
  });

  it('of two teachers that are alike is the student of one: a token for both, and one for each', async () => {
    const { teacher, teacherWidth: width, teacherEpochs: epochs, teacherImages: images } = tiny;
    const moreTeachers = teachers(`${teacher} width=${width} epochs=${epochs} images=${images}`);
    same(await epochsOf({ ...student, moreTeachers }), await epochsOf(student));
    const each = await epochsOf({ ...student, moreTeachers, teachersTogether: 'token-each' });
    expect(Object.keys(each[0]?.validation.terms ?? {}).sort()).toEqual(headTerms);
  });

  it.each(['distil; distil freeze=head epochs=1', 'distil epochs=1; prune keep=0.5; distil epochs=1'])(
    'has its heads trained apart in every stage of %s',
    async (text) => {
      const read = readRecipe(text);
      if ('fault' in read) throw new Error(text);
      const session = open(memoryStore(), onWasm);
      await session.obey({
        type: 'run',
        experiment: { ...student, epochs: 1, recipe: read.recipe },
        finished: [],
      });
      expect(session.of('problem')).toEqual([]);
      const records = session.of('epoch').map(({ record }) => record);
      expect(records).toHaveLength(2);
      for (const { validation } of records) expect(Object.keys(validation.terms).sort()).toEqual(headTerms);
    },
  );

  it.each(['attention', 'cls', 'ca-mkd'] as const)(
    'may be compared inside with a transformer and a further teacher, each token’s head for itself (%s)',
    async (similarity) => {
      const session = open(memoryStore(), onWasm);
      const alike = { teacher: 'vit-tiny', teacherWidth: 0.34 } as const;
      const { teacherEpochs: epochs, teacherImages: images } = tiny;
      const moreTeachers = teachers(`vit-tiny width=0.34 epochs=${epochs} images=${images} weight=3`);
      // A distillation token is one token more than the teacher's.
      const distilToken = similarity === 'attention' ? 'none' : 'soft';
      const experiment: Experiment = {
        ...student,
        ...alike,
        distilToken,
        similarity,
        moreTeachers,
        epochs: 1,
      };
      await session.obey({ type: 'prepare', experiment });
      await session.obey({ type: 'run', experiment, finished: [] });
      expect(session.of('problem')).toEqual([]);
      const [first] = session.of('epoch');
      expect(first?.record.validation.terms.soft).toBeGreaterThan(0);
      expect(session.of('memory')[0]?.memory.bytes).toBeGreaterThan(0);
    },
  );

  it('leaves nothing behind', async () => {
    const session = open(memoryStore(), onWasm);
    await epochsOf({ ...student, epochs: 1 }, session);
    const before = memory().numTensors;
    await epochsOf({ ...student, epochs: 1, temperature: 3 }, session);
    expect(memory().numTensors).toBe(before);
  });

  it.each([
    [{ student: 'resnet8' }, /resnet8 has no class token.*vit-tiny, deit-tiny/],
    [{ student: 'teacher' }, /teacher has no class token/],
  ] as const)('is refused of %j, and those that can be named', async (changes, said) => {
    const session = open(memoryStore(), onWasm);
    await session.obey({ type: 'run', experiment: { ...student, ...changes }, finished: [] });
    const problem = session.of('problem')[0]?.problem;
    expect(inEnglish(problem?.what ?? '')).toMatch(said);
    expect(session.of('run-started')).toEqual([]);
  });

  it('is asked for where several teachers are to have one each', async () => {
    const session = open(memoryStore(), onWasm);
    const experiment: Experiment = {
      ...{ ...student, distilToken: 'none', teachersTogether: 'token-each' },
      moreTeachers: teachers('mlp width=0.125 epochs=1 images=24'),
    };
    await session.obey({ type: 'run', experiment, finished: [] });
    expect(inEnglish(session.of('problem')[0]?.problem.what ?? '')).toMatch(/no distillation tokens/);
  });
});
