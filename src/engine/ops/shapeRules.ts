/**
 * Rules for shapes that several operations follow.
 */
import { backend_util, type DataType, util } from '@tensorflow/tfjs-core';
import type { Shaped, ShapeRule } from './op.ts';
import { tfPadding } from './padding.ts';

type Inputs = Readonly<Record<string, Shaped>>;
type Shape4D = [number, number, number, number];

/** A mutable copy, as tfjs's own helpers want it; of an input that is missing, []. */
export const shapeOf = (inputs: Inputs, name: string): number[] => [...(inputs[name]?.shape ?? [])];

/** As an input. */
export const like =
  (name: string): ShapeRule =>
  (inputs) => ({ shape: shapeOf(inputs, name), dtype: inputs[name]?.dtype ?? 'float32' });

/** Of `a` and `b`, stretched as in numpy. */
export const broadcast =
  (dtype?: DataType): ShapeRule =>
  (inputs) => ({
    shape: backend_util.assertAndGetBroadcastShape(shapeOf(inputs, 'a'), shapeOf(inputs, 'b')),
    dtype: dtype ?? inputs.a?.dtype ?? 'float32',
  });

/** As an attribute says. */
export const stated =
  (attribute: string): ShapeRule =>
  (_, attributes) => ({ shape: attributes[attribute] as number[] });

/** The last axis alone. */
export const channels =
  (name: string): ShapeRule =>
  (inputs) => ({ shape: [inputs[name]?.shape.at(-1) ?? 1] });

interface Windows {
  readonly filterSize?: number | [number, number];
  readonly strides?: number | [number, number];
  readonly stride?: number | [number, number];
  readonly dilations?: number | [number, number];
  readonly pad?: number | 'valid' | 'same';
  readonly padding?: number | [number, number];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Of `x` and `filter`, in tfjs's attributes or in ours (`stride`, `padding`). */
export const convolved =
  (filters: 'dense' | 'depthwise'): ShapeRule =>
  (inputs, attributes) => {
    const { strides, stride, dilations, pad, padding, dimRoundingMode } = attributes as Windows;
    const { outShape } = backend_util.computeConv2DInfo(
      shapeOf(inputs, 'x') as Shape4D,
      shapeOf(inputs, 'filter') as Shape4D,
      strides ?? stride ?? 1,
      dilations ?? 1,
      pad ?? tfPadding(padding ?? 0),
      dimRoundingMode,
      filters === 'depthwise',
    );
    return { shape: outShape };
  };

export const pooled: ShapeRule = (inputs, attributes) => {
  const { filterSize = 1, strides = 1, pad = 0, dimRoundingMode } = attributes as Windows;
  const shape = shapeOf(inputs, 'x') as Shape4D;
  return {
    shape: backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode).outShape,
  };
};

/** Over the axes that an attribute has, all where it has none. */
export const reduced =
  (axes: string): ShapeRule =>
  (inputs, attributes) => {
    const shape = shapeOf(inputs, 'x');
    const over = axesOf(attributes[axes], shape);
    const kept = attributes.keepDims === true;
    const [left] = backend_util.computeOutAndReduceShapes(shape, over);
    return { shape: kept ? backend_util.expandShapeToKeepDim(left, over) : left };
  };

const axesOf = (axis: unknown, shape: readonly number[]): number[] =>
  util.parseAxisParam((axis ?? shape.map((_, i) => i)) as number | number[], [...shape]);

/** Of `a` and `b`, matrices or stacks of them. */
export const multiplied: ShapeRule = (inputs, attributes) => {
  const [a, b] = [shapeOf(inputs, 'a'), shapeOf(inputs, 'b')];
  const stacks = backend_util.assertAndGetBroadcastShape(a.slice(0, -2), b.slice(0, -2));
  const rows = a.at(attributes.transposeA === true ? -1 : -2) ?? 0;
  const columns = b.at(attributes.transposeB === true ? -2 : -1) ?? 0;
  return { shape: [...stacks, rows, columns] };
};
