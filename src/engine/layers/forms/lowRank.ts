/**
 * A layer whose weight, as a matrix of inputs (with the places of a filter) by outputs, is a product A·B of rank r: [n, r]·[r, out].
 * The truncated singular value decomposition is the nearest such product (Eckart & Young 1936). It is multiplied out before the
 * layer runs: fewer numbers are learned and kept, and no fewer operations are done.
 */
import { matMul, reshape, type Tensor2D } from '@tensorflow/tfjs-core';
import type { LayerFormOf } from '../../../spec/network/layerForms.ts';
import { lengthOf, named, type ParameterSpec, shaped } from '../parameters.ts';
import {
  type DenseLayer,
  floatBytes,
  type LayerForm,
  outputAxis,
  outputsOf,
  valuesIn,
  weightsOf,
} from './form.ts';

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
  /** Zeros are counted where a row of A or a column of B is all zeros. */
  stored(layer, { rank }, tensors) {
    const { name, bias } = layer;
    const [rows, columns] = matrixShape(layer);
    const [left, right] = [valuesIn(tensors, leftName(name)), valuesIn(tensors, rightName(name))];
    const isUsed = (at: (r: number) => number | undefined) =>
      Array.from({ length: rank }, (_, r) => at(r) ?? 0).some((value) => value !== 0);
    const usedOf = (length: number, at: (i: number, r: number) => number | undefined) =>
      Array.from({ length }, (_, i) => Number(isUsed((r) => at(i, r)))).reduce((sum, one) => sum + one, 0);
    const [usedRows, usedColumns] = [
      usedOf(rows, (row, r) => left[row * rank + r]),
      usedOf(columns, (column, r) => right[r * columns + column]),
    ];
    return {
      bits: (32 * rank * (rows + columns)) / weightsOf(layer),
      bytes: floatBytes(tensors, leftName(name), rightName(name), ...(bias ? [bias.name] : [])),
      zeros: rows * columns - usedRows * usedColumns,
    };
  },
};
