import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../lang/sentence.ts';
import { defaultExperiment, type Experiment, fields } from '../experiment.ts';
import { keyOf, matters } from '../keys.ts';
import { experimentOf, linkOf } from '../link.ts';
import { readExperiment, withField } from '../readExperiment.ts';
import { readTeachers, teacherSettings, teachersText } from './moreTeachers.ts';
import { moreTeachers } from './teachersForTests.ts';
import {
  fieldOfFirst,
  type TeacherSpec,
  teacherExperiments,
  teacherShares,
  teachersOf,
} from './teachersOf.ts';

const settings = teacherSettings(fields);
const plain = (teacher: string, own: Partial<TeacherSpec> = {}): TeacherSpec =>
  ({
    ...Object.fromEntries([...settings].map(([name, field]) => [name, field.default])),
    ...{ teacher, ...own },
  }) as TeacherSpec;

const two: Experiment = experimentOf('?teacher=resnet56&moreTeachers=resnet20~epochs:9,mlp').experiment;

describe('further teachers as text', () => {
  it('stand in a link and on a command line as a person types them', () => {
    const expected = [plain('resnet20', { epochs: 9 }), plain('mlp')];
    expect(two.moreTeachers).toEqual(expected);
    expect(linkOf(two)).toBe('?teacher=resnet56&moreTeachers=resnet20~epochs:9,mlp');
    expect(readTeachers('resnet20 epochs=9; mlp', fields)).toEqual({ teachers: expected });
    expect(teachersText(expected, fields)).toBe('resnet20 epochs=9; mlp');
    expect(readTeachers('none', fields)).toEqual({ teachers: [] });
    expect(linkOf(defaultExperiment)).toBe('');
  });

  it('come back from both spellings, and from data', () => {
    fc.assert(
      fc.property(moreTeachers, (teachers) => {
        const experiment = { ...defaultExperiment, moreTeachers: teachers };
        expect(experimentOf(linkOf(experiment))).toEqual({ experiment, notices: [] });
        expect(readTeachers(teachersText(teachers, fields), fields)).toEqual({ teachers });
        const read = readExperiment([['moreTeachers', JSON.parse(JSON.stringify(teachers))]]);
        expect(read).toEqual({ experiment, notices: [] });
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    [
      'resnet21',
      'there is no teacher resnet21, the nearest is resnet20; the teachers are auto, shipped, rednet-shipped, file',
    ],
    [
      'resnet20~epoch:9',
      'resnet20 has no setting epoch, the nearest is epochs; its settings are width, epochs',
    ],
    ['resnet20~epochs:0', 'resnet20’s epochs is 0; it takes a whole number from 1 to 1000'],
    ['mlp~weight:0', 'mlp’s weight is 0; it takes a number from 0.01 to 100'],
    ['epochs:9,mlp', 'epochs=9 stands before any teacher'],
    ['mlp~epochs', 'mlp’s epochs needs a value'],
    ['mlp,'.repeat(8), 'there are at most 7 teachers beside the first'],
    ['constructor', 'there is no teacher constructor'],
  ])('%s is refused, and what is allowed said', (text, said) => {
    const { experiment, notices } = experimentOf(`?moreTeachers=${text}`);
    expect(experiment).toEqual(defaultExperiment);
    expect(notices).toMatchObject([{ name: 'moreTeachers', used: 'none' }]);
    expect(inEnglish(notices[0]?.allowed ?? '')).toContain(said);
  });

  it.each([[[{ teacher: 'resnet21' }]], [[{ teacher: 'mlp', epoch: 1 }]], [['mlp']], [{}], [null]])(
    'as data, %j is refused',
    (candidate) => {
      expect(readExperiment([['moreTeachers', candidate]]).experiment).toEqual(defaultExperiment);
      expect(readExperiment([['moreTeachers', candidate]]).notices).toHaveLength(1);
    },
  );
});

describe('the teachers of an experiment', () => {
  it('are the first, spelt by fields of its own, and the others', () => {
    expect(teachersOf(two).map(({ teacher, epochs }) => [teacher, epochs])).toEqual([
      ['resnet56', 20],
      ['resnet20', 9],
      ['mlp', 20],
    ]);
    expect(teachersOf(defaultExperiment)).toEqual([plain('auto')]);
  });

  it('have shares that sum to 1', () => {
    expect(teacherShares(defaultExperiment)).toEqual([1]);
    const weighted = experimentOf('?teacherWeight=2&moreTeachers=mlp,cnn~weight:5').experiment;
    expect(teacherShares(weighted)).toEqual([0.25, 0.125, 0.625]);
  });

  it('each have the experiment to themselves: with one teacher, itself', () => {
    expect(teacherExperiments(defaultExperiment)[0]).toBe(defaultExperiment);
    const [first, second] = teacherExperiments({ ...two, teacherWeight: 2, seed: 3 });
    expect({ ...first }).toEqual({ ...two, moreTeachers: [], seed: 3 });
    expect({ ...second }).toEqual({
      ...{ ...two, moreTeachers: [], seed: 3, teacher: 'resnet20', teacherEpochs: 9 },
    });
    expect(JSON.parse(JSON.stringify(second))).toEqual({ ...second });
  });

  it('are named by fields of the experiment, each setting of a further one too', () => {
    expect(Object.values(fieldOfFirst).filter((name) => !Object.hasOwn(fields, name))).toEqual([]);
    expect([...settings.keys(), 'teacher'].sort()).toEqual(Object.keys(fieldOfFirst).sort());
  });
});

describe('keys of what teachers decide', () => {
  const things = ['images', 'teacher'] as const;
  it('are of one teacher what they were, and of each of several what they are where it is alone', () => {
    expect(keyOf(defaultExperiment, things)).not.toMatch(/more|weight|together|temperature/i);
    const alone = { ...defaultExperiment, teacher: 'resnet20', teacherEpochs: 9 };
    const keys = teacherExperiments(two).map((one) => keyOf(one, things));
    expect(keys[1]).toBe(keyOf(alone, things));
    expect(new Set(keys).size).toBe(3);
  });

  it.each([
    ['teacherWeight', 2],
    ['teachersTogether', 'mean-logits'],
    ['temperature', 2],
  ] as const)('of several differ with %s, and of one do not', (name, value) => {
    const changed = (experiment: Experiment) => withField(experiment, name, value as never);
    expect(keyOf(changed(two), things)).not.toBe(keyOf(two, things));
    const one = { ...defaultExperiment, teacher: 'resnet20' };
    expect(keyOf(changed(one), things)).toBe(keyOf(one, things));
  });

  it('have the temperature only where something softens by it', () => {
    const says = (changes: Partial<Experiment>) =>
      /temperature/.test(keyOf({ ...two, ...changes }, ['teacher']));
    expect(says({})).toBe(true);
    expect(says({ similarity: 'mse' })).toBe(false);
    expect(says({ teachersTogether: 'mean-logits' })).toBe(false);
  });

  it('have what any of the teachers is trained by', () => {
    const given = experimentOf('?teacher=saved-ab').experiment;
    const second = experimentOf('?teacher=saved-ab&moreTeachers=mlp').experiment;
    for (const name of ['seed', 'batchSize', 'optimizer', 'learningRate'] as const) {
      expect(matters(name, given, {}, ['teacher'])).toBe(false);
      expect(matters(name, second, {}, ['teacher'])).toBe(true);
    }
    const ownRate = experimentOf('?teacher=saved-ab&moreTeachers=mlp~rate:0.1').experiment;
    expect(matters('learningRate', ownRate, {}, ['teacher'])).toBe(false);
    // A setting of the first is of the first.
    expect(matters('teacherEpochs', second)).toBe(false);
  });
});
