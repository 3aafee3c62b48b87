/**
 * Every operation's record against what the operation does, and every network against the records that it needs.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  cast,
  dispose,
  getKernelsForBackend,
  type KernelConfig,
  type NamedAttrMap,
  registerKernel,
  reshape,
  setBackend,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  type TensorInfo,
  tensor4d,
  tidy,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { ModelName } from '../../spec/choices.ts';
import type { LayerForm } from '../../spec/network/layerForms.ts';
import { loadRuntimeInNode } from '../external/onnx/runtimeInNode.ts';
import { catalogue } from '../families/catalogue.ts';
import type { Network } from '../families/model.ts';
import { relativeGap } from '../families/relativeGap.ts';
import { layersOf, withForms } from '../families/withForms.ts';
import { drawnParameters, opened } from '../graph/drawnNetwork.ts';
import { writeGraphModel } from '../graph/graphModel.ts';
import { writeOnnx } from '../graph/onnx/writeOnnx.ts';
import { recordNetwork } from '../graph/record.ts';
import { gradientGaps } from '../layers/finiteDifferences.ts';
import { memoryNeeded } from '../training/memory/memoryNeeded.ts';
import { ops } from './catalogue.ts';
import { exampleShape, examples, exampleValues } from './examples.ts';
import type { Made, Op } from './op.ts';
import { registerKernels } from './registerKernels.ts';
import { startWasmInNode } from './wasmInNode.ts';

const namesOf = (has: (op: Op) => unknown) => ops.filter(has).map(({ name }) => name);
const opNamed = (name: string) => ops.find((op) => op.name === name) as Op;
const exampleOf = (name: string) => {
  const example = examples[name];
  if (!example) throw new Error(`examples.ts has none of ${name}.`);
  return example;
};
const x = (): Tensor4D => tensor4d(exampleValues, [...exampleShape]);

async function onCpu(): Promise<void> {
  await setBackend('cpu');
  registerKernels('cpu');
}

describe('the catalogue', () => {
  it('has each operation once', () => {
    const names = namesOf(() => true);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has an operation for each example', () => {
    expect(Object.keys(examples).filter((name) => !opNamed(name))).toEqual([]);
  });

  it('has of each operation something that its kernels are made of', () => {
    const used = ({ shapes, composed, kernels, gradient, writers }: Op) =>
      shapes ?? composed ?? kernels ?? gradient ?? writers;
    expect(ops.filter((op) => !used(op))).toEqual([]);
  });
});

interface Run {
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly attributes: NamedAttrMap;
  readonly outputs: readonly TensorInfo[];
}

/** What ran under one kernel's name while `run` ran on wasm. */
function runsOf(kernelName: string, run: () => void): readonly Run[] {
  const runs: Run[] = [];
  const kernel = getKernelsForBackend('wasm').find((one) => one.kernelName === kernelName) as KernelConfig;
  unregisterKernel(kernelName, 'wasm');
  registerKernel({
    ...kernel,
    kernelFunc(given) {
      const made = kernel.kernelFunc(given);
      const outputs = Array.isArray(made) ? made : [made];
      runs.push({ inputs: given.inputs, attributes: given.attrs ?? {}, outputs } as Run);
      return made;
    },
  });
  try {
    run();
  } finally {
    unregisterKernel(kernelName, 'wasm');
    registerKernel(kernel);
  }
  return runs;
}

/** How many results callers see, where what comes behind is the kernel's own state, another on each backend. */
const seen: Readonly<Record<string, number>> = { BatchNormTraining: 4 };

describe('the shapes', () => {
  it.each(namesOf(({ shapes }) => shapes))('of %s are what it gives', async (name) => {
    await startWasmInNode();
    const example = exampleOf(name);
    const runs = runsOf(name, () => {
      tidy(() => {
        example(x());
      });
    });
    expect(runs.length).toBeGreaterThan(0);
    for (const { inputs, attributes, outputs } of runs) {
      const given = Object.fromEntries(Object.entries(inputs).filter(([, input]) => input));
      const rule = opNamed(name).shapes?.(given, attributes) ?? [];
      const all: readonly Made[] = Array.isArray(rule) ? rule : [rule];
      const made = all.slice(0, seen[name]);
      expect(made.map(({ shape, dtype = 'float32' }) => ({ shape: [...shape], dtype }))).toEqual(
        outputs.slice(0, seen[name]).map(({ shape, dtype }) => ({ shape, dtype })),
      );
      for (const [i, { shares }] of made.entries()) {
        if (shares === undefined) continue;
        const owner = typeof shares === 'number' ? outputs[shares] : given[shares];
        expect(outputs[i]?.dataId).toBe(owner?.dataId);
      }
    }
  });
});

/** Without a composition; objectives compose the loss of their terms. */
const hasStock = (name: string) => name !== 'DistillationLoss';

