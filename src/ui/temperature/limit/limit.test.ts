import { expect, it } from 'vitest';
import { logitMatching } from '../../../analysis/softened.ts';
import { limitCurve, softLoss } from './limit.ts';

const teacher = [3, 1, -1];
const student = [1, 2, 0.5];

it('runs over the slider and ends near logit matching', () => {
  const curve = limitCurve(teacher, student, true);
  expect(curve[0]?.temperature).toBe(0.1);
  expect(curve.at(-1)?.temperature).toBe(100);
  const limit = logitMatching(teacher, student);
  expect(Math.abs((curve.at(-1)?.loss ?? 0) / limit - 1)).toBeLessThan(0.02);
});

it('without T² fades as 1/T²', () => {
  const at = (T: number) => softLoss(teacher, student, T, false);
  expect(at(50) / at(100)).toBeCloseTo(4, 1);
  expect(softLoss(teacher, student, 10, true)).toBeCloseTo(at(10) * 100, 12);
});
