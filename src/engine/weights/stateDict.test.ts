import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { ProblemError } from '../../lang/problem.ts';
import { inEnglish } from '../../lang/sentence.ts';
import { build, catalogue } from '../families/catalogue.ts';
import { initialise } from '../layers/initialise.ts';
import { bytesInMemory } from './byteSource.ts';
import { fromTorchLayout, toTorchLayout } from './layout.ts';
import { recognise } from './recognise.ts';
import { openSafetensors, type StateDict, type StateTensor } from './safetensors.ts';
import { fromStateDict, toStateDict } from './stateDict.ts';
import type { StoredTensors } from './storedTensor.ts';

const data = process.env.LAB_DATA ?? '../shared/data';
const published = `${data}/cifar_resnets/resnet20.safetensors`;

beforeAll(async () => {
  await setBackend('cpu');
});

/** As a file would hold it. */
function stored(state: StateDict): StoredTensors {
  return new Map(
    [...state].map(([name, { shape, values }]) => [
      name,
      { shape, dtype: 'float32', values: async () => values },
    ]),
  );
}

async function problemOf(action: () => unknown) {
  try {
    await action();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

describe('layout', () => {
  it('turns [out, in, kh, kw] into [kh, kw, in, out]', () => {
    // out 2, in 1, 1×3: the rows of PyTorch are the columns here.
    const torch = Float32Array.of(1, 2, 3, 4, 5, 6);
    expect([...fromTorchLayout('conv', [1, 3, 1, 2], torch)]).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it.each([
    ['conv', [3, 2, 4, 5]],
    ['depthwise', [3, 2, 5, 1]],
    ['linear', [4, 3]],
    ['vector', [7]],
  ] as const)('%s comes back', (kind, shape) => {
    const values = Float32Array.from({ length: shape.reduce<number>((a, b) => a * b, 1) }, (_, i) => i);
    expect(fromTorchLayout(kind, shape, toTorchLayout(kind, shape, values))).toEqual(values);
  });
});

describe('state dict', () => {
  const { parameters: specs } = catalogue.resnet8.build({ classes: 3, imageSize: 8, width: 0.25 });

  it('leaves and comes back unchanged, and loses no tensor', async () => {
    const before = memory().numTensors;
    const parameters = initialise(specs, random(1));
    const state = await toStateDict(specs, parameters);
    const again = await fromStateDict(specs, stored(state), 'ResNet-8');
    for (const { name, shape } of specs) {
      expect(again[name]?.shape).toEqual(shape);
      expect(await again[name]?.data()).toEqual(await parameters[name]?.data());
    }
    for (const tensor of [...Object.values(parameters), ...Object.values(again)]) tensor.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it.each([['module.'], ['model.'], ['module.model.'], ['backbone.']])(
    'ignores %s and num_batches_tracked',
    async (prefix) => {
      const parameters = initialise(specs, random(1));
      const state = new Map<string, StateTensor>(
        [...(await toStateDict(specs, parameters))].map(([name, value]) => [`${prefix}${name}`, value]),
      );
      state.set(`${prefix}bn1.num_batches_tracked`, { shape: [], values: Float32Array.of(3) });
      expect(recognise(state)).toMatchObject({ name: 'resnet8', options: { width: 0.25, classes: 3 } });
      expect(Object.keys(await fromStateDict(specs, stored(state), 'ResNet-8'))).toHaveLength(specs.length);
    },
  );

  it('names what is missing, unexpected and misshapen in one problem', async () => {
    const state = new Map(await toStateDict(specs, initialise(specs, random(1))));
    state.delete('bn1.weight');
    state.set('fc.bias', { shape: [1], values: Float32Array.of(0) });
    state.set('linear.bias', { shape: [5], values: new Float32Array(5) });
    const before = memory().numTensors;
    const found = await problemOf(() => fromStateDict(specs, stored(state), 'ResNet-8'));
    expect(found.code).toBe('teacher-mismatch');
    for (const word of ['bn1.weight', 'fc.bias', 'linear.bias is [5] instead of [3]']) {
      expect(inEnglish(found.what)).toContain(word);
    }
    expect(memory().numTensors).toBe(before);
  });
});

describe('recognising', () => {
  it.each([
    ['resnet14', 1, 10, 32],
    ['resnet20', 0.29, 4, 32],
    ['resnet8', 0.3, 7, 32],
    ['cnn', 0.5, 2, 32],
    ['cnn', 1.7, 12, 32],
    ['mobilenet', 1, 10, 32],
    ['mobilenet', 0.3, 4, 32],
    ['mlp', 0.5, 3, 32],
    ['mlp', 2, 3, 12],
    ['resnet20b', 1, 10, 32],
    ['resnet18', 1, 2, 64],
    ['resnet34', 0.5, 10, 64],
    ['resnet50', 1, 1000, 224],
    ['resnet101', 0.25, 3, 64],
    ['mobilenetv2', 1, 2, 64],
    ['mobilenetv2', 0.35, 5, 64],
    ['mobilenetv2', 1.4, 5, 64],
  ] as const)('%s of width %d', async (name, width, classes, imageSize) => {
    const { parameters: specs } = catalogue[name].build({ classes, imageSize, width });
    const state = new Map(
      specs.map((spec) => [spec.name, { shape: shapeAsTorch(spec), values: new Float32Array() }]),
    );
    const found = recognise(state);
    expect([found.name, found.options?.classes]).toEqual([name, classes]);
    const rebuilt = build({ ...found.architecture, imageSize }).parameters;
    expect(rebuilt).toEqual(specs);
  });

  it('refuses what is none of ours', async () => {
    const state = new Map([['fc.weight', { shape: [1000, 512] }]]);
    expect((await problemOf(() => recognise(state))).code).toBe('teacher-mismatch');
  });

  it('says what is off where a network is nearly one of ours', async () => {
    const { parameters } = catalogue.resnet18.build({ classes: 2, imageSize: 64, width: 1 });
    const state = new Map(parameters.map((spec) => [spec.name, { shape: shapeAsTorch(spec) }]));
    state.delete('bn1.bias');
    state.set('layer1.0.conv2.weight', { shape: [64, 64, 5, 5] });
    state.set('extra.weight', { shape: [3] });
    const { code, what } = await problemOf(() => recognise(state));
    expect(code).toBe('teacher-mismatch');
    for (const word of [
      'ResNet-18',
      'lacks bn1.bias',
      'extra.weight',
      'layer1.0.conv2.weight is [64, 64, 5, 5] instead of [64, 64, 3, 3]',
    ]) {
      expect(inEnglish(what)).toContain(word);
    }
  });

  it.skipIf(!existsSync(published))(
    'knows the published ResNet-20 (skipped without the shared data)',
    async () => {
      const { tensors } = await openSafetensors(bytesInMemory(readFileSync(published)));
      expect(recognise(tensors)).toMatchObject({ name: 'resnet20', options: { width: 1, classes: 10 } });
    },
  );
});

function shapeAsTorch({ kind, shape }: { kind: string; shape: readonly number[] }): readonly number[] {
  const [a = 0, b = 0, c = 0, d = 0] = shape;
  if (kind === 'conv') return [d, c, a, b];
  if (kind === 'depthwise') return [c, d, a, b];
  return kind === 'linear' ? [b, a] : shape;
}
