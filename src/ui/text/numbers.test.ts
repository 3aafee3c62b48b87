import { afterEach, describe, expect, it } from 'vitest';
import { percentText } from '../quantities.ts';
import { decimals, figures, gainText, tickText } from '../results/format.ts';
import { setLocale } from './locale.ts';
import { dayText, decimalSign, exponential, fixed, grouped, plain, precise, significant } from './numbers.ts';
import { readList, readNumber, typed, typedList } from './typed.ts';

afterEach(() => setLocale('en'));

/** U+00A0, U+202F and U+2009 are told apart by eye only. */
const spaced = (text: string) => text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ');

describe('numbers', () => {
  // As the Real Academia (Ortografía 2010, no separator in four figures) and GB/T 15835 write them.
  it.each([
    ['en', '1,234', '12,345', '0.50', '0.0001', '1.2e-5'],
    ['es', '1234', '12.345', '0,50', '0,0001', '1,2e-5'],
    ['es-MX', '1,234', '12,345', '0.50', '0.0001', '1.2e-5'],
    ['zh-CN', '1,234', '12,345', '0.50', '0.0001', '1.2e-5'],
  ])('in %s', (tag, thousand, many, half, small, tiny) => {
    setLocale(tag);
    expect(grouped(1234)).toBe(thousand);
    expect(grouped(12_345)).toBe(many);
    expect(fixed(0.5, 2)).toBe(half);
    expect(plain(0.0001)).toBe(small);
    expect(exponential(1.2e-5)).toBe(tiny);
  });

  it('keep the figures that they are asked for', () => {
    expect(plain(0.1 + 0.2)).toBe('0.3');
    expect(significant(1234.5, 3)).toBe('1230');
    expect(significant(2, 3)).toBe('2');
    expect(precise(0.64, 3)).toBe('0.640');
  });

  it('follow the language wherever they are shown', () => {
    setLocale('es');
    expect(decimalSign()).toBe(',');
    expect(spaced(percentText(0.9412))).toBe('94,1 %');
    expect(decimals(-1.25, 2)).toBe('−1,25');
    expect(figures(1.23e-5)).toBe('1,2e−5');
    expect(tickText(7.5)).toBe('7,5');
    expect(gainText({ mean: 0.043, standardError: 0.008, n: 4 })).toBe('+4,3 ± 0,8');
    expect(dayText(new Date(2026, 10, 20))).toBe('20 de noviembre de 2026');
  });
});

describe('what is typed', () => {
  it('is read with the language’s sign and with a point', () => {
    setLocale('es');
    expect(typed(0.05)).toBe('0,05');
    expect([readNumber('0,05'), readNumber('0.05'), readNumber(' 1e-6 ')]).toEqual(['0.05', '0.05', '1e-6']);
    expect([readNumber('50.000', true), readNumber('50.000'), readNumber('0.500', true)]).toEqual([
      '50000',
      '50.000',
      '0.500',
    ]);
    setLocale('en');
    expect(typed(0.05)).toBe('0.05');
    expect([readNumber('0,05'), readNumber('50,000', true)]).toEqual(['0,05', '50000']);
  });

  it.each([
    ['es', '0; 0,5; 1', '0,0.5,1'],
    ['es', '0 0,5 1', '0,0.5,1'],
    ['es', '0, 0,5, 1', '0,0.5,1'],
    ['es', '0,0.5,1', '0,0.5,1'],
    ['es', '0,5', '0.5'],
    ['es', '0;1', '0,1'],
    ['en', '0, 0.5, 1', '0,0.5,1'],
    ['en', '0,1', '0,1'],
    ['en', '0; 1', '0,1'],
    ['zh-CN', '0，0.5、1', '0,0.5,1'],
  ])('as a list in %s: %s', (tag, text, plainly) => {
    setLocale(tag);
    expect(readList(text)).toBe(plainly);
  });

  it('as a list reads back what is shown, in every language', () => {
    for (const tag of ['en', 'es', 'es-MX', 'zh-CN', 'de-CH', 'fr', 'ar-EG-u-nu-latn']) {
      setLocale(tag);
      for (const list of [[0, 0.5, 1], [0.25], [0, 1], [0.125, 0.5]]) {
        expect(readList(typedList(list)), tag).toBe(list.join(','));
      }
    }
  });
});
