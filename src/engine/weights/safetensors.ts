/**
 * The safetensors format (github.com/huggingface/safetensors): eight bytes that give the length of a JSON header, the
 * header, then the tensors' bytes, little-endian. Read with every bound checked, since files come from outside.
 */
import { problem } from '../../shared/problem.ts';
import { type Said, words } from '../../shared/sentence.ts';
import { bfloat16ToFloat, halfToFloat } from './halfPrecision.ts';

/** A tensor of a state dict, in the layout of its origin (PyTorch's, for files). */
export interface StateTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Names to tensors, in the file's order. */
export type StateDict = ReadonlyMap<string, StateTensor>;

export interface SafetensorsFile {
  readonly tensors: StateDict;
  /** The header's `__metadata__`: text by name. */
  readonly metadata: Readonly<Record<string, string>>;
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

/**
 * Reads F32, F16, BF16 and F64 tensors as float32; whole-number tensors (such as `num_batches_tracked`) are left out.
 *
 * @throws ProblemError `weights-invalid` that says which part of the file is wrong.
 */
export function readSafetensors(bytes: Uint8Array): SafetensorsFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 8)
    throw invalid(words`has ${bytes.byteLength} bytes, fewer than its smallest header`);
  const headerLength = view.getBigUint64(0, true);
  if (headerLength > BigInt(Math.min(headerLimit, bytes.byteLength - 8))) {
    throw invalid(words`says that its header has ${String(headerLength)} bytes, more than the file holds`);
  }
  const dataStart = 8 + Number(headerLength);
  const header = parseHeader(bytes.subarray(8, dataStart));
  const data = new DataView(bytes.buffer, bytes.byteOffset + dataStart, bytes.byteLength - dataStart);

  const entries = new Map<string, Entry>();
  let metadata: Readonly<Record<string, string>> = {};
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') {
      metadata = readMetadata(entry);
      continue;
    }
    entries.set(name, readEntry(name, entry, data.byteLength));
  }
  // Before any is read: tensors that share their bytes could fill the memory from a small file.
  refuseOverlaps([...entries.values()]);
  const tensors = new Map<string, StateTensor>();
  for (const [name, { dtype, shape, begin, end }] of entries) {
    const values = readValues(data, dtype, begin, end);
    if (values) tensors.set(name, { shape, values });
  }
  return { tensors, metadata };
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
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

function readValues(data: DataView, dtype: string, begin: number, end: number): Float32Array | undefined {
  const read = readers[dtype];
  if (!read) return undefined;
  const width = bytesOf[dtype] ?? 1;
  const values = new Float32Array((end - begin) / width);
  for (let i = 0; i < values.length; i++) values[i] = read(data, begin + i * width);
  return values;
}

const readers: Readonly<Record<string, (data: DataView, at: number) => number>> = {
  F64: (data, at) => data.getFloat64(at, true),
  F32: (data, at) => data.getFloat32(at, true),
  F16: (data, at) => halfToFloat(data.getUint16(at, true)),
  BF16: (data, at) => bfloat16ToFloat(data.getUint16(at, true)),
};

function refuseOverlaps(entries: readonly Entry[]): void {
  let reached = 0;
  for (const { begin, end } of entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin < reached) throw invalid(words`has tensors whose bytes overlap`);
    reached = end;
  }
}

/** Writes float32 tensors; the header is padded with spaces so that they start at a multiple of 8 bytes. */
export function writeSafetensors({ tensors, metadata }: SafetensorsFile): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = {};
  if (Object.keys(metadata).length > 0) header.__metadata__ = metadata;
  let offset = 0;
  for (const [name, { shape, values }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + values.byteLength] };
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
  for (const { values } of tensors.values()) {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return file;
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
