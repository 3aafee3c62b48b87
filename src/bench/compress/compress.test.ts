import { describe, expect, it } from 'vitest';
import { UsageError } from '../commandLine.ts';
import { agreement } from './measure.ts';
import { readCompressOrder } from './order.ts';
import { slower } from './table.ts';
import { timedInTurns, timing } from './turns.ts';

it('takes networks and turns from its flags, and refuses others', () => {
  expect(readCompressOrder([])).toMatchObject({ rounds: 41, json: false, networks: [{}, {}] });
  const one = readCompressOrder(['--network', 'resnet20', '--rounds', '30']);
  expect(one.networks.map(({ name }) => name)).toEqual(['resnet20']);
  for (const argv of [['--network', 'vgg'], ['--rounds', '29'], ['--rounds', '31.5'], ['--fast']]) {
    expect(() => readCompressOrder(argv)).toThrow(UsageError);
  }
});

describe('turns', () => {
  it('go round all runs, those that warm up left out', async () => {
    let now = 0;
    const order: string[] = [];
    const run = (name: string, milliseconds: number) => async () => {
      order.push(name);
      now += milliseconds;
    };
    const taken = await timedInTurns([run('a', 4), run('b', 2)], 3, () => now);
    expect(taken).toEqual([
      [4, 4, 4],
      [2, 2, 2],
    ]);
    // Runs of less than 4 ms are repeated in their turn.
    expect(order.slice(0, 6)).toEqual(['a', 'b', 'b', 'a', 'b', 'b']);
    expect(order).toHaveLength((5 + 3) * 3);
  });

  it('are compared turn by turn', () => {
    expect(timing([2, 30, 3], [1, 10, 3])).toEqual({ milliseconds: 3, ratio: 2 });
  });
});

it('counts rows with the same greatest number', () => {
  const one = Float32Array.of(1, 2, 0, 5, 4, 3);
  expect(agreement(one, Float32Array.of(0, 9, 1, 1, 2, 0), 3)).toBe(0.5);
  expect(agreement(one, one, 3)).toBe(1);
});

it('says which costs went the wrong way', () => {
  const variant = (ratio: number) => ({
    ...{ label: '8 bit', multiplyAdds: 1, bytes: 1, agreement: 1 },
    timings: { onnxruntime: { milliseconds: 1, ratio } },
  });
  expect(slower({ variants: [variant(1.4)] })).toEqual(['  8 bit is slower in ONNX Runtime: 1.40×.']);
  expect(slower({ variants: [variant(0.7), variant(1.04)] })).toEqual([]);
});
