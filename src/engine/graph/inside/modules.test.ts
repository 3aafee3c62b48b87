import '@tensorflow/tfjs-backend-cpu';
import { dispose, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import type { ModelName } from '../../../spec/choices.ts';
import { catalogue } from '../../families/catalogue.ts';
import { toHost } from '../../layers/hostParameters.ts';
import { registerKernels } from '../../ops/registerKernels.ts';
import { drawnParameters } from '../drawnNetwork.ts';
import { exportedSize } from '../exportedSize.ts';
import { inModules } from './modules.ts';
import { graphOperations } from './operations.ts';
import { type RecordedShapes, recordShapes } from './recordShapes.ts';

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

async function recorded(name: ModelName, width: number): Promise<RecordedShapes> {
  const model = catalogue[name].build({ classes: 3, imageSize: 16, width });
  const parameters = drawnParameters(model.parameters);
  const tensors = await toHost(parameters);
  dispose({ ...parameters });
  return recordShapes(model, tensors, { imageSize: 16, readsOneSize: exportedSize(name, 16) !== undefined });
}

const perceptron = ['layerNorm', 'linear', 'gelu', 'linear', 'add'];
it.each([
  ['vit-tiny', 0.34, 'blocks.1', ['layerNorm', 'linear', 'attention', 'linear', 'add', ...perceptron]],
  ['cct-2', 0.5, 'classifier.blocks.1', ['layerNorm', 'linear', 'attention', 'linear', 'add', ...perceptron]],
  [
    'convnext-cifar',
    0.25,
    'features.1.1',
    ['depthwise', 'layerNorm', 'conv', 'gelu', 'conv', 'multiply', 'add'],
  ],
] as const)('a block of %s is drawn as its modules', async (name, width, block, expected) => {
  const operations = graphOperations(await recorded(name, width)).filter((one) => one.block === block);
  // Tokens are rows of a matrix in linear layers.
  expect(operations.map(({ kind }) => kind).filter((kind) => kind !== 'reshape')).toEqual(expected);
});

it('a block of RedNet has one involution, of the map and of the kernels that were made of it', async () => {
  const operations = graphOperations(await recorded('rednet-cifar', 0.5)).filter(
    ({ block }) => block === 'layer1.1',
  );
  const [involution, ...others] = operations.filter(({ kind }) => kind === 'involution');
  expect(others).toEqual([]);
  const sources = operations.filter(({ id }) => involution?.inputs.includes(id));
  expect(sources.map(({ kind, layer }) => [kind, layer])).toEqual([
    ['relu', undefined],
    ['conv', 'layer1.1.conv2.conv2.conv'],
  ]);
  expect(operations.filter(({ kind }) => kind === 'other' || kind === 'slice')).toEqual([]);
});

it('leaves steps as they are where something in their midst is looked at from outside', async () => {
  const { steps } = await recorded('convnext-cifar', 0.25);
  const modules = inModules(steps);
  const norms = modules.filter(({ kernel }) => kernel === 'LayerNorm');
  expect(norms.length).toBeGreaterThan(6);
  const place = steps.findIndex(({ kernel }) => kernel === 'Rsqrt');
  const [seen, last] = [steps[place], steps.at(-1)];
  if (!seen || !last) throw new Error('nothing was recorded');
  const looking = [...steps, { ...last, inputs: { ...last.inputs, beside: seen.output }, output: 'beside' }];
  expect(inModules(looking).filter(({ kernel }) => kernel === 'LayerNorm')).toHaveLength(norms.length - 1);
});
