/**
 * Learned rounding against its formulas, finite differences, and the best of all roundings.
 */
import { describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import {
  betaOf,
  inverseRectifiedSigmoid,
  learnedRounding,
  rectifiedSigmoid,
  rectifiedSigmoidSlope,
  roundness,
} from './adaround.ts';
import { roundHalfToEven } from './observers.ts';

describe('the relaxation', () => {
  it('has the slopes of its formulas', () => {
    for (const v of [-3, -1.2, -0.3, 0, 0.7, 2, 4]) {
      const difference = (rectifiedSigmoid(v + 1e-6) - rectifiedSigmoid(v - 1e-6)) / 2e-6;
      expect(rectifiedSigmoidSlope(v)).toBeCloseTo(difference, 6);
    }
    for (const h of [0.05, 0.3, 0.5, 0.71, 0.99]) {
      for (const beta of [2, 7.5, 20]) {
        const difference = (roundness(h + 1e-6, beta).value - roundness(h - 1e-6, beta).value) / 2e-6;
        expect(roundness(h, beta).slope).toBeCloseTo(difference, 5);
      }
    }
  });

  it('begins where the weight is', () => {
    for (const share of [0, 0.1, 0.5, 0.999]) {
      expect(rectifiedSigmoid(inverseRectifiedSigmoid(share))).toBeCloseTo(share, 12);
    }
    expect([betaOf(0, 100), betaOf(19, 100), betaOf(20, 100), betaOf(60, 100), betaOf(100, 100)]).toEqual([
      undefined,
      undefined,
      20,
      11,
      2,
    ]);
  });
});

describe('learned rounding', () => {
  /** One output of nine correlated inputs: ‖(w − ŵ)·x‖² = (w − ŵ)ᵀ G (w − ŵ). */
  const inputs = 9;
  const scale = 0.25;
  const levels = { least: -8, most: 7 };
  function drawn(seed: number) {
    const stream = random(seed);
    const rows = Array.from({ length: 40 }, () => {
      const shared = stream.normal();
      return Float64Array.from({ length: inputs }, () => shared + 0.4 * stream.normal() + 1);
    });
    const gram = Array.from({ length: inputs }, (_, i) =>
      Array.from({ length: inputs }, (_, j) =>
        rows.reduce((sum, row) => sum + ((row[i] ?? 0) * (row[j] ?? 0)) / rows.length, 0),
      ),
    );
    const weight = Float32Array.from({ length: inputs }, () => stream.between(-1.5, 1.5));
    const off = (other: Float32Array) => weight.map((value, i) => value - (other[i] ?? 0));
    const moved = (by: Float32Array) =>
      gram.map((row) => row.reduce((sum, value, j) => sum + value * (by[j] ?? 0), 0));
    const error = (other: Float32Array) =>
      moved(off(other)).reduce((sum, value, i) => sum + value * (off(other)[i] ?? 0), 0);
    const gradient = async (other: Float32Array) =>
      Float32Array.from(moved(off(other)), (value) => -2 * value);
    return { weight, error, gradient };
  }

  it('has less than half the error of the nearest levels, and is not far from the best of all', async () => {
    let [nearest, learned, best] = [0, 0, 0];
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { weight, error, gradient } = drawn(seed);
      const scales = Float32Array.of(scale);
      const found = await learnedRounding({ weight, scales, levels, steps: 400, gradient });
      for (const [i, value] of found.entries()) {
        expect(Number.isInteger(value / scale)).toBe(true);
        expect(Math.abs(value - (weight[i] ?? 0))).toBeLessThanOrEqual(scale);
      }
      nearest += error(weight.map((value) => roundHalfToEven(value / scale) * scale));
      learned += error(found);
      const all = Array.from({ length: 2 ** inputs }, (_, choice) =>
        error(weight.map((value, i) => (Math.floor(value / scale) + ((choice >> i) & 1)) * scale)),
      );
      best += Math.min(...all);
    }
    expect(learned).toBeLessThan(0.5 * nearest);
    expect(learned / best).toBeLessThan(2.5);
  });

  it('stays within the levels', async () => {
    const { gradient } = drawn(7);
    const weight = Float32Array.from({ length: inputs }, (_, i) => i - 4);
    const found = await learnedRounding({
      weight,
      scales: Float32Array.of(scale),
      levels,
      steps: 50,
      gradient,
    });
    expect(Math.min(...found)).toBe(levels.least * scale);
    expect(Math.max(...found)).toBe(levels.most * scale);
  });
});
