import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../experiment.ts';
import { shippedTeachers } from './shippedTeachers.ts';
import { teacherChoice, trainsTeacher } from './trainsTeacher.ts';

const experiment = (settings: Partial<Experiment>): Experiment => ({ ...defaultExperiment, ...settings });
const folder = 'folder-0123456789abcdef';

describe('a teacher is trained here', () => {
  it.each([
    [{ teacher: 'resnet8' }, true],
    [{ teacher: 'file', teacherHead: 'new' }, true],
    [{ teacher: 'auto', dataset: folder }, true],
    // No teacher is shipped for insects of this size.
    [{ teacher: 'auto', imageSize: 64 }, true],
    [{ teacher: 'auto', imageSize: 64, teacherHead: 'new' }, true],
    [{ teacher: 'auto' }, false],
    [{ teacher: 'auto', teacherHead: 'new' }, false],
    [{ teacher: 'shipped', imageSize: 64 }, false],
    [{ teacher: 'file' }, false],
    [{ teacher: 'saved-0123456789abcdef', dataset: folder }, false],
  ] as const)('or not: %j, %s', (settings, trains) => {
    expect(trainsTeacher(experiment(settings))).toBe(trains);
  });

  it('where auto finds none that is shipped, and then it is a ResNet-20', () => {
    for (const { dataset, imageSize } of shippedTeachers.filter(({ name }) => name === 'shipped')) {
      expect(teacherChoice(experiment({ dataset, imageSize }))).toBe('shipped');
      expect(teacherChoice(experiment({ dataset, imageSize: imageSize + 1 }))).toBe('resnet20');
    }
  });
});
