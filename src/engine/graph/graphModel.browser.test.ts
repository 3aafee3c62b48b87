/**
 * From a network on the GPU to the snippet's answer about a real picture, in a browser.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  getBackend,
  ready,
  setBackend,
  type Tensor,
  type Tensor4D,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { channelDeviation, channelMean } from '../../base/imageSet.ts';
import { catalogue } from '../families/catalogue.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { gpuIsHere, startGpuInBrowser } from '../ops/webgpu/startGpuInBrowser.ts';
import { drawnImages, drawnParameters, opened } from './drawnNetwork.ts';
import { exportedSize } from './exportedSize.ts';
import { writeGraphModel } from './graphModel.ts';
import { recordNetwork } from './record.ts';
import { snippet } from './snippets.ts';

const size = 16;

describe.skipIf(!gpuIsHere)('a network on webgpu (skipped without an adapter)', () => {
  // One for each way of padding, pooling and passing on.
  it.each(['resnet8', 'resnet18', 'mobilenetv2', 'mlp'] as const)(
    '%s is written as it computes',
    async (name) => {
      await startGpuInBrowser();
      const network = catalogue[name].build({ classes: 5, imageSize: size, width: 0.1 });
      const parameters = drawnParameters(network.parameters);
      const imageSize = exportedSize(name, size);
      const files = writeGraphModel(await recordNetwork(network, parameters, { imageSize }), {});
      expect(getBackend()).toBe('webgpu');
      const model = await opened(files);
      const images = drawnImages(2, size);
      const ours = await tidy(() => network.forward(parameters, images, { training: false })).data();
      const theirs = await (tidy(() => model.predict(images)) as Tensor).data();
      const largest = Math.max(...ours.map(Math.abs));
      expect(largest).toBeGreaterThan(0);
      const gap = Math.max(...ours.map((value, i) => Math.abs(value - (theirs[i] ?? Number.NaN)))) / largest;
      expect(gap).toBeLessThan(1e-4);
    },
  );
});

describe('the snippet for a GraphModel', () => {
  it('answers about a picture twice the network’s size as our own forward pass does', async () => {
    await setBackend('cpu');
    await ready();
    registerKernels('cpu');
    const classes = ['ant', 'bee', 'fly'];
    const network = catalogue.cnn.build({ classes: classes.length, imageSize: size, width: 0.5 });
    const parameters = drawnParameters(network.parameters);
    const files = writeGraphModel(await recordNetwork(network, parameters, { imageSize: undefined }), {});

    // Squares of 2 × 2 pixels of one colour, so that every way of halving gives the same picture.
    const colour = (row: number, column: number, channel: number) =>
      (37 * row + 91 * column + 53 * channel * (row + 1)) % 256;
    const canvas = new OffscreenCanvas(2 * size + 8, 2 * size);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('There is no 2D context.');
    const pixels: number[] = [];
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        const rgb = [0, 1, 2].map((channel) => colour(row, column, channel));
        context.fillStyle = `rgb(${rgb.join()})`;
        // The sides that are cut off stay black.
        context.fillRect(4 + 2 * column, 2 * row, 2, 2);
        pixels.push(
          ...rgb.map((value, c) => (value / 255 - (channelMean[c] ?? 0)) / (channelDeviation[c] ?? 1)),
        );
      }
    }
    const picture = await canvas.convertToBlob({ type: 'image/png' });

    const tf = await import('@tensorflow/tfjs');
    const about = {
      classes,
      mean: channelMean,
      deviation: channelDeviation,
      imageSize: size,
      fileName: 'model.json',
    };
    const said: unknown[] = [];
    const given = {
      tf: { ...tf, loadGraphModel: () => opened(files) },
      fetch: async () => new Response(picture),
      console: { log: (...words: unknown[]) => said.push(...words) },
    };
    const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;
    const body = snippet('graph-model', about).code.replace(/^import .*\n/, '');
    await new AsyncFunction(...Object.keys(given), body)(...Object.values(given));

    const image: Tensor4D = tensor4d(pixels, [1, size, size, 3]);
    const logits = await tidy(() => network.forward(parameters, image, { training: false })).data();
    const exponentials = Array.from(logits, Math.exp);
    const most = Math.max(...exponentials);
    expect(said[0]).toBe(classes[exponentials.indexOf(most)]);
    expect(said[1]).toBeCloseTo(most / exponentials.reduce((total, value) => total + value), 2);
  });
});
