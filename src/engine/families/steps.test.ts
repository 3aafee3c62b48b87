import '@tensorflow/tfjs-backend-cpu';
import { dispose, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { modelNames } from '../../spec/choices.ts';
import { recordNetwork } from '../graph/record.ts';
import { initialise } from '../layers/initialise.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { catalogue } from './catalogue.ts';
import { fittingSize } from './sizesForTests.ts';

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

it.each(modelNames)('the filters of %s move as they say', async (name) => {
  const imageSize = fittingSize(name, 16);
  const network = catalogue[name].build({ classes: 2, imageSize, width: 0.1 });
  const parameters = initialise(network.parameters, random(1));
  const { steps } = await recordNetwork(network, parameters, { imageSize });
  dispose(parameters);
  // Norms without a filter of their own, and layers at each pixel, run as filters of a pixel.
  const others = new Set<unknown>(
    network.parameters.flatMap(({ steps: moves, name: other }) => (moves ? [] : [other])),
  );
  const ran = steps
    .filter(({ kernel }) => /^(Fused)?(Conv2D|DepthwiseConv2dNative|DepthwiseConv2D)$/.test(kernel))
    .map(({ inputs, attributes: { strides, pad } }) => {
      const filter = (inputs.filter ?? '').replace(/\/folded.*$/, '');
      return [filter, [strides].flat()[0], pad === 'valid' ? 0 : pad];
    })
    .filter(([filter]) => !others.has(filter));
  const said = network.parameters.flatMap(({ name: filter, steps: moves }) =>
    moves ? [[filter, moves.stride, moves.padding]] : [],
  );
  expect(ran.sort()).toEqual(said.sort());
});
