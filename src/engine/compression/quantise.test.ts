/**
 * Post-training quantisation of the network that ships with the lab, on insects that it never saw.
 */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startWasmInNode } from '../kernels/wasmInNode.ts';
import { layersOf, withForms } from '../models/withForms.ts';
import { held } from './folded.ts';
import { type QuantiseSettings, quantise } from './quantise.ts';
import { accuracyOf, batchesOf, insects, logitsOf, type Pictures, shippedNetwork } from './shippedNetwork.ts';

let network: Awaited<ReturnType<typeof shippedNetwork>>;
let seen: Pictures;
let unseen: Pictures;
let floatAccuracy: number;

beforeAll(async () => {
  await startWasmInNode();
  network = await shippedNetwork();
  seen = await insects('train', 100);
  unseen = await insects('validation', 200);
  floatAccuracy = accuracyOf(await logitsOf(network.model, network.tensors, unseen), unseen);
}, 60_000);

const from = () => ({ ...network, forms: {} });
const plain: QuantiseSettings = { bits: 8, activationBits: 8, ends: 8 };

async function accuracyAt(settings: QuantiseSettings) {
  const made = await quantise(from(), settings, batchesOf(seen, 50));
  const model = withForms(network.model, made.forms);
  return { ...made, accuracy: accuracyOf(await logitsOf(model, made.tensors, unseen), unseen) };
}

describe('quantise', () => {
  it('keeps 98 % of the accuracy at 8 bits, in a quarter of the bytes', async () => {
    const before = memory().numTensors;
    const { report, accuracy, tensors } = await accuracyAt(plain);
    expect(memory().numTensors).toBe(before);
    expect(floatAccuracy).toBeGreaterThan(0.85);
    expect(accuracy / floatAccuracy).toBeGreaterThanOrEqual(0.98);
    expect(report.bytes / report.bytesBefore).toBeLessThan(0.26);
    expect(report.reached).toEqual({ bits: 8, activationBits: 8 });
    expect(Object.keys(tensors).filter((name) => /running|bn/.test(name))).toEqual([]);
  }, 60_000);

  it('counts bits, and spares the ends only where it is told to', async () => {
    const eight = await accuracyAt({ bits: 4, activationBits: 8, ends: 8 });
    const same = await quantise(from(), { bits: 4, activationBits: 4, ends: 'same' }, batchesOf(seen, 50));
    const weights = layersOf(network.model.parameters).map(
      ({ weight }) => held(network.tensors, weight.name).values.length,
    );
    const total = weights.reduce((sum, size) => sum + size, 0);
    const ends = (weights[0] ?? 0) + (weights.at(-1) ?? 0);
    expect(eight.report.reached.bits).toBeCloseTo((4 * (total - ends) + 8 * ends) / total, 9);
    expect(same.report.reached).toEqual({ bits: 4, activationBits: 4 });
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
    const { tensors } = await quantise(from(), plain, batchesOf(seen, 50));
    const off: string[] = [];
    const check = (name: string, value: number, unit: number, most: number) => {
      const level = Math.round(value / unit);
      if (Math.abs(level) > most || Math.fround(level * unit) !== value) off.push(`${name} ${value}`);
    };
    for (const { name } of layersOf(network.model.parameters)) {
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
});
