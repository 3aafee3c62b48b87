/**
 * The memory that is foretold against the memory that is planned for captured steps on WebGPU. Steps are traced and planned,
 * never run, so that the real sizes are no trouble to a software adapter.
 */
import { backend, dispose, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import type { FreezeName, MemoryName, ModelName } from '../../../spec/choices.ts';
import { catalogue } from '../../families/catalogue.ts';
import { initialise } from '../../layers/initialise.ts';
import { distillationObjective } from '../../objectives/batchLoss.ts';
import { gpuIsHere, startGpuInBrowser } from '../../ops/webgpu/startGpuInBrowser.ts';
import { plan } from '../../runtime/capture/plan.ts';
import { trace } from '../../runtime/capture/trace.ts';
import type { LabBackend } from '../../runtime/labBackend.ts';
import { freezing } from '../../transfer/freezing.ts';
import { zerosOnDevice } from '../executors/zerosOnDevice.ts';
import { learn } from '../learner.ts';
import { optimizers } from '../optimizers.ts';
import { createPackedStore } from '../parameterStore.ts';
import { memoryNeeded } from './memoryNeeded.ts';

const classes = 2;

interface Case {
  readonly name: ModelName;
  readonly width: number;
  readonly size: number;
  readonly batch: number;
  readonly freeze: FreezeName;
  readonly kept: MemoryName;
}

/** Bytes of the slots over which a step's buffers are laid. */
async function planned({ name, width, size, batch, freeze, kept }: Case) {
  const model = freezing(catalogue[name].build({ classes, imageSize: size, width }), freeze);
  const store = createPackedStore(model.parameters, initialise(model.parameters, random(3)));
  const optimizer = optimizers.sgd({ momentum: 0.9, weightDecay: 0 });
  const objective = distillationObjective({ alpha: 0.5, similarity: 'kl', temperature: 4 });
  const seen = {
    images: zerosOnDevice<Tensor4D>([batch, size, size, 3]),
    labels: zerosOnDevice<Tensor2D>([batch, classes]),
    teachers: [{ logits: zerosOnDevice<Tensor2D>([batch, classes]), taps: {} }],
  };
  optimizer.prepare(store, 0.01);
  const { commands, pending } = trace(backend() as LabBackend, () =>
    tidy(() => {
      learn({ model, store, optimizer, objective, memory: kept }, seen).dispose();
    }),
  );
  const { slotSizes } = plan(commands);
  await Promise.all(Object.values(pending).map(({ compiled }) => compiled));
  store.dispose();
  optimizer.dispose();
  dispose([seen.images, seen.labels, ...seen.teachers.map(({ logits }) => logits)]);
  const { bytes } = memoryNeeded({
    ...{ student: model, imageSize: size, batchSize: batch, memory: kept, optimizer: 'sgd' },
    validationImages: 1,
    captured: true,
  });
  return {
    planned: slotSizes.reduce((sum, size) => sum + size, 0),
    foretold: bytes.activations + bytes.gradients,
  };
}

describe.skipIf(!gpuIsHere)('a captured step (skipped without an adapter)', () => {
  beforeAll(startGpuInBrowser);

  it.each([
    { name: 'resnet18', width: 1, size: 224, batch: 32, freeze: 'none', kept: 'keep' },
    { name: 'resnet18', width: 1, size: 224, batch: 32, freeze: 'none', kept: 'recompute' },
    { name: 'resnet18', width: 1, size: 224, batch: 32, freeze: 'stage', kept: 'keep' },
    { name: 'resnet50', width: 1, size: 224, batch: 32, freeze: 'none', kept: 'recompute' },
    { name: 'resnet50', width: 1, size: 224, batch: 32, freeze: 'head-batch-norm', kept: 'keep' },
    { name: 'mobilenetv2', width: 0.5, size: 64, batch: 32, freeze: 'none', kept: 'keep' },
    { name: 'resnet20', width: 1, size: 32, batch: 64, freeze: 'none', kept: 'recompute' },
  ] as readonly Case[])(
    'is planned within a quarter of what is foretold: $name at $size, $batch at once, freezing $freeze, $kept',
    async (one) => {
      const { planned: measured, foretold } = await planned(one);
      expect(foretold / measured).toBeGreaterThan(0.75);
      expect(foretold / measured).toBeLessThan(1.25);
    },
  );
});
