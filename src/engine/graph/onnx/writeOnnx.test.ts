/**
 * ONNX Runtime reads what is written and gives the logits that we give.
 */
import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dispose, setBackend, type Tensor, type Tensor4D, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { type ModelName, modelNames } from '../../../spec/choices.ts';
import { loadRuntimeInNode } from '../../external/onnx/runtimeInNode.ts';
import { Message } from '../../external/onnx/wire.ts';
import { catalogue } from '../../families/catalogue.ts';
import {
  type GoldenLogits,
  publishedFiles,
  syntheticInput,
  syntheticNames,
} from '../../families/cifarReference.ts';
import { relativeGap } from '../../families/relativeGap.ts';
import { fittingSize } from '../../families/sizesForTests.ts';
import type { ParameterSpec } from '../../layers/parameters.ts';
import { registerKernels } from '../../ops/registerKernels.ts';
import { bytesInMemory } from '../../weights/byteSource.ts';
import { fromTorchLayout, torchShape } from '../../weights/layout.ts';
import { openWeights } from '../../weights/readers.ts';
import { fromStateDict } from '../../weights/stateDict.ts';
import { exportedSize } from '../exportedSize.ts';
import { recordNetwork } from '../record.ts';
import type { RecordedStep, Recording } from '../recording.ts';
import { writeOnnx } from './writeOnnx.ts';

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

/** Parameters and running statistics that no writer could get right by leaving one out. */
function anyParameters(specs: readonly ParameterSpec[]): Record<string, Tensor> {
  const stream = random(2, 'onnx');
  return Object.fromEntries(
    specs.map(({ name, shape }) => {
      const size = shape.reduce((product, length) => product * length, 1);
      const value = name.endsWith('running_var') ? () => stream.between(0.5, 2) : () => 0.3 * stream.normal();
      return [name, tensor(Float32Array.from({ length: size }, value), [...shape])];
    }),
  );
}

const noise = (length: number) => {
  const stream = random(1, 'images');
  return Float32Array.from({ length }, () => stream.normal());
};

/** [B, S, S, 3] to [B, 3, S, S] */
function planesOf(images: Float32Array, size: number): Float32Array {
  const area = size * size;
  return images.map((_, to) => {
    const [image, channel, pixel] = [Math.floor(to / (3 * area)), Math.floor(to / area) % 3, to % area];
    return images[(image * area + pixel) * 3 + channel] ?? 0;
  });
}

async function logitsOf(bytes: Uint8Array, images: Float32Array, size: number): Promise<Float32Array> {
  const runtime = await loadRuntimeInNode();
  const session = await runtime.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  const count = images.length / (3 * size * size);
  const given = new runtime.Tensor('float32', planesOf(images, size), [count, 3, size, size]);
  const { logits } = await session.run({ images: given });
  await session.release();
  return logits?.data as Float32Array;
}

const graphOf = (bytes: Uint8Array) => {
  const graph = new Message(bytes).message(7);
  if (!graph) throw new Error('The model has no graph.');
  return graph;
};
const operatorsOf = (bytes: Uint8Array) =>
  graphOf(bytes)
    .messages(1)
    .map((node) => node.text(4));

/** The deep transformers are as others, but slower. */
const narrow = (name: ModelName) => (/^(deit-|vit-b|cct-7)/.test(name) ? 0.1 : 0.25);

async function written(name: ModelName, size: number, imageSize: number | undefined) {
  const model = catalogue[name].build({ classes: 5, imageSize: size, width: narrow(name) });
  const parameters = anyParameters(model.parameters);
  const recording = await recordNetwork(model, parameters, { imageSize });
  return { model, parameters, bytes: writeOnnx(recording, { classes: '["a"]' }) };
}

