/**
 * Networks whose activations are held on their pieces: logits are linear in the first layer's weight then, however far it moves.
 */
import '@tensorflow/tfjs-backend-cpu';
import { memory, mul, sum, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import type { ModelName } from '../../../spec/choices.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import { relativeGap } from '../../families/relativeGap.ts';
import { type HeldKinks, heldKinks } from '../../layers/kinks.ts';
import { spreadOf } from '../../layers/spreadForTests.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { type LabelledBatch, lossGradients } from '../lossGradients.ts';
import { held } from '../quantising/folded.ts';

const [imageSize, classes, count] = [16, 3, 4];

function drawn(name: ModelName, width: number): Checkpoint {
  const architecture = catalogue[name].architecture({ classes, imageSize, width, channelMultiple: 1 });
  const tensors = build(architecture).parameters.map(({ name: key, shape, initial }) => {
    const values = new Float32Array(shape.reduce((product, length) => product * length, 1));
    const [middle, spread] = key.endsWith('running_var')
      ? [0.6, 0.3]
      : initial.kind === 'constant'
        ? [initial.value, 0.3]
        : [0, spreadOf(initial)];
    const own = random(3).fork(key);
    return [key, { shape, values: values.map(() => middle + own.between(-spread, spread)) }] as const;
  });
  return { architecture, tensors: Object.fromEntries(tensors) };
}

/** So large that ReLU6's bound and pooling's ties are met. */
function batch(): LabelledBatch {
  const stream = random(5);
  const pixels = Float32Array.from({ length: count * imageSize ** 2 * 3 }, () => stream.between(-6, 6));
  return {
    images: tensor4d(pixels, [count, imageSize, imageSize, 3]),
    labels: tensor2d([1, 0.5, -2, 0, 1, 3, -1, 1, 0, 2, 0, -1], [count, classes]),
  };
}

describe('a network whose activations are held', () => {
  beforeAll(startWasmInNode);

  it.each([
    ['cnn', 0.75],
    ['mlp', 0.75],
    ['resnet8', 0.5],
    ['resnet18', 0.2],
    ['resnet50', 0.1],
    ['mobilenet', 0.75],
    ['mobilenetv2', 0.5],
  ] as const)('is on its pieces alone: %s', async (name, width) => {
    const { architecture, tensors } = drawn(name, width);
    const model = build(architecture);
    const first = model.parameters[0]?.name ?? '';
    const { shape, values } = held(tensors, first);
    const own = random(4);
    const spread = 3 * Math.max(...values);
    const far = {
      ...tensors,
      [first]: { shape, values: values.map(() => own.between(-spread, spread)) },
    };
    const slopes = async (of: typeof tensors, kinks?: HeldKinks) => {
      const { gradients } = await lossGradients(model, of, [batch()], {
        loss: (logits, labels) => sum(mul(logits, labels)),
        bend: kinks?.bend,
      });
      return [...held(gradients, first).values];
    };
    const before = memory().numTensors;
    const kinks = heldKinks();
    const plain = await slopes(tensors);
    expect(relativeGap(await slopes(tensors, kinks), plain), 'where it is held').toBeLessThan(1e-6);
    expect(relativeGap(await slopes(far, kinks), plain), 'far from there').toBeLessThan(1e-5);
    expect(relativeGap(await slopes(far), plain), 'not held').toBeGreaterThan(0.1);
    kinks.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
