import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, type Tensor, type Tensor4D, tidy, zeros } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { modelNames } from '../../spec/choices.ts';
import { initialise } from '../layers/initialise.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { cardOf } from './card.ts';
import { catalogue } from './catalogue.ts';
import { fittingSize } from './sizesForTests.ts';

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
    const some = /^resnet(44|56)$|^rednet(38|50)$|^convnext-(small|base)$|^cct-7$|^vit-b-16$/.test(name)
      ? [8]
      : sizes;
    for (const imageSize of new Set(some.map((size) => fittingSize(name, size)))) {
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