describe('every family', () => {
  it.each(modelNames)('%s gives the same logits, at any size that it takes', async (name) => {
    // Of these, 32 pixels take half a minute in plain JavaScript.
    const side = /^(rednet|cct-7|convnext-(small|base))/.test(name) ? fittingSize(name, 8) : 32;
    const fixed = exportedSize(name, side);
    const { model, parameters, bytes } = await written(name, side, fixed);
    for (const size of fixed === undefined ? [32, 45] : [fixed]) {
      const images = noise(2 * size * size * 3);
      const own = tidy(() => {
        const given = tensor(images, [2, size, size, 3]) as Tensor4D;
        return model.forward(parameters, given, { training: false }).dataSync() as Float32Array;
      });
      expect(relativeGap(await logitsOf(bytes, images, size), [...own])).toBeLessThan(1e-5);
    }
    // The perceptron flattens channel by channel already, and so do images that lie so; a pixel's kernels do not, and heads and tokens
    // change places.
    if (!name.startsWith('rednet') && !catalogue[name].details) {
      expect(operatorsOf(bytes)).not.toContain('Transpose');
    }
  });

  it.each(['resnet18', 'mobilenetv2', 'mlp'] as const)(
    '%s keeps the parameters that are used as they are, to the bit',
    async (name) => {
      const { model, parameters, bytes } = await written(name, 32, 32);
      const stored = new Map(
        graphOf(bytes)
          .messages(5)
          .map((initialiser) => [initialiser.text(8), initialiser] as const),
      );
      const same = model.parameters.filter(({ name: key, kind, shape }) => {
        const initialiser = stored.get(key);
        if (!initialiser) return false;
        expect(initialiser.wholes(1)).toEqual(torchShape(kind, shape));
        const raw = initialiser.bytes(9)[0]?.slice() ?? new Uint8Array();
        const values = fromTorchLayout(kind, shape, new Float32Array(raw.buffer));
        expect(new Uint32Array(values.buffer)).toEqual(
          new Uint32Array(Float32Array.from(parameters[key]?.dataSync() ?? []).buffer),
        );
        return true;
      });
      // Convolutions before batch norm are folded; what is dense is not.
      expect(same.map(({ name: key }) => key)).toEqual(
        expect.arrayContaining(
          name === 'mlp'
            ? ['fc1.weight', 'fc1.bias', 'fc2.weight', 'fc2.bias', 'linear.weight', 'linear.bias']
            : model.parameters.filter(({ kind }) => kind === 'linear').map(({ name: key }) => key),
        ),
      );
      expect(same.length).toBeGreaterThan(0);
    },
  );
});

const folder = join(process.env.LAB_DATA ?? '../shared/data', 'cifar_resnets');
const given = existsSync(folder);

describe.skipIf(!given)('a published network (skipped without the shared data)', () => {
  it('gives PyTorch’s logits', async () => {
    const golden: GoldenLogits = JSON.parse(readFileSync(join(folder, 'golden_logits.json'), 'utf8'));
    const model = catalogue.resnet20.build({ classes: 10, imageSize: 32, width: 1 });
    const { tensors } = await openWeights(bytesInMemory(readFileSync(join(folder, publishedFiles.resnet20))));
    const parameters = await fromStateDict(model.parameters, tensors, 'ResNet-20');
    const bytes = writeOnnx(await recordNetwork(model, parameters, { imageSize: undefined }), {});
    dispose(parameters);
    for (const name of syntheticNames) {
      const found = await logitsOf(bytes, syntheticInput(name), 32);
      expect(relativeGap(found, golden.models.resnet20.synthetic[name]), name).toBeLessThan(1e-4);
    }
  });
});

