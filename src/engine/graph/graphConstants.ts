/**
 * The constants of a graph as `model.json` lists them and `weights.bin` holds them. Those on a grid of whole numbers are kept as bytes,
 * which tfjs makes float32 of as it loads them; their scales, of which its format knows one for a whole tensor, are multiplied in
 * the graph. So fewer bytes are loaded, and nothing runs faster.
 *
 * @see https://github.com/tensorflow/tfjs/blob/master/tfjs-core/src/io/types.ts for `WeightsManifestEntry`
 */
import type { GraphNode } from '../ops/writing.ts';
import { constant, float } from './graphNode.ts';
import { type ConstantGrid, levelsOf, type RecordedConstant } from './recording.ts';

export interface GraphConstant {
  /** Of the manifest. */
  readonly entry: {
    readonly name: string;
    readonly shape: readonly number[];
    readonly dtype: 'float32' | 'int32';
    /** A byte b stands for b · scale + min. */
    readonly quantization?: { readonly dtype: 'uint8'; readonly scale: number; readonly min: number };
  };
  readonly nodes: readonly GraphNode[];
  readonly values: Float32Array | Int32Array | Uint8Array;
}

export function graphConstants(given: RecordedConstant): readonly GraphConstant[] {
  return given.grid ? onGrid(given, given.grid) : [plain(given)];
}

function plain({ name, shape, values }: RecordedConstant): GraphConstant {
  const isFloat = values instanceof Float32Array;
  return {
    entry: { name, shape, dtype: isFloat ? 'float32' : 'int32' },
    nodes: [constant(name, isFloat ? 'DT_FLOAT' : 'DT_INT32', shape)],
    values,
  };
}

/** Bytes that begin at the lowest level; a product of them and the scales has the constant's name. */
function onGrid(given: RecordedConstant, grid: ConstantGrid): readonly GraphConstant[] {
  const { name, shape } = given;
  const { scales, least, most } = grid;
  if (most - least > 255) throw new Error(`${name} has more levels than a byte.`);
  const [levels, factors] = [`${name}/levels`, `${name}/scales`];
  // A single one goes with any shape; several stand along the last axis that has more than one place.
  const ones = scales.length === 1 ? [] : shape.slice(shape.findLastIndex((length) => length !== 1) + 1);
  const scaling = plain({ name: factors, shape: [scales.length, ...ones], values: scales });
  const product = { name, op: 'Mul', input: [levels, factors], attr: { T: float } };
  return [
    {
      entry: {
        name: levels,
        shape,
        dtype: 'float32',
        quantization: { dtype: 'uint8', scale: 1, min: least },
      },
      nodes: [constant(levels, 'DT_FLOAT', shape)],
      values: Uint8Array.from(levelsOf(given, grid), (level) => level - least),
    },
    { ...scaling, nodes: [...scaling.nodes, product] },
  ];
}
