import { describe, expect, it } from 'vitest';
import type { ExternalModel } from '../../engine/external/externalModel.ts';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { studentModel } from './studentModel.ts';
import type { ResolvedTeacher } from './teachers.ts';

const experiment: Experiment = {
  ...defaultExperiment,
  student: 'teacher',
  studentWidth: 4,
  imageSize: 16,
  teacherWidth: 0.5,
};
const card: ResolvedTeacher['card'] = {
  ...{ name: 'resnet8', label: 'ResNet-8', width: 0.5, parameters: 1, bytes: 4, multiplyAdds: 1 },
  ...{ source: 'trained', id: 'saved-1' },
};

describe('a student that is a copy of the teacher', () => {
  it('has the network of a teacher that is still to be trained, whatever the student’s own settings are', () => {
    const { model, own, ownSize, card: shown } = studentModel(experiment, 3, { card, teacher: undefined });
    expect(model.classes).toBe(3);
    expect(model.parameters.find(({ name }) => name === 'conv1.weight')?.shape).toEqual([3, 3, 3, 8]);
    expect(own).toBe(model);
    expect(ownSize).toBe(16);
    expect(shown).toEqual({
      name: 'resnet8',
      label: 'ResNet-8',
      width: 0.5,
      parameters: 1,
      bytes: 4,
      multiplyAdds: 1,
    });
  });

  it('is refused where other software runs the teacher, and where there is none', () => {
    const features = { outputs: 512 } as ExternalModel;
    const foreign: ResolvedTeacher = {
      card: { ...card, name: 'foreign', label: 'Somebody’s', source: 'file' },
      teacher: undefined,
      start: { kind: 'features', features },
    };
    expect(() => studentModel(experiment, 3, foreign)).toThrow(/cannot be a copy of Somebody’s/);
    expect(() => studentModel(experiment, 3, undefined)).toThrow(/no teacher is open/);
  });
});
