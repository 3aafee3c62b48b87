import { describe, expect, it } from 'vitest';
import type { KeptNetworkCard } from '../../protocol/keptNetworks.ts';
import type { NetworkTimes, RuntimeTimes } from '../../protocol/runtimeTimes.ts';
import { groupNetworks } from './groups.ts';
import { firstOfLine, grownBy, isUncounted, slowdowns, withCosts } from './price.ts';

function network(id: string, more: Partial<KeptNetworkCard> = {}): KeptNetworkCard {
  return {
    ...{ id, label: 'CNN', recipe: '', fileBytes: 400, pinned: false, createdAt: 1 },
    measurements: { bytes: 100 },
    ...more,
  };
}

describe('the first of a line', () => {
  const line = [
    network('root'),
    network('pruned', { parent: 'root' }),
    network('rounded', { parent: 'pruned' }),
    network('orphan', { parent: 'gone' }),
    network('one', { parent: 'other' }),
    network('other', { parent: 'one' }),
    network('from', { parent: 'file' }),
    network('file', { foreign: 'onnx' }),
  ];
  const groups = groupNetworks(line);
  const firstOf = (id: string) => {
    const found = line.find((one) => one.id === id);
    return found && firstOfLine(found, groups)?.network.id;
  };

  it('is as far back as it is kept, and a network of the lab', () => {
    expect(['rounded', 'pruned', 'root', 'orphan', 'from'].map(firstOf)).toEqual([
      ...['root', 'root'],
      ...[undefined, undefined, undefined],
    ]);
  });

  it('is found where networks are each made of the other', () => {
    expect(firstOf('one')).toBe('other');
  });
});

it('what is counted later stands beside what was measured, which counts', () => {
  const [group] = groupNetworks([network('a')]);
  if (!group) throw new Error('no group');
  expect(isUncounted(network('a'))).toBe(true);
  expect(isUncounted(network('a', { foreign: 'tfjs' }))).toBe(false);
  expect(isUncounted(network('a', { measurements: { activationBytes: 1, bits: 8 } }))).toBe(false);
  const counted = withCosts(group, new Map([['a', { bytes: 7, energy: 3 }]]));
  expect(counted.quantities).toMatchObject({ bytes: { mean: 100, n: 1 }, energy: { mean: 3, n: 1 } });
  expect(withCosts(group, new Map([['b', { energy: 3 }]]))).toBe(group);
});

it('zipped and Huffman bytes are counted anew of what was quantised in training, and all else is as measured', () => {
  const measurements = { activationBytes: 1, bits: 2, bytes: 100, zippedBytes: 900, huffmanBytes: 800 };
  const count = new Map([['a', { bytes: 7, zippedBytes: 90, huffmanBytes: 80 }]]);
  const of = (recipe: string) => {
    const one = network('a', { measurements, recipe });
    const [group] = groupNetworks([one]);
    if (!group) throw new Error('no group');
    const { networks } = withCosts(group, count);
    return { isUncounted: isUncounted(one), measurements: networks[0]?.measurements };
  };
  const anew = { ...measurements, zippedBytes: 90, huffmanBytes: 80 };
  for (const recipe of ['distil; qat bits=2', 'qat', 'distil;qat; distil epochs=2']) {
    expect(of(recipe), recipe).toEqual({ isUncounted: true, measurements: anew });
  }
  for (const recipe of ['distil', 'distil; quantise bits=2', 'distil name=qat']) {
    expect(of(recipe), recipe).toEqual({ isUncounted: false, measurements });
  }
});

it('a cost that grew is told by how many times, where less is better', () => {
  const [now, then] = [
    { bytes: 150, sparsity: 0.9, energy: 104 },
    { bytes: 100, sparsity: 0.1, energy: 100 },
  ].map((measurements) => groupNetworks([network('a', { measurements })])[0]);
  if (!now) throw new Error('no group');
  expect(grownBy('bytes', now, then)).toBe(1.5);
  expect(grownBy('energy', now, then)).toBeUndefined();
  expect(grownBy('sparsity', now, then)).toBeUndefined();
  expect(grownBy('bytes', now, undefined)).toBeUndefined();
});

it('times that went the wrong way are told, in the same runtime and of int8 beside float32', () => {
  const time = (ratio: number, isSlower = ratio > 1) =>
    ({ milliseconds: 1, quartiles: [1, 1], ratio, isSlower }) as const;
  const of = (id: string, ratios: readonly [number, number], overFloat: number): NetworkTimes => ({
    ...{ id, files: {}, isQuantised: false, overFloat, isSlowerThanFloat: overFloat > 1 },
    times: { lab: time(ratios[0]), onnxFloat: { reason: 'no' }, onnxInt8: time(ratios[1]) },
  });
  const times: RuntimeTimes = {
    ...{ rounds: 31, warmUps: 5, least: 4, threads: 1 },
    networks: [of('a', [1, 1], 1.4), of('b', [1.2, 0.6], 0.7), of('c', [1.04, 2], 1)],
  };
  const unsure: NetworkTimes = {
    ...of('d', [1, 1], 1.4),
    isSlowerThanFloat: false,
    times: { lab: time(1.2, false), onnxFloat: time(1), onnxInt8: time(2, false) },
  };
  expect(slowdowns({ ...times, networks: [of('a', [1, 1], 1), unsure] })).toEqual([]);
  expect(slowdowns(times)).toEqual([
    { place: 0, runtime: 'onnxInt8', than: 'float', ratio: 1.4 },
    { place: 1, runtime: 'lab', than: 'first', ratio: 1.2 },
    { place: 2, runtime: 'onnxInt8', than: 'first', ratio: 2 },
  ]);
});
