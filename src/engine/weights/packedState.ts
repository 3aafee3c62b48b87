/**
 * Weights of fewer than eight bits in a safetensors file, which has no type for them: the levels of `L.weight` lie as
 * `L.weight_packed`, one row of uint8, see `packBits`, each plus 2^(bits − 1), in PyTorch's order. The metadata's `packed` is JSON that
 * says of every such weight by its name its `bits` and `shape`; scales and zero points lie beside it as those of eight bits do, see
 * `quantisedState.ts`. The indices of a codebook, `L.weight_index`, lie so too, as they are, at ⌈log2 k⌉ bits each, beside its values
 * `L.weight_codebook`, float32 [k].
 */
import * as v from 'valibot';
import { jsonExcess } from '../../base/jsonExcess.ts';
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import { codebookIndexName } from '../layers/forms/codebook.ts';
import { packBits, packedLength, unpackBits } from './packedBits.ts';
import type { StoredTensor, StoredTensors } from './storedTensor.ts';

const end = '_packed';

const packedSchema = v.record(
  v.string(),
  v.object({
    bits: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)),
    shape: v.pipe(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(1))), v.maxLength(8)),
  }),
);

/** Bits and shape of weights that are packed, by their names. */
export type PackedWeights = Readonly<
  Record<string, { readonly bits: number; readonly shape: readonly number[] }>
>;

export const packedName = (weight: string) => `${weight}${end}`;

/** @param levels from −2^(bits − 1) on */
export const packedLevels = (levels: ArrayLike<number>, bits: number): Uint8Array<ArrayBuffer> =>
  packBits(
    Array.from(levels, (level) => level + 2 ** (bits - 1)),
    bits,
  );

export const packedMetadata = (packed: PackedWeights): Readonly<Record<string, string>> =>
  Object.keys(packed).length > 0 ? { packed: JSON.stringify(packed) } : {};

/**
 * Tensors with those of packed weights in place of their bytes, as int8.
 *
 * @throws ProblemError `weights-invalid` where the metadata says what the bytes are not
 */
export function unpacked(
  tensors: StoredTensors,
  { packed: said }: Readonly<Record<string, string>>,
): StoredTensors {
  if (said === undefined) return tensors;
  const packed = readPacked(said);
  const all = new Map(tensors);
  for (const [name, { bits, shape }] of Object.entries(packed)) {
    const stored = tensors.get(packedName(name));
    const length = shape.reduce((product, one) => product * one, 1);
    if (stored?.dtype !== 'uint8' || stored.shape.join() !== String(packedLength(length, bits))) {
      throw unfit(name);
    }
    all.delete(packedName(name));
    all.set(
      name,
      isIndex(name) ? indicesOf(stored, bits, shape, length) : levelsOf(stored, bits, shape, length),
    );
  }
  return all;
}

const isIndex = (name: string) => name.endsWith(codebookIndexName(''));

const indicesOf = (
  stored: StoredTensor,
  bits: number,
  shape: readonly number[],
  length: number,
): StoredTensor => ({
  ...{ shape, dtype: 'float32' },
  values: async () => Float32Array.from(unpackBits(await stored.values(), bits, length)),
});

const levelsOf = (
  stored: StoredTensor,
  bits: number,
  shape: readonly number[],
  length: number,
): StoredTensor => ({
  ...{ shape, dtype: 'int8' },
  values: async () =>
    Float32Array.from(unpackBits(await stored.values(), bits, length), (level) => level - 2 ** (bits - 1)),
});

function readPacked(said: string): PackedWeights {
  if (jsonExcess(said) !== undefined) throw unfit('packed');
  try {
    return v.parse(packedSchema, JSON.parse(said));
  } catch {
    throw unfit('packed');
  }
}

const unfit = (name: string) =>
  problem(
    'weights-invalid',
    words`The safetensors file says of its packed weights “${name.slice(0, 80)}” what its bytes are not.`,
    'Export the network again from the lab, and drop the new file.',
  );
