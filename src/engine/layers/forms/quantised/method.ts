/**
 * What a way to quantise weights or inputs is to the form `quantised`: a file for each, with the parameters that it learns beside
 * the weight and its straight-through gradient.
 */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { LayerFormOf } from '../../../../spec/network/layerForms.ts';
import type { HostParameters } from '../../hostParameters.ts';
import { type Axis, type ParameterSpec, type Parameters, shaped } from '../../parameters.ts';
import { type DenseLayer, outputAxis } from '../form.ts';

type Form = LayerFormOf<'quantised'>;
export type WeightSettings = NonNullable<Form['weights']>;
export type InputSettings = NonNullable<Form['activations']>;

export interface WeightMethod {
  /** Parameters beside the weight and the bias. */
  specs(layer: DenseLayer, settings: WeightSettings): readonly ParameterSpec[];
  /**
   * The weight that the layer works with, of the weight's shape; differentiable.
   *
   * @param counter of the noise that it is rounded with, see `rounding.ts`; to the nearest level unless given, and by methods that
   *   have no uniform levels
   */
  made(parameters: Parameters, layer: DenseLayer, settings: WeightSettings, counter?: Tensor1D): Tensor;
  /** Of one weight where it is stored. */
  bits(settings: WeightSettings): number;
  /** How many float32 are stored beside the levels, to make weights of them. */
  scales(layer: DenseLayer, settings: WeightSettings): number;
  /** How many of the weights that the layer works with are 0. */
  zeros(layer: DenseLayer, settings: WeightSettings, tensors: HostParameters): number;
}

export interface InputMethod {
  specs(layer: DenseLayer, settings: InputSettings): readonly ParameterSpec[];
  /** What the layer takes in place of x, of its shape; differentiable. */
  made(parameters: Parameters, layer: DenseLayer, settings: InputSettings, x: Tensor): Tensor;
}

/** A scale or the like: positive, without weight decay. */
export function scaleSpec(
  name: string,
  axis: Axis,
  role: ParameterSpec['role'] = 'trainable',
  value = 1,
): ParameterSpec {
  return { name, kind: 'vector', ...shaped([axis]), role, decay: 0, initial: { kind: 'constant', value } };
}

/** One number for the layer, or one for each output. */
export const scaleAxis = ({ weight }: DenseLayer, { per }: WeightSettings): Axis =>
  per === 'channel' ? outputAxis(weight) : 1;

/** Below this a learned scale counts as this: one that crossed 0 would turn its grid round. */
export const leastScale = 1e-6;
