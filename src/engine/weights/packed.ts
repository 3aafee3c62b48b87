/**
 * Whole numbers of few bits in a safetensors file, which has no such type: a tensor of bytes, U8 of shape [⌈n·b/8⌉], and beside it, in
 * the file's metadata under `packed`, what it stands for:
 *
 *     { "conv1.weight_index": { "bits": 4, "shape": [16, 3, 3, 3] }, … }
 *
 * Number i has the bits i·b … i·b + b − 1 of the bytes, each byte's lowest bit first, in the row-major order of the shape; `least` (0
 * unless given) is added to each. So are kept the indices of layers with a codebook (`L.weight_index`, ⌈log2 k⌉ bits), whose values
 * are `L.weight_codebook`, float32 [k].
 */
import * as v from 'valibot';
import { jsonExcess } from '../../base/jsonExcess.ts';
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { LayerForms } from '../../spec/network/layerForms.ts';
import { codebookIndexName, indexBits } from '../layers/forms/codebook.ts';
import type { WrittenTensor } from './safetensors.ts';
import type { StoredTensor } from './storedTensor.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const entrySchema = v.object({
  bits: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)),
  shape: v.array(count),
  least: v.exactOptional(v.pipe(v.number(), v.integer())),
});
const packedSchema = v.record(v.string(), entrySchema);

/** What a tensor of bytes stands for. */
export type PackedEntry = v.InferOutput<typeof entrySchema>;
export type PackedEntries = Readonly<Record<string, PackedEntry>>;

/** @param numbers whole, least … least + 2^bits − 1 */
export function packed(numbers: ArrayLike<number>, bits: number, least = 0): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((numbers.length * bits) / 8));
  let at = 0;
  for (let i = 0; i < numbers.length; i++) {
    const number = (numbers[i] ?? 0) - least;
    for (let bit = 0; bit < bits; bit++, at++) {
      if ((number >> bit) & 1) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
    }
  }
  return bytes;
}

/** The other way round. */
export function unpacked(bytes: ArrayLike<number>, length: number, bits: number, least = 0): Float32Array {
  let at = 0;
  return Float32Array.from({ length }, () => {
    let number = 0;
    for (let bit = 0; bit < bits; bit++, at++) number |= (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) << bit;
    return number + least;
  });
}

/** Tensors with the indices of codebooks packed, and what the file's metadata says of it; nothing where there are none. */
export function withPackedIndices(
  tensors: ReadonlyMap<string, WrittenTensor>,
  forms: LayerForms,
): { readonly tensors: ReadonlyMap<string, WrittenTensor>; readonly metadata: { readonly packed?: string } } {
  const written = new Map(tensors);
  const entries: Record<string, PackedEntry> = {};
  for (const [layer, form] of Object.entries(forms)) {
    if (form.kind !== 'codebook') continue;
    const name = codebookIndexName(layer);
    const index = tensors.get(name);
    if (!index) continue;
    const bits = indexBits(form.entries);
    const values = packed(index.values, bits);
    written.set(name, { shape: [values.length], values });
    entries[name] = { bits, shape: [...index.shape] };
  }
  const isAny = Object.keys(entries).length > 0;
  return { tensors: written, metadata: isAny ? { packed: JSON.stringify(entries) } : {} };
}

/**
 * The tensor that packed bytes stand for, its numbers read when they are asked for.
 *
 * @throws ProblemError `weights-invalid` where there are not as many bytes as that
 */
export function unpackedTensor(name: string, bytes: StoredTensor, entry: PackedEntry): StoredTensor {
  const { bits, shape, least = 0 } = entry;
  const length = shape.reduce((product, one) => product * one, 1);
  const [given = 0, ...more] = bytes.shape;
  if (bytes.dtype !== 'uint8' || more.length > 0 || given !== Math.ceil((length * bits) / 8)) {
    throw damaged(name);
  }
  return {
    shape,
    // Levels with a scale beside them are multiplied by it as they are read.
    dtype: least < 0 ? 'int8' : 'float32',
    values: async () => unpacked(await bytes.values(), length, bits, least),
  };
}

/** @throws ProblemError `weights-invalid` where the metadata’s entry is damaged */
export function packedEntries({ packed: text }: Readonly<Record<string, string>>): PackedEntries {
  if (text === undefined) return {};
  let said: unknown;
  try {
    said = jsonExcess(text) === undefined ? JSON.parse(text) : undefined;
  } catch {
    said = undefined;
  }
  const read = v.safeParse(packedSchema, said);
  if (!read.success) throw damaged('packed');
  return read.output;
}

function damaged(name: string) {
  return problem(
    'weights-invalid',
    words`The file’s own description of its packed numbers is damaged (at “${name.slice(0, 80)}”).`,
    'Export the network again.',
  );
}
