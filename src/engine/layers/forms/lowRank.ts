/**
 * A layer whose weight, as a matrix of inputs (with the places of a filter) by outputs, is a product A·B of rank r: [n, r]·[r, out].
 * The truncated singular value decomposition is the nearest such product (Eckart & Young 1936). It is multiplied out before the
 * layer runs: fewer numbers are learned and kept, and no fewer operations are done.
 */
import { matMul, reshape, type Tensor2D } from '@tensorflow/tfjs-core';
import type { LayerFormOf } from '../../../spec/network/layerForms.ts';
import { lengthOf, named, type ParameterSpec, shaped } from '../parameters.ts';
import { type DenseLayer, type LayerForm, outputAxis, outputsOf } from './form.ts';

/** A: of a filter [kh, kw, in, r], of a matrix [in, r], of a depthwise filter [kh·kw, r]. */
export const leftName = (layer: string) => `${layer}.weight_left`;
/** B, [r, out] */
export const rightName = (layer: string) => `${layer}.weight_right`;

/** n and out: the weight as a matrix. A depthwise filter is [kh·kw, C]. */
export function matrixShape({
  weight,
}: Pick<DenseLayer, 'weight'>): readonly [rows: number, columns: number] {
  const columns = outputsOf(weight);
  return [weight.shape.reduce((product, length) => product * length, 1) / columns, columns];
}

export const lowRank: LayerForm<LayerFormOf<'lowRank'>> = {
  foldsNorm: false,
  specs(layer, { rank }) {
    const { weight, bias } = layer;
    const { kind, axes, role, rate, normalisedBy } = weight;
    const [rows] = matrixShape(layer);
    // Of such a deviation that products of two vary as dense weights do by Kaiming's rule.
    const initial = { kind: 'uniform', bound: Math.sqrt(3) * (2 / (rows * rank)) ** 0.25 } as const;
    const factor = { role, initial, ...(rate === undefined ? {} : { rate }) };
    const left = kind === 'depthwise' ? [rows, rank] : [...axes.slice(0, -1), rank];
    const specs: ParameterSpec[] = [
      { ...factor, name: leftName(layer.name), kind: kind === 'conv' ? kind : 'linear', ...shaped(left) },
      {
        ...factor,
        name: rightName(layer.name),
        kind: 'linear',
        ...shaped([rank, outputAxis(weight)]),
        // A norm's scale goes with the outputs, which only this factor has.
        ...(normalisedBy === undefined ? {} : { normalisedBy }),
      },
    ];
    return bias ? [...specs, bias] : specs;
  },
  weight(parameters, { name, weight }, { rank }) {
    const left = reshape(named(parameters, leftName(name)), [-1, rank]);
    const product = matMul(left as Tensor2D, named<Tensor2D>(parameters, rightName(name)));
    return reshape(product, weight.axes.map(lengthOf));
  },
};
