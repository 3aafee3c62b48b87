/**
 * A node of a TensorFlow graph as JSON: protobuf's `NodeDef` and `AttrValue`, with 64-bit integers as text and
 * bytes in base64, as protobuf's JSON form has them.
 */

export interface GraphNode {
  readonly name: string;
  readonly op: string;
  /** Names of nodes. */
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, AttributeValue>>;
}

export type DataType = 'DT_FLOAT' | 'DT_INT32';

export interface TensorShape {
  readonly dim: readonly { readonly size: string }[];
}

export type AttributeValue =
  | { readonly s: string }
  | { readonly i: string }
  | { readonly b: boolean }
  | { readonly type: DataType }
  | { readonly shape: TensorShape }
  | { readonly tensor: { readonly dtype: DataType; readonly tensorShape: TensorShape } }
  | { readonly list: { readonly i?: readonly string[]; readonly s?: readonly string[] } };

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
export function constant(name: string, dtype: DataType, shape: readonly number[]): GraphNode {
  const value = { tensor: { dtype, tensorShape: tensorShape(shape) } };
  return { name, op: 'Const', input: [], attr: { dtype: { type: dtype }, value } };
}
