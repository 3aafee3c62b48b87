/**
 * The logits of published CIFAR-10 networks for JPEGs that the browser decodes, on wasm and on WebGPU (a software adapter
 * will do). Chromium and Pillow, which decoded for the reference, both use libjpeg-turbo, so the pixels are the same.
 */
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { getBackend, memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { channelDeviation, channelMean } from '../../base/imageSet.ts';
import { normalisingTables } from '../../spec/normalisation.ts';
import { gpuIsHere, startGpuInBrowser } from '../ops/webgpu/startGpuInBrowser.ts';
import { chooseBackend } from '../runtime/chooseBackend.ts';
import { bytesInMemory } from '../weights/byteSource.ts';
import { labFile, labJson } from '../weights/labDataInBrowser.ts';
import {
  type GoldenLogits,
  publishedFiles,
  publishedLogits,
  publishedNames,
  syntheticInput,
  syntheticNames,
} from './cifarReference.ts';
import { relativeGap } from './relativeGap.ts';

const golden = await labJson<GoldenLogits>('cifar_resnets/golden_logits.json');
const wasmPaths = {
  'tfjs-backend-wasm.wasm': plainWasm,
  'tfjs-backend-wasm-simd.wasm': simdWasm,
};

const file = async (path: string) => {
  const bytes = await labFile(`cifar_resnets/${path}`);
  if (!bytes) throw new Error(`The shared data lack ${path}.`);
  return bytes;
};

/** [images × 32 × 32 × 3], normalised. */
async function pictures(paths: readonly string[]): Promise<Float32Array> {
  const canvas = new OffscreenCanvas(32, 32 * paths.length);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  for (const [i, path] of paths.entries()) {
    context?.drawImage(await createImageBitmap(new Blob([await file(path)])), 0, 32 * i);
  }
  const rgba = context?.getImageData(0, 0, 32, 32 * paths.length).data ?? [];
  const tables = normalisingTables();
  return Float32Array.from(
    { length: paths.length * 32 * 32 * 3 },
    (_, i) => tables[i % 3]?.[rgba[4 * Math.floor(i / 3) + (i % 3)] ?? 0] ?? Number.NaN,
  );
}

const start = { wasm: () => chooseBackend('wasm', { wasmPaths }), webgpu: startGpuInBrowser };

describe.skipIf(!golden)('published networks in a browser (skipped without the shared data)', () => {
  const { images = [], models, mean, std } = golden ?? {};

  it('were trained on pictures normalised as the lab does', () => {
    expect(mean?.map(Math.fround)).toEqual(channelMean.map(Math.fround));
    expect(std?.map(Math.fround)).toEqual(channelDeviation.map(Math.fround));
  });

  describe.each(['wasm', 'webgpu'] as const)(
    'on %s (skipped where there is no adapter for it)',
    (backend) => {
      const missing = backend === 'webgpu' && !gpuIsHere;
      it.skipIf(missing).each(publishedNames)('%s gives PyTorch’s logits', async (name) => {
        await start[backend]();
        expect(getBackend()).toBe(backend);
        const before = memory().numTensors;
        const weights = bytesInMemory(await file(publishedFiles[name]));
        for (const input of syntheticNames) {
          const found = await publishedLogits(name, weights, syntheticInput(input));
          expect(relativeGap(found, models?.[name].synthetic[input] ?? []), input).toBeLessThan(1e-4);
        }
        const found = await publishedLogits(name, weights, await pictures(images));
        const expected = models?.[name].logits ?? [];
        expect([images.length, expected.length, found.length]).toEqual([20, 20, 20 * 10]);
        for (const [i, path] of images.entries()) {
          const ours = found.subarray(10 * i, 10 * (i + 1));
          expect(relativeGap(ours, expected[i] ?? []), path).toBeLessThan(1e-4);
        }
        expect(memory().numTensors).toBe(before);
      });
    },
  );
});
