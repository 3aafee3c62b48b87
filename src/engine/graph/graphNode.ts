/**
 * Nodes of a TensorFlow graph and their attributes.
 */
import type { AttributeValue, GraphNode, GraphType, TensorShape } from '../ops/writing.ts';

export const float = { type: 'DT_FLOAT' } as const satisfies AttributeValue;

/** ASCII alone. */
export const text = (value: string): AttributeValue => ({ s: btoa(value) });
export const texts = (values: readonly string[]): AttributeValue => ({
  list: { s: values.map((value) => btoa(value)) },
});
export const integer = (value: number): AttributeValue => ({ i: String(value) });
export const integers = (values: readonly number[]): AttributeValue => ({ list: { i: values.map(String) } });
export const flag = (value: boolean): AttributeValue => ({ b: value });

/** @param shape with −1 where any length will do. */
export const tensorShape = (shape: readonly number[]): TensorShape => ({
  dim: shape.map((length) => ({ size: String(length) })),
});

export function placeholder(name: string, shape: readonly number[]): GraphNode {
  return { name, op: 'Placeholder', input: [], attr: { dtype: float, shape: { shape: tensorShape(shape) } } };
}

/** Its values are in the weights, under its name. */
export function constant(name: string, dtype: GraphType, shape: readonly number[]): GraphNode {
  const value = { tensor: { dtype, tensorShape: tensorShape(shape) } };
  return { name, op: 'Const', input: [], attr: { dtype: { type: dtype }, value } };
}
