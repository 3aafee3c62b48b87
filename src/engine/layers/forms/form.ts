/**
 * What a form of a layer is to the engine: which parameters stand where the dense ones would, and how the layer's dense
 * weight and its input are made of them, inside of a gradient's tape.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import { type Axis, lengthOf, type ParameterSpec, type Parameters, shaped } from '../parameters.ts';

/** A layer with a weight as its family describes it. */
export interface DenseLayer {
  readonly name: string;
  /** `name.weight` */
  readonly weight: ParameterSpec;
  /** `name.bias`, in layers that have one. */
  readonly bias: ParameterSpec | undefined;
  /** The batch norm that follows it. */
  readonly norm: string | undefined;
}

export interface LayerForm<F> {
  /** In place of the weight's, the bias's and, where `foldsNorm`, the norm's. */
  specs(layer: DenseLayer, form: F): readonly ParameterSpec[];
  /** Whether batch norm is folded into weight and bias. */
  readonly foldsNorm: boolean;
  /** The layer's weight of its dense shape; differentiable. */
  weight(parameters: Parameters, layer: DenseLayer, form: F): Tensor;
  /** What the layer takes in place of its input; differentiable. */
  input?<T extends Tensor>(parameters: Parameters, layer: DenseLayer, form: F, x: T): T;
}

/** The axis of a weight's outputs, of a depthwise filter: its channels. */
export function outputAxis({ kind, axes }: ParameterSpec): Axis {
  return axes[kind === 'depthwise' ? 2 : axes.length - 1] ?? 1;
}

/** C, how many outputs a weight has; its element i belongs to i mod C. */
export const outputsOf = (weight: ParameterSpec): number => lengthOf(outputAxis(weight));

/** The bias that a layer has when its norm is folded into it, or that it has anyway. */
export function biasSpecs({ name, weight, bias, norm }: DenseLayer): readonly ParameterSpec[] {
  if (bias) return [bias];
  if (norm === undefined) return [];
  return [
    {
      name: `${name}.bias`,
      kind: 'vector',
      ...shaped([outputAxis(weight)]),
      role: 'trainable',
      initial: { kind: 'constant', value: 0 },
    },
  ];
}
