import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import { setBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { registerKernels } from '../ops/registerKernels.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import { bytesInMemory } from '../weights/byteSource.ts';
import { openWeights } from '../weights/readers.ts';
import { recognise } from '../weights/recognise.ts';
import { cardOf } from './card.ts';
import { build } from './catalogue.ts';
import { divisible } from './mobilenetV2.ts';
import {
  gapOf,
  gapToTorchvision,
  type ReferenceCase,
  referenceModel,
  referenceName,
} from './torchvisionReference.ts';

const data = process.env.LAB_DATA ?? '../shared/data';
const file = `${data}/torch_reference/models.json`;
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

describe.skipIf(!given)('torchvision’s logits (skipped without the shared data)', () => {
  const cases: ReferenceCase[] = given ? JSON.parse(readFileSync(file, 'utf8')).cases : [];
  const runs = cases.flatMap((one) => [
    { ...one, backend: 'cpu' },
    { ...one, backend: 'wasm' },
  ]);

  it.each(cases)('$model has as many parameters and entries', (one) => {
    const { classes, size, keys, parameters } = one;
    expect(cardOf(referenceName(one), { classes, imageSize: size, width: 1 }).parameters).toBe(parameters);
    const specs = referenceModel(one).parameters;
    // Each batch norm of PyTorch counts its batches too.
    const counters = specs.filter(({ name }) => name.endsWith('running_mean')).length;
    expect(specs.length + counters).toBe(keys);
  });

  it.each(runs)('$model on $backend', async ({ backend, ...one }) => {
    if (backend === 'wasm') await startWasmInNode();
    else {
      await setBackend(backend);
      registerKernels('cpu');
    }
    expect(await gapToTorchvision(one)).toBeLessThan(1e-4);
  });
});

describe.skipIf(!given)(
  'the logits of networks opened from PyTorch’s files (skipped without the shared data)',
  () => {
    const folder = `${data}/torch_reference`;
    const known = given ? JSON.parse(readFileSync(`${folder}/files.json`, 'utf8')) : {};

    it.each([
      ['module_zip.pt', 1e-4],
      ['module_legacy.pt', 1e-4],
      ['state_dict_zip.pt', 1e-4],
      ['checkpoint_legacy.th', 1e-4],
      // The logits are those of the float32 weights; a half has 11 bits, and bfloat16's 8 are too few to compare here.
      ['state_dict_half.pth', 1e-2],
    ])('%s', async (name, tolerance) => {
      await startWasmInNode();
      const { tensors } = await openWeights(bytesInMemory(readFileSync(`${folder}/${name}`)));
      const recognised = recognise(tensors);
      expect(recognised).toMatchObject({ name: 'mobilenetv2', options: { width: 0.1, classes: 2 } });
      const size: number = known.input_size;
      const model = build({ ...recognised.architecture, imageSize: size });
      const gap = await gapOf(model, tensors, { size, logits: known.logits });
      expect(gap).toBeLessThan(tolerance);
    });
  },
);
