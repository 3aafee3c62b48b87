import { expect, it } from 'vitest';
import { UsageError } from '../commandLine.ts';
import { readCompressOrder } from './order.ts';
import { slower } from './table.ts';

it('takes networks and turns from its flags, and refuses others', () => {
  expect(readCompressOrder([])).toMatchObject({ rounds: 41, json: false, networks: [{}, {}] });
  const one = readCompressOrder(['--network', 'resnet20', '--rounds', '30']);
  expect(one.networks.map(({ name }) => name)).toEqual(['resnet20']);
  for (const argv of [['--network', 'vgg'], ['--rounds', '29'], ['--rounds', '31.5'], ['--fast']]) {
    expect(() => readCompressOrder(argv)).toThrow(UsageError);
  }
});

it('says which costs went the wrong way', () => {
  const variant = (ratio: number) => ({
    ...{ label: '8 bit', multiplyAdds: 1, bytes: 1, agreement: 1 },
    timings: { onnxruntime: { milliseconds: 1, ratio } },
  });
  expect(slower({ variants: [variant(1.4)] })).toEqual(['  8 bit is slower in ONNX Runtime: 1.40×.']);
  expect(slower({ variants: [variant(0.7), variant(1.04)] })).toEqual([]);
});
