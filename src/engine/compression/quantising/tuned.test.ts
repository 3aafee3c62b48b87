/**
 * What tuning gives back of what few bits took, that every variant is on its grids, and what a budget comes to: on small networks
 * with weights that were drawn.
 */
import { concat, memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { ProblemError } from '../../../lang/problem.ts';
import { build } from '../../families/catalogue.ts';
import { layersOf } from '../../families/withForms.ts';
import { hostBytes } from '../../layers/hostParameters.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { drawnImages, drawnNetwork, logitsFor } from './drawnForTests.ts';
import { foldedTensors, held } from './folded.ts';
import { mixedBits } from './mixedPrecision.ts';
import { roundedWeight } from './quantisedLayer.ts';
import { sensitivities } from './sensitivity.ts';
import type { QuantiseSettings } from './settings.ts';
import { tuned } from './tuned.ts';

beforeAll(startWasmInNode);

const few: QuantiseSettings = { bits: 3, activations: 8, ends: '8' };

const batches = [0, 1, 2, 3, 4, 5, 6, 7];

const given = {
  shown: (most = 256) => ({ images: batches.slice(0, Math.ceil(most / 32)).map((i) => drawnImages(32, i)) }),
  stream: random(3),
  once: <Made>(_: string, make: () => Promise<Made>) => make(),
  turn: async () => undefined,
};

const made = (from: Checkpoint, settings: Partial<QuantiseSettings>) =>
  tuned(from, { ...few, ...settings }, given);

/** Mean square of what logits are off by on images that were not calibrated on. */
async function errorOf(from: Checkpoint, settings: Partial<QuantiseSettings>) {
  const { checkpoint } = await made(from, settings);
  const exact = logitsFor(build(from.architecture), from.tensors, drawnImages(32, 9));
  const logits = logitsFor(build(checkpoint.architecture), checkpoint.tensors, drawnImages(32, 9));
  return logits.reduce((sum, value, i) => sum + (value - (exact[i] ?? 0)) ** 2, 0) / logits.length;
}

/** Names of layers that are not on their grids. */
function offGrid({ tensors, architecture }: Checkpoint): readonly string[] {
  return layersOf(build({ ...architecture, forms: {} }).parameters).flatMap(({ name }) => {
    const form = architecture.forms[name];
    if (form?.kind !== 'fakeQuantised') return [name];
    const scales = held(tensors, `${name}.weight_scale`).values;
    const input = held(tensors, `${name}.input_scale`).values[0] ?? Number.NaN;
    const isLevel = (value: number, unit: number, most: number) =>
      Math.abs(Math.round(value / unit)) <= most && Math.fround(Math.round(value / unit) * unit) === value;
    const weights = held(tensors, `${name}.weight`).values;
    const biases = held(tensors, `${name}.bias`).values;
    const scaleOf = (i: number) => scales[i % scales.length] ?? Number.NaN;
    const isOff =
      weights.some((value, i) => !isLevel(value, scaleOf(i), 2 ** (form.bits - 1))) ||
      biases.some((value, i) => !isLevel(value, Math.fround(scaleOf(i) * input), 2 ** 24));
    return isOff ? [name] : [];
  });
}

describe('tuned quantisation', () => {
  it.each(['cnn', 'mlp', 'resnet8', 'mobilenet'] as const)(
    'of %s has less error with learned rounding and corrected biases, and leaves no tensor',
    async (name) => {
      const network = drawnNetwork(name, 4);
      const before = memory().numTensors;
      const nearest = await errorOf(network, { ends: 'same' });
      const learned = await errorOf(network, {
        ...{ ends: 'same', rounding: 'adaround', steps: 80, correct: 'empirical' },
      });
      expect(memory().numTensors).toBe(before);
      expect(learned).toBeLessThan(0.8 * nearest);
    },
    60_000,
  );

  it('moves the mean of what a layer gives to where it was', async () => {
    const network = drawnNetwork('mlp', 2);
    const model = build(network.architecture);
    const mean = (logits: readonly number[], k: number) =>
      logits.reduce((sum, value, i) => sum + (i % 3 === k ? value : 0), 0) / (logits.length / 3);
    const seen = () => concat(batches.map((i) => drawnImages(32, i)));
    const exact = logitsFor(model, network.tensors, seen());
    for (const correct of ['none', 'empirical'] as const) {
      const { checkpoint } = await made(network, { correct, bits: 2, ends: 'same' });
      const logits = logitsFor(build(checkpoint.architecture), checkpoint.tensors, seen());
      const gaps = [0, 1, 2].map((k) => Math.abs(mean(logits, k) - mean(exact, k)));
      if (correct === 'none') expect(Math.max(...gaps)).toBeGreaterThan(0.01);
      else expect(Math.max(...gaps)).toBeLessThan(1e-3);
    }
  });

  it('is on its grids in every variant', async () => {
    const variants: readonly Partial<QuantiseSettings>[] = [
      { observer: 'average', per: 'tensor' },
      { observer: 'histogram' },
      { observer: 'percentile', range: 'percentile', percentile: 99 },
      { observer: 'mse', range: 'mse', inputs: 'symmetric' },
      { observer: 'entropy', rounding: 'stochastic', equalise: 'layers', correct: 'empirical' },
    ];
    for (const variant of variants) {
      const also = variant.equalise ? (['mobilenetv2'] as const) : [];
      for (const name of ['resnet8', ...also] as const) {
        const { checkpoint } = await made(drawnNetwork(name, 1), variant);
        expect([variant, offGrid(checkpoint)]).toEqual([variant, []]);
        if (name !== 'resnet8') continue;
        const numbers = (of: string) => held(checkpoint.tensors, of).values;
        if (variant.per === 'tensor') expect(new Set(numbers('layer2.0.conv1.weight_scale')).size).toBe(1);
        if (variant.inputs === 'symmetric') {
          // Normalised pixels go below 0; what ReLU gives does not.
          expect(numbers('conv1.input_zero_point')[0]).toBe(127);
          expect(numbers('layer2.0.conv1.input_zero_point')[0]).toBe(0);
        }
      }
    }
  }, 60_000);

  it('never has a grid beyond 6 behind ReLU6', async () => {
    const network = drawnNetwork('mobilenetv2', 1);
    for (const observer of ['minmax', 'mse'] as const) {
      const { tensors } = (await made(network, { observer })).checkpoint;
      for (const layer of ['features.1.conv.0.0', 'features.5.conv.1.0', 'features.5.conv.2']) {
        expect(held(tensors, `${layer}.input_zero_point`).values[0]).toBe(0);
        expect(255 * (held(tensors, `${layer}.input_scale`).values[0] ?? 1)).toBeLessThanOrEqual(6 + 1e-5);
      }
    }
  }, 60_000);

  it('rounds by chance to what the weight is in the mean', () => {
    const [weight, scales] = [Float32Array.of(0.3, -0.3, 0.24, -1.01), Float32Array.of(0.1, 0.25)];
    const stream = random(5);
    const times = 20_000;
    const sums = new Float64Array(weight.length);
    for (let t = 0; t < times; t++) {
      const rounded = roundedWeight(weight, scales, { least: -8, most: 7 }, 'stochastic', stream);
      rounded.forEach((value, i) => {
        sums[i] = (sums[i] as number) + value / times;
      });
    }
    // Four standard errors of a draw between two levels.
    sums.forEach((mean, i) => {
      expect(Math.abs(mean - (weight[i] as number))).toBeLessThan(
        (4 * (scales[i % 2] as number)) / 2 / Math.sqrt(times),
      );
    });
    const again = (seed: number) =>
      roundedWeight(weight, scales, { least: -8, most: 7 }, 'stochastic', random(seed));
    expect(again(1)).toEqual(again(1));
  });

  it('stops where it is told to, and leaves no tensor', async () => {
    const network = drawnNetwork('resnet8', 1);
    const before = memory().numTensors;
    let turns = 0;
    const stopped = tuned(
      network,
      { ...few, rounding: 'adaround', steps: 20, correct: 'empirical' },
      {
        ...given,
        turn: async () => {
          if (++turns === 50) throw new RangeError('told to stop');
        },
      },
    );
    await expect(stopped).rejects.toThrow('told to stop');
    expect(memory().numTensors).toBe(before);
  });
});

describe('mixed precision', () => {
  it('has a budget of the weights in float32, whatever masks take', async () => {
    const { architecture, tensors } = drawnNetwork('resnet8', 1);
    const weight = held(tensors, 'layer3.0.conv2.weight');
    const masked = {
      architecture: { ...architecture, forms: { 'layer3.0.conv2': { kind: 'masked' } } },
      tensors: {
        ...tensors,
        'layer3.0.conv2.weight_mask': { ...weight, values: weight.values.map((_, i) => i % 2) },
      },
    } as const;
    const { report } = await made(masked, { bits: 8, budget: 0.2 });
    expect(report.bytesBefore).toBe(hostBytes(tensors));
    expect(report.bytes / report.bytesBefore).toBeLessThanOrEqual(0.2);
  });

  it('stays within its budget of bytes, and says what cannot', async () => {
    const network = drawnNetwork('resnet8', 1);
    const { checkpoint, report } = await made(network, { bits: 8, budget: 0.2 });
    expect(report.bytes / report.bytesBefore).toBeLessThanOrEqual(0.2);
    expect(report.bytes / report.bytesBefore).toBeGreaterThan(0.18);
    const bits = report.layers.map((one) => one.bits);
    expect([bits[0], bits.at(-1)]).toEqual([8, 8]);
    expect(Math.min(...bits)).toBeGreaterThanOrEqual(2);
    expect(new Set(bits).size).toBeGreaterThan(2);
    expect(offGrid(checkpoint)).toEqual([]);
    await expect(made(network, { bits: 8, budget: 0.06 })).rejects.toThrow(ProblemError);
  }, 60_000);

  it('takes bits where they cost least for a byte, never to gain by chance', () => {
    const layers = ['a', 'b'].map((layer) => ({ layer, most: 4, bytesOf: (bits: number) => 10 * bits }));
    const of = (layer: string, bits: number, divergence: number) => ({ layer, bits, divergence });
    const scan = [of('a', 4, 0), of('a', 3, 1), of('a', 2, 5), of('b', 4, 0), of('b', 3, 2), of('b', 2, 0.5)];
    const at = (budget: number) => {
      const mixed = mixedBits(layers, scan, budget);
      return mixed && [mixed.bits.get('a'), mixed.bits.get('b'), mixed.bytes];
    };
    expect(at(80)).toEqual([4, 4, 80]);
    expect(at(79)).toEqual([3, 4, 70]);
    // The third costs 2 of b or 4 of a; then b’s second costs nothing more.
    expect(at(60)).toEqual([3, 3, 60]);
    expect(at(50)).toEqual([3, 2, 50]);
    expect(at(39)).toBeUndefined();
  });

  it('goes by what each layer alone takes away', async () => {
    const network = drawnNetwork('resnet8', 1);
    const model = build(network.architecture);
    const exact = logitsFor(model, network.tensors, drawnImages(32, 9));
    // Labels that the network itself gives.
    const labels = Array.from({ length: 32 }, (_, i) => {
      const row = exact.slice(3 * i, 3 * i + 3);
      return row.indexOf(Math.max(...row));
    });
    const before = memory().numTensors;
    const { layers, before: float } = await sensitivities(
      model,
      foldedTensors(model.parameters, network.tensors),
      [2, 8],
      { range: 'minmax', percentile: 100, per: 'channel' },
      { images: [drawnImages(32, 9)], labels, turn: async () => undefined },
    );
    expect(memory().numTensors).toBe(before);
    expect(layers).toHaveLength(20 - 4);
    expect(float.accuracy).toBe(1);
    for (const layer of new Set(layers.map((one) => one.layer))) {
      const [two, eight] = layers.filter((one) => one.layer === layer);
      expect(eight?.divergence).toBeLessThan(0.01);
      expect(two?.divergence ?? 0).toBeGreaterThan(eight?.divergence ?? 1);
      expect(eight?.loss).toBeCloseTo(float.loss ?? Number.NaN, 1);
    }
  });
});
