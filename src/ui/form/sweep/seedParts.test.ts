import { describe, expect, it } from 'vitest';
import type { DatasetSummary, TeacherCard } from '../../../protocol/records.ts';
import { seedExperiment } from '../../../spec/presets.ts';
import type { LabState } from '../../../state/lab/labState.ts';
import { openingState } from '../../../state/lab/openingState.ts';
import { sampleDataset, sampleTeacher } from '../../../state/lab/sampleReports.ts';
import { seedParts } from './seedParts.ts';

const folder = 'folder-0123456789abcdef';
const resnet50: TeacherCard = { ...sampleTeacher, name: 'resnet50', source: 'file', id: 'file' };
const insects: DatasetSummary = {
  ...sampleDataset(folder),
  ...{ classes: ['ants', 'bees'], split: { kind: 'given' } },
};

const parts = (known: Partial<LabState>, experiment = { ...seedExperiment, dataset: folder }) =>
  Object.entries(seedParts({ ...openingState(experiment, []), ...known })).flatMap(([part, isThere]) =>
    isThere ? [part] : [],
  );

describe('the files of the seed experiment', () => {
  it('are there one by one, as they are given', () => {
    expect(parts({})).toEqual([]);
    expect(parts({ dataset: insects })).toEqual(['folder']);
    expect(parts({ teacher: resnet50 })).toEqual(['teacher']);
    const student = { ...resnet50, name: 'resnet18' } as const;
    expect(parts({ student, studentFile: 'resnet18.pth' })).toEqual(['student']);
  });

  it('are not others: another folder or split, another teacher, a student that starts new', () => {
    expect(parts({ dataset: { ...insects, classes: ['cats', 'dogs'] } })).toEqual([]);
    expect(parts({ dataset: { ...insects, split: { kind: 'drawn', share: 0.25 } } })).toEqual([]);
    expect(parts({ dataset: insects }, { ...seedExperiment, dataset: 'insects' })).toEqual([]);
    expect(parts({ teacher: { ...resnet50, name: 'resnet20' } })).toEqual([]);
    expect(parts({ teacher: { ...resnet50, source: 'trained' } })).toEqual([]);
    expect(parts({ student: { ...resnet50, name: 'resnet18' } })).toEqual([]);
  });
});
