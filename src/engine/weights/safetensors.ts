/**
 * The safetensors format (github.com/huggingface/safetensors): eight bytes that give the length of a JSON header, the
 * header, then the tensors' bytes, little-endian. Read with every bound checked, since files come from outside.
 */
import { halfToFloat } from '../../base/halves.ts';
import { jsonExcess } from '../../base/jsonExcess.ts';
import { problem } from '../../lang/problem.ts';
import { type Said, words } from '../../lang/sentence.ts';
import type { ByteSource } from './byteSource.ts';
import { bfloat16ToFloat } from './halfPrecision.ts';
import { unpacked } from './packedState.ts';
import { inFloats } from './quantisedState.ts';
import type { StoredTensor, StoredTensors } from './storedTensor.ts';

/** A tensor of a state dict in memory, in PyTorch's layout. */
export interface StateTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Names to tensors, in the file's order. */
export type StateDict = ReadonlyMap<string, StateTensor>;

/** A tensor as it is written: float32, float16 (its bits), int8, uint8 or int32. */
export interface WrittenTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array | Uint16Array | Int8Array | Uint8Array | Int32Array;
}

interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, WrittenTensor>;
  /** The header's `__metadata__`: text by name. */
  readonly metadata: Readonly<Record<string, string>>;
}

interface OpenedSafetensors extends Pick<SafetensorsFile, 'metadata'> {
  readonly tensors: StoredTensors;
  /** As they stand in the file, those of whole numbers among them. */
  readonly stored: StoredTensors;
}

/** The reference implementation's limit. */
const headerLimit = 100_000_000;

const bytesOf: Readonly<Record<string, number>> = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
};

/** What nothing else is: the length before the brace, which as the beginning of a pickle would be beyond all files, is one that the file has room for. */
export const isSafetensors = (head: Uint8Array, size: number) =>
  head.length > 8 && head[8] === 0x7b && viewOf(head).getBigUint64(0, true) <= BigInt(size - 8);

/** A header is JSON, so its first byte is a brace; a wrong length before it is a matter for `openSafetensors`. */
export const looksLikeSafetensors = (head: Uint8Array) => head.length < 9 || head[8] === 0x7b;

/**
 * Reads the header; F32, F16, BF16 and F64 tensors are read as float32 when they are asked for, and so are whole numbers with
 * scales beside them (`quantisedState.ts`). Other whole-number tensors (such as `num_batches_tracked`) are left out.
 *
 * @throws ProblemError `weights-invalid` that says which part of the file is wrong.
 */
export async function openSafetensors(source: ByteSource): Promise<OpenedSafetensors> {
  const { size } = source;
  if (size < 8) throw invalid(words`has ${size} bytes, fewer than its smallest header`);
  const start = await source.read(0, 8);
  const headerLength = viewOf(start).getBigUint64(0, true);
  if (headerLength > BigInt(Math.min(headerLimit, size - 8))) {
    throw invalid(words`says that its header has ${String(headerLength)} bytes, more than the file holds`);
  }
  const dataStart = 8 + Number(headerLength);
  const header = parseHeader(await source.read(8, dataStart));

  const entries = new Map<string, Entry>();
  let metadata: Readonly<Record<string, string>> = {};
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') metadata = readMetadata(entry);
    else entries.set(name, readEntry(name, entry, size - dataStart));
  }
  // Tensors that share their bytes could fill the memory from a small file.
  refuseOverlaps([...entries.values()]);
  const tensors = new Map<string, StoredTensor>();
  for (const [name, { dtype, shape, begin, end }] of entries) {
    const read = readers[dtype];
    if (!read) continue;
    tensors.set(name, {
      shape,
      dtype: read.dtype,
      async values() {
        const bytes = await source.read(dataStart + begin, dataStart + end);
        return valuesOf(bytes, read.one, bytesOf[dtype] ?? 1);
      },
    });
  }
  return { tensors: inFloats(unpacked(tensors, metadata)), stored: tensors, metadata };
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid(words`has a header that is not JSON`);
  }
  const excess = jsonExcess(text);
  if (excess !== undefined) throw invalid(words`has a header that ${excess}`);
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    throw invalid(words`has a header that is not JSON`);
  }
  if (!isObject(header)) throw invalid(words`has a header that is not a JSON object`);
  return header;
}

