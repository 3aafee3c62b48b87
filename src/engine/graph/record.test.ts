/**
 * What a recording holds, and what it leaves behind: nothing.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  add,
  engine,
  getBackend,
  getKernelsForBackend,
  memory,
  mul,
  relu,
  reshape,
  setBackend,
  slice,
  sum,
  type Tensor2D,
  type Tensor4D,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { modelNames } from '../../spec/choices.ts';
import { catalogue } from '../families/catalogue.ts';
import type { Network } from '../families/model.ts';
import { fittingSize } from '../families/sizesForTests.ts';
import type { Parameters } from '../layers/parameters.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import { drawnParameters } from './drawnNetwork.ts';
import { exportedSize } from './exportedSize.ts';
import { recordNetwork } from './record.ts';
import type { Recording } from './recording.ts';

beforeEach(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

const record = async (name: (typeof modelNames)[number], imageSize?: number) => {
  const network = catalogue[name].build({
    classes: 5,
    imageSize: imageSize ?? 32,
    width: /^(deit-|vit-b|cct-7|convnext-(small|base)|rednet[1-9])/.test(name) ? 0.1 : 0.25,
  });
  const parameters = drawnParameters(network.parameters);
  return { network, parameters, recording: await recordNetwork(network, parameters, { imageSize }) };
};

const constantOf = (recording: Recording, name: string) =>
  recording.constants.find((constant) => constant.name === name);

describe('a recording', () => {
  it.each(modelNames)('of %s is a graph without loose ends', async (name) => {
    const size = exportedSize(name, fittingSize(name, 8));
    const { recording, parameters, network } = await record(name, size);
    const known = new Set([recording.images, ...recording.constants.map((constant) => constant.name)]);
    const constants = new Set(recording.constants.map((constant) => constant.name));
    const unread = new Set(known);
    for (const { inputs, output } of recording.steps) {
      const given = Object.values(inputs);
      for (const input of given) {
        expect(known).toContain(input);
        unread.delete(input);
      }
      // What constants alone give is a constant.
      expect(given.some((input) => !constants.has(input))).toBe(true);
      expect(known).not.toContain(output);
      known.add(output);
      unread.add(output);
    }
    expect([...unread]).toEqual([recording.logits]);
    expect(recording.imageShape).toEqual([-1, size ?? -1, size ?? -1, 3]);
    expect(recording.steps.at(-1)).toMatchObject({ output: recording.logits, shape: [-1, 5] });
    for (const { shape } of recording.steps) {
      expect(shape[0]).toBe(-1);
      if (shape.length === 4 && size === undefined) expect(shape.slice(1, 3)).toEqual([-1, -1]);
    }
    // Parameters that are used as they are keep their names and their bits; all others are folded.
    const specs = new Map(network.parameters.map((spec) => [spec.name, spec]));
    for (const { name: constant, shape, values } of recording.constants) {
      const spec = specs.get(constant);
      if (!spec) expect(constant).toMatch(/\/folded(_1)?$|^constant/);
      else
        expect({ shape, values }).toEqual({ shape: spec.shape, values: await parameters[constant]?.data() });
    }
    expect(recording.constants.some(({ name: constant }) => specs.has(constant))).toBe(true);
  });

  it('has batch norm folded into the filter and the bias', async () => {
    const { recording, parameters } = await record('cnn');
    const read = async (name: string) => (await parameters[name]?.data()) as Float32Array;
    const [gamma, beta, mean, variance, filter] = [
      await read('bn1.weight'),
      await read('bn1.bias'),
      await read('bn1.running_mean'),
      await read('bn1.running_var'),
      await read('conv1.weight'),
    ];
    const scale = Array.from(gamma, (value, c) => value / Math.sqrt((variance[c] as number) + 1e-5));
    const channels = gamma.length;
    const folded = constantOf(recording, 'conv1.weight/folded')?.values ?? new Float32Array();
    const bias = constantOf(recording, 'bn1.bias/folded')?.values ?? new Float32Array();
    expect([folded.length, bias.length]).toEqual([filter.length, channels]);
    for (const [i, value] of filter.entries()) {
      expect(folded[i]).toBeCloseTo(value * (scale[i % channels] as number), 5);
    }
    for (const [c, value] of beta.entries()) {
      expect(bias[c]).toBeCloseTo(value - (mean[c] as number) * (scale[c] as number), 5);
    }
  });

  it('holds the numbers that the pass brings along', async () => {
    const network: Network = {
      classes: 3,
      parameters: [],
      multiplyAdds: 0,
      forward: (_, images) => relu(sum(add(mul(images, 1), 0.5), [1, 2])) as Tensor2D,
    };
    const { steps, constants } = await recordNetwork(network, {}, { imageSize: undefined });
    expect(steps.map(({ kernel }) => kernel)).toEqual(['Multiply', 'Add', 'Sum', 'Relu']);
    expect(constants.map(({ name, values }) => [name, ...values])).toEqual([
      ['constant', 1],
      ['constant_1', 0.5],
    ]);
  });

  it('drops what changes nothing and what nothing needs', async () => {
    const network: Network = {
      classes: 3,
      parameters: [],
      multiplyAdds: 0,
      forward(_, images) {
        relu(images);
        const same = reshape(images.clone(), images.shape);
        return sum(same, [1, 2]) as Tensor2D;
      },
    };
    const { steps } = await recordNetwork(network, {}, { imageSize: undefined });
    expect(steps.map(({ kernel, inputs }) => [kernel, inputs])).toEqual([['Sum', { x: 'images' }]]);
  });

  const refused: readonly [string, (images: Tensor4D) => Tensor2D, RegExp][] = [
    [
      'cuts the picture at its size',
      (x) => sum(slice(x, [0, 1, 1, 0], [-1, x.shape[1] - 1, 3, 3]), [1, 2]),
      /Slice/,
    ],
    [
      'asks for two open lengths',
      (x) => sum(reshape(x, [x.shape[0], x.shape[1] * x.shape[2], 3]), 1),
      /Reshape/,
    ],
    ['does not look at the images', () => tensor2d([[1, 2, 3]]), /do not depend/],
  ];
  it.each(refused)('is refused of a network that %s', async (_, forward, complaint) => {
    const network: Network = { classes: 3, parameters: [], multiplyAdds: 0, forward: (__, x) => forward(x) };
    await expect(recordNetwork(network, {}, { imageSize: undefined })).rejects.toThrow(complaint);
    expect(getBackend()).toBe('cpu');
  });

  it('is refused of the MLP where its size is not said', async () => {
    const network = catalogue.mlp.build({ classes: 5, imageSize: 32, width: 0.25 });
    const parameters = drawnParameters(network.parameters);
    await expect(recordNetwork(network, parameters, { imageSize: undefined })).rejects.toThrow();
    expect(getBackend()).toBe('cpu');
  });
});

describe('what stays', () => {
  const traces = () => ({
    tensors: memory().numTensors,
    buffers: memory().numDataBuffers,
    backends: engine().backendNames(),
    kernels: getKernelsForBackend('recorder').length,
  });

  it.each(['cpu', 'wasm'] as const)('on %s is what was there', async (backend) => {
    if (backend === 'wasm') await startWasmInNode();
    const network = catalogue.resnet8.build({ classes: 5, imageSize: 32, width: 0.25 });
    const parameters: Parameters = drawnParameters(network.parameters);
    const before = traces();
    await recordNetwork(network, parameters, { imageSize: undefined });
    expect(getBackend()).toBe(backend);
    expect(traces()).toEqual(before);
    expect(before.kernels).toBe(0);
    for (const parameter of Object.values(parameters)) parameter.dispose();
  });

  it('is the backend at every moment that others may run in', async () => {
    await startWasmInNode();
    const network = catalogue.resnet8.build({ classes: 5, imageSize: 32, width: 0.25 });
    const parameters = drawnParameters(network.parameters);
    const seen = new Set<string>();
    let done = false;
    const recorded = recordNetwork(network, parameters, { imageSize: undefined }).finally(() => {
      done = true;
    });
    while (!done) {
      seen.add(getBackend());
      await new Promise((resolve) => setTimeout(resolve));
    }
    await recorded;
    expect([...seen]).toEqual(['wasm']);
  });
});
