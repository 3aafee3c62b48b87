import { afterEach, describe, expect, it, vi } from 'vitest';
import { within } from './timeLimit.ts';

afterEach(() => vi.useRealTimers());

const never = new Promise<never>(() => undefined);

describe('within', () => {
  it('gives what came in time, failures included, and leaves no timer behind', async () => {
    vi.useFakeTimers();
    expect(await within(Promise.resolve(3), 1, () => 0)).toBe(3);
    await expect(within(Promise.reject(new Error('broken')), 1, () => 0)).rejects.toThrow('broken');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives or throws what stands for a late answer, and no sooner', async () => {
    vi.useFakeTimers();
    let got: unknown = 'nothing yet';
    const waiting = within(never, 2, () => 'late').then((value) => {
      got = value;
    });
    await vi.advanceTimersByTimeAsync(1999);
    expect(got).toBe('nothing yet');
    await vi.advanceTimersByTimeAsync(1);
    await waiting;
    expect(got).toBe('late');

    const refused = expect(
      within(never, 2, () => {
        throw new Error('no answer');
      }),
    ).rejects.toThrow('no answer');
    await vi.advanceTimersByTimeAsync(2000);
    await refused;
  });
});
