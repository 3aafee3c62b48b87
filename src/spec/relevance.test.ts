import { describe, expect, it } from 'vitest';
import type { TeacherCard } from '../protocol/records.ts';
import { defaultExperiment, type Experiment, type FieldName, fieldNames } from './experiment.ts';
import { seedExperiment } from './presets.ts';
import { isOffered, isShown } from './relevance.ts';

const card: TeacherCard = {
  ...{ name: 'resnet50', label: 'ResNet-50', width: 1, parameters: 1, bytes: 4, multiplyAdds: 1 },
  ...{ source: 'file', id: 'file' },
};
const foreign: TeacherCard = { ...card, name: 'foreign', label: 'mobilenet' };
const transfer: readonly FieldName[] = [
  ...(['views', 'teacherHead', 'teacherFreeze', 'teacherRate', 'teacherOrder', 'teacherInput'] as const),
  ...(['studentFreeze', 'backboneRate'] as const),
];

/** Those of the fields about given networks that matter. */
function relevant(settings: Partial<Experiment>, teacher: TeacherCard | undefined = card) {
  const experiment = { ...defaultExperiment, ...settings };
  return transfer.filter((name) => isShown(name, experiment, { teacher: teacher }));
}

describe('the settings of given networks', () => {
  it('matter to nobody who gave none', () => {
    expect(relevant({}, { ...card, source: 'shipped' })).toEqual([]);
    expect(relevant({ teacher: 'resnet8' }, { ...card, source: 'trained' })).toEqual(['teacherRate']);
  });

  it('are those of a file: its order while its head is kept, its training under a new one', () => {
    expect(relevant({ teacher: 'file' })).toEqual(['teacherHead', 'teacherOrder', 'teacherInput']);
    const newHead = { teacher: 'file', teacherHead: 'new' } as const;
    expect(relevant(newHead)).toEqual(['teacherHead', 'teacherFreeze', 'teacherRate', 'teacherInput']);
    for (const teacherFreeze of ['none', 'stage'] as const) {
      expect(relevant({ ...newHead, teacherFreeze })).toContain('backboneRate');
    }
    expect(relevant({ ...newHead, teacherFreeze: 'head-batch-norm' })).not.toContain('backboneRate');
    expect(relevant({ ...newHead, teacher: 'resnet20' })).toEqual(['teacherRate']);
  });

  it('are not its pixels where the file says them', () => {
    expect(relevant({ teacher: 'file' }, { ...card, saysPixels: true })).not.toContain('teacherInput');
    expect(relevant({ teacher: 'file' }, { ...foreign, saysPixels: true })).not.toContain('teacherInput');
    expect(relevant({ teacher: 'file' }, { ...card, source: 'saved', saysPixels: true })).toContain(
      'teacherInput',
    );
  });

  it('are those of other software: its pixels, and nothing to freeze', () => {
    expect(relevant({ teacher: 'file' }, foreign)).toEqual(['teacherHead', 'teacherOrder', 'teacherInput']);
    const newHead = { teacher: 'file', teacherHead: 'new', teacherFreeze: 'none' } as const;
    expect(relevant(newHead, foreign)).toEqual(['teacherHead', 'teacherRate', 'teacherInput']);
    expect(relevant({ teacher: 'auto' }, foreign)).toEqual([]);
  });

  it('are those of students that do not start new', () => {
    const shipped: TeacherCard = { ...card, source: 'shipped' };
    expect(relevant({ studentStart: 'file' }, shipped)).toEqual(['studentFreeze', 'backboneRate']);
    expect(relevant({ studentStart: 'teacher', studentFreeze: 'head' }, shipped)).toEqual(['studentFreeze']);
  });

  it('give views a number where an augmentation has endlessly many', () => {
    expect(relevant({ augmentation: 'crop' }, { ...card, source: 'shipped' })).toEqual(['views']);
    expect(relevant({ augmentation: 'flip' }, { ...card, source: 'shipped' })).toEqual([]);
  });

  it('show all that the seed experiment sets', () => {
    const set = fieldNames.filter((name) => seedExperiment[name] !== defaultExperiment[name]);
    expect(set.filter((name) => !isShown(name, seedExperiment, { teacher: card }))).toEqual([]);
  });
});

describe('a teacher', () => {
  it('that auto trains here has its settings, also for insects of a size that none is shipped for', () => {
    const settings = ['teacherWidth', 'teacherEpochs', 'teacherRate', 'teacherImages'] as const;
    const shown = (imageSize: number) =>
      settings.filter((name) => isShown(name, { ...defaultExperiment, imageSize }, {}));
    expect(shown(64)).toEqual(settings);
    expect(shown(32)).toEqual([]);
  });

  it('of a file has its own width, and its new head the students’ images', () => {
    const experiment: Experiment = { ...defaultExperiment, teacher: 'file', teacherHead: 'new' };
    const shown = (['teacherWidth', 'teacherEpochs', 'teacherImages'] as const).filter((name) =>
      isShown(name, experiment, { teacher: card }),
    );
    expect(shown).toEqual(['teacherEpochs']);
  });

  it('of other software lends students no layers', () => {
    const experiment: Experiment = { ...defaultExperiment, teacher: 'file' };
    expect(isOffered('studentStart', 'teacher', experiment, { teacher: foreign })).toBe(false);
    expect(isOffered('studentStart', 'teacher', experiment, { teacher: card })).toBe(true);
    expect(isOffered('studentStart', 'file', experiment, { teacher: foreign })).toBe(true);
    expect(isOffered('student', 'teacher', experiment, { teacher: foreign })).toBe(false);
    expect(
      isOffered('studentStart', 'teacher', { ...experiment, teacher: 'resnet20' }, { teacher: foreign }),
    ).toBe(true);
  });
});
