import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../lang/sentence.ts';
import { jsonExcess } from './jsonExcess.ts';

const said = (text: string) => {
  const excess = jsonExcess(text);
  return excess === undefined ? undefined : inEnglish(excess);
};

describe('jsonExcess', () => {
  it('lets any ordinary JSON through, whatever its strings hold', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => said(text) === undefined),
      { numRuns: 300, seed: 7 },
    );
    const brackets = JSON.stringify(['['.repeat(3_000_000), '\\', '"[', '\\"{', ','.repeat(3_000_000)]);
    expect(said(brackets)).toBeUndefined();
    expect(said('"open')).toBeUndefined();
  });

  it.each([
    ['arrays', '[],'],
    ['objects', '{},'],
    ['numbers', '1,'],
    ['entries', '"a":1,'],
  ])('refuses millions of %s', (_, unit) => {
    expect(said(`[${unit.repeat(5_000_000)}1]`)).toBe('takes more than 128 MB of memory once it is read');
  });

  it('refuses a tower of brackets', () => {
    expect(said('[{"a":'.repeat(1_000_000))).toBe('is nested more than 256 deep');
    expect(said('['.repeat(256) + ']'.repeat(256))).toBeUndefined();
  });
});
