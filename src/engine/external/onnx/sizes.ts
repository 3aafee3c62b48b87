/**
 * How big an ONNX network is.
 */
import type { ModelConstant, OnnxModel } from './readModel.ts';

/** Bytes of a number of each `TensorProto.DataType`; booleans and 8 bits take one. */
export const widths: Readonly<Record<number, number>> = {
  1: 4,
  4: 2,
  5: 2,
  6: 4,
  7: 8,
  10: 2,
  11: 8,
  12: 4,
  13: 8,
  16: 2,
};
/** Floating point of 16, 32 and 64 bits, and the 8 bits of quantised weights. */
export const trainedTypes = new Set([1, 10, 11, 16, 2, 3]);

/**
 * `parameters` counts the numbers that were trained: no running statistics of batch norms, no single numbers, no shapes.
 * `bytes` is of all constants.
 */
export function sizesOf({ constants, nodes }: OnnxModel): {
  readonly parameters: number;
  readonly bytes: number;
} {
  const statistics = new Set(
    nodes.flatMap(({ operator, inputs }) => (operator === 'BatchNormalization' ? inputs.slice(3, 5) : [])),
  );
  let [parameters, bytes] = [0, 0];
  for (const [name, constant] of constants) {
    const count = countOf(constant);
    bytes += count * (widths[constant.type] ?? 1);
    const isTrained = constant.shape.length > 0 && trainedTypes.has(constant.type) && !statistics.has(name);
    if (isTrained) parameters += count;
  }
  return { parameters, bytes };
}

const countOf = ({ shape }: ModelConstant) => shape.reduce((product, length) => product * length, 1);
