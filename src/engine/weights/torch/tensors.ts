/**
 * The tensors of a PyTorch file: records of `torch._utils._rebuild_tensor_v2` and its kin over storages, read when asked for.
 */

import { halfToFloat } from '../../../base/halves.ts';
import { words } from '../../../lang/sentence.ts';
import { bfloat16ToFloat } from '../halfPrecision.ts';
import type { StoredTensor } from '../storedTensor.ts';
import { damaged, Global, Persistent, type Pickled, PickledObject, UnreadTensor } from './pickled.ts';

/** The bytes of a storage, by its key, `from` … `to − 1`. */
export type StorageReader = (key: string, from: number, to: number) => Promise<Uint8Array>;

interface Dtype {
  readonly name: string;
  readonly bytes: number;
  readonly read: (view: DataView, at: number, little: boolean) => number;
}

const dtypes = {
  float32: { name: 'float32', bytes: 4, read: (view, at, little) => view.getFloat32(at, little) },
  float64: { name: 'float64', bytes: 8, read: (view, at, little) => view.getFloat64(at, little) },
  float16: { name: 'float16', bytes: 2, read: (view, at, little) => halfToFloat(view.getUint16(at, little)) },
  bfloat16: {
    name: 'bfloat16',
    bytes: 2,
    read: (view, at, little) => bfloat16ToFloat(view.getUint16(at, little)),
  },
  int64: { name: 'int64', bytes: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  int32: { name: 'int32', bytes: 4, read: (view, at, little) => view.getInt32(at, little) },
  int16: { name: 'int16', bytes: 2, read: (view, at, little) => view.getInt16(at, little) },
  int8: { name: 'int8', bytes: 1, read: (view, at) => view.getInt8(at) },
  uint8: { name: 'uint8', bytes: 1, read: (view, at) => view.getUint8(at) },
  bool: { name: 'bool', bytes: 1, read: (view, at) => (view.getUint8(at) ? 1 : 0) },
} as const satisfies Record<string, Dtype>;

/** torch's storage classes. */
const storageClasses: Readonly<Record<string, Dtype>> = {
  FloatStorage: dtypes.float32,
  DoubleStorage: dtypes.float64,
  HalfStorage: dtypes.float16,
  BFloat16Storage: dtypes.bfloat16,
  LongStorage: dtypes.int64,
  IntStorage: dtypes.int32,
  ShortStorage: dtypes.int16,
  CharStorage: dtypes.int8,
  ByteStorage: dtypes.uint8,
  BoolStorage: dtypes.bool,
};

const rebuilders: ReadonlySet<string> = new Set([
  'torch._utils._rebuild_tensor',
  'torch._utils._rebuild_tensor_v2',
  'torch._utils._rebuild_tensor_v3',
]);
/**
 * Views may read a number several times: a stride of 0 repeats it (`expand`), and strides may overlap (`as_strided`). A few
 * bytes could so stand for more numbers than memory holds, whatever length their storage claims: 64 MB.
 */
const mostRepeated = 2 ** 24;
/** Records around a tensor's own, one inside the other, that are looked into; PyTorch writes two. */
const mostWrappers = 8;
const wrappers: ReadonlySet<string> = new Set([
  'torch._utils._rebuild_parameter',
  'torch._utils._rebuild_parameter_with_state',
]);

/**
 * The tensor that a record stands for; undefined where it stands for none.
 *
 * @param little whether the file's numbers are least significant byte first.
 * @throws BrokenPickle where its shape, strides or storage cannot be.
 */
export function tensorOf(
  value: Pickled,
  read: StorageReader,
  little: boolean,
  depth = 0,
): StoredTensor | undefined {
  if (!(value instanceof PickledObject)) return undefined;
  if (depth > mostWrappers) throw damaged(`a tensor lies in more than ${mostWrappers} records`);
  const { path } = value.maker;
  if (wrappers.has(path)) return tensorOf(value.parts[0], read, little, depth + 1);
  if (path === 'torch._tensor._rebuild_from_type_v2') {
    const [, , parts] = value.parts;
    const maker = value.parts[0];
    return maker instanceof Global && Array.isArray(parts)
      ? tensorOf(new PickledObject(maker, parts), read, little, depth + 1)
      : undefined;
  }
  if (path.startsWith('torch._utils._rebuild_sparse')) {
    throw new UnreadTensor(words`a tensor is sparse, which is not read`);
  }
  if (path === 'torch._utils._rebuild_qtensor') {
    throw new UnreadTensor(words`a tensor is quantised, which is not read`);
  }
  if (!rebuilders.has(path)) return undefined;
  const [storage, offset, shape, stride] = value.parts;
  const { key, dtype, length } = storageOf(storage);
  const lengths = wholes(shape);
  const strides = wholes(stride);
  if (lengths.length !== strides.length) throw damaged('a tensor has not one stride for each axis');
  const start = whole(offset);
  const count = lengths.reduce((product, one) => product * one, 1);
  const span =
    count === 0 ? 0 : lengths.reduce((last, one, axis) => last + (one - 1) * (strides[axis] ?? 0), 1);
  if (start + span > length) {
    throw damaged(
      `a tensor of shape [${lengths.join(', ')}] reaches beyond its storage of ${length} numbers`,
    );
  }
  if (count > Math.max(span, mostRepeated)) {
    throw damaged(`a tensor of shape [${lengths.join(', ')}] is made of ${span} numbers, repeated`);
  }
  return {
    shape: lengths,
    dtype: dtype.name,
    async values() {
      const size = dtype.bytes;
      const bytes = await read(key, start * size, (start + span) * size);
      if (bytes.length !== span * size) throw damaged(`storage ${key} is shorter than it claims`);
      return gather(bytes, dtype, little, lengths, strides, count);
    },
  };
}

/** The key of a storage and the bytes that one of its numbers takes, of a reference to one; undefined for another. */
export function storageWidth(id: Pickled): { readonly key: string; readonly bytes: number } | undefined {
  if (!Array.isArray(id) || id[0] !== 'storage') return undefined;
  const { key, dtype } = storageOf(new Persistent(id));
  return { key, bytes: dtype.bytes };
}

function storageOf(value: Pickled): { readonly key: string; readonly dtype: Dtype; readonly length: number } {
  const id = value instanceof Persistent ? value.id : undefined;
  if (!Array.isArray(id) || id[0] !== 'storage') throw damaged('a tensor has no storage');
  const [, kind, key, , length] = id;
  const name = kind instanceof Global ? kind.name : '';
  const dtype = Object.hasOwn(storageClasses, name) ? storageClasses[name] : undefined;
  if (!dtype) throw new UnreadTensor(words`a tensor is kept as ${name || '?'}, which is not read`);
  if (typeof key !== 'string' && typeof key !== 'number') throw damaged('a storage has no key');
  return { key: String(key), dtype, length: whole(length) };
}

function whole(value: Pickled): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw damaged('a tensor has a length, stride or offset that is no whole number from 0 up');
  }
  return value;
}

