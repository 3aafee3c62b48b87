import { describe, expect, it } from 'vitest';
import type { ClassOrder } from '../../protocol/classOrder.ts';
import type { TeacherCard } from '../../protocol/records.ts';
import { sampleTeacher } from '../../state/lab/sampleReports.ts';
import { orderFinding } from './teacherOrder.ts';

const order: ClassOrder = {
  ...{ verdict: 'permuted', images: 500, accuracy: 0.08, chance: 0.1, order: Int32Array.of(1, 0) },
  ...{ accuracyInOrder: 0.81, accuracyHeldOut: 0.8 },
};
const file: TeacherCard = { ...sampleTeacher, source: 'file', id: 'file', accuracy: 0.08, order };
const kindOf = (
  teacher: TeacherCard | undefined,
  choice = 'file',
  teacherOrder: 'given' | 'best' = 'given',
) => orderFinding({ teacher: choice, teacherOrder }, teacher)?.kind;

describe('the order of a teacher’s outputs', () => {
  it('is spoken of where another is better, or none is better than chance', () => {
    expect(kindOf(file)).toBe('permuted');
    expect(kindOf(file, 'file', 'best')).toBe('reordered');
    expect(kindOf({ ...file, order: { ...order, verdict: 'unrelated' } })).toBe('unrelated');
  });

  it('is not where it fits, is unknown, or the form names another teacher by now', () => {
    expect(kindOf({ ...file, order: { ...order, verdict: 'fits' } })).toBeUndefined();
    expect(kindOf(undefined)).toBeUndefined();
    expect(kindOf({ ...sampleTeacher, source: 'file' })).toBeUndefined();
    expect(kindOf(file, 'shipped')).toBeUndefined();
    expect(kindOf({ ...file, source: 'trained' }, 'resnet20')).toBeUndefined();
  });
});
