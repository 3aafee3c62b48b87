import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAsker } from './asker.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** An asker whose answers take `takes` ms, and the times at which it asked what. */
function watched(takes: number, every: number) {
  const from = Date.now();
  const asked: { readonly at: number; readonly what: number }[] = [];
  const heard: number[] = [];
  let underWay = 0;
  let most = 0;
  const asker = createAsker<number, number>({
    every,
    async ask(what) {
      most = Math.max(most, ++underWay);
      asked.push({ at: Date.now() - from, what });
      await new Promise((resolve) => setTimeout(resolve, takes));
      underWay--;
      if (what < 0) throw new Error('no');
      return 10 * what;
    },
    answered: (_, answer) => heard.push(answer),
    refused: (what) => heard.push(what),
  });
  return { asker, asked, heard, most: () => most };
}

describe('an asker', () => {
  it('has one question under way and then asks the last that is wanted', async () => {
    const { asker, asked, heard, most } = watched(250, 100);
    for (let i = 1; i <= 9; i++) {
      asker.want(() => i);
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([
      { at: 0, what: 1 },
      { at: 250, what: 9 },
    ]);
    expect(heard).toEqual([10, 90]);
    expect(most()).toBe(1);
  });

  it('asks no more often than it may, however fast the answers', async () => {
    const { asker, asked } = watched(1, 100);
    for (let i = 0; i < 1000; i += 10) {
      asker.want(() => i);
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(asked.map(({ at }) => at)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
    // What is asked is what was wanted last.
    expect(asked[3]?.what).toBe(290);
  });

  it('goes on after a refusal and after there was nothing to ask', async () => {
    const { asker, heard } = watched(20, 100);
    asker.want(() => -1);
    await vi.advanceTimersByTimeAsync(200);
    asker.want(() => undefined);
    asker.want(() => 2);
    await vi.advanceTimersByTimeAsync(200);
    expect(heard).toEqual([-1, 20]);
  });

  it('is deaf to what it has forgotten', async () => {
    const { asker, asked, heard } = watched(50, 100);
    asker.want(() => 1);
    asker.want(() => 2);
    asker.forget();
    await vi.advanceTimersByTimeAsync(500);
    expect(asked.map(({ what }) => what)).toEqual([1]);
    expect(heard).toEqual([]);
    asker.want(() => 3);
    await vi.advanceTimersByTimeAsync(500);
    expect(heard).toEqual([30]);
  });
});
