/**
 * Small networks with weights that were drawn, and images for them, for tests.
 */
import { dispose, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { random } from '../../../base/random.ts';
import type { ModelName } from '../../../spec/choices.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import type { Model } from '../../families/model.ts';
import { type HostParameters, toDevice } from '../../layers/hostParameters.ts';
import { spreadOf } from '../../layers/spreadForTests.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';

export const drawnSide = 8;

/** With channels whose ranges differ a hundredfold. */
export function drawnNetwork(name: ModelName, seed: number, classes = 3): Checkpoint {
  const architecture = catalogue[name].architecture({
    ...{ classes, imageSize: drawnSide, width: 0.25, channelMultiple: 1 },
  });
  const stream = random(seed);
  const tensors = build(architecture).parameters.map(({ name: key, shape, initial }) => {
    const own = stream.fork(key);
    const values = new Float32Array(shape.reduce((product, length) => product * length, 1));
    const constant = initial.kind === 'constant' ? initial.value : 0;
    const spread = spreadOf(initial);
    const drawn = () => {
      if (key.endsWith('running_var')) return own.between(0.5, 2);
      if (initial.kind !== 'constant') return own.between(-spread, spread);
      return constant * 10 ** own.between(-1, 1) + own.between(-0.1, 0.1);
    };
    return [key, { shape, values: values.map(drawn) }] as const;
  });
  return { architecture, tensors: Object.fromEntries(tensors) };
}

/** [count, S, S, 3]; the taker disposes it. */
export function drawnImages(count: number, seed = 0): Tensor4D {
  const stream = random(seed).fork('images');
  const pixels = Float32Array.from({ length: count * drawnSide ** 2 * 3 }, () => stream.normal());
  return tensor4d(pixels, [count, drawnSide, drawnSide, 3]);
}

/** [count × K]; leaves no tensor. */
export function logitsFor(model: Model, tensors: HostParameters, images: Tensor4D): number[] {
  const parameters = toDevice(tensors);
  const found = tidy(() => Array.from(model.forward(parameters, images, { training: false }).dataSync()));
  dispose([images, ...Object.values(parameters)]);
  return found;
}
