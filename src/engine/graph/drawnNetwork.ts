/**
 * Weights and images to try writers with, and the reader of what they wrote; for tests.
 */
import type { GraphModel } from '@tensorflow/tfjs-converter';
import { io, mul, type Tensor, type Tensor4D, tensor1d, tensor4d } from '@tensorflow/tfjs-core';
import { random } from '../../base/random.ts';
import { initialise } from '../layers/initialise.ts';
import { tamed } from '../layers/involution/tamedForTests.ts';
import type { ParameterSpec, Parameters } from '../layers/parameters.ts';
import type { GraphModelFiles } from './graphModel.ts';

/** Drawn weights with running statistics as of a network that was trained. */
export function drawnParameters(specs: readonly ParameterSpec[]): Parameters {
  const ranges: Readonly<Record<string, readonly [number, number]>> = {
    weight: [0.5, 1.5],
    bias: [-0.3, 0.3],
    running_mean: [-0.5, 0.5],
    running_var: [0.5, 2],
  };
  const stream = random(5, 'vectors');
  const drawn: Record<string, Tensor> = { ...initialise(specs, random(4)) };
  for (const { name, kind, shape } of specs) {
    const small = drawn[name];
    if (small && tamed(name) !== 1) {
      drawn[name] = mul(small, tamed(name));
      small.dispose();
    }
    const range = ranges[name.split('.').at(-1) ?? ''];
    if (kind !== 'vector' || !range) continue;
    drawn[name]?.dispose();
    drawn[name] = tensor1d(Array.from({ length: shape[0] ?? 0 }, () => stream.between(...range)));
  }
  return drawn;
}

export function drawnImages(batch: number, size: number): Tensor4D {
  const stream = random(6, 'images');
  const values = Float32Array.from({ length: batch * size * size * 3 }, () => stream.normal());
  return tensor4d(values, [batch, size, size, 3]);
}

/** Reads the two files as `loadGraphModel` does a folder. */
export async function opened({ modelJson, weights }: GraphModelFiles): Promise<GraphModel> {
  const { loadGraphModel } = await import('@tensorflow/tfjs-converter');
  return loadGraphModel(inMemory({ modelJson, weights }));
}

/** The two files where `loadGraphModel` asks for an address. */
export function inMemory({ modelJson, weights }: GraphModelFiles): io.IOHandler {
  const json = JSON.parse(new TextDecoder().decode(modelJson)) as io.ModelJSON;
  const weightSpecs = json.weightsManifest.flatMap((group) => group.weights);
  return io.fromMemory({ ...json, weightSpecs, weightData: weights.slice().buffer });
}