/** A tuple, or a `torch.Size`, of whole numbers. */
function wholes(value: Pickled): readonly number[] {
  const list = value instanceof PickledObject && value.maker.path === 'torch.Size' ? value.parts[0] : value;
  if (!Array.isArray(list) || list.length > 16) throw damaged('a tensor has no shape');
  return list.map(whole);
}

function gather(
  bytes: Uint8Array,
  dtype: Dtype,
  little: boolean,
  lengths: readonly number[],
  strides: readonly number[],
  count: number,
): Float32Array {
  if (little && dtype === dtypes.float32 && isRowMajor(lengths, strides)) {
    // A copy: what was read may begin anywhere, and may be a part of a file that is kept.
    return new Float32Array(new Uint8Array(bytes).buffer);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(count);
  const position = lengths.map(() => 0);
  let source = 0;
  for (let i = 0; i < count; i++) {
    values[i] = dtype.read(view, source * dtype.bytes, little);
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      const stride = strides[axis] ?? 0;
      const next = (position[axis] ?? 0) + 1;
      source += stride;
      if (next < (lengths[axis] ?? 0)) {
        position[axis] = next;
        break;
      }
      source -= next * stride;
      position[axis] = 0;
    }
  }
  return values;
}

function isRowMajor(lengths: readonly number[], strides: readonly number[]): boolean {
  let expected = 1;
  for (let axis = lengths.length - 1; axis >= 0; axis--) {
    const length = lengths[axis] ?? 0;
    if (length !== 1 && strides[axis] !== expected) return false;
    expected *= length;
  }
  return true;
}
