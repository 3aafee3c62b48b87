import '@tensorflow/tfjs-backend-cpu';
import { dispose, randomNormal, setBackend, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { random } from '../../base/random.ts';
import { startCpuInFloat64 } from '../float64ForTests.ts';
import { initialise } from '../layers/initialise.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import { cardOf } from './card.ts';
import { catalogue } from './catalogue.ts';
import { convnextOf } from './convnext.ts';
import type { Model } from './model.ts';
import { relativeGap } from './relativeGap.ts';
import {
  formulaParameters,
  type Glimpse,
  gapToGlimpse,
  hasVitReference,
  inTorchOrder,
  referenceImages,
  trainedOnce,
  vitReference,
} from './vitReference.ts';

describe('sizes', () => {
  // torchvision's documentation.
  it.each([
    ['convnext-tiny', 28_589_128, 4.456],
    ['convnext-small', 50_223_688, 8.684],
    ['convnext-base', 88_591_464, 15.355],
  ] as const)('%s has %d parameters and takes %d billion multiply-adds', (name, parameters, billions) => {
    const card = cardOf(name, { classes: 1000, imageSize: 224, width: 1 });
    expect(card.parameters).toBe(parameters);
    expect(card.multiplyAdds / 1e9).toBeCloseTo(billions, 2);
  });

  it('says the nearest size to one that it cannot take', () => {
    expect(() => catalogue['convnext-tiny'].build({ classes: 2, imageSize: 24, width: 1 })).toThrow('is 32');
  });
});

interface Case {
  readonly model: string;
  readonly size: number;
  readonly parameters: number;
  readonly keys: number;
  readonly multiply_adds_one_image: { readonly total: number };
  readonly logits: readonly (readonly number[])[];
  readonly labels?: readonly number[];
  readonly loss?: number;
  readonly gradients?: Readonly<Record<string, Glimpse>>;
  readonly state_dict?: Readonly<Record<string, readonly number[]>>;
}

const cases: readonly Case[] = hasVitReference ? vitReference('torchvision_convnext').cases : [];
const threeStages = convnextOf({ blocks: [1, 2, 1], channels: [24, 48, 96], patch: 4, scale: 1e-6 });

function modelOf({ model, size, parameters }: Case): Model {
  if (parameters > 1e6) {
    const classes = model.includes('tiny') && parameters > 28.5e6 ? 1000 : 10;
    return catalogue['convnext-tiny'].build({ classes, imageSize: size, width: 1 });
  }
  const options = { classes: 10, imageSize: size, width: 1 };
  const channels = threeStages.channels(options);
  return threeStages.network({ family: 'convnext-tiny', classes: 10, imageSize: size, channels, forms: {} });
}

const startCpu = async () => {
  await setBackend('cpu');
  registerKernels('cpu');
};

describe.skipIf(!hasVitReference)('torchvision’s ConvNeXt (skipped without the shared data)', () => {
  it.each(cases)('$model has as many parameters, entries and multiply-adds', (one) => {
    const { parameters: specs, multiplyAdds } = modelOf(one);
    const count = specs.reduce((sum, { shape }) => sum + shape.reduce((all, length) => all * length, 1), 0);
    expect(count).toBe(one.parameters);
    expect(specs.length).toBe(one.keys);
    expect(multiplyAdds).toBe(one.multiply_adds_one_image.total);
    if (one.state_dict) expect(specs.map(({ name }) => name)).toEqual(Object.keys(one.state_dict));
  });

  const runs = cases.flatMap((one) => [
    { one, place: 'wasm', start: startWasmInNode },
    ...(one.parameters < 1e6 ? [{ one, place: 'cpu', start: startCpu }] : []),
  ]);
  it.each(runs)('gives the logits of $one.model on $place', async ({ one, start }) => {
    await start();
    const model = modelOf(one);
    const parameters = formulaParameters(model.parameters);
    const images = referenceImages(one.logits.length, one.size);
    const found = tidy(() =>
      Float32Array.from(model.forward(parameters, images, { training: false }).dataSync()),
    );
    const seen = one.logits.flatMap((row, i) => [
      ...found.subarray(i * model.classes, i * model.classes + row.length),
    ]);
    expect(relativeGap(seen, one.logits.flat())).toBeLessThan(1e-5);
    dispose([images, ...Object.values(parameters)]);
  });

  it.each([
    // tfjs's erf is good to 1.5e-7.
    { place: 'in float64', start: startCpuInFloat64, tolerance: 1e-6 },
    { place: 'on wasm', start: startWasmInNode, tolerance: 1e-4 },
  ])('has its gradients, $place', async ({ start, tolerance }) => {
    const one = cases.find(({ gradients }) => gradients);
    if (!one?.gradients || !one.labels) throw new Error('The file has no gradients.');
    const back = await start();
    onTestFinished(() => back?.());
    const model = modelOf(one);
    const parameters = formulaParameters(model.parameters);
    const images = referenceImages(one.logits.length, one.size);
    const { logits, loss, gradients } = trainedOnce(model, parameters, images, one.labels);
    expect(relativeGap(logits, one.logits.flat())).toBeLessThan(tolerance);
    expect(Math.abs(loss - (one.loss ?? Number.NaN))).toBeLessThan(tolerance);
    const specs = new Map(model.parameters.map((spec) => [spec.name, spec]));
    const gaps = Object.entries(one.gradients).map(([key, seen]) => {
      const spec = specs.get(key);
      if (!spec) throw new Error(`There is no ${key}.`);
      return [key, gapToGlimpse(inTorchOrder(spec, gradients[key] ?? new Float32Array()), seen)] as const;
    });
    expect(gaps.filter(([, gap]) => !(gap < tolerance))).toEqual([]);
    dispose([images, ...Object.values(parameters)]);
  });
});

it('leaves branches out in training alone, the first one never', async () => {
  await setBackend('cpu');
  registerKernels('cpu');
  const model = catalogue['convnext-cifar'].build({ classes: 3, imageSize: 8, width: 0.25 });
  const found = tidy(() => {
    const parameters = initialise(model.parameters, random(1));
    const images = randomNormal([4, 8, 8, 3], 0, 1, 'float32', 1);
    const drop = { counter: tensor1d([3, 1]), dropout: 0, dropPath: 0.9 };
    /** What the chain gives after so many of its parts. */
    const after = (parts: number, training: boolean, rates?: typeof drop) =>
      Array.from(
        model.parts
          .slice(0, parts)
          .reduce<Tensor>((x, part) => part.run(parameters, x, { training, drop: rates }), images)
          .dataSync(),
      );
    const all = model.parts.length;
    return {
      first: [after(2, true, drop), after(2, true)],
      evaluated: [after(all, false, drop), after(all, false)],
      trained: [after(all, true, drop), after(all, true)],
    };
  });
  expect(found.first[0]).toEqual(found.first[1]);
  expect(found.evaluated[0]).toEqual(found.evaluated[1]);
  expect(found.trained[0]).not.toEqual(found.trained[1]);
});
