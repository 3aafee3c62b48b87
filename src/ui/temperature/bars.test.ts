import { describe, expect, it } from 'vitest';
import { barRows, probabilityText, signedText, temperatureText } from './bars.ts';

const classes = ['ant', 'bee', 'wasp'];
// softmax([3, 1, −1]) = e^[0, −2, −4] / 1.153651 = .866814, .117310, .015876; at T 2, e^[0, −1, −2] / 1.503215.
const teacher = [1, 3, -1];

describe('barRows', () => {
  it('softens both models', () => {
    const [ant, bee, wasp] = barRows(classes, teacher, [0, 0, 0], 1, 'class');
    expect(bee?.teacher).toBeCloseTo(0.866814, 5);
    expect(ant?.teacher).toBeCloseTo(0.11731, 5);
    expect(wasp?.student).toBeCloseTo(1 / 3, 12);
    expect(barRows(classes, teacher, undefined, 2, 'class')[1]?.teacher).toBeCloseTo(0.665241, 5);
  });

  it('orders by the teacher, which no temperature changes', () => {
    const names = (temperature: number) =>
      barRows(classes, teacher, undefined, temperature, 'teacher').map((row) => row.name);
    expect(names(0.1)).toEqual(['bee', 'ant', 'wasp']);
    expect(names(100)).toEqual(names(0.1));
  });

  it('has rows without a teacher', () => {
    expect(barRows(classes, undefined, undefined, 1, 'teacher')[2]).toEqual({
      index: 2,
      name: 'wasp',
      teacher: undefined,
      student: undefined,
    });
  });
});

describe('words', () => {
  it('says what rounds to nothing', () => {
    expect([0, 0.0004, 0.0005, 0.5, 1].map(probabilityText)).toEqual([
      '0.000',
      '<0.001',
      '0.001',
      '0.500',
      '1.000',
    ]);
    expect([4, 3.98, 0.1, 12.5].map(temperatureText)).toEqual(['4', '3.98', '0.1', '12.5']);
  });

  it('signs what pushes up and what pulls down', () => {
    expect([-1.256, 0.5, 0.00312, -12.34, 1e-9].map(signedText)).toEqual([
      '−1.26',
      '+0.500',
      '+0.0031',
      '−12.3',
      '0',
    ]);
  });
});