function readMetadata(entry: unknown): Readonly<Record<string, string>> {
  if (!isObject(entry) || Object.values(entry).some((value) => typeof value !== 'string')) {
    throw invalid(words`has __metadata__ that is not text by name`);
  }
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, String(value)]));
}

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function readEntry(name: string, entry: unknown, available: number): Entry {
  const where = words`tensor “${name.slice(0, 80)}”`;
  if (!isObject(entry)) throw invalid(words`describes ${where} with something that is not an object`);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (typeof dtype !== 'string' || !Object.hasOwn(bytesOf, dtype)) {
    throw invalid(
      words`gives ${where} the type ${String(dtype).slice(0, 20)}, which is not one of ${Object.keys(bytesOf).join(', ')}`,
    );
  }
  if (!isCounts(shape)) throw invalid(words`gives ${where} a shape that is not a list of whole numbers`);
  if (!isCounts(offsets) || offsets.length !== 2) {
    throw invalid(words`gives ${where} offsets that are not two whole numbers`);
  }
  const [begin, end] = offsets as [number, number];
  if (begin > end || end > available) {
    throw invalid(words`puts ${where} at bytes ${begin} to ${end}, but it holds ${available}`);
  }
  const expected = shape.reduce((product, length) => product * length, bytesOf[dtype] ?? 0);
  if (end - begin !== expected) {
    throw invalid(
      words`gives ${where} ${end - begin} bytes, but ${dtype} of shape [${shape.join(', ')}] takes ${expected}`,
    );
  }
  return { dtype, shape, begin, end };
}

interface Reader {
  readonly dtype: string;
  /** Undefined for float32 as this machine keeps it, which is copied as a whole. */
  readonly one: ((data: DataView, at: number) => number) | undefined;
}

const readers: Readonly<Record<string, Reader>> = {
  F64: { dtype: 'float64', one: (data, at) => data.getFloat64(at, true) },
  F32: { dtype: 'float32', one: undefined },
  F16: { dtype: 'float16', one: (data, at) => halfToFloat(data.getUint16(at, true)) },
  BF16: { dtype: 'bfloat16', one: (data, at) => bfloat16ToFloat(data.getUint16(at, true)) },
  I8: { dtype: 'int8', one: (data, at) => data.getInt8(at) },
  U8: { dtype: 'uint8', one: (data, at) => data.getUint8(at) },
  I32: { dtype: 'int32', one: (data, at) => data.getInt32(at, true) },
};

function valuesOf(bytes: Uint8Array, one: Reader['one'], width: number): Float32Array {
  // Every machine that runs this keeps numbers least significant byte first, as the format does.
  if (!one) return new Float32Array(new Uint8Array(bytes).buffer);
  const data = viewOf(bytes);
  return Float32Array.from({ length: bytes.length / width }, (_, i) => one(data, i * width));
}

function refuseOverlaps(entries: readonly Entry[]): void {
  let reached = 0;
  for (const { begin, end } of entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin < reached) throw invalid(words`has tensors whose bytes overlap`);
    reached = end;
  }
}

/**
 * Writes tensors, those of four bytes a number first, so that each starts at a multiple of its numbers' length; the header is
 * padded with spaces to a multiple of 8 bytes.
 */
export function writeSafetensors({ tensors, metadata }: SafetensorsFile): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = {};
  if (Object.keys(metadata).length > 0) header.__metadata__ = metadata;
  let offset = 0;
  const ordered = [...tensors].sort(
    ([, one], [, other]) => other.values.BYTES_PER_ELEMENT - one.values.BYTES_PER_ELEMENT,
  );
  for (const [name, { shape, values }] of ordered) {
    header[name] = {
      dtype: dtypeOf(values),
      shape,
      data_offsets: [offset, offset + values.byteLength],
    };
    offset += values.byteLength;
  }
  const unpadded = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(unpadded.length / 8) * 8;
  const file = new Uint8Array(8 + headerLength + offset);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(headerLength), true);
  file.fill(0x20, 8, 8 + headerLength);
  file.set(unpadded, 8);
  let at = 8 + headerLength;
  for (const [, { values }] of ordered) {
    for (const value of values) {
      if (values instanceof Float32Array) view.setFloat32(at, value, true);
      else if (values instanceof Int32Array) view.setInt32(at, value, true);
      else if (values instanceof Uint16Array) view.setUint16(at, value, true);
      else view.setInt8(at, value);
      at += values.BYTES_PER_ELEMENT;
    }
  }
  return file;
}

function dtypeOf(values: WrittenTensor['values']): string {
  if (values instanceof Float32Array) return 'F32';
  if (values instanceof Int32Array) return 'I32';
  if (values instanceof Uint16Array) return 'F16';
  return values instanceof Int8Array ? 'I8' : 'U8';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

function invalid(what: Said) {
  return problem(
    'weights-invalid',
    words`The safetensors file ${what}.`,
    'Export the weights again, for example with safetensors.torch.save_file, and drop the new file.',
  );
}
