/**
 * A layer whose weight and input are put on grids of whole numbers and back (Jacob et al. 2018, arXiv 1712.05877): the weight
 * symmetrically, with a scale for each output channel, the input affinely, with one scale and one zero point. Batch norm is
 * folded into weight and bias. Learning moves the real-valued weight and the bias through the straight-through estimator; the
 * grids stay.
 *
 * Levels of b bits: −2^(b − 1) … 2^(b − 1) − 1 of weights, 0 … 2^b − 1 of inputs.
 */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { LayerFormOf } from '../../../spec/network/layerForms.ts';
import {
  fakeQuantise,
  fakeQuantiseGradient,
  type Levels,
  type QuantisedTensors,
} from '../../ops/fakeQuantise/fakeQuantise.ts';
import { type Axis, named, type ParameterSpec, shaped } from '../parameters.ts';
import { withGradient } from '../withGradient.ts';
import { biasSpecs, codesOf, floatBytes, type LayerForm, outputAxis, packedBytes, valuesIn } from './form.ts';

/** Of one weight: [C]. */
export const weightScaleName = (layer: string) => `${layer}.weight_scale`;
/** Of the input: [1]. */
export const inputScaleName = (layer: string) => `${layer}.input_scale`;
export const inputZeroPointName = (layer: string) => `${layer}.input_zero_point`;

export const weightLevels = (bits: number): Levels => ({
  least: -(2 ** (bits - 1)),
  most: 2 ** (bits - 1) - 1,
});
export const inputLevels = (bits: number): Levels => ({ least: 0, most: 2 ** bits - 1 });

/** The unit of a bias: what one level of the weight times one level of the input is, as float32. */
export const biasScale = (weightScale: number, inputScale: number) => Math.fround(weightScale * inputScale);

const fixed = (name: string, axis: Axis, value: number): ParameterSpec => ({
  name,
  kind: 'vector',
  ...shaped([axis]),
  role: 'frozen',
  initial: { kind: 'constant', value },
});

export const fakeQuantised: LayerForm<LayerFormOf<'fakeQuantised'>> = {
  foldsNorm: true,
  specs(layer) {
    const { normalisedBy, ...weight } = layer.weight;
    return [
      weight,
      ...biasSpecs(layer),
      fixed(weightScaleName(layer.name), outputAxis(layer.weight), 1),
      fixed(inputScaleName(layer.name), 1, 1),
      fixed(inputZeroPointName(layer.name), 1, 0),
    ];
  },
  weight(parameters, { name }, { bits }) {
    const scale = named<Tensor1D>(parameters, weightScaleName(name));
    return straightThrough({ x: named(parameters, `${name}.weight`), scale }, weightLevels(bits));
  },
  input(parameters, { name }, { activationBits }, x) {
    const scale = named<Tensor1D>(parameters, inputScaleName(name));
    const zeroPoint = named<Tensor1D>(parameters, inputZeroPointName(name));
    return straightThrough({ x, scale, zeroPoint }, inputLevels(activationBits)) as typeof x;
  },
  codes({ name, weight }, { bits }, tensors) {
    const scales = valuesIn(tensors, weightScaleName(name));
    const { least, most } = weightLevels(bits);
    const levels = valuesIn(tensors, weight.name).map((value, i) =>
      Math.min(most, Math.max(least, Math.round(value / (scales[i % scales.length] ?? 1)))),
    );
    return codesOf(levels, bits, least);
  },
  /** Weights packed, biases as 32 bits, a float32 for each scale, the input's zero point as a byte. */
  stored({ name, weight }, { bits }, tensors) {
    const [values, scales] = [valuesIn(tensors, weight.name), valuesIn(tensors, weightScaleName(name))];
    return {
      bits,
      bytes:
        packedBytes(values.length, bits) +
        floatBytes(tensors, `${name}.bias`, weightScaleName(name), inputScaleName(name)) +
        valuesIn(tensors, inputZeroPointName(name)).length,
      // Halves go to the even level, 0.
      zeros: values.reduce(
        (sum, value, i) => sum + Number(Math.abs(value) <= (scales[i % scales.length] ?? 0) / 2),
        0,
      ),
    };
  },
};

/** `fakeQuantise` with its gradient with respect to x. */
export function straightThrough({ x, scale, zeroPoint }: QuantisedTensors, levels: Levels): Tensor {
  return withGradient(
    [x],
    (save) => {
      save([x]);
      return fakeQuantise({ x, scale, zeroPoint }, levels);
    },
    (dy, [input]) => [fakeQuantiseGradient(dy, { x: input ?? x, scale, zeroPoint }, levels)],
  );
}
