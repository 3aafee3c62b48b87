/**
 * The door between PyTorch's layouts and ours; nowhere else does a layout change.
 */
import type { ParameterKind } from '../layers/parameters.ts';

/** For each kind, the axis of ours that each PyTorch axis is, in PyTorch's order. See `ParameterKind`. */
const axes: Readonly<Record<ParameterKind, readonly number[] | undefined>> = {
  conv: [3, 2, 0, 1],
  depthwise: [2, 3, 0, 1],
  linear: [1, 0],
  vector: undefined,
};

/** What belongs to each axis of a parameter of ours, in the order of PyTorch's. */
export function torchOrder<T>(kind: ParameterKind, ofAxes: readonly T[]): readonly T[] {
  return axes[kind]?.map((axis) => ofAxes[axis] as T) ?? ofAxes;
}

/** The shape that PyTorch gives a parameter of our `shape`. */
export const torchShape = (kind: ParameterKind, shape: readonly number[]): readonly number[] =>
  torchOrder(kind, shape);

/** @param shape ours */
export function toTorchLayout(
  kind: ParameterKind,
  shape: readonly number[],
  values: Float32Array,
): Float32Array {
  const order = axes[kind];
  return order ? permuted(values, shape, order) : values.slice();
}

/** @param shape ours */
export function fromTorchLayout(
  kind: ParameterKind,
  shape: readonly number[],
  values: Float32Array,
): Float32Array {
  const order = axes[kind];
  if (!order) return values.slice();
  const inverse = order.map((_, axis) => order.indexOf(axis));
  return permuted(values, torchShape(kind, shape), inverse);
}

/** numpy's `transpose(order)`: axis i of the result is axis `order[i]` of the source. */
export function permuted(
  values: Float32Array,
  shape: readonly number[],
  order: readonly number[],
): Float32Array {
  const strides = shape.map((_, i) => shape.slice(i + 1).reduce((product, length) => product * length, 1));
  const lengths = order.map((axis) => shape[axis] ?? 0);
  const steps = order.map((axis) => strides[axis] ?? 0);
  const result = new Float32Array(values.length);
  const position = lengths.map(() => 0);
  let source = 0;
  for (let i = 0; i < result.length; i++) {
    result[i] = values[source] ?? 0;
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      const next = (position[axis] ?? 0) + 1;
      source += steps[axis] ?? 0;
      if (next < (lengths[axis] ?? 0)) {
        position[axis] = next;
        break;
      }
      source -= next * (steps[axis] ?? 0);
      position[axis] = 0;
    }
  }
  return result;
}
