import { expect, it } from 'vitest';
import { UsageError } from '../commandLine.ts';
import { readPageOrder } from './order.ts';

it('measures five first visits and twenty seconds of training', () => {
  expect(readPageOrder([])).toEqual({
    rounds: 5,
    seconds: 20,
    slowdown: 4,
    address: undefined,
    locale: 'en-US',
    openingOnly: false,
    json: false,
    help: false,
  });
});

it.each([
  [['--rounds', 'many'], '--rounds is many; it takes a whole number from 1 to 100.'],
  [['--slowdown', '0.5'], '--slowdown is 0.5; it takes a number from 1 to 20.'],
  [['--address', 'here'], '--address is here; it takes a URL.'],
  [['--locale', 'es_MX!'], '--locale is es_MX!; it takes a language tag, as es-MX.'],
  [['--fast'], '--help lists the flags.'],
])('refuses %j in a line', (argv, words) => {
  expect(() => readPageOrder(argv)).toThrow(UsageError);
  expect(() => readPageOrder(argv)).toThrow(words);
});
