/**
 * The ViT-tiny in plain tfjs is the lab's: the same logits of the same weights.
 */
import '@tensorflow/tfjs-backend-cpu';
import { setBackend, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { catalogue } from '../../engine/families/catalogue.ts';
import { relativeGap } from '../../engine/families/relativeGap.ts';
import { initialise } from '../../engine/layers/initialise.ts';
import { registerKernels } from '../../engine/ops/registerKernels.ts';
import { vitTiny } from './vitTiny.ts';

it('gives the lab’s logits', async () => {
  await setBackend('cpu');
  registerKernels('cpu', 'stock');
  const model = catalogue['vit-tiny'].build({ classes: 10, imageSize: 32, width: 1 });
  const weights = initialise(model.parameters, random(5));
  const stream = random(6);
  const values = Float32Array.from({ length: 2 * 32 * 32 * 3 }, () => stream.normal());
  const [plain, ours] = tidy(() => {
    const images: Tensor4D = tensor4d(values, [2, 32, 32, 3]);
    const logits = model.forward(weights, images, { training: false });
    return [vitTiny(weights, images), logits].map((each) => Array.from(each.dataSync()));
  }) as [number[], number[]];
  expect(plain).toHaveLength(20);
  expect(relativeGap(plain, ours)).toBeLessThan(1e-4);
  for (const tensor of Object.values(weights)) tensor.dispose();
});
