/**
 * What a form of a layer is to the engine: which parameters stand where the dense ones would, and how the layer's dense
 * weight and its input are made of them, inside of a gradient's tape.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayerName } from '../../../spec/network/layerForms.ts';
import type { HostParameters } from '../hostParameters.ts';
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

/** What a layer takes where it is stored as tightly as its form allows. */
export interface StoredLayer {
  /**
   * Of one number of its dense weight, in the mean: what the form keeps in place of the weight, without what it keeps once for
   * many weights (scales, shared values).
   */
  readonly bits: number;
  /** Of all that `specs` names, each of its tensors rounded up to whole bytes. */
  readonly bytes: number;
  /** How many numbers of the weight that the layer works with are 0. */
  readonly zeros: number;
}

/** Whole numbers that stand for a layer's weights, each of so many bits: how often each occurs, from the first on. */
export interface LayerCodes {
  readonly counts: readonly number[];
  readonly bits: number;
}

export interface LayerForm<F> {
  /** In place of the weight's, the bias's and, where `foldsNorm`, the norm's. */
  specs(layer: DenseLayer, form: F): readonly ParameterSpec[];
  /** Whether batch norm is folded into weight and bias. */
  readonly foldsNorm: boolean;
  /**
   * The layer's weight of its dense shape; differentiable.
   *
   * @param training whether a step is taken with it, see `ForwardContext`
   */
  weight(parameters: Parameters, layer: DenseLayer, form: F, training: boolean): Tensor;
  /** What the layer takes in place of its input; differentiable. */
  input?<T extends Tensor>(parameters: Parameters, layer: DenseLayer, form: F, x: T): T;
  /** The layer before it whose numbers it uses; none unless given. */
  lender?(form: F): LayerName | undefined;
  /** Of tensors that are not there, nothing. */
  stored(layer: DenseLayer, form: F, tensors: HostParameters): StoredLayer;
  /** Of a form that keeps indices or levels, `stored` at the same bits each. */
  codes?(layer: DenseLayer, form: F, tensors: HostParameters): LayerCodes;
}

/** How often each of the whole numbers least … least + 2^bits − 1 occurs. */
export function codesOf(numbers: Float32Array, bits: number, least = 0): LayerCodes {
  const counts = new Array<number>(2 ** bits).fill(0);
  for (const number of numbers) {
    const code = number - least;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return { counts, bits };
}

/** How many numbers the dense weight of a layer has. */
export const weightsOf = ({ weight }: Pick<DenseLayer, 'weight'>): number =>
  weight.axes.reduce<number>((product, axis) => product * lengthOf(axis), 1);

/** Of a tensor off the device; none where it is not there. */
export const valuesIn = (tensors: HostParameters, name: string): Float32Array =>
  tensors[name]?.values ?? new Float32Array(0);

/** Of numbers with so many bits each, packed. */
export const packedBytes = (numbers: number, bits: number): number => Math.ceil((numbers * bits) / 8);

/** Of float32. */
export const floatBytes = (tensors: HostParameters, ...names: readonly string[]): number =>
  names.reduce((sum, name) => sum + valuesIn(tensors, name).byteLength, 0);

export const zerosAmong = (values: Float32Array): number =>
  values.reduce((sum, value) => sum + Number(value === 0), 0);

/** The axis of a weight's outputs, of a depthwise filter: its channels. */
export function outputAxis({ kind, axes }: ParameterSpec): Axis {
  return axes[kind === 'depthwise' ? 2 : axes.length - 1] ?? 1;
}

/** C, how many outputs a weight has; its element i belongs to i mod C. */
export const outputsOf = (weight: ParameterSpec): number => lengthOf(outputAxis(weight));

/**
 * What the learning rate of numbers is multiplied by of which each is the value of so many weights: 1/√n. Their gradients are sums of
 * n, which grow as √n where they have nothing to do with one another, so that a step is as long as that of a weight of its own.
 */
export const sharedRate = (weights: number, numbers: number, rate = 1): number =>
  rate / Math.sqrt(Math.max(1, weights / numbers));

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