describe.each(['ours', 'stock'] as const)('with %s kernels on wasm', (choice) => {
  const numbersOf = (name: string) =>
    tidy(() => Float32Array.from(cast(exampleOf(name)(x()), 'float32').dataSync()));

  it.each(Object.keys(examples).filter((name) => choice === 'ours' || hasStock(name)))(
    '%s gives the numbers of the cpu',
    async (name) => {
      await onCpu();
      const expected = [...numbersOf(name)];
      await startWasmInNode();
      registerKernels('wasm', choice);
      try {
        expect(relativeGap(numbersOf(name), expected)).toBeLessThan(1e-5);
      } finally {
        registerKernels('wasm');
      }
    },
  );
});

describe('the gradient', () => {
  it.each(namesOf(({ gradient }) => gradient))('of %s is that of finite differences', async (name) => {
    await onCpu();
    const example = exampleOf(name);
    const [gap] = gradientGaps(
      (at) => example(at as Tensor4D),
      [{ shape: exampleShape, values: [...exampleValues] }],
    );
    expect(gap?.gap).toBeLessThan(5e-3);
  });
});

/** A network of one example: [B, 4, 4, 3] to [B, K]. */
function lone(example: (images: Tensor4D) => Tensor): Network {
  return {
    classes: tidy(() => example(x()).size / exampleShape[0]),
    parameters: [],
    multiplyAdds: 0,
    forward: (_, images) => {
      const y = example(images);
      return reshape(y, [images.shape[0], y.size / images.shape[0]]) as Tensor2D;
    },
  };
}

describe('written in other formats', () => {
  it.each(namesOf(({ writers }) => writers))('%s means the same', async (name) => {
    await onCpu();
    const network = lone(exampleOf(name));
    const recording = await recordNetwork(network, {}, { imageSize: 4 });
    // A copy is no step: who reads it reads the original.
    if (name !== 'Identity') expect(recording.steps.map(({ kernel }) => kernel)).toContain(name);
    const images = x();
    const own = network.forward({}, images, { training: false });
    const expected = Float32Array.from(await own.data());

    const model = await opened(writeGraphModel(recording, {}));
    const predicted = model.predict(images) as Tensor;
    expect(relativeGap(Float32Array.from(await predicted.data()), [...expected])).toBeLessThan(1e-5);
    model.dispose();

    const runtime = await loadRuntimeInNode();
    const bytes = writeOnnx(recording, {});
    const session = await runtime.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
    const planes = exampleValues.map((_, to) => {
      const [image, channel, pixel] = [Math.floor(to / 48), Math.floor(to / 16) % 3, to % 16];
      return exampleValues[(image * 16 + pixel) * 3 + channel] ?? 0;
    });
    const { logits } = await session.run({ images: new runtime.Tensor('float32', planes, [2, 3, 4, 4]) });
    await session.release();
    expect(relativeGap(logits?.data as Float32Array, [...expected])).toBeLessThan(1e-5);
  });
});

describe('a network', () => {
  const dense: LayerForm = { kind: 'dense' };
  const forms: readonly LayerForm[] = [
    dense,
    { kind: 'masked' },
    { kind: 'lowRank', rank: 2 },
    { kind: 'fakeQuantised', bits: 8, activationBits: 8 },
    { kind: 'codebook', entries: 4 },
    {
      kind: 'quantised',
      weights: { method: 'lsq', bits: 2, per: 'channel' },
      activations: { method: 'lsq', bits: 8, signed: false },
    },
    {
      kind: 'quantised',
      weights: { method: 'apot', bits: 4, per: 'tensor' },
      activations: { method: 'apot', bits: 4, signed: false },
    },
    { kind: 'hashed', entries: 4, seed: 2 },
  ];
  const inAllForms: readonly ModelName[] = ['resnet8', 'mobilenet', 'mlp'];
  const others: readonly ModelName[] = [
    'resnet20b',
    'resnet18',
    'resnet50',
    'rednet-cifar',
    'mobilenetv2',
    'cnn',
  ];

  it.each([
    ...inAllForms.flatMap((name) => forms.map((form) => ({ name, form }))),
    ...others.map((name) => ({ name, form: dense })),
  ])('of $name with layers that are $form.kind runs nothing without a record', async ({ name, form }) => {
    await onCpu();
    const whole = catalogue[name].build({ classes: 3, imageSize: 16, width: 0.25 });
    const layers = layersOf(whole.parameters).map((layer) => [layer.name, form]);
    const network = form.kind === 'dense' ? whole : withForms(whole, Object.fromEntries(layers));
    const parameters = drawnParameters(network.parameters);
    const { steps } = await recordNetwork(network, parameters, { imageSize: 16 });
    const written = new Set(namesOf(({ writers }) => writers));
    expect(steps.map(({ kernel }) => kernel).filter((kernel) => !written.has(kernel))).toEqual([]);
    for (const captured of [true, false]) {
      for (const memory of ['keep', 'recompute'] as const) {
        const { total } = memoryNeeded({
          student: network,
          ...{ imageSize: 16, batchSize: 4, memory, optimizer: 'adam', validationImages: 8, captured },
        });
        expect(total).toBeGreaterThan(0);
      }
    }
    dispose({ ...parameters });
  });
});
