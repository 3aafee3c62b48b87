/**
 * Recalibrated statistics against sums done here in float64, and what they give back of an accuracy.
 */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { build, catalogue } from '../families/catalogue.ts';
import { toHost } from '../layers/hostParameters.ts';
import { initialise } from '../layers/initialise.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import { held } from './quantising/folded.ts';
import { recalibrated } from './recalibrate.ts';
import { accuracyOf, batchesOf, insects, logitsOf, shippedNetwork, side } from './shippedNetwork.ts';

beforeAll(startWasmInNode);

describe('recalibrated', () => {
  it('is the mean of the batches’ means and of their unbiased variances', async () => {
    const pictures = await insects('train', 10);
    const architecture = catalogue.cnn.architecture({ classes: 10, imageSize: side, width: 0.25 });
    const model = build(architecture);
    const parameters = initialise(model.parameters, random(3));
    const tensors = await toHost(parameters);
    for (const parameter of Object.values(parameters)) parameter.dispose();
    const before = memory().numTensors;
    // Batches of 4, 4 and 2.
    const made = await recalibrated({ architecture, tensors }, { images: batchesOf(pictures, 4) });
    expect(memory().numTensors).toBe(before);
    expect(made.images).toBe(10);
    // The first convolution by hand: 3 × 3, stride 2, one zero around, no bias.
    const filter = held(tensors, 'conv1.weight');
    const [, , , out = 0] = filter.shape;
    const half = side / 2;
    const convolved = (image: number, row: number, column: number, channel: number) => {
      let sum = 0;
      for (let dy = 0; dy < 3; dy++) {
        for (let dx = 0; dx < 3; dx++) {
          const [y, x] = [2 * row + dy - 1, 2 * column + dx - 1];
          if (y < 0 || x < 0 || y >= side || x >= side) continue;
          for (let c = 0; c < 3; c++) {
            const pixel = pictures.pixels[((image * side + y) * side + x) * 3 + c] ?? 0;
            sum += pixel * (filter.values[((dy * 3 + dx) * 3 + c) * out + channel] ?? 0);
          }
        }
      }
      return sum;
    };
    for (let channel = 0; channel < out; channel++) {
      let [means, variances] = [0, 0];
      for (const [from, until] of [
        [0, 4],
        [4, 8],
        [8, 10],
      ] as const) {
        const values: number[] = [];
        for (let image = from; image < until; image++) {
          for (let at = 0; at < half * half; at++) {
            values.push(convolved(image, Math.floor(at / half), at % half, channel));
          }
        }
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        means += mean / 3;
        variances += values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) / 3;
      }
      expect(held(made.checkpoint.tensors, 'bn1.running_mean').values[channel]).toBeCloseTo(means, 5);
      expect((held(made.checkpoint.tensors, 'bn1.running_var').values[channel] ?? 0) / variances).toBeCloseTo(
        1,
        4,
      );
    }
    const changed = Object.keys(tensors).filter((name) => made.checkpoint.tensors[name] !== tensors[name]);
    expect(changed).toEqual([1, 2, 3].flatMap((i) => [`bn${i}.running_mean`, `bn${i}.running_var`]));
  });

  it('gives back most of what weights of another size cost', async () => {
    const { architecture, tensors } = await shippedNetwork();
    const unseen = await insects('validation', 200);
    // Batch norm takes no notice of its input's scale, as long as its statistics are of that input.
    const changed = Object.fromEntries(
      Object.entries(tensors).map(([name, { shape, values }]) => {
        const factor = name.endsWith('conv2.weight') ? 1.6 : 1;
        return [name, { shape, values: values.map((value) => factor * value) }];
      }),
    );
    const accuracy = async (of: typeof tensors) =>
      accuracyOf(await logitsOf({ architecture, tensors: of }, unseen), unseen);
    const [whole, broken] = [await accuracy(tensors), await accuracy(changed)];
    const seen = await insects('train', 200);
    const mended = await recalibrated({ architecture, tensors: changed }, { images: batchesOf(seen, 50) });
    const after = await accuracy(mended.checkpoint.tensors);
    expect(broken).toBeLessThan(whole - 0.1);
    expect(after).toBeGreaterThan(whole - 0.05);
  }, 60_000);
});