describe('the file', () => {
  it('says which versions it is of, who wrote it and what it is about', async () => {
    const { bytes } = await written('cnn', 32, undefined);
    const model = new Message(bytes);
    expect(model.whole(1)).toBe(8);
    expect(model.text(2)).toBe('Distillation Lab');
    expect(model.message(8)?.whole(2)).toBe(17);
    expect(model.messages(14).map((entry) => [entry.text(1), entry.text(2)])).toEqual([['classes', '["a"]']]);
  });

  it('names its border, and the lengths that are free', async () => {
    const border = (value: Message | undefined) => [
      value?.text(1),
      ...(value?.message(2)?.message(1)?.message(2)?.messages(1) ?? []).map(
        (length) => length.whole(1) ?? length.text(2),
      ),
    ];
    const free = graphOf((await written('cnn', 32, undefined)).bytes);
    expect(border(free.message(11))).toEqual(['images', 'N', 3, 'H', 'W']);
    expect(border(free.message(12))).toEqual(['logits', 'N', 5]);
    const fixed = graphOf((await written('cnn', 32, 32)).bytes);
    expect(border(fixed.message(11))).toEqual(['images', 'N', 3, 32, 32]);
  });

  it('makes of a convolution with its shift, and of a product with its bias, one node each', async () => {
    const { bytes } = await written('cnn', 32, undefined);
    expect(operatorsOf(bytes)).toEqual([
      ...['Conv', 'Relu', 'Conv', 'Relu', 'Conv', 'Relu', 'GlobalAveragePool', 'Flatten', 'Gemm'],
    ]);
  });
});

