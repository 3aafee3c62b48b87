/**
 * Networks with layers in other forms, against the dense networks that the forms stand for.
 */
import {
  dispose,
  grads,
  memory,
  mul,
  sum,
  type Tensor,
  type Tensor4D,
  tensor,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import type { ModelName } from '../../spec/choices.ts';
import type { LayerForm, LayerForms } from '../../spec/network/layerForms.ts';
import { foldBatchNorm, foldedShift } from '../layers/foldBatchNorm.ts';
import type { ParameterSpec, Parameters } from '../layers/parameters.ts';
import { fakeQuantise } from '../ops/fakeQuantise/fakeQuantise.ts';
import { hashOf } from '../ops/hashed/hash.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import { gradientsThrough } from '../training/backward.ts';
import { memoryNeeded } from '../training/memory/memoryNeeded.ts';
import { catalogue } from './catalogue.ts';
import type { Model } from './model.ts';
import { layersOf, lendingFault, madeDense, withForms } from './withForms.ts';

beforeAll(startWasmInNode);

const dense = (name: ModelName) => catalogue[name].build({ classes: 3, imageSize: 9, width: 0.5 });
const formsOf = (model: Model, form: LayerForm): LayerForms =>
  Object.fromEntries(layersOf(model.parameters).map(({ name }) => [name, form]));

/** Parameters whose scales are positive. */
function drawn(specs: readonly ParameterSpec[]): Record<string, Tensor> {
  const stream = random(5, 'forms');
  return Object.fromEntries(
    specs.map(({ name, shape }) => {
      const length = shape.reduce((product, one) => product * one, 1);
      const value = () => {
        if (name.endsWith('zero_point')) return 3;
        return name.endsWith('scale') ? stream.between(0.05, 0.2) : 0.3 * stream.normal();
      };
      return [name, tensor(Float32Array.from({ length }, value), [...shape])];
    }),
  );
}

const sizeOf = ({ shape }: ParameterSpec) => shape.reduce((product, length) => product * length, 1);

function pictures(): Tensor4D {
  const stream = random(3, 'pictures');
  return tensor4d(
    Float32Array.from({ length: 2 * 9 * 9 * 3 }, () => stream.normal()),
    [2, 9, 9, 3],
  );
}

/** The gradient of Σ c·logits with respect to what is trained, by name. */
function learned(model: Model, parameters: Parameters, images: Tensor4D, names: readonly string[]) {
  const found: Record<string, readonly number[]> = {};
  tidy(() => {
    const run = (...given: Tensor[]) => {
      const weights = Object.fromEntries(names.map((name, i) => [name, given[i] as Tensor]));
      const logits = model.forward({ ...parameters, ...weights }, images, { training: true });
      return sum(mul(logits, tensor([1, -2, 0.5])));
    };
    grads(run)(names.map((name) => parameters[name] as Tensor)).forEach((gradient, i) => {
      found[names[i] ?? ''] = Array.from(gradient.dataSync());
    });
  });
  return found;
}

describe('fake-quantised layers', () => {
  const form = { kind: 'fakeQuantised', bits: 4, activationBits: 8 } as const;

  it.each(['resnet8', 'resnet20b', 'mobilenet', 'mobilenetv2', 'mlp'] as const)(
    'of %s have no norm, learn through the straight-through estimator, and leak nothing',
    (name) => {
      const before = memory().numTensors;
      const model = dense(name);
      const formed = withForms(model, formsOf(model, form));
      expect(formed.parameters.filter(({ role }) => role === 'buffer')).toEqual([]);
      const parameters = drawn(formed.parameters);
      const images = pictures();
      const trained = formed.parameters.filter(({ role }) => role === 'trainable').map((spec) => spec.name);
      expect(trained).toEqual(
        layersOf(model.parameters).flatMap((one) => [`${one.name}.weight`, `${one.name}.bias`]),
      );
      // The same of the dense network, whose weights and inputs are quantised from outside of the tape.
      const [expected, evaluated, inTraining] = tidy((): number[][] => {
        const outside: Record<string, Tensor> = {};
        for (const layer of layersOf(model.parameters)) {
          outside[layer.weight.name] = fakeQuantise(
            {
              x: parameters[layer.weight.name] as Tensor,
              scale: parameters[`${layer.name}.weight_scale`] as never,
            },
            { least: -8, most: 7 },
          );
          outside[layer.norm ? foldedShift(layer.norm) : `${layer.name}.bias`] = parameters[
            `${layer.name}.bias`
          ] as Tensor;
        }
        const run = (network: Model, given: Parameters, training: boolean) =>
          Array.from(
            network
              .forward(given, images, {
                training,
                ...(network === model ? { enter: (layer, x) => quantisedInput(parameters, layer, x) } : {}),
              })
              .dataSync(),
          );
        return [run(model, outside, false), run(formed, parameters, false), run(formed, parameters, true)];
      }) as [number[], number[], number[]];
      const most = Math.max(...expected.map(Math.abs));
      expect(most).toBeGreaterThan(0.01);
      for (const found of [evaluated, inTraining]) {
        expect(
          Math.max(...found.map((value, i) => Math.abs(value - (expected[i] ?? 0)))) / most,
        ).toBeLessThan(1e-5);
      }
      const gradients = Object.entries(learned(formed, parameters, images, trained));
      const isNumber = ([, gradient]: (typeof gradients)[number]) => gradient.every(Number.isFinite);
      const isNone = ([, gradient]: (typeof gradients)[number]) => gradient.every((value) => value === 0);
      expect(gradients.filter((one) => !isNumber(one))).toEqual([]);
      expect(gradients.filter(isNone).length).toBeLessThan(trained.length / 2);
      dispose([images, ...Object.values(parameters)]);
      expect(memory().numTensors).toBe(before);
    },
  );

  it('have a memory that is told before they learn', () => {
    const model = dense('resnet8');
    const asked = {
      imageSize: 9,
      batchSize: 4,
      memory: 'keep',
      optimizer: 'sgd',
      validationImages: 4,
      captured: true,
    } as const;
    const needed = (student: Model) => memoryNeeded({ student, ...asked });
    const formed = needed(withForms(model, formsOf(model, form)));
    expect(formed.bytes.activations).toBeGreaterThan(needed(model).bytes.activations);
    expect(formed.bytes.weights).toBeGreaterThan(0);
  });
});

function quantisedInput<T extends Tensor>(parameters: Parameters, layer: string, x: T): T {
  const [scale, zeroPoint] = [parameters[`${layer}.input_scale`], parameters[`${layer}.input_zero_point`]];
  return fakeQuantise(
    { x, scale: scale as never, zeroPoint: zeroPoint as never },
    { least: 0, most: 255 },
  ) as T;
}

describe('forms of a weight', () => {
  const cases: readonly (readonly [ModelName, LayerForm])[] = (
    ['resnet8', 'mobilenet', 'mlp'] as const
  ).flatMap(
    (name) =>
      [
        [name, { kind: 'masked' }],
        [name, { kind: 'lowRank', rank: 2 }],
        [name, { kind: 'codebook', entries: 4 }],
        [name, { kind: 'hashed', entries: 5, seed: 9 }],
      ] as const,
  );

  it.each(cases)('%s: %o computes and learns as the dense weight does that it makes', (name, form) => {
    const before = memory().numTensors;
    const model = dense(name);
    const formed = withForms(model, formsOf(model, form));
    const parameters = drawn(formed.parameters);
    const images = pictures();
    for (const { name: layer } of layersOf(model.parameters)) {
      const mask = parameters[`${layer}.weight_mask`];
      if (!mask) continue;
      const ones = Float32Array.from({ length: mask.size }, (_, i) => Number(i % 3 > 0));
      parameters[`${layer}.weight_mask`] = tensor(ones, mask.shape);
      mask.dispose();
    }
    for (const { name: layer } of layersOf(model.parameters)) {
      const index = parameters[`${layer}.weight_index`];
      if (!index) continue;
      parameters[`${layer}.weight_index`] = tensor(
        Float32Array.from({ length: index.size }, (_, i) => (i * i) % 3),
        index.shape,
      );
      index.dispose();
    }
    // By hand, from the same numbers.
    const numbers = Object.fromEntries(
      Object.entries(parameters).map(([key, held]) => [key, Array.from(held.dataSync())]),
    );
    const weights: Record<string, Tensor> = {};
    for (const { name: layer, weight } of layersOf(model.parameters)) {
      const columns = weight.shape[weight.kind === 'depthwise' ? 2 : weight.shape.length - 1] ?? 1;
      const [left, right] = [numbers[`${layer}.weight_left`], numbers[`${layer}.weight_right`]];
      const mask = numbers[`${layer}.weight_mask`];
      const value = (i: number) => {
        if (mask) return (numbers[weight.name]?.[i] ?? Number.NaN) * (mask[i] ?? Number.NaN);
        const index = numbers[`${layer}.weight_index`];
        if (index) return numbers[`${layer}.weight_codebook`]?.[index[i] ?? Number.NaN] ?? Number.NaN;
        const shared = numbers[`${layer}.weight_hashed`];
        if (shared) {
          const { entryOf, signOf } = hashOf({ count: sizeOf(weight), entries: 5, seed: 9 });
          return signOf(i) * (shared[entryOf(i)] ?? Number.NaN);
        }
        const [row, column] = [Math.floor(i / columns), i % columns];
        const term = (r: number) =>
          (left?.[2 * row + r] ?? Number.NaN) * (right?.[r * columns + column] ?? Number.NaN);
        return term(0) + term(1);
      };
      const size = sizeOf(weight);
      weights[weight.name] = tensor(
        Float32Array.from({ length: size }, (_, i) => value(i)),
        [...weight.shape],
      );
    }
    const forward = (network: Model, given: Parameters) =>
      tidy(() => Array.from(network.forward(given, images, { training: true }).dataSync()));
    const expected = forward(model, { ...parameters, ...weights });
    const most = Math.max(...expected.map(Math.abs));
    forward(formed, parameters).forEach((value, i) => {
      expect(Math.abs(value - (expected[i] ?? 0)) / most).toBeLessThan(1e-4);
    });
    const trained = formed.parameters.filter(({ role }) => role === 'trainable').map((spec) => spec.name);
    const found = learned(formed, parameters, images, trained);
    const dWeights = learned(model, { ...parameters, ...weights }, images, Object.keys(weights));
    for (const { name: layer, weight } of layersOf(model.parameters)) {
      const columns = weight.shape[weight.kind === 'depthwise' ? 2 : weight.shape.length - 1] ?? 1;
      const dWeight = dWeights[weight.name] ?? [];
      const scale = Math.max(...dWeight.map(Math.abs), 1e-3);
      const gap = (one: readonly number[] | undefined, other: (i: number) => number) =>
        Math.max(...(one ?? [Number.NaN]).map((value, i) => Math.abs(value - other(i)))) / scale;
      const mask = numbers[`${layer}.weight_mask`];
      if (mask) {
        expect(
          gap(found[weight.name], (i) => (mask[i] ?? 0) * (dWeight[i] ?? 0)),
          layer,
        ).toBeLessThan(1e-3);
        continue;
      }
      const index = numbers[`${layer}.weight_index`];
      if (index) {
        const sumOf = (entry: number) =>
          dWeight.reduce((all, value, i) => all + (index[i] === entry ? value : 0), 0);
        expect(gap(found[`${layer}.weight_codebook`], sumOf), layer).toBeLessThan(1e-2);
        continue;
      }
      if (numbers[`${layer}.weight_hashed`]) {
        const { entryOf, signOf } = hashOf({ count: sizeOf(weight), entries: 5, seed: 9 });
        const sumOf = (entry: number) =>
          dWeight.reduce((all, value, i) => all + (entryOf(i) === entry ? signOf(i) * value : 0), 0);
        expect(gap(found[`${layer}.weight_hashed`], sumOf), layer).toBeLessThan(1e-2);
        continue;
      }
      // dA = dW·Bᵀ
      const right = numbers[`${layer}.weight_right`] ?? [];
      const dLeft = (i: number) =>
        right
          .slice((i % 2) * columns, (i % 2) * columns + columns)
          .reduce(
            (sum, value, column) => sum + value * (dWeight[Math.floor(i / 2) * columns + column] ?? 0),
            0,
          );
      expect(gap(found[`${layer}.weight_left`], dLeft), layer).toBeLessThan(1e-3);
    }
    dispose([images, ...Object.values(parameters), ...Object.values(weights)]);
    expect(memory().numTensors).toBe(before);
  });

  it.each([{ kind: 'masked' }, { kind: 'lowRank', rank: 1 }] as const)(
    '%o: the norm folds into it',
    (form) => {
      const model = dense('mobilenet');
      const formed = withForms(model, formsOf(model, form));
      const parameters = drawn(formed.parameters.map((spec) => spec));
      for (const name of Object.keys(parameters).filter((key) => key.endsWith('running_var'))) {
        parameters[name] = tensor(new Float32Array(parameters[name]?.size ?? 0).fill(0.7));
      }
      const folded = foldBatchNorm(formed.parameters, parameters);
      expect(Object.keys(folded).filter((key) => key.includes('running'))).toEqual([]);
      const images = pictures();
      const run = (given: Parameters) =>
        tidy(() => Array.from(formed.forward(given, images, { training: false }).dataSync()));
      const expected = run(parameters);
      const most = Math.max(...expected.map(Math.abs));
      run(folded).forEach((value, i) => {
        expect(Math.abs(value - (expected[i] ?? 0)) / most).toBeLessThan(1e-5);
      });
    },
  );
});

it('refuses forms of layers that are not there', () => {
  const model = dense('mlp');
  expect(() => withForms(model, { fc9: { kind: 'masked' } })).toThrow('fc9');
  expect(withForms(model, { fc1: { kind: 'dense' } })).toBe(model);
});

describe('weights that several layers use', () => {
  const resnet = dense('resnet20');
  const layers = layersOf(resnet.parameters);
  const dependent = (layer: string) => ({ kind: 'sharedWith', layer }) as const;
  const blocks: LayerForms = {
    'layer1.1.conv1': dependent('layer1.0.conv1'),
    'layer1.1.conv2': dependent('layer1.0.conv2'),
    'layer3.2.conv1': dependent('layer3.1.conv1'),
  };
  const entries = { kind: 'codebook', entries: 4 } as const;
  const global: LayerForms = Object.fromEntries(
    layers.map(({ name }, i) => [name, { ...entries, ...(i > 0 ? { from: layers[0]?.name ?? '' } : {}) }]),
  );
  const both: LayerForms = { ...blocks, 'layer1.0.conv1': entries, 'layer1.0.conv2': { kind: 'masked' } };
  const cases = [
    ['blocks', blocks],
    ['blocks of which one has a codebook and one a mask', both],
    ['a codebook for all', global],
    ['a codebook for all with a zero', zeroed(global)],
  ] as const;

  function zeroed(forms: LayerForms): LayerForms {
    return Object.fromEntries(
      Object.entries(forms).map(([name, form]) => [
        name,
        form.kind === 'codebook' ? { ...form, zero: true } : form,
      ]),
    );
  }

  function given(model: Model): Record<string, Tensor> {
    return Object.fromEntries(
      Object.entries(drawn(model.parameters)).map(([name, held]) => {
        const whole = (of: (i: number) => number) =>
          tensor(
            Float32Array.from({ length: held.size }, (_, i) => of(i)),
            held.shape,
          );
        if (name.endsWith('_index')) return [name, whole((i) => (i * i + i) % 4)];
        if (name.endsWith('codebook_mask')) return [name, whole((i) => Number(i > 0))];
        if (name.endsWith('weight_mask')) return [name, whole((i) => Number(i % 3 > 0))];
        return [name, held];
      }),
    );
  }

  it.each(cases)('%s: are there once, and learn from the sum, in one go or block by block', (_, forms) => {
    const model = withForms(resnet, forms);
    const images = pictures();
    const parameters = given(model);
    const isOwn = new Set(model.parameters.map(({ name }) => name));
    expect(isOwn.size).toBe(model.parameters.length);
    const dense = madeDense(resnet, forms, parameters);
    expect(dense.forms).toEqual({});
    const coefficients = tensor([1, -2, 0.5]);
    const gradientsOf = (network: Model, of: Parameters, memory: 'keep' | 'recompute') =>
      Object.fromEntries(
        Object.entries(
          gradientsThrough({
            ...{ parts: network.parts, parameters: of, input: images, memory },
            loss: ({ logits }) => sum(mul(logits, coefficients)),
          }),
        ).map(([name, gradient]) => [name, Array.from(gradient.dataSync())]),
      );
    const ofDense = gradientsOf(resnet, dense.parameters, 'keep');
    const kept = gradientsOf(model, parameters, 'keep');
    const again = gradientsOf(model, parameters, 'recompute');
    expect(Object.keys(kept).toSorted()).toEqual(
      model.parameters
        .filter(({ role }) => role === 'trainable')
        .map(({ name }) => name)
        .toSorted(),
    );
    for (const [name, gradient] of Object.entries(kept)) {
      const most = Math.max(...gradient.map(Math.abs), 1e-3);
      const gap = (other: readonly number[] | undefined) =>
        Math.max(...gradient.map((value, i) => Math.abs(value - (other?.[i] ?? Number.NaN)))) / most;
      expect(gap(again[name]), name).toBeLessThan(1e-4);
      // By hand: the sum over all weights that are this number.
      const expected = gradient.map(() => 0);
      for (const layer of layers) {
        const form = forms[layer.name] ?? { kind: 'dense' };
        const from = form.kind === 'sharedWith' ? form.layer : layer.name;
        const own = forms[from] ?? { kind: 'dense' };
        const place =
          own.kind === 'codebook'
            ? parameters[`${from}.weight_index`]?.dataSync()
            : Float32Array.from({ length: sizeOf(layer.weight) }, (_, i) => i);
        const lender = (own.kind === 'codebook' && own.from) || from;
        const mask = own.kind === 'masked' ? parameters[`${from}.weight_mask`]?.dataSync() : undefined;
        if (name !== `${lender}.${own.kind === 'codebook' ? 'weight_codebook' : 'weight'}`) continue;
        ofDense[layer.weight.name]?.forEach((slope, i) => {
          const at = place?.[i] ?? 0;
          const isHeld = own.kind === 'codebook' && own.zero === true && at === 0;
          expected[at] = (expected[at] ?? 0) + (isHeld ? 0 : slope * (mask?.[i] ?? 1));
        });
      }
      if (name.includes('.weight') && layers.some((layer) => name.startsWith(layer.name))) {
        expect(gap(expected), name).toBeLessThan(2e-3);
      }
    }
    dispose([...Object.values(parameters), ...Object.values(dense.parameters)]);
  });

  it('are folded into no norm, as each layer has its own', () => {
    const model = withForms(resnet, blocks);
    const parameters = drawn(model.parameters);
    for (const name of Object.keys(parameters).filter((key) => key.endsWith('running_var'))) {
      parameters[name] = tensor(new Float32Array(parameters[name]?.size ?? 0).fill(0.7));
    }
    const images = pictures();
    const folded = foldBatchNorm(model.parameters, parameters);
    expect(folded['layer1.0.bn1.running_mean']).toBeDefined();
    const run = (of: Parameters) =>
      tidy(() => Array.from(model.forward(of, images, { training: false }).dataSync()));
    const expected = run(parameters);
    const most = Math.max(...expected.map(Math.abs));
    run(folded).forEach((value, i) => {
      expect(Math.abs(value - (expected[i] ?? 0)) / most).toBeLessThan(1e-5);
    });
  });

  it.each([
    { 'layer1.0.conv1': dependent('layer1.1.conv1') },
    { 'layer1.1.conv1': dependent('nothing') },
    { 'layer2.0.conv1': dependent('layer1.0.conv1') },
    { 'layer1.1.conv1': dependent('layer1.0.conv1'), 'layer1.2.conv1': dependent('layer1.1.conv1') },
    { 'layer1.1.conv1': { ...entries, from: 'layer1.0.conv1' } },
    {
      'layer1.0.conv1': { ...entries, entries: 5 },
      'layer1.1.conv1': { ...entries, from: 'layer1.0.conv1' },
    },
  ] satisfies LayerForms[])('are refused where no layer before has them: %o', (forms) => {
    expect(lendingFault(layers, forms)).toBeDefined();
    expect(lendingFault(layers, blocks)).toBeUndefined();
  });
});
