import { describe, expect, it } from 'vitest';
import { fields } from '../../spec/experiment.ts';
import { hasSlider, placeOf, places, steppedValue, valueAt } from './sliderScale.ts';

const { temperature, epochs, learningRate, studentWidth, validationShare, seed, weightDecay } = fields;

describe('slider places', () => {
  it('spaces a logarithmic field by ratios', () => {
    // 0.1 … 100 is three decades: 1 lies at a third, 10 at two thirds.
    expect(placeOf(temperature, 1)).toBeCloseTo(places / 3, 8);
    expect(placeOf(temperature, 10)).toBeCloseTo((2 * places) / 3, 8);
    expect(placeOf(learningRate, 1e-6)).toBe(0);
    expect(placeOf(learningRate, 10)).toBe(places);
  });

  it('spaces a linear field evenly', () => {
    expect(placeOf(validationShare, 0.475)).toBeCloseTo(places / 2, 8);
    expect(valueAt(validationShare, places / 2)).toBe(0.47);
  });

  it('reaches small values of a field that starts at 0', () => {
    // (20 / 200)⁴ = 10⁻⁴ and 0.01^¼ = .31623.
    expect(valueAt(weightDecay, places / 10)).toBe(0.0001);
    expect(placeOf(weightDecay, 0.01)).toBeCloseTo(places * 0.31623, 2);
    expect([valueAt(weightDecay, 0), valueAt(weightDecay, places)]).toEqual([0, 1]);
    expect(placeOf(weightDecay, 0)).toBe(0);
  });

  it('keeps the ends exact and whole numbers whole', () => {
    expect([valueAt(epochs, 0), valueAt(epochs, places)]).toEqual([1, 1000]);
    expect(valueAt(studentWidth, 0)).toBe(0.125);
    for (let place = 0; place <= places; place++) expect(Number.isInteger(valueAt(epochs, place))).toBe(true);
  });

  it('reaches the maximum by arrow keys, one new value at each press', () => {
    for (const field of [epochs, temperature, learningRate, studentWidth, weightDecay]) {
      let value: number = field.minimum;
      let presses = 0;
      while (value < field.maximum && presses < 1000) {
        const next = steppedValue(field, value, 1);
        expect(next).toBeGreaterThan(value);
        value = next;
        presses++;
      }
      expect(value).toBe(field.maximum);
      expect(steppedValue(field, value, 1)).toBe(value);
      expect(steppedValue(field, field.minimum, -1)).toBe(field.minimum);
    }
  });

  it('goes down from a value between two places', () => {
    expect(steppedValue(epochs, 12, -1)).toBe(11);
    expect(steppedValue(epochs, 2, -1)).toBe(1);
  });

  it('asks for a seed to be typed', () => {
    expect(hasSlider(seed)).toBe(false);
    expect(hasSlider(temperature)).toBe(true);
  });
});