describe('single operations', () => {
  const constants = [
    { name: 'channels', shape: [3], values: Float32Array.of(1, 2, 3) },
    { name: 'number', shape: [], values: Float32Array.of(-0.5) },
    { name: 'head', shape: [3, 2], values: Float32Array.of(1, -1, 0.5, 2, 0, 3) },
    { name: 'flat', shape: [12, 2], values: noise(24) },
    { name: 'square', shape: [1, 1, 3, 4], values: noise(12) },
  ];

  /** Writes steps from [N, 2, 2, 3] to [N, 2], runs them on 1, 2, … 12 and gives the logits. */
  async function run(...steps: readonly RecordedStep[]): Promise<number[]> {
    const recording: Recording = {
      ...{ images: 'x', imageShape: [-1, 2, 2, 3], logits: steps.at(-1)?.output ?? '', classes: 2 },
      ...{ steps, constants },
    };
    const images = Float32Array.from({ length: 12 }, (_, i) => i + 1);
    return [...(await logitsOf(writeOnnx(recording, {}), images, 2))];
  }

  const step = (
    kernel: string,
    inputs: Readonly<Record<string, string>>,
    output: string,
    shape: readonly number[],
    attributes: Readonly<Record<string, unknown>> = {},
  ): RecordedStep => ({ kernel, inputs, attributes, output, shape });
  const picture = [-1, 2, 2, 3];
  /** The sum over the picture of the channels weighed by `head`, by hand: the mean, and the product. */
  const ending = (x: string) => [
    step('Mean', { x }, 'pooled', [-1, 3], { axis: [1, 2], keepDims: false }),
    step('BatchMatMul', { a: 'pooled', b: 'head' }, 'out', [-1, 2], { transposeA: false, transposeB: false }),
  ];
  /** The same from the means of the three channels. */
  const headOf = ([r = 0, g = 0, b = 0]: readonly number[]) => [r + 0.5 * g, -r + 2 * g + 3 * b];
  /** Pixels 1 … 12, channel by channel: 1, 4, 7, 10; 2, 5, 8, 11; 3, 6, 9, 12. */
  const meansOf = (of: (value: number, channel: number) => number) =>
    [0, 1, 2].map((channel) => [1, 4, 7, 10].reduce((sum, v) => sum + of(v + channel, channel), 0) / 4);

  it.each([
    ['Add', (v: number, c: number) => v + c + 1],
    ['Sub', (v: number, c: number) => v - c - 1],
    ['Multiply', (v: number, c: number) => v * (c + 1)],
    ['RealDiv', (v: number, c: number) => v / (c + 1)],
    ['Minimum', (v: number, c: number) => Math.min(v, c + 1)],
    ['Maximum', (v: number, c: number) => Math.max(v, c + 1)],
  ] as const)('%s with a number for each channel', async (kernel, of) => {
    const logits = await run(step(kernel, { a: 'x', b: 'channels' }, 'y', picture), ...ending('y'));
    for (const [i, value] of headOf(meansOf(of)).entries()) expect(logits[i]).toBeCloseTo(value, 4);
  });

  it.each([
    ['Relu', {}, (v: number) => Math.max(v - 6, 0)],
    ['Relu6', {}, (v: number) => Math.min(Math.max(v - 6, 0), 6)],
    [
      'ClipByValue',
      { clipValueMin: -1, clipValueMax: 2.5 },
      (v: number) => Math.min(Math.max(v - 6, -1), 2.5),
    ],
    ['Identity', {}, (v: number) => v - 6],
  ] as const)('%s', async (kernel, attributes, of) => {
    const logits = await run(
      // −0.5 / 0.25 = −2, from constants alone and added three times.
      step('Multiply', { a: 'number', b: 'number' }, 'quarter', []),
      step('RealDiv', { a: 'number', b: 'quarter' }, 'minusTwo', []),
      step('Add', { a: 'x', b: 'minusTwo' }, 'a', picture),
      step('Add', { a: 'a', b: 'minusTwo' }, 'b', picture),
      step('Add', { a: 'minusTwo', b: 'b' }, 'shifted', picture),
      step(kernel, { x: 'shifted' }, 'y', picture, attributes),
      ...ending('y'),
    );
    for (const [i, value] of headOf(meansOf(of)).entries()) expect(logits[i]).toBeCloseTo(value, 4);
  });

  it('Rsqrt', async () => {
    const logits = await run(step('Rsqrt', { x: 'x' }, 'y', picture), ...ending('y'));
    const expected = headOf(meansOf((v) => 1 / Math.sqrt(v)));
    for (const [i, value] of expected.entries()) expect(logits[i]).toBeCloseTo(value, 5);
  });

  it('a mean over the channels, or with its axes kept', async () => {
    const logits = await run(
      step('Mean', { x: 'x' }, 'grey', [-1, 2, 2, 1], { axis: -1, keepDims: true }),
      step('Mean', { x: 'x' }, 'level', [-1, 1, 1, 3], { axis: [1, 2], keepDims: true }),
      step('Sub', { a: 'level', b: 'grey' }, 'y', picture),
      ...ending('y'),
    );
    // The mean over all is 6.5; of the channels 5.5, 6.5 and 7.5.
    for (const [i, value] of headOf([-1, 0, 1]).entries()) expect(logits[i]).toBeCloseTo(value, 5);
  });

  it('a pad, slices and a concatenation along the channels', async () => {
    const logits = await run(
      step('PadV2', { x: 'x' }, 'wide', [-1, 2, 3, 5], {
        paddings: [
          [0, 0],
          [0, 0],
          [1, 0],
          [2, 0],
        ],
        constantValue: 0.25,
      }),
      // The last three channels of the last two columns are the picture again.
      step('Slice', { x: 'wide' }, 'same', [-1, 2, 2, 3], { begin: [0, 0, 1, 2], size: [-1, 2, 2, 3] }),
      step('Slice', { x: 'wide' }, 'filled', [-1, 2, 2, 2], { begin: [0, 0, 1, 0], size: [-1, 2, 2, 2] }),
      step('StridedSlice', { x: 'same' }, 'corner', [-1, 1, 1, 1], {
        ...{ begin: [0, 0, 0, 1], end: [0, 0, 0, 2], strides: [1, 2, 2, 1], beginMask: 7, endMask: 7 },
        ...{ ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 },
      }),
      step('Slice', { x: 'same' }, 'red', [-1, 2, 2, 1], { begin: [0, 0, 0, 0], size: [-1, -1, -1, 1] }),
      step('Multiply', { a: 'red', b: 'corner' }, 'doubled', [-1, 2, 2, 1]),
      step('Concat', { 0: 'doubled', 1: 'filled' }, 'y', picture, { axis: 3 }),
      ...ending('y'),
    );
    // Red's mean is 5.5, the upper left pixel's green 2.
    for (const [i, value] of headOf([11, 0.25, 0.25]).entries()) expect(logits[i]).toBeCloseTo(value, 5);
  });

  it('pools with and without padding', async () => {
    const logits = await run(
      step('MaxPool', { x: 'x' }, 'most', [-1, 2, 2, 3], {
        filterSize: [3, 3],
        strides: 1,
        pad: 1,
      }),
      step('AvgPool', { x: 'x' }, 'even', [-1, 2, 2, 3], {
        filterSize: [3, 3],
        strides: [1, 1],
        pad: 'same',
      }),
      step('Sub', { a: 'most', b: 'even' }, 'y', picture),
      ...ending('y'),
    );
    // Every window sees the whole picture, and nothing that pads it: 10, 11, 12 less 5.5, 6.5, 7.5.
    for (const [i, value] of headOf([4.5, 4.5, 4.5]).entries()) expect(logits[i]).toBeCloseTo(value, 5);
  });

  it('flattens pixel by pixel where the recording does, which takes a transposition', async () => {
    const flat = constants[3]?.values ?? new Float32Array();
    const product = (order: readonly number[]) =>
      [0, 1].map((k) => order.reduce((sum, value, i) => sum + value * (flat[2 * i + k] ?? 0), 0));
    const dense = step('_FusedMatMul', { a: 'row', b: 'flat' }, 'out', [-1, 2], {
      ...{ transposeA: false, transposeB: false, activation: 'linear' },
    });
    const rows = await run(step('Reshape', { x: 'x' }, 'row', [-1, 12]), dense);
    const asOurs = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    for (const [i, value] of product(asOurs).entries()) expect(rows[i]).toBeCloseTo(value, 4);
    const planes = await run(
      step('Transpose', { x: 'x' }, 'planes', [-1, 3, 2, 2], { perm: [0, 3, 1, 2] }),
      step('Reshape', { x: 'planes' }, 'row', [-1, 12]),
      dense,
    );
    const byChannel = [1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12];
    for (const [i, value] of product(byChannel).entries()) expect(planes[i]).toBeCloseTo(value, 4);
  });

  it('a convolution and ReLU', async () => {
    const filter = constants[4]?.values ?? new Float32Array();
    const logits = await run(
      step('Conv2D', { x: 'x', filter: 'square' }, 'y', [-1, 2, 2, 4], {
        ...{ strides: [1, 1], pad: 'valid', dilations: 1, dataFormat: 'NHWC' },
      }),
      step('Relu', { x: 'y' }, 'z', [-1, 2, 2, 4]),
      step('Slice', { x: 'z' }, 'three', picture, { begin: [0, 0, 0, 1], size: [-1, 2, 2, 3] }),
      ...ending('three'),
    );
    const pixels = [1, 4, 7, 10];
    const means = [1, 2, 3].map(
      (out) =>
        pixels.reduce((sum, p) => {
          const convolved = [0, 1, 2].reduce((all, c) => all + (p + c) * (filter[4 * c + out] ?? 0), 0);
          return sum + Math.max(convolved, 0);
        }, 0) / 4,
    );
    for (const [i, value] of headOf(means).entries()) expect(logits[i]).toBeCloseTo(value, 4);
  });

  it('names the kernel for which there is no operator', () => {
    const recording: Recording = {
      ...{ images: 'x', imageShape: [-1, 2, 2, 3], logits: 'y', classes: 2, constants },
      steps: [step('CropAndResize', { x: 'x' }, 'y', [-1, 2])],
    };
    expect(() => writeOnnx(recording, {})).toThrow('CropAndResize');
  });
});
