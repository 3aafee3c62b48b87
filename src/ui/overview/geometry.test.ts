import { describe, expect, it } from 'vitest';
import {
  flameHeight,
  fullMark,
  largestRadius,
  levelY,
  mouthY,
  smallestRadius,
  spout,
  stillGeometry,
  studentGlass,
  teacherGlass,
  view,
} from './geometry.ts';

const area = ({ radius }: { readonly radius: number }) => Math.PI * radius ** 2;

describe('the still', () => {
  it('draws areas in the ratio of the parameters', () => {
    // ResNet-50 and ResNet-18 of the seed experiment: 2.10355 to 1.
    const { teacher, student, clamped } = stillGeometry(23_512_130, 11_177_538);
    expect(area(teacher) / area(student)).toBeCloseTo(2.10355, 4);
    expect(teacher.radius).toBe(largestRadius);
    expect(clamped).toBeUndefined();
  });

  it('shrinks the teacher when the student is the larger one', () => {
    const { teacher, student } = stillGeometry(1000, 4000);
    expect(area(student) / area(teacher)).toBeCloseTo(4, 10);
    expect(student.radius).toBe(largestRadius);
  });

  it('says when a vessel had to be drawn too wide', () => {
    const { student, clamped } = stillGeometry(10_000_000, 1000);
    expect(student.radius).toBe(smallestRadius);
    // To scale the radius would be 58 / √10000 = 0.58.
    expect(clamped?.which).toBe('student');
    expect(clamped?.times).toBeCloseTo(smallestRadius / 0.58, 6);
  });

  it('keeps everything inside the picture, whatever the sizes', () => {
    for (const [teacher, student] of [
      [1, 1],
      [1, 1e9],
      [1e9, 1],
      [270_000, 19_000],
    ] as const) {
      const still = stillGeometry(teacher, student);
      for (const vessel of [still.teacher, still.student]) {
        expect(vessel.x - vessel.radius).toBeGreaterThanOrEqual(0);
        expect(vessel.x + vessel.radius).toBeLessThanOrEqual(view.width);
        expect(vessel.y - vessel.radius).toBeGreaterThan(0);
      }
      expect(mouthY(still.student)).toBeGreaterThan(spout.y);
      expect(teacherGlass(still.teacher) + studentGlass(still.student)).not.toContain('NaN');
    }
  });

  it('fills the vessel in proportion to the relative accuracy', () => {
    const vessel = { x: 0, y: 100, radius: 50 };
    expect(levelY(vessel, 0)).toBe(150);
    expect(levelY(vessel, 1)).toBeCloseTo(150 - 100 * fullMark, 10);
    expect(levelY(vessel, 0.5)).toBeCloseTo(150 - 50 * fullMark, 10);
    expect(levelY(vessel, 9)).toBeGreaterThan(50);
  });

  it('grows the flame by equal steps for equal ratios of T', () => {
    const [cold, one, ten, hot] = [0.1, 1, 10, 100].map(flameHeight) as [number, number, number, number];
    expect(one - cold).toBeCloseTo(ten - one, 10);
    expect(hot - ten).toBeCloseTo(ten - one, 10);
  });
});
