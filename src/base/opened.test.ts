import { expect, it } from 'vitest';
import { alreadyOpen, opened } from './opened.ts';

function held<T>() {
  let open: (value: T) => void = () => undefined;
  let fail: (why: Error) => void = () => undefined;
  const opening = new Promise<T>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { opening, open, fail };
}

it('is done without after the limit, and used when it opens later', async () => {
  const { opening, open } = held<string>();
  const one = opened(opening, 0);
  expect(await one.now()).toBeUndefined();
  open('open');
  await opening;
  expect(await one.now()).toBe('open');
});

it('does what waited when it opens, in order, and what comes later at once', async () => {
  const { opening, open } = held<string>();
  const one = opened(opening, 0);
  const done: string[] = [];
  const work = (name: string) => one.whenOpen(async (value) => void done.push(`${name} ${value}`));
  await work('first');
  await one.whenOpen(() => Promise.reject(new Error('it fails and holds nobody up')));
  await work('second');
  expect(done).toEqual([]);
  open('in');
  await work('third');
  expect(done).toEqual(['first in', 'second in', 'third in']);
  await work('fourth');
  expect(done.at(-1)).toBe('fourth in');
});

it('does nothing where it does not open', async () => {
  const { opening, fail } = held<string>();
  const one = opened(opening, 0);
  const done: string[] = [];
  await one.whenOpen(async (value) => void done.push(value));
  fail(new Error('forbidden'));
  await opening.catch(() => undefined);
  await one.whenOpen(async (value) => void done.push(value));
  const none = alreadyOpen<string>(undefined);
  await none.whenOpen(async (value) => void done.push(value));
  expect([await one.now(), await none.now(), done]).toEqual([undefined, undefined, []]);
});

it('gives up the earliest where too many wait', async () => {
  const { opening, open } = held<string>();
  const one = opened(opening, 0);
  const done: number[] = [];
  for (let i = 0; i < 70; i++) await one.whenOpen(async () => void done.push(i));
  open('in');
  await one.whenOpen(async () => void done.push(70));
  expect([done.length, done[0], done.at(-1)]).toEqual([65, 6, 70]);
});
