import { describe, expect, it } from 'vitest';
import { readingsOf } from './pressed.ts';

describe('readingsOf', () => {
  it.each([
    ['a digit of an AZERTY keyboard, without shift', { key: '&', code: 'Digit1' }, ['&', '1']],
    ['the same with shift', { key: '1', code: 'Digit1' }, ['1']],
    ['a letter that AZERTY has elsewhere', { key: 'q', code: 'KeyA' }, ['q']],
    ['a capital', { key: 'H', code: 'KeyH' }, ['h']],
    ['a Cyrillic letter on the key of Q', { key: 'й', code: 'KeyQ' }, ['й', 'q']],
    ['an Arabic digit', { key: '٣', code: 'Numpad3' }, ['٣', '3']],
    ['a key that an input method takes', { key: 'Process', code: 'KeyG' }, ['Process', 'g']],
    // AZERTY has it on the key of M, and what it types comes first.
    ['a question mark', { key: '?', code: 'KeyM' }, ['?', 'm']],
    ['a key of a clicker', { key: 'PageDown', code: 'PageDown' }, ['PageDown']],
    ['a number pad without its lock', { key: 'End', code: 'Numpad1' }, ['End']],
  ])('reads %s', (_, event, readings) => expect(readingsOf(event)).toEqual(readings));
});
