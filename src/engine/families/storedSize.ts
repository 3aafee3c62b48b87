/**
 * What a network takes where every layer is stored as tightly as its form allows, see `StoredLayer`. What belongs to no layer
 * with a weight, such as batch norm, counts 4 bytes a number.
 */
import type { LayerForms } from '../../spec/network/layerForms.ts';
import { type DenseLayer, weightsOf } from '../layers/forms/form.ts';
import type { HostParameters } from '../layers/hostParameters.ts';
import { storedLayer, storedNames } from './withForms.ts';

export interface StoredSize {
  readonly bytes: number;
  /** Of one number of the dense weights, in the mean; 32 where there are none. */
  readonly bits: number;
  /** The share of zeros among the weights that the layers work with. */
  readonly sparsity: number;
}

/** @param layers of the dense network, by `layersOf` */
export function storedSize(
  layers: readonly DenseLayer[],
  forms: LayerForms,
  tensors: HostParameters,
): StoredSize {
  const counted = new Set<string>();
  let [bytes, weights, bits, zeros] = [0, 0, 0, 0];
  for (const layer of layers) {
    const stored = storedLayer(layer, forms[layer.name], tensors);
    for (const name of storedNames(layer, forms[layer.name])) counted.add(name);
    bytes += stored.bytes;
    weights += weightsOf(layer);
    bits += weightsOf(layer) * stored.bits;
    zeros += stored.zeros;
  }
  for (const [name, { values }] of Object.entries(tensors)) {
    if (!counted.has(name)) bytes += values.byteLength;
  }
  return { bytes, bits: weights > 0 ? bits / weights : 32, sparsity: weights > 0 ? zeros / weights : 0 };
}
