import { describe, expect, it } from 'vitest';
import { createTaskQueue } from './tasks.ts';

describe('the queue of long work', () => {
  it('tells when nothing is being made ready any more, and does not wait for training', async () => {
    const tasks = createTaskQueue((thrown) => {
      throw thrown;
    });
    const ends: (() => void)[] = [];
    const work = () => new Promise<void>((end) => ends.push(end));
    const told: string[] = [];
    tasks.add({ kind: 'preparing', subject: 'a', work });
    const first = tasks.prepared().then(() => told.push('prepared'));
    await Promise.resolve();
    expect(tasks.isAtWork).toBe(true);
    expect(told).toEqual([]);
    ends[0]?.();
    await first;
    expect(tasks.isAtWork).toBe(false);

    tasks.add({ kind: 'training', subject: 'a', work });
    await tasks.prepared();
    expect(tasks.isAtWork).toBe(true);
    ends[1]?.();
    await tasks.idle();
    expect(tasks.isAtWork).toBe(false);
  });
});
