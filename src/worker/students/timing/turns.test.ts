import { expect, it } from 'vitest';
import { isSlower, ratioOf, timedInTurns, timing } from './turns.ts';

it('goes round all runs, those that warm up left out', async () => {
  let now = 0;
  const order: string[] = [];
  const run = (name: string, milliseconds: number) => async () => {
    order.push(name);
    now += milliseconds;
  };
  const turns: (readonly number[])[] = [];
  const taken = await timedInTurns([run('a', 4), run('b', 2)], {
    ...{ rounds: 3, warmUps: 5, least: 4, clock: () => now },
    turn: async (...told) => void turns.push(told),
  });
  expect(taken).toEqual([
    [4, 4, 4],
    [2, 2, 2],
  ]);
  // Runs of less than 4 ms are repeated in their turn.
  expect(order.slice(0, 6)).toEqual(['a', 'b', 'b', 'a', 'b', 'b']);
  expect(order).toHaveLength((5 + 3) * 3);
  expect(turns).toEqual(Array.from({ length: 16 }, (_, done) => [done, 16]));
});

it('ends with what a turn throws, before anything more is run', async () => {
  let runs = 0;
  const run = async () => void runs++;
  const turn = async (done: number) => {
    if (done === 3) throw new Error('over');
  };
  let now = 0;
  const timed = timedInTurns([run], { rounds: 9, warmUps: 1, least: 0, clock: () => now++, turn });
  await expect(timed).rejects.toThrow('over');
  expect(runs).toBe(3);
});

it('gives medians, quartiles and the median of quotients', () => {
  expect(timing([2, 30, 3, 8])).toEqual({ milliseconds: 3, quartiles: [2, 8] });
  expect(ratioOf([2, 30, 3], [1, 10, 3])).toBe(2);
});

it('calls slower what took longer in more rounds than chance explains', () => {
  const base = Array.from({ length: 31 }, () => 1);
  const longer = (count: number) => base.map((one, i) => (i < count ? 3 * one : 0.9 * one));
  // Of 31 fair coins 23 heads or more come up in 0.53 % of tries, 22 in 1.5 %.
  expect(isSlower(longer(23), base)).toBe(true);
  expect(isSlower(longer(22), base)).toBe(false);
  expect(isSlower(base, base)).toBe(false);
});
