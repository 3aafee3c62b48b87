import { expect, it } from 'vitest';
import { createTried } from './tried.ts';

it('opens the network that was asked for last once, and makes once what follows from it alone', async () => {
  const tried = createTried();
  const counts = { opened: 0, made: 0 };
  const open = (key: string) => tried.open(key, async () => ({ number: ++counts.opened }));
  const make = async () => ++counts.made;
  const [one, again] = await Promise.all([open('a'), open('a')]);
  expect(one).toBe(again);
  expect(await Promise.all([one.once('ranked', make), again.once('ranked', make)])).toEqual([1, 1]);
  expect(await one.once('ranked otherwise', make)).toBe(2);
  const other = await open('b');
  expect(await other.once('ranked', make)).toBe(3);
  expect((await open('a')).number).toBe(3);
});

it('makes again what was broken off, and opens again what did not open', async () => {
  const tried = createTried();
  await expect(tried.open('a', () => Promise.reject(new Error('damaged')))).rejects.toThrow('damaged');
  const { once } = await tried.open('a', async () => ({}));
  await expect(once('ranked', () => Promise.reject(new Error('stopped')))).rejects.toThrow('stopped');
  expect(await once('ranked', async () => 1)).toBe(1);
});
