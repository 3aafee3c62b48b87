import { describe, expect, it } from 'vitest';
import { createGuesses } from './guesses.ts';

function storage(text: string | null = null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
  };
}

describe('guesses', () => {
  it('lift the curtain of their own experiment only', () => {
    const guesses = createGuesses(storage());
    guesses.getState().choose('a', '0.5');
    expect(guesses.getState().all.a).toEqual({ own: '0.5', hands: {}, lifted: true });
    expect(guesses.getState().all.b).toBeUndefined();
  });

  it('count hands, never below none', () => {
    const guesses = createGuesses(storage());
    const { count } = guesses.getState();
    count('a', 'none', -1);
    count('a', '1', 1);
    count('a', '1', 1);
    count('a', '1', -1);
    expect(guesses.getState().all.a).toEqual({ own: undefined, hands: { none: 0, '1': 1 }, lifted: false });
  });

  it('outlive a reload', () => {
    const kept = storage();
    createGuesses(kept).getState().choose('a', 'none');
    expect(createGuesses(kept).getState().all.a?.own).toBe('none');
  });

  it.each([
    'not JSON',
    '[]',
    'null',
    '{"a":{"own":"most","hands":{},"lifted":true}}',
    '{"a":{"hands":{"0.5":-1},"lifted":true}}',
    '{"a":{"hands":{"0.5":"many"},"lifted":true}}',
    '{"a":7}',
  ])('take nothing from a storage that holds %s', (text) => {
    expect(createGuesses(storage(text)).getState().all).toEqual({});
  });

  it('do without a storage that refuses', () => {
    const refusing = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full');
      },
    };
    const guesses = createGuesses(refusing);
    guesses.getState().lift('a');
    expect(guesses.getState().all.a?.lifted).toBe(true);
  });
});
