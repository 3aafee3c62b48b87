import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import { setBackend, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { ModelName } from '../../shared/choices.ts';
import { registerKernels } from '../kernels/registerKernels.ts';
import { startWasmInNode } from '../kernels/wasmInNode.ts';
import { torchShape } from '../weights/layout.ts';
import { fromStateDict } from '../weights/stateDict.ts';
import type { StoredTensors } from '../weights/storedTensor.ts';
import { cardOf } from './card.ts';
import { catalogue } from './catalogue.ts';
import { divisible } from './mobilenetV2.ts';
import type { Model } from './model.ts';

const file = `${process.env.LAB_DATA ?? '../shared/data'}/torch_reference/models.json`;
const given = existsSync(file);

describe('sizes', () => {
  it.each([
    // As the seed repository prints them, for two classes.
    ['resnet18', 2, 11_177_538],
    ['resnet50', 2, 23_512_130],
    // torchvision's documentation, for ImageNet's thousand.
    ['resnet18', 1000, 11_689_512],
    ['resnet34', 1000, 21_797_672],
    ['resnet50', 1000, 25_557_032],
    ['resnet101', 1000, 44_549_160],
    ['mobilenetv2', 1000, 3_504_872],
  ] as const)('%s for %d classes has %d parameters', (name, classes, parameters) => {
    expect(cardOf(name, { classes, imageSize: 224, width: 1 }).parameters).toBe(parameters);
  });

  it.each([
    // torchvision's documentation: GFLOPS, which are multiply-adds.
    ['resnet18', 1.814],
    ['resnet34', 3.664],
    ['resnet50', 4.089],
    ['resnet101', 7.801],
    ['mobilenetv2', 0.301],
  ] as const)('%s at 224 × 224 takes %d billion multiply-adds', (name, billions) => {
    const { multiplyAdds } = cardOf(name, { classes: 1000, imageSize: 224, width: 1 });
    expect(multiplyAdds / 1e9).toBeCloseTo(billions, 2);
  });

  it('rounds channels as torchvision does', () => {
    // 32 · 0.35 = 11.2 would be 8, which is below nine tenths of it.
    expect([11.2, 24, 33.6, 3.2].map((channels) => divisible(channels, 8))).toEqual([16, 24, 32, 8]);
  });
});

/** CRC-32 (ISO 3309), as Python's `zlib.crc32`. */
function crc32(text: string): number {
  let crc = 0xffff_ffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}

/** Weights by the formula that `models.json` states. */
function weightsOf(model: Model): StoredTensors {
  return new Map(
    model.parameters.map(({ name, kind, shape: ours }) => {
      const shape = torchShape(kind, ours);
      const phase = ((crc32(name) % 1000) / 1000) * 2 * Math.PI;
      const fanIn = shape.slice(1).reduce((product, length) => product * length, 1);
      const scale = Math.sqrt(2 / fanIn) * Math.sqrt(2);
      const value = (i: number) => {
        const s = Math.sin(0.73 * i + phase);
        if (name.endsWith('running_var')) return 1 + 0.5 * s;
        if (name.endsWith('running_mean') || name.endsWith('bias')) return 0.05 * s;
        return shape.length === 1 ? 1 + 0.1 * s : s * scale;
      };
      const length = shape.reduce((product, one) => product * one, 1);
      return [
        name,
        { shape, dtype: 'float32', values: async () => Float32Array.from({ length }, (_, i) => value(i)) },
      ];
    }),
  );
}

const names: Readonly<Record<string, ModelName>> = {
  resnet18: 'resnet18',
  resnet34: 'resnet34',
  resnet50: 'resnet50',
  mobilenet_v2: 'mobilenetv2',
};

describe.skipIf(!given)('torchvision’s logits (skipped without the shared data)', () => {
  const cases: { model: string; classes: number; size: number; keys: number; logits: number[] }[] = given
    ? JSON.parse(readFileSync(file, 'utf8')).cases
    : [];
  const runs = cases.flatMap((one) => [
    { ...one, backend: 'cpu' },
    { ...one, backend: 'wasm' },
  ]);

  it.each(runs)('$model on $backend', async ({ model: torchName, backend, classes, size, keys, logits }) => {
    if (backend === 'wasm') await startWasmInNode();
    else {
      await setBackend(backend);
      registerKernels('cpu');
    }
    const name = names[torchName] ?? 'resnet18';
    const model = catalogue[name].build({ classes, imageSize: size, width: 1 });
    const counters = model.parameters.filter((spec) => spec.name.endsWith('running_mean')).length;
    expect(model.parameters.length + counters).toBe(keys);
    const parameters = await fromStateDict(model.parameters, weightsOf(model), torchName);
    const pixels = Float32Array.from({ length: size * size * 3 }, (_, i) =>
      Math.sin(0.11 * Math.floor(i / (3 * size)) + 0.07 * (Math.floor(i / 3) % size) + 1.3 * (i % 3)),
    );
    const answer = tidy(() => {
      const image: Tensor4D = tensor4d(pixels, [1, size, size, 3]);
      return model.forward(parameters, image, { training: false }).dataSync();
    });
    for (const parameter of Object.values(parameters)) parameter.dispose();
    const largest = Math.max(...logits.map(Math.abs));
    for (const [k, value] of logits.entries()) {
      expect(Math.abs((answer[k] ?? Number.NaN) - value) / largest).toBeLessThan(1e-4);
    }
  });
});
