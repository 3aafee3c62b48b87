/**
 * What the lab knows of an operation, in one record. Everything that must know operations reads the catalogue: which kernels are
 * registered, the gradients, the meta backend's shapes, what the recorder tells of, and what both exporters write.
 */
import type { DataType, GradConfig, KernelFunc, NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import type { BackendName } from '../../spec/choices.ts';
import type { Writers } from './writing.ts';

export interface Op {
  /** The kernel's name: tfjs's own (`Conv2D`), or ours. */
  readonly name: string;
  /** Absent: what the operation takes of the memory is not known beforehand. */
  readonly shapes?: ShapeRule;
  /** The operation in others, for every backend without a kernel of its own; all there is with stock kernels. */
  readonly composed?: KernelFunc;
  /** What is registered over tfjs's kernel and over the composition. */
  readonly kernels?: Partial<Readonly<Record<BackendName, KernelFunc>>>;
  /** Backends for which tfjs has no such kernel, so that ours is registered with stock kernels too. */
  readonly lackedBy?: readonly BackendName[];
  readonly gradient?: OpGradient;
  /** Absent: a recording has the operations that it is composed of. */
  readonly writers?: Writers;
  /** The composition for a recording, where the usual one writes the picture's size into its attributes. */
  readonly recordedAs?: KernelFunc;
  /** The attribute, a list of lengths, in which one may depend on the input: a recording has −1 there. */
  readonly openLengths?: string;
  /** Of one whose results are whole numbers times a scale: the inputs and attributes that say which. */
  readonly grid?: {
    readonly scale: string;
    /** An input that is added to the levels; without it 0 is on the grid. */
    readonly zeroPoint: string;
    readonly least: string;
    readonly most: string;
  };
  /** The same operation with a bias vector, of results with so many axes; ONNX takes a sum that follows into it. */
  readonly withBias?: { readonly name: string; readonly axes: number };
}

export interface OpGradient extends Pick<GradConfig, 'inputsToSave' | 'outputsToSave' | 'saveAllInputs'> {
  /**
   * @param saved the inputs and outputs that are kept, in this order.
   * @returns dL/d input for each differentiable input, by name.
   */
  of(dy: Tensor, saved: Tensor[], attributes: NamedAttrMap): Readonly<Record<string, () => Tensor>>;
}

export interface Shaped {
  readonly shape: readonly number[];
  readonly dtype: DataType;
}

/** One result of an operation. */
export interface Made {
  readonly shape: readonly number[];
  /** float32 unless given. */
  readonly dtype?: DataType;
  /** Whose memory it is, where it is not its own: an input by name, or a result by its place. */
  readonly shares?: string | number;
}

/** What an operation gives, from shapes alone. */
export type ShapeRule = (
  inputs: Readonly<Record<string, Shaped>>,
  attributes: NamedAttrMap,
) => Made | readonly Made[];
