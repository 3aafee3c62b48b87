import { describe, expect, it } from 'vitest';
import { createPixelBudget } from './pixelBudget.ts';

describe('a budget of pixels', () => {
  it('is never passed by several pictures, and each has its turn', async () => {
    const budget = createPixelBudget(100);
    let [now, most] = [0, 0];
    const order: number[] = [];
    const decode = (pixels: number) =>
      budget.spend(pixels, async () => {
        now += pixels;
        most = Math.max(most, now);
        order.push(pixels);
        for (let i = 0; i < 5; i++) await Promise.resolve();
        now -= pixels;
      });
    const sizes = [60, 30, 90, 10, 10, 100, 1, 99, 2];
    await Promise.all(sizes.map(decode));
    expect(order).toEqual(sizes);
    expect(most).toBeLessThanOrEqual(100);
    expect(now).toBe(0);
  });

  it('lets one that is larger through alone, and goes on after a failure', async () => {
    const budget = createPixelBudget(100);
    const failed = budget.spend(150, async () => {
      throw new Error('broken');
    });
    const next = budget.spend(20, async () => 'decoded');
    await expect(failed).rejects.toThrow('broken');
    expect(await next).toBe('decoded');
  });
});
