import { describe, expect, it } from 'vitest';
import { measuredTeacher } from './measuredTeacher.ts';
import { sampleTeacher } from './sampleReports.ts';

describe('measuredTeacher', () => {
  const teacher = { ...sampleTeacher, accuracy: 0.5 };
  it('is the one of the results, and the one that stands ready only where there are none', () => {
    expect(measuredTeacher({ measuredOn: { teacherAccuracy: 0.9 }, teacher })).toBe(0.9);
    expect(measuredTeacher({ measuredOn: {}, teacher })).toBeUndefined();
    expect(measuredTeacher({ measuredOn: undefined, teacher })).toBe(0.5);
  });
});
