import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../lang/sentence.ts';
import { fieldNames, fieldOf } from './experiment.ts';
import { choiceField, type Field, nameField, numberField, numbersField } from './fields.ts';

const words = { label: 'A', help: 'B.', group: 'sweep' } as const;
const reads = (field: Field, text: string) => v.safeParse(field.schema, field.parse(text));

describe('numberField', () => {
  const field = numberField({ ...words, default: 2, minimum: 0, maximum: 5 });

  it.each([
    ['3', 3],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['+1', 1],
    ['1e-3', 0.001],
    ['1E0', 1],
    [' 4 ', 4],
    ['-0', 0],
  ])('reads %j', (text, value) => {
    expect(reads(field, text)).toMatchObject({ success: true, output: value });
  });

  it.each(['', ' ', 'x', '1,5', '0x2', '0b1', '1_0', 'Infinity', 'NaN', '1e999', '-0.1', '5.0001', '٣'])(
    'refuses %j',
    (text) => {
      expect(reads(field, text).success).toBe(false);
    },
  );

  it('says its range, and whether only whole numbers are meant', () => {
    expect(inEnglish(field.allowed)).toBe('a number from 0 to 5');
    const whole = numberField({ ...words, default: 2, minimum: 1, maximum: 5, integer: true });
    expect(inEnglish(whole.allowed)).toBe('a whole number from 1 to 5');
    expect(reads(whole, '2.5').success).toBe(false);
    expect(reads(whole, '2').success).toBe(true);
  });

  it.each([null, undefined, '3', [3], {}, true, Number.NaN])('refuses %j, which is no number', (value) => {
    expect(v.safeParse(field.schema, value).success).toBe(false);
  });
});

describe('numbersField', () => {
  const field = numbersField({ ...words, default: [0], minimum: 0, maximum: 1, atMost: 3 });

  it('reads a list, with blanks', () => {
    expect(reads(field, '0, 0.5,1')).toMatchObject({ success: true, output: [0, 0.5, 1] });
  });

  it.each(['', ',', '0,', '0,0', '0,-0', '0,1,0.5,0.25', '2', '0;1', 'a'])('refuses %j', (text) => {
    expect(reads(field, text).success).toBe(false);
  });

  it('gives a copy, so that what was handed in can change without harm', () => {
    const given = [0, 1];
    const result = v.safeParse(field.schema, given);
    given.push(7);
    expect(result.output).toEqual([0, 1]);
  });
});

describe('choiceField and nameField', () => {
  it('take the names that they list', () => {
    const choice = choiceField({ ...words, default: 'a', choices: ['a', 'b'] });
    expect(inEnglish(choice.allowed)).toBe('one of a, b');
    expect(reads(choice, 'b').success).toBe(true);
    expect(reads(choice, 'B').success).toBe(false);
    expect(reads(choice, 'toString').success).toBe(false);
  });

  it('take the texts that fit their pattern', () => {
    const name = nameField({ ...words, default: 'x', pattern: /^x\d*$/, allowed: 'x and digits' });
    expect(reads(name, 'x12').success).toBe(true);
    expect(reads(name, 'x12\n').success).toBe(false);
  });
});

describe.each(fieldNames)('%s', (name) => {
  const field = fieldOf(name);

  it('has a default that it allows and that survives its spelling', () => {
    const text = (field.format as (value: unknown) => string)(field.default);
    expect(reads(field, text)).toMatchObject({ success: true, output: field.default });
  });

  it('has words for a person', () => {
    expect(field.label).toMatch(/^[A-Z]/);
    expect(field.help).toMatch(/\.$/);
    expect(inEnglish(field.allowed).length).toBeGreaterThan(3);
  });
});
