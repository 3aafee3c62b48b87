/**
 * Opens what `torch.save` wrote: the ZIP format of PyTorch 1.6 and later, and the one before it. The bytes of a tensor are
 * read when its values are asked for, so a file is never in memory as a whole.
 *
 * Source: torch/serialization.py (`_legacy_save`, `_save`), PyTorch 2.
 */

import { BrokenZip, isZip } from '../../../base/zip/directory.ts';
import { problem } from '../../../lang/problem.ts';
import { type Said, words } from '../../../lang/sentence.ts';
import type { ByteSource } from '../byteSource.ts';
import { holdsWeights, type StoredNetwork, type WeightsFile } from '../storedTensor.ts';
import { openArchive } from './archive.ts';
import { findNetworks } from './modules.ts';
import { readPickle } from './pickle.ts';
import { BrokenPickle, damaged, HostilePickle, Persistent, type Pickled } from './pickled.ts';
import { type StorageReader, storageWidth, tensorOf } from './tensors.ts';
import { harmIn } from './trust.ts';

/** `torch.serialization.MAGIC_NUMBER`. */
const legacyMagic = 0x1950a86a20f9469cfc6cn;
/** The structure of a model, without its weights, is far smaller. */
const largestPickle = 256 * 2 ** 20;

/** Whether a file begins as `torch.save` begins one: a ZIP archive, or a pickle of protocol 2 or later. */
export const looksLikeTorch = (head: Uint8Array) => isZip(head) || (head[0] === 0x80 && (head[1] ?? 9) <= 5);

/** @throws ProblemError `weights-invalid` that says what is wrong with the file, or what it was made to run. */
export async function openTorchFile(source: ByteSource): Promise<WeightsFile> {
  return saying(async () => {
    const head = await source.read(0, Math.min(source.size, 16));
    return isZip(head) ? openZip(source) : openLegacy(source);
  });
}

/** Damage may be found at the opening, or only when a tensor is read. */
async function saying<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof HostilePickle) throw refusal(thrown.wanted.path);
    if (thrown instanceof BrokenPickle || thrown instanceof BrokenZip) throw unreadable(thrown.why);
    throw thrown;
  }
}

function refusal(wanted: string) {
  return problem(
    'weights-invalid',
    words`This file asks the program that opens it to call ${wanted}, which no weights file needs. It was not called, and the file was not opened.`,
    'Do not open this file with PyTorch either. Ask whoever made it for a safetensors file.',
  );
}

function unreadable(why: Said) {
  return problem(
    'weights-invalid',
    words`This is not a PyTorch file that can be read: ${why}.`,
    'Save the weights again with torch.save(model.state_dict(), …) or as safetensors.',
  );
}

async function openZip(source: ByteSource): Promise<WeightsFile> {
  const entries = await openArchive(source);
  const pickleEntry = [...entries.values()].find(({ name }) => /(^|\/)data\.pkl$/.test(name));
  if (!pickleEntry) {
    const script = [...entries.keys()].some((name) => name.includes('/code/'));
    throw new BrokenPickle(
      script ? words`it is a TorchScript program` : words`it is an archive of something else`,
    );
  }
  const folder = pickleEntry.name.slice(0, -'data.pkl'.length);
  if (entries.has(`${folder}constants.pkl`)) throw new BrokenPickle(words`it is a TorchScript program`);
  if (pickleEntry.size > largestPickle) throw damaged('the description of its tensors is too large');
  const orderEntry = entries.get(`${folder}byteorder`);
  const order = orderEntry
    ? new TextDecoder().decode(await orderEntry.read(0, Math.min(16, orderEntry.size)))
    : '';
  const read: StorageReader = (key, from, to) => {
    const entry = entries.get(`${folder}data/${key}`);
    if (!entry) throw damaged(`storage ${key} is missing`);
    return entry.read(from, to);
  };
  const { value } = readPickle(await pickleEntry.read(0, pickleEntry.size), 0, harmIn);
  return weightsOf(value, read, order.trim() !== 'big');
}

/**
 * Five pickles in a row (magic number, protocol, system, the object, the keys of its storages), then for each storage its
 * length as int64 and its bytes.
 */
async function openLegacy(source: ByteSource): Promise<WeightsFile> {
  if (source.size > 2 ** 31) throw new BrokenPickle(words`files of the old format are read up to 2 GB`);
  const bytes = await source.read(0, source.size);
  let at = 0;
  const widths = new Map<string, number>();
  const next = (): Pickled => {
    const { value, end } = readPickle(bytes, at, harmIn, (id) => {
      // A class, with the source that it had: the class alone is of interest.
      if (Array.isArray(id) && id[0] === 'module') return id[1];
      const storage = storageWidth(id);
      if (storage) widths.set(storage.key, storage.bytes);
      return new Persistent(id);
    });
    at = end;
    return value;
  };
  if (next() !== legacyMagic) throw new BrokenPickle(words`it is a pickle, but not of torch.save`);
  next();
  const system = next();
  const little = !(system instanceof Map) || system.get('little_endian') !== false;
  const value = next();
  const keys = next();
  if (!Array.isArray(keys)) throw damaged('the list of its storages is missing');
  const places = new Map<string, { readonly start: number; readonly size: number }>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const key of keys.map(String)) {
    if (at + 8 > bytes.length) throw new BrokenPickle(words`it is cut off`);
    const count = Number(view.getBigInt64(at, little));
    const size = count * (widths.get(key) ?? 0);
    at += 8;
    if (count < 0 || at + size > bytes.length) throw new BrokenPickle(words`it is cut off`);
    places.set(key, { start: at, size });
    at += size;
  }
  const read: StorageReader = async (key, from, to) => {
    const place = places.get(key);
    if (!place) throw damaged(`storage ${key} is missing`);
    if (to > place.size) throw damaged('a tensor reaches beyond its storage');
    return bytes.subarray(place.start + from, place.start + to);
  };
  return weightsOf(value, read, little);
}

function weightsOf(value: Pickled, read: StorageReader, little: boolean): WeightsFile {
  const found = findNetworks(value, (one) => tensorOf(one, read, little));
  const networks = found.map(({ key, tensors, unread, module, layers }): StoredNetwork => {
    const weights = [...tensors]
      .filter(([, tensor]) => holdsWeights(tensor))
      .map(([name, tensor]) => [name, { ...tensor, values: () => saying(() => tensor.values()) }] as const);
    return { key, tensors: new Map(weights), unread, ...(module && { module }), ...(layers && { layers }) };
  });
  return { networks, metadata: {} };
}
