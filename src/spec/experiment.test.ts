import { describe, expect, it } from 'vitest';
import { fieldNames, isFieldName } from './experiment.ts';

describe('isFieldName', () => {
  it('knows its own and no inherited ones', () => {
    expect(fieldNames.every(isFieldName)).toBe(true);
    expect(['__proto__', 'constructor', 'toString', ''].some(isFieldName)).toBe(false);
  });
});
