/**
 * The directory of a ZIP archive whose entries are stored as they are, as PyTorch writes them (APPNOTE 6.3, with ZIP64):
 * where each entry's bytes lie, so that they can be read one at a time.
 */
import { words } from '../../../shared/sentence.ts';
import type { ByteSource } from '../byteSource.ts';
import { BrokenPickle, damaged } from './pickled.ts';

export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  /** Reads `from` … `to − 1` of the entry. */
  read(from: number, to: number): Promise<Uint8Array>;
}

const endSize = 22;
const longestComment = 65_535;
/** A directory of more would be of no model. */
const largestDirectory = 64 * 2 ** 20;

const signatures = {
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
  entry: 0x02014b50,
  local: 0x04034b50,
};

export const isZip = (head: Uint8Array) =>
  head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;

/** @throws BrokenPickle where it is no whole archive, or packed. */
export async function readZipDirectory(source: ByteSource): Promise<ReadonlyMap<string, ZipEntry>> {
  const { count, size, offset } = await findDirectory(source);
  if (size > largestDirectory || offset + size > source.size) {
    throw damaged('its table of contents lies outside of the file');
  }
  const bytes = await source.read(offset, offset + size);
  const view = viewOf(bytes);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > size || view.getUint32(at, true) !== signatures.entry) {
      throw damaged('its table of contents is damaged');
    }
    const method = view.getUint16(at + 10, true);
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const commentLength = view.getUint16(at + 32, true);
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > size) throw damaged('its table of contents is damaged');
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const [length, packed, header] = widened(extra, [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ]);
    if (method !== 0 || length !== packed) {
      throw new BrokenPickle(words`its part ${name.slice(0, 60)} is compressed, which PyTorch never does`);
    }
    entries.set(name, { name, size: length, read: readerOf(source, header, length) });
    at = next;
  }
  return entries;
}

async function findDirectory(source: ByteSource) {
  const tailStart = Math.max(0, source.size - endSize - longestComment);
  const tail = await source.read(tailStart, source.size);
  const view = viewOf(tail);
  for (let at = tail.length - endSize; at >= 0; at--) {
    if (view.getUint32(at, true) !== signatures.end) continue;
    const found = {
      count: view.getUint16(at + 10, true),
      size: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
    const locator = at - 20;
    if (locator < 0 || view.getUint32(locator, true) !== signatures.locator64) return found;
    const place = Number(view.getBigUint64(locator + 8, true));
    if (place + 56 > source.size) throw damaged('its table of contents lies outside of the file');
    const wide = viewOf(await source.read(place, place + 56));
    if (wide.getUint32(0, true) !== signatures.end64) throw damaged('its table of contents is damaged');
    return {
      count: Number(wide.getBigUint64(32, true)),
      size: Number(wide.getBigUint64(40, true)),
      offset: Number(wide.getBigUint64(48, true)),
    };
  }
  throw new BrokenPickle(words`it has no table of contents: the file is cut off`);
}

/** Lengths of 2^32 − 1 stand, in order, in the extra field of ZIP64. */
function widened(extra: Uint8Array, narrow: readonly [number, number, number]): [number, number, number] {
  const view = viewOf(extra);
  const wide: number[] = [];
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      for (let i = at + 4; i + 8 <= Math.min(extra.length, at + 4 + length); i += 8) {
        wide.push(Number(view.getBigUint64(i, true)));
      }
    }
    at += 4 + length;
  }
  const [a, b, c] = narrow.map((value) => (value === 0xffff_ffff ? (wide.shift() ?? value) : value));
  return [a ?? 0, b ?? 0, c ?? 0];
}

/** Bytes come after a header of their own, whose length only that header knows. */
function readerOf(source: ByteSource, header: number, length: number): ZipEntry['read'] {
  let start: Promise<number> | undefined;
  const findStart = async () => {
    if (header + 30 > source.size) throw damaged('a part lies outside of the file');
    const view = viewOf(await source.read(header, header + 30));
    if (view.getUint32(0, true) !== signatures.local) throw damaged('a part is damaged');
    const begin = header + 30 + view.getUint16(26, true) + view.getUint16(28, true);
    if (begin + length > source.size) throw damaged('a part lies outside of the file');
    return begin;
  };
  return async (from, to) => {
    start ??= findStart();
    const begin = await start;
    if (from < 0 || to < from || to > length) throw damaged('a tensor reaches beyond its part of the file');
    return source.read(begin + from, begin + to);
  };
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
