/**
 * model.json, checked before tfjs reads it, and the bytes of the weights that it lists.
 */
import type { io } from '@tensorflow/tfjs-core';
import { halfToFloat } from '../../../base/halves.ts';
import { jsonExcess } from '../../../base/jsonExcess.ts';
import { type ProblemError, problem } from '../../../lang/problem.ts';
import { type Said, words } from '../../../lang/sentence.ts';
import type { ModelFiles } from './modelFiles.ts';

type Json = Readonly<Record<string, unknown>>;

interface Group {
  readonly paths: readonly string[];
  readonly weights: readonly io.WeightsManifestEntry[];
}

export interface Manifest {
  readonly kind: 'layers' | 'graph';
  /** Of model.json as it stands. */
  readonly json: Json;
  readonly topology: Json;
  readonly groups: readonly Group[];
}

/** Bytes of a number, by its type in the file. */
const plainTypes: Readonly<Record<string, number>> = { float32: 4, int32: 4, bool: 1 };
const quantisedTypes: Readonly<Record<string, number>> = { uint8: 1, uint16: 2, float16: 2 };

/** @throws ProblemError `weights-invalid` that says what the file lacks */
export function readManifest({ manifest, name }: ModelFiles): Manifest {
  const excess = jsonExcess(manifest);
  if (excess !== undefined) throw noModel(name, words`its JSON ${excess}`);
  let json: unknown;
  try {
    json = JSON.parse(manifest);
  } catch {
    throw noModel(name, words`it is not JSON`);
  }
  if (!isObject(json)) throw noModel(name, words`it is not JSON`);
  const { modelTopology: topology, weightsManifest: groups } = json;
  if (!isObject(topology)) throw noModel(name, words`it has no ${'modelTopology'}`);
  if (!Array.isArray(groups)) throw noModel(name, words`it has no ${'weightsManifest'}`);
  if (!groups.every(isGroup)) throw noModel(name, words`its ${'weightsManifest'} is damaged`);
  for (const entry of groups.flatMap(({ weights }) => weights)) checkType(entry, name);
  return { kind: kindOf(json.format, topology, name), json, topology, groups };
}

/** The weights that belong to the network: not an optimiser's. */
export function entriesOf({ groups }: Manifest): readonly io.WeightsManifestEntry[] {
  return groups.flatMap(({ weights }) => weights).filter(({ group }) => group !== 'optimizer');
}

export const numbersIn = ({ shape }: io.WeightsManifestEntry) =>
  shape.reduce((product, length) => product * length, 1);

/** As the file has it, which for a quantised one is less than in memory. */
export function bytesOf(entry: io.WeightsManifestEntry): number {
  const { quantization } = entry;
  const perNumber = quantization ? quantisedTypes[quantization.dtype] : plainTypes[entry.dtype];
  return numbersIn(entry) * (perNumber ?? 0);
}

/**
 * The shards one after another, group by group.
 *
 * @throws ProblemError `file-unreadable` (a missing shard), `weights-invalid` (of another length than the weights in it)
 */
export async function readWeights({ groups }: Manifest, files: ModelFiles): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for (const { paths, weights } of groups) {
    const shards: Uint8Array[] = [];
    for (const path of paths) shards.push(await files.shard(path));
    const expected = weights.reduce((sum, entry) => sum + bytesOf(entry), 0);
    const found = shards.reduce((sum, { length }) => sum + length, 0);
    if (found !== expected) {
      throw problem(
        'weights-invalid',
        words`The weights of ${files.name} in ${paths.join(', ')} should be ${expected} bytes long, and are ${found}.`,
        'Copy or download the weight files again, from where model.json came from.',
      );
    }
    parts.push(...shards);
  }
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

/**
 * The numbers of each weight that belongs to the network, as float32, when they are asked for; none of whole numbers.
 *
 * @param weights what `readWeights` gave
 */
export function numbersByName(
  manifest: Manifest,
  weights: Uint8Array,
): ReadonlyMap<string, () => Float32Array> {
  const view = new DataView(weights.buffer, weights.byteOffset, weights.byteLength);
  const numbers = new Map<string, () => Float32Array>();
  const wanted = new Set(entriesOf(manifest));
  let at = 0;
  for (const entry of manifest.groups.flatMap((group) => group.weights)) {
    const start = at;
    at += bytesOf(entry);
    const length = numbersIn(entry);
    const kept = entry.quantization?.dtype ?? entry.dtype;
    if (!wanted.has(entry)) continue;
    if (kept === 'float32') {
      numbers.set(entry.name, () =>
        Float32Array.from({ length }, (_, i) => view.getFloat32(start + 4 * i, true)),
      );
    }
    if (kept === 'float16') {
      numbers.set(entry.name, () =>
        Float32Array.from({ length }, (_, i) => halfToFloat(view.getUint16(start + 2 * i, true))),
      );
    }
    if ((kept === 'uint8' || kept === 'uint16') && entry.dtype === 'float32') {
      const { scale = 1, min = 0 } = entry.quantization ?? {};
      const code = (i: number) =>
        kept === 'uint8' ? view.getUint8(start + i) : view.getUint16(start + 2 * i, true);
      numbers.set(entry.name, () => Float32Array.from({ length }, (_, i) => code(i) * scale + min));
    }
  }
  return numbers;
}

function kindOf(format: unknown, topology: Json, name: string): 'layers' | 'graph' {
  if (format === 'graph-model' || Array.isArray(topology.node)) return 'graph';
  if (format === 'layers-model' || 'class_name' in topology || 'model_config' in topology) return 'layers';
  throw noModel(name, words`it is neither a LayersModel nor a GraphModel`);
}

function checkType({ name: weight, dtype, quantization }: io.WeightsManifestEntry, name: string): void {
  const kept = quantization?.dtype ?? dtype;
  if (kept in (quantization ? quantisedTypes : plainTypes) && dtype in plainTypes) return;
  throw problem(
    'weights-invalid',
    words`${name} keeps the weights ${weight} as ${kept}, which is not read.`,
    'Convert the network again with float32 weights, or with weights quantised to uint8, uint16 or float16.',
  );
}

function noModel(name: string, reason: Said): ProblemError {
  return problem(
    'weights-invalid',
    words`${name} is no tfjs model that can be read: ${reason}.`,
    'Give the model.json that tfjs saves or its converter writes, with its weight files.',
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isText = (value: unknown): value is string => typeof value === 'string';

function isGroup(value: unknown): value is Group {
  if (!isObject(value)) return false;
  const { paths, weights } = value;
  return Array.isArray(paths) && paths.every(isText) && Array.isArray(weights) && weights.every(isEntry);
}

function isEntry(value: unknown): value is io.WeightsManifestEntry {
  if (!isObject(value)) return false;
  const { name, shape, dtype, quantization } = value;
  const shaped = Array.isArray(shape) && shape.every((length) => Number.isSafeInteger(length) && length >= 0);
  return (
    isText(name) && isText(dtype) && shaped && (quantization === undefined || isQuantisation(quantization))
  );
}

/** float16 is no affine code: it has neither scale nor minimum. */
function isQuantisation(value: unknown): boolean {
  if (!isObject(value) || !isText(value.dtype)) return false;
  return !/^uint/.test(value.dtype) || (typeof value.scale === 'number' && typeof value.min === 'number');
}
