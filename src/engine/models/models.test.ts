import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import {
  memory,
  ready,
  setBackend,
  type Tensor,
  type Tensor4D,
  tensor4d,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { modelNames } from '../../shared/choices.ts';
import { random } from '../../shared/random.ts';
import { registerKernels } from '../kernels/registerKernels.ts';
import { startWasmInNode } from '../kernels/wasmInNode.ts';
import { initialise } from '../layers/initialise.ts';
import { bytesInMemory } from '../weights/byteSource.ts';
import { openSafetensors } from '../weights/safetensors.ts';
import { fromStateDict } from '../weights/stateDict.ts';
import { cardOf } from './card.ts';
import { catalogue } from './catalogue.ts';

const folder = `${process.env.LAB_DATA ?? '../shared/data'}/cifar_resnets`;
const present = existsSync(`${folder}/golden_logits.json`);
if (!present) console.info('Skipped: golden logits, because the shared data is absent.');

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

describe('sizes', () => {
  const options = { classes: 10, imageSize: 32, width: 1 };
  it.each([
    // He et al. 2015, table 6 (in millions), to the digit from akamaster/pytorch_resnet_cifar10.
    ['resnet20', 269_722],
    ['resnet32', 464_154],
    ['resnet44', 658_586],
    ['resnet56', 853_018],
  ] as const)('%s has %d parameters', (name, parameters) => {
    expect(cardOf(name, options).parameters).toBe(parameters);
  });

  it('counts ResNet-20’s multiply-adds as the literature does: 40.8 million', () => {
    expect(cardOf('resnet20', options).multiplyAdds / 1e6).toBeCloseTo(40.8, 0);
  });

  it('counts buffers in bytes', () => {
    const { bytes, parameters } = cardOf('resnet20', options);
    // 19 batch norms of 16, 32 and 64 channels: 7·16 + 6·32 + 6·64 = 688 channels, two buffers each.
    expect(bytes).toBe(4 * (parameters + 2 * 688));
  });

  it('keeps the plain networks small', () => {
    expect(cardOf('cnn', options).parameters).toBeLessThan(30_000);
    expect(cardOf('mlp', options).parameters).toBeLessThan(60_000);
  });
});

describe('every model', () => {
  const sizes = [8, 17, 32];
  it.each(modelNames)('%s makes logits at any size and width, and leaks nothing', (name) => {
    for (const imageSize of name === 'resnet56' || name === 'resnet44' ? [8] : sizes) {
      const before = memory().numTensors;
      const model = catalogue[name].build({ classes: 3, imageSize, width: 0.2 });
      const parameters = initialise(model.parameters, random(0));
      for (const training of [false, true]) {
        const taps: Record<string, Tensor> = {};
        const logits = tidy(() => {
          const images = zeros([2, imageSize, imageSize, 3]) as Tensor4D;
          const tap = (tapName: string, tensor: Tensor) => {
            taps[tapName] = tensor;
          };
          return model.forward(parameters, images, { training, tap });
        });
        expect(logits.shape).toEqual([2, 3]);
        expect(Object.keys(taps)).toContain('features');
        expect(taps.features?.shape[0]).toBe(2);
        logits.dispose();
      }
      for (const parameter of Object.values(parameters)) parameter.dispose();
      expect(memory().numTensors).toBe(before);
    }
  });

  it.each(modelNames)('%s names no parameter twice', (name) => {
    const names = catalogue[name]
      .build({ classes: 3, imageSize: 32, width: 1 })
      .parameters.map((p) => p.name);
    expect(new Set(names).size).toBe(names.length);
  });
});

/** The inputs that `golden_logits.json` describes, [1, 32, 32, 3]. */
const inputs: Readonly<Record<string, (row: number, column: number, channel: number) => number>> = {
  zeros: () => 0,
  ones: () => 1,
  sin: (row, column, channel) => Math.sin(0.05 * (row + 2 * column) + channel),
};

function picture(name: string): Tensor4D {
  const value = inputs[name] ?? (() => Number.NaN);
  const pixels = Float32Array.from({ length: 32 * 32 * 3 }, (_, i) =>
    value(Math.floor(i / 96), Math.floor(i / 3) % 32, i % 3),
  );
  return tensor4d(pixels, [1, 32, 32, 3]);
}

describe.skipIf(!present)(
  'the published ResNet-20 gives PyTorch’s logits (skipped without the shared data)',
  () => {
    const golden = present ? JSON.parse(readFileSync(`${folder}/golden_logits.json`, 'utf8')) : {};
    const model = catalogue.resnet20.build({ classes: 10, imageSize: 32, width: 1 });

    it.each([
      ['cpu', 'sin'],
      ['wasm', 'zeros'],
      ['wasm', 'ones'],
      ['wasm', 'sin'],
    ])('on %s, for %s', async (backend, name) => {
      if (backend === 'wasm') await startWasmInNode();
      else await setBackend(backend);
      await ready();
      const file = bytesInMemory(readFileSync(`${folder}/resnet20.safetensors`));
      const { tensors } = await openSafetensors(file);
      const parameters = await fromStateDict(model.parameters, tensors, 'ResNet-20');
      const logits = tidy(() => model.forward(parameters, picture(name), { training: false }).dataSync());
      for (const parameter of Object.values(parameters)) parameter.dispose();
      const expected: number[] = golden.models.resnet20.synthetic[name];
      for (const [k, value] of expected.entries()) expect(logits[k]).toBeCloseTo(value, 3);
    });
  },
);
