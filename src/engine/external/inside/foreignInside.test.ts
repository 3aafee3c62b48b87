/**
 * Layers and graphs of networks of other software: our own, written in their formats, have our own counts; others are put together.
 */
import '@tensorflow/tfjs-backend-cpu';
import { tensor } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { graphBlocks } from '../../../analysis/networks/graphBlocks.ts';
import { random } from '../../../base/random.ts';
import { catalogue } from '../../families/catalogue.ts';
import { writeGraphModel } from '../../graph/graphModel.ts';
import { modelProto } from '../../graph/onnx/onnxProto.ts';
import { joined } from '../../graph/onnx/protobuf.ts';
import { writeOnnx } from '../../graph/onnx/writeOnnx.ts';
import { recordNetwork } from '../../graph/record.ts';
import { initialise } from '../../layers/initialise.ts';
import { loadRuntimeInNode } from '../onnx/runtimeInNode.ts';
import { saved, setWaves, startCpu } from '../tfjs/modelCases.ts';
import type { ModelFiles } from '../tfjs/modelFiles.ts';
import { lengthOf } from './foreignGraph.ts';
import type { ForeignInside } from './foreignInside.ts';
import { insideOfOnnx } from './onnxInside.ts';
import { insideOfTfjs } from './tfjsInside.ts';

beforeEach(async () => {
  await startCpu();
  await loadRuntimeInNode();
});

const sum = ({ layers }: ForeignInside, of: 'multiplyAdds' | 'parameters') =>
  layers.reduce((all, layer) => all + layer[of], 0);

/** A network of ours, as others would have it. */
async function ours(family: 'resnet8' | 'mobilenetv2') {
  const model = catalogue[family].build({ classes: 4, imageSize: 32, width: 0.25 });
  const recording = await recordNetwork(model, initialise(model.parameters, random(1)), {
    imageSize: undefined,
  });
  return { model, recording };
}

function filesOfGraph({ modelJson, weights }: ReturnType<typeof writeGraphModel>): ModelFiles {
  return {
    name: 'model.json',
    manifest: new TextDecoder().decode(modelJson),
    shard: async () => weights,
  };
}

describe.each(['resnet8', 'mobilenetv2'] as const)('%s', (family) => {
  it('as ONNX and as a GraphModel has the layers, the multiply-adds and the shapes of the network that was written', async () => {
    const { model, recording } = await ours(family);
    const costs = model.parts.flatMap(({ layers = [] }) => layers);
    // Its norms are folded: of each a shift is left.
    const parameters = recording.constants
      .filter(({ shape }) => shape.length > 0)
      .reduce((all, { shape }) => all + lengthOf(shape), 0);
    const asOnnx = await insideOfOnnx(writeOnnx(recording, {}), 'net.onnx', 32);
    const asGraph = await insideOfTfjs(filesOfGraph(writeGraphModel(recording, {})), 32);
    for (const inside of [asOnnx, asGraph]) {
      expect(inside.layers.map(({ multiplyAdds }) => multiplyAdds)).toEqual(
        costs.map(({ multiplyAdds }) => multiplyAdds),
      );
      expect(sum(inside, 'multiplyAdds')).toBe(model.multiplyAdds);
      expect(sum(inside, 'parameters')).toBe(parameters);
      expect(inside.layers.at(-1)).toMatchObject({ kind: 'linear', output: [4], bits: 32, sparsity: 0 });
      expect(inside.layers[0]).toMatchObject({ kind: 'conv', shape: [expect.any(Number), 3, 3, 3] });
      expect(inside.layers.some(({ kind }) => kind === 'depthwise')).toBe(family === 'mobilenetv2');
      expect(inside.operations.filter(({ kind }) => kind === 'add').length).toBeGreaterThan(2);
      const ids = new Set(inside.operations.map(({ id }) => id));
      expect(ids.size).toBe(inside.operations.length);
    }
    expect(asGraph.layers.map(({ shape, output }) => [shape, output])).toEqual(
      asOnnx.layers.map(({ shape, output }) => [shape, output]),
    );
  });

  it('is drawn as blocks that follow each other, each addition within one', async () => {
    const { recording } = await ours(family);
    const { operations } = await insideOfOnnx(writeOnnx(recording, {}), 'net.onnx', 32);
    const blocks = graphBlocks(operations, [3, 32, 32]);
    expect(new Set(blocks.map(({ name }) => name)).size).toBe(blocks.length);
    expect(blocks.length).toBeGreaterThan(3);
    for (const block of blocks) {
      const sums = block.operations.filter(({ kind }) => kind === 'add');
      const own = new Set(block.operations.map(({ id }) => id));
      for (const { inputs } of sums) expect(inputs.some((id) => own.has(id))).toBe(true);
    }
    expect(blocks.at(-1)?.gives).toEqual([4]);
  });
});

