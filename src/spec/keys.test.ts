import { describe, expect, it } from 'vitest';
import { always, type Decided, decidedThings } from './decides.ts';
import { defaultExperiment, type Experiment, type FieldName, fieldNames, fieldOf } from './experiment.ts';
import { keyOf, matters, namesDeciding, sameIn, spelt } from './keys.ts';
import { othersOf } from './othersOf.ts';
import { presets } from './presets.ts';

const experiment = (settings: Partial<Experiment> = {}): Experiment => ({
  ...defaultExperiment,
  ...settings,
});
const folder = { dataset: 'folder-0123456789abcdef' };

describe('what fields decide', () => {
  it.each(fieldNames)('is said by %s', (name) => {
    const things = Object.keys(fieldOf(name).decides);
    expect(things.length).toBeGreaterThan(0);
    expect(decidedThings).toEqual(expect.arrayContaining(things));
  });

  it('is something for every thing', () => {
    for (const thing of decidedThings) expect(namesDeciding(thing)).not.toEqual([]);
  });

  it('matters always to the extent of a sweep and to nothing else, or not to it', () => {
    for (const name of namesDeciding('extent')) expect(fieldOf(name).decides).toEqual({ extent: always });
    for (const name of namesDeciding('machine')) {
      expect(Object.keys(fieldOf(name).decides).filter((thing) => thing !== 'backend')).toEqual(['machine']);
    }
  });

  it('is everything that experiments with names set', () => {
    for (const preset of Object.values(presets)) {
      const set = fieldNames.filter((name) => spelt(name, preset) !== spelt(name, defaultExperiment));
      expect(set.filter((name) => !matters(name, preset))).toEqual([]);
    }
  });
});

describe('a key', () => {
  const bases: readonly Partial<Experiment>[] = [
    ...[{}, folder, { teacher: 'resnet8' }, { teacher: 'file' }, { imageSize: 64 }],
    { ...folder, teacher: 'file', teacherHead: 'new', teacherFreeze: 'none' },
    { augmentation: 'crop', schedule: 'step', similarity: 'mse', studentStart: 'file' },
  ];
  const things: readonly (readonly Decided[])[] = [
    ['images'],
    ['images', 'teacher'],
    ['start', 'network'],
    ['student'],
  ];

  it('is another wherever a setting that matters is another', () => {
    for (const base of bases) {
      for (const asked of things) {
        const key = keyOf(experiment(base), asked);
        for (const name of fieldNames) {
          for (const other of othersOf(name, experiment(base))) {
            const settings = { ...experiment(base), [name]: other };
            const comes = fieldOf(name).comesTo;
            if (comes && comes(settings) === comes(experiment(base))) continue;
            const either = [experiment(base), settings].some((one) => matters(name, one, {}, asked));
            if (either) expect(keyOf(settings, asked), `${name} ${String(other)}`).not.toBe(key);
          }
        }
      }
    }
  });

  it('says nothing of a setting that came later and is its default, so that what was kept before is found', () => {
    const later = fieldNames.filter((name) => fieldOf(name).addedLater);
    const key = keyOf(experiment({ augmentation: 'crop', views: 4 }), decidedThings);
    for (const name of later) expect(key).not.toContain(`${name}=`);
  });

  it('spells what a setting comes to', () => {
    const teacher = (settings: Partial<Experiment>) => keyOf(experiment(settings), ['images', 'teacher']);
    expect(teacher({ teacher: 'auto' })).toBe(teacher({ teacher: 'shipped' }));
    expect(teacher({ teacher: 'auto', imageSize: 64 })).toBe(teacher({ teacher: 'resnet20', imageSize: 64 }));
  });
});

describe('a teacher that auto trains at 64 pixels', () => {
  const own: readonly FieldName[] = ['teacherWidth', 'teacherEpochs', 'teacherRate', 'teacherImages'];
  it.each(own)('has its %s, which matters there and nowhere where one is shipped', (name) => {
    expect(matters(name, experiment({ imageSize: 64 }))).toBe(true);
    expect(matters(name, experiment({ imageSize: 32 }))).toBe(false);
  });
});

describe('sameIn', () => {
  const known = (settings: Partial<Experiment>, split?: 'given' | 'drawn') => ({
    experiment: experiment(settings),
    facts: { split },
  });
  it('looks at settings that matter to either', () => {
    const [small, large] = [
      { ...folder, validationShare: 0.2 },
      { ...folder, validationShare: 0.3 },
    ];
    expect(sameIn(['measure'], known(small, 'given'), known(large, 'given'))).toBe(true);
    expect(sameIn(['measure'], known(small, 'given'), known(large, 'drawn'))).toBe(false);
    expect(sameIn(['measure'], known(small), known(large))).toBe(false);
    expect(sameIn(['network'], known({ temperature: 2 }), known({ seed: 3 }))).toBe(true);
    expect(sameIn(['network'], known({}), known({ studentImageSize: 16 }))).toBe(false);
    // A copy of the teacher is another network where the teacher is.
    const other = { teacher: 'resnet20' } as const;
    expect(sameIn(['network'], known({}), known(other))).toBe(true);
    const copy = { student: 'teacher' } as const;
    expect(sameIn(['network'], known(copy), known({ ...copy, ...other }))).toBe(false);
    expect(sameIn(['network'], known(copy), known({ ...copy, studentWidth: 2 }))).toBe(true);
  });
});
