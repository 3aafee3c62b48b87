/**
 * Post-training quantisation of the network that ships with the lab, on insects that it never saw.
 */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { channelDeviation, channelMean } from '../../../base/imageSet.ts';
import { build } from '../../families/catalogue.ts';
import { relativeGap } from '../../families/relativeGap.ts';
import { layersOf } from '../../families/withForms.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import {
  accuracyOf,
  batchesOf,
  insects,
  logitsOf,
  type Pictures,
  shippedNetwork,
} from '../shippedNetwork.ts';
import { withShifts } from './equalise.ts';
import { foldedTensors, held } from './folded.ts';
import { quantise } from './quantise.ts';
import type { QuantiseSettings } from './settings.ts';

let network: Checkpoint;
let seen: Pictures;
let unseen: Pictures;
let floatAccuracy: number;

beforeAll(async () => {
  await startWasmInNode();
  network = await shippedNetwork();
  seen = await insects('train', 100);
  unseen = await insects('validation', 200);
  floatAccuracy = accuracyOf(await logitsOf(network, unseen), unseen);
}, 60_000);

const plain: QuantiseSettings = { bits: 8, activations: 8, ends: '8' };
const layers = () => layersOf(build({ ...network.architecture, forms: {} }).parameters);
const shown = () => ({ images: batchesOf(seen, 50) });

async function accuracyAt(settings: QuantiseSettings) {
  const made = await quantise(network, settings, shown());
  return { ...made, accuracy: accuracyOf(await logitsOf(made.checkpoint, unseen), unseen) };
}

describe('quantise', () => {
  it('keeps 98 % of the accuracy at 8 bits, in a quarter of the bytes', async () => {
    const before = memory().numTensors;
    const { report, accuracy, checkpoint } = await accuracyAt(plain);
    expect(memory().numTensors).toBe(before);
    expect(floatAccuracy).toBeGreaterThan(0.85);
    expect(accuracy / floatAccuracy).toBeGreaterThanOrEqual(0.98);
    expect(report.bytes / report.bytesBefore).toBeLessThan(0.26);
    expect(report.reached).toEqual({ bits: 8, activations: 8 });
    expect(Object.keys(checkpoint.tensors).filter((name) => /running|bn/.test(name))).toEqual([]);
  }, 60_000);

  it('folds batch norm without any change', async () => {
    const model = build(network.architecture);
    const folded = withShifts(layers(), foldedTensors(model.parameters, network.tensors));
    const [exact, found] = [
      await logitsOf(network, unseen),
      await logitsOf({ ...network, tensors: folded }, unseen),
    ];
    expect(relativeGap(Array.from(found), Array.from(exact))).toBeLessThan(1e-5);
  }, 60_000);

  it('counts bits, and spares the ends only where it is told to', async () => {
    const eight = await accuracyAt({ bits: 4, activations: 8, ends: '8' });
    const same = await quantise(network, { bits: 4, activations: 4, ends: 'same' }, shown());
    const weights = layers().map(({ weight }) => held(network.tensors, weight.name).values.length);
    const total = weights.reduce((sum, size) => sum + size, 0);
    const ends = (weights[0] ?? 0) + (weights.at(-1) ?? 0);
    expect(eight.report.reached.bits).toBeCloseTo((4 * (total - ends) + 8 * ends) / total, 9);
    expect(same.report.reached).toEqual({ bits: 4, activations: 4 });
    // By hand: half a byte a weight; bias and scale of 4 bytes a channel, of which there are 688 and 10; 5 bytes a layer.
    expect(same.report.bytes).toBe(total / 2 + 8 * (16 * 7 + 32 * 6 + 64 * 6 + 10) + 5 * 20);
    expect(eight.report.bytes).toBe(same.report.bytes + ends / 2);
    expect(eight.accuracy).toBeGreaterThan(floatAccuracy - 0.1);
    for (const [i, { meanSquaredError }] of same.report.layers.entries()) {
      const { meanSquaredError: finer, bits } = eight.report.layers[i] ?? { meanSquaredError: 0, bits: 0 };
      expect(bits === 8 ? finer < meanSquaredError / 50 : finer === meanSquaredError).toBe(true);
    }
  }, 60_000);

  it('gives weights and biases that are levels', async () => {
    const { tensors } = (await quantise(network, plain, shown())).checkpoint;
    const off: string[] = [];
    const check = (name: string, value: number, unit: number, most: number) => {
      const level = Math.round(value / unit);
      if (Math.abs(level) > most || Math.fround(level * unit) !== value) off.push(`${name} ${value}`);
    };
    for (const { name } of layers()) {
      const scales = held(tensors, `${name}.weight_scale`).values;
      const scaleOf = (i: number) => scales[i % scales.length] ?? Number.NaN;
      held(tensors, `${name}.weight`).values.forEach((value, i) => {
        check(name, value, scaleOf(i), 128);
      });
      const input = held(tensors, `${name}.input_scale`).values[0] ?? Number.NaN;
      held(tensors, `${name}.bias`).values.forEach((bias, i) => {
        check(`${name}.bias`, bias, Math.fround(scaleOf(i) * input), 2 ** 24);
      });
    }
    expect(off).toEqual([]);
  }, 60_000);

  it('takes masked layers as the dense ones that they stand for', async () => {
    const name = 'layer3.0.conv1';
    const weight = held(network.tensors, `${name}.weight`);
    const mask = weight.values.map((_, i) => Number(i % 4 > 0));
    const zeroed = weight.values.map((value, i) => value * (mask[i] ?? 0));
    const masked: Checkpoint = {
      architecture: { ...network.architecture, forms: { [name]: { kind: 'masked' } } },
      tensors: { ...network.tensors, [`${name}.weight_mask`]: { ...weight, values: mask } },
    };
    const dense = {
      ...network,
      tensors: { ...network.tensors, [`${name}.weight`]: { ...weight, values: zeroed } },
    };
    const few = () => ({ images: batchesOf(seen, 20) });
    const [one, other] = [await quantise(masked, plain, few()), await quantise(dense, plain, few())];
    expect(one.checkpoint).toEqual(other.checkpoint);
    expect(
      one.checkpoint.tensors[`${name}.weight`]?.values.filter((value) => value === 0).length,
    ).toBeGreaterThan(weight.values.length / 4);
  }, 60_000);

  it('calibrates on the pixels that the network takes', async () => {
    const few = { ...seen, count: 20 };
    const { checkpoint } = await quantise(network, plain, {
      images: batchesOf(few, 20),
      takes: 'zero-to-one',
    });
    const scale = held(checkpoint.tensors, 'conv1.input_scale').values[0] ?? Number.NaN;
    const greatest = Math.max(
      ...seen.pixels.subarray(0, few.count * 32 * 32 * 3).map((_, i) => pixelOf(seen, i)),
    );
    expect(scale * 255).toBeCloseTo(greatest, 5);
    expect(held(checkpoint.tensors, 'conv1.input_zero_point').values[0]).toBe(0);
  }, 60_000);
});

/** In [0, 1]. */
function pixelOf({ pixels }: Pictures, i: number): number {
  const channel = (i % 3) as 0 | 1 | 2;
  return (pixels[i] ?? Number.NaN) * channelDeviation[channel] + channelMean[channel];
}
