import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { dispose, setBackend, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { random } from '../../base/random.ts';
import { startCpuInFloat64 } from '../float64ForTests.ts';
import { runningShare } from '../layers/batchNorm.ts';
import { initialise } from '../layers/initialise.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import { bytesInMemory } from '../weights/byteSource.ts';
import { openWeights } from '../weights/readers.ts';
import { recognise } from '../weights/recognise.ts';
import { fromStateDict } from '../weights/stateDict.ts';
import type { NamedShapes } from '../weights/storedTensor.ts';
import { cardOf } from './card.ts';
import { build, catalogue } from './catalogue.ts';
import { relativeGap } from './relativeGap.ts';
import {
  formulaParameters,
  type Glimpse,
  gapToGlimpse,
  hasVitReference,
  inTorchOrder,
  lengthOf,
  referenceImages,
  trainedOnce,
  vitReference,
} from './vitReference.ts';

describe('sizes', () => {
  // The paper's table 2, in millions.
  it.each([
    ['rednet26', 9.23],
    ['rednet38', 12.39],
    ['rednet50', 15.54],
  ] as const)('%s has %d million parameters', (name, millions) => {
    const { parameters } = cardOf(name, { classes: 1000, imageSize: 224, width: 1 });
    expect(parameters / 1e6).toBeCloseTo(millions, 2);
  });

  it('says which sizes of images are nearest to one that it cannot take', () => {
    const of = (name: 'rednet26' | 'rednet-cifar', imageSize: number) => () =>
      catalogue[name].build({ classes: 2, imageSize, width: 1 });
    expect(of('rednet26', 100)).toThrow('96 and 125');
    expect(of('rednet26', 20)).toThrow('29');
    expect(of('rednet-cifar', 30)).toThrow('28 and 32');
    expect(of('rednet26', 61)).not.toThrow();
  });
});

describe('the shipped teacher', () => {
  it('is a RedNet for small images', async () => {
    const bytes = readFileSync('public/teachers/insects-rednet.safetensors');
    const { tensors } = await openWeights(bytesInMemory(bytes));
    const found = recognise(tensors);
    expect(found).toMatchObject({ name: 'rednet-cifar', options: { classes: 10, width: 1 } });
    await startWasmInNode();
    const parameters = await fromStateDict(build(found.architecture).parameters, tensors, 'the teacher');
    dispose({ ...parameters });
  });
});

interface Case {
  readonly model: string;
  readonly config: {
    readonly depth: 26 | 50;
    readonly base_channels?: number;
    readonly stem_channels?: number;
  };
  readonly size: number;
  readonly classes: number;
  readonly parameters: number;
  readonly keys: number;
  readonly multiply_adds_one_image: { readonly total: number };
  readonly eval: {
    readonly logits: readonly (readonly number[])[];
    readonly taps?: Readonly<Record<string, { readonly norm: number }>>;
  };
  readonly train?: {
    readonly logits: readonly (readonly number[])[];
    readonly labels: readonly number[];
    readonly loss: number;
    readonly gradients: Readonly<Record<string, Glimpse>>;
    readonly 'running statistics after one step': Readonly<Record<string, Glimpse>>;
  };
  readonly state_dict?: Readonly<Record<string, readonly number[]>>;
}

const published = hasVitReference ? vitReference('rednet') : { cases: [], 'image sizes that run': [] };
const cases: readonly Case[] = published.cases;
const keyOf = (name: string) => (name.startsWith('fc.') ? `head.${name}` : `backbone.${name}`);
const nameOf = (key: string) => key.replace(/^(backbone|head)\./, '');

function modelOf({ config, size, classes }: Case) {
  const { depth, base_channels: base = 64, stem_channels: stem = 64 } = config;
  const family = depth === 26 ? 'rednet26' : 'rednet50';
  const whole = catalogue[family].architecture({ classes, imageSize: size, width: base / 64 });
  return build({ ...whole, channels: { ...whole.channels, stem } });
}

function parametersOf(one: Case) {
  const [involutions, lasts] = [
    'involution conv2.conv.weight multiplied by',
    'Bottleneck conv3.weight multiplied by',
  ].map((key) => Number((one as unknown as Record<string, unknown>)[key])) as [number, number];
  const factorOf = (name: string) =>
    name.endsWith('conv2.conv.weight') ? involutions : name.endsWith('conv3.weight') ? lasts : 1;
  return formulaParameters(modelOf(one).parameters, { keyOf, factorOf });
}

const onCpu = async () => {
  await setBackend('cpu');
  registerKernels('cpu');
};
const runs = [
  { backend: 'wasm', start: startWasmInNode, fits: () => true },
  // The published width takes the plain loops half a minute.
  { backend: 'cpu', start: onCpu, fits: ({ parameters }: Case) => parameters < 1e6 },
].flatMap(({ fits, ...run }) => cases.filter(fits).map((one) => ({ ...run, one })));

describe.skipIf(!hasVitReference)('RedNet’s published code (skipped without the shared data)', () => {
  it.each(cases)('$model at $size has as many parameters, entries and multiply-adds', (one) => {
    const model = modelOf(one);
    const specs = model.parameters;
    const trained = specs.filter(({ role }) => role === 'trainable');
    const count = trained.reduce((sum, { shape }) => sum + shape.reduce((all, length) => all * length, 1), 0);
    expect(count).toBe(one.parameters);
    const counters = specs.filter(({ name }) => name.endsWith('running_mean')).length;
    expect(specs.length + counters).toBe(one.keys);
    expect(model.multiplyAdds).toBe(one.multiply_adds_one_image.total);
  });

  it('is recognised by its keys, with what mmcls puts before them and without', () => {
    const [one] = cases;
    if (!one?.state_dict) throw new Error('The file has no state dict.');
    const entries = Object.entries(one.state_dict);
    for (const named of [(key: string) => key, nameOf]) {
      const state: NamedShapes = new Map(
        entries.map(([key, shape]) => [named(key), { shape, dtype: 'float32' as const }]),
      );
      expect(recognise(state).architecture.channels).toEqual(modelOf(one).architecture?.channels);
    }
  });

  it('takes the sizes that it takes there', () => {
    const sizes: readonly (readonly [number, string])[] = published['image sizes that run'];
    for (const [imageSize, outcome] of sizes) {
      const made = () => catalogue.rednet26.build({ classes: 2, imageSize, width: 1 });
      if (outcome === 'runs') expect(made).not.toThrow();
      else expect(made).toThrow('cannot take images');
    }
  });

  it.each(runs)('gives the logits of $one.model at $one.size on $backend', async ({ one, start }) => {
    await start();
    const parameters = parametersOf(one);
    const model = modelOf(one);
    const images = referenceImages(one.eval.logits.length, one.size);
    const taps: Record<string, Float32Array> = {};
    const found = tidy(() =>
      Float32Array.from(
        model
          .forward(parameters, images, {
            training: false,
            tap: (name, x) => {
              taps[name] = Float32Array.from(x.dataSync());
            },
          })
          .dataSync(),
      ),
    );
    // Of a thousand classes the file has the first.
    const seen = one.eval.logits.flatMap((row, i) => [
      ...found.subarray(i * one.classes, i * one.classes + row.length),
    ]);
    expect(relativeGap(seen, one.eval.logits.flat())).toBeLessThan(1e-4);
    for (const [key, { norm }] of Object.entries(one.eval.taps ?? {})) {
      const tapped = taps[nameOf(key)];
      if (tapped) expect(lengthOf(tapped) / norm).toBeCloseTo(1, 4);
    }
    dispose([images, ...Object.values(parameters)]);
  });

  // Norms over a dozen numbers: of float32 three digits are lost, and weights that are off by a rounding move the logits by 1e-4.
  it.each([{ place: 'in float64', start: startCpuInFloat64, tolerance: 1e-9 }])(
    'trains as it does there, $place',
    async ({ start, tolerance }) => {
      const one = cases.find(({ train, parameters }) => train && parameters < 1e6);
      if (!one?.train) throw new Error('The file has no training.');
      const back = await start();
      onTestFinished(() => back?.());
      const parameters = parametersOf(one);
      const model = modelOf(one);
      const images = referenceImages(one.train.logits.length, one.size);
      const { logits, loss, gradients, observed } = trainedOnce(model, parameters, images, one.train.labels);
      expect(relativeGap(logits, one.train.logits.flat())).toBeLessThan(tolerance);
      expect(Math.abs(loss - one.train.loss)).toBeLessThan(tolerance * one.train.loss);
      const specs = new Map(model.parameters.map((spec) => [spec.name, spec]));
      const specOf = (key: string) => {
        const spec = specs.get(nameOf(key));
        if (!spec) throw new Error(`There is no ${key}.`);
        return spec;
      };
      const gaps = Object.entries(one.train.gradients).map(([key, seen]) => {
        const spec = specOf(key);
        const found = inTorchOrder(spec, gradients[spec.name] ?? new Float32Array());
        return [key, gapToGlimpse(found, seen)] as const;
      });
      expect(gaps.filter(([, gap]) => !(gap < 2 * tolerance))).toEqual([]);
      for (const [key, seen] of Object.entries(one.train['running statistics after one step'])) {
        const { name } = specOf(key);
        const before = parameters[name]?.dataSync() ?? [];
        const after = Array.from(
          before,
          (value, i) => value + runningShare * ((observed[name]?.[i] ?? 0) - value),
        );
        expect(gapToGlimpse(after, seen)).toBeLessThan(tolerance);
      }
      dispose([images, ...Object.values(parameters)]);
    },
  );

  it('has the gradients on wasm that it has on the cpu', async () => {
    await onCpu();
    const model = catalogue['rednet-cifar'].build({ classes: 5, imageSize: 16, width: 1 });
    const trained = () => {
      const parameters = initialise(model.parameters, random(1));
      const pixels = random(2);
      const images = tensor4d(
        Array.from({ length: 4 * 16 * 16 * 3 }, () => Math.fround(pixels.normal())),
        [4, 16, 16, 3],
      );
      const found = trainedOnce(model, parameters, images, [0, 3, 1, 4]);
      dispose([images, ...Object.values(parameters)]);
      return found;
    };
    const expected = trained();
    await startWasmInNode();
    const { logits, gradients } = trained();
    expect(relativeGap(logits, [...expected.logits])).toBeLessThan(1e-4);
    const gaps = Object.entries(expected.gradients).map(
      ([name, seen]) => [name, relativeGap(gradients[name] ?? [], [...seen])] as const,
    );
    expect(gaps.filter(([, gap]) => !(gap < 1e-4))).toEqual([]);
  });
});