describe('a network in ONNX', () => {
  it('may have operations that are not known here: they keep their names, and what is not known is said to be so', async () => {
    const values = (length: number) => Float32Array.from({ length }, (_, i) => i % 2);
    const bytes = joined(
      modelProto(
        {
          name: 'made',
          nodes: [
            { operator: 'Conv', inputs: ['images', 'filter'], output: 'map' },
            { operator: 'PRelu', inputs: ['map', 'slopes'], output: 'bent' },
            { operator: 'NobodyKnowsThis', inputs: ['bent'], output: 'strange' },
            { operator: 'GlobalAveragePool', inputs: ['strange'], output: 'pooled' },
            { operator: 'Flatten', inputs: ['pooled'], output: 'means' },
            { operator: 'MatMul', inputs: ['means', 'matrix'], output: 'scores' },
          ],
          initialisers: [
            { name: 'filter', shape: [4, 3, 1, 1], values: values(12) },
            { name: 'slopes', shape: [4, 1, 1], values: values(4) },
            { name: 'matrix', shape: [4, 2], values: values(8) },
          ],
          inputs: [{ name: 'images', shape: ['N', 3, 8, 8] }],
          outputs: [{ name: 'scores', shape: ['N', 2] }],
        },
        { producer: 'a test', metadata: {} },
      ),
    );
    const { layers, operations } = await insideOfOnnx(bytes, 'net.onnx', 8);
    expect(layers).toMatchObject([
      { kind: 'conv', shape: [4, 3, 1, 1], multiplyAdds: Number.NaN, output: [], sparsity: 0.5 },
      { kind: 'other', operator: 'PRelu', parameters: 4, multiplyAdds: Number.NaN },
      { kind: 'linear', shape: [2, 4], multiplyAdds: 8, bits: 32, bytes: 32 },
    ]);
    expect(operations.map(({ kernelName, kind }) => kernelName ?? kind)).toEqual([
      'conv',
      'PRelu',
      'NobodyKnowsThis',
      'globalAverage',
      'reshape',
      'linear',
    ]);
  });
});

describe('a LayersModel', () => {
  it('tells the layers of models that lie in another, with their shapes', async () => {
    const tf = await import('@tensorflow/tfjs-layers');
    const body = tf.sequential({
      layers: [
        tf.layers.conv2d({
          inputShape: [8, 8, 3],
          filters: 4,
          kernelSize: 3,
          strides: 2,
          activation: 'relu',
        }),
        tf.layers.batchNormalization(),
        tf.layers.depthwiseConv2d({ kernelSize: 3 }),
        tf.layers.globalAveragePooling2d({}),
      ],
    });
    const head = tf.sequential({
      layers: [tf.layers.dense({ inputShape: [4], units: 5, activation: 'softmax' })],
    });
    const model = tf.sequential({ layers: [body, head] });
    setWaves(model, (values, shape) => tensor(values, shape));
    const { layers, operations } = await insideOfTfjs(await saved(model), 8);
    // 3 × 3 of the 8 × 8 pixels, every second one; then 1 × 1.
    expect(layers.map(({ kind, shape, output }) => [kind, shape, output])).toEqual([
      ['conv', [4, 3, 3, 3], [4, 3, 3]],
      ['batchNorm', [4], [4, 3, 3]],
      ['depthwise', [4, 1, 3, 3], [4, 1, 1]],
      ['linear', [5, 4], [5]],
    ]);
    expect(layers.map(({ multiplyAdds }) => multiplyAdds)).toEqual([108 * 9, 0, 36, 20]);
    expect(layers.map(({ parameters }) => parameters)).toEqual([112, 8, 40, 25]);
    expect(operations.map(({ kind }) => kind)).toEqual([
      'conv',
      'relu',
      'batchNorm',
      'depthwise',
      'globalAverage',
      'linear',
    ]);
    expect(operations[5]?.inputs).toEqual([operations[4]?.id]);
    model.dispose();
  });
});
