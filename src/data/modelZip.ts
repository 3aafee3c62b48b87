/**
 * Several files as one to download, and back.
 */
import { deflateSync, Inflate, zipSync } from 'fflate';
import { crc32 } from '../base/zip/crc32.ts';
import { BrokenZip, damagedZip, readZipDirectory, type ZipEntry } from '../base/zip/directory.ts';
import { problem } from '../lang/problem.ts';
import { type Said, words } from '../lang/sentence.ts';
import type { GivenFile } from '../protocol/protocol.ts';

/**
 * A zip whose files are stored as they are: weights hardly shrink.
 *
 * @param files by path, with forward slashes.
 * @param made what it says of when its files were made: where the same files are to give the same bytes
 */
export function zipOf(files: ReadonlyMap<string, Uint8Array>, made?: Date): Uint8Array<ArrayBuffer> {
  return zipSync(Object.fromEntries(files), { level: 0, ...(made ? { mtime: made } : {}) });
}

/** Deflating 30 MB takes about a second, in which nothing is trained. */
const mostTried = 4 * 2 ** 20;

/** Bytes of what a zip would hold of a file; undefined for large ones, of which that is not tried. */
export const zippedSize = (bytes: Uint8Array): number | undefined =>
  bytes.length > mostTried ? undefined : deflateSync(bytes, { level: 6 }).length;

/** Bytes of all that a zip may hold: a small file can promise more than any memory has. */
const mostBytes = 2 ** 30;
/** Bytes that are unpacked at a time: deflate makes at most 1,032 of each, 17 MB. */
const step = 2 ** 14;
/** Bytes that are checked at a time of what lies in the archive as it is. */
const stretch = 2 ** 23;

export interface ZipMember {
  /** Bytes once unpacked, as the archive claims. */
  readonly size: number;
  /** @throws BrokenZip where its bytes are not as many, or not the ones, that the archive says */
  read(): Promise<Blob>;
}

/**
 * What is in a zip, by its path; nothing is unpacked yet.
 *
 * @throws BrokenZip where it is no zip, or is damaged
 */
export async function zipMembers(archive: Blob): Promise<ReadonlyMap<string, ZipMember>> {
  const read = async (from: number, to: number) =>
    new Uint8Array(await archive.slice(from, to).arrayBuffer());
  const entries = await readZipDirectory({ size: archive.size, read });
  return new Map(
    [...entries].map(([path, entry]) => [path, { size: entry.size, read: () => unpacked(archive, entry) }]),
  );
}

/**
 * The files in a zip; a zip among them is not looked into. What lies in it as it is stays where it is.
 *
 * @throws ProblemError `weights-invalid` where it is no zip, is damaged, or holds more than `budget` bytes once unpacked;
 *   `file-unreadable`
 */
export async function filesInZip(
  archive: Blob,
  name: string,
  budget: number = mostBytes,
): Promise<readonly GivenFile[]> {
  try {
    const members = [...(await zipMembers(archive))];
    if (members.reduce((sum, [, { size }]) => sum + size, 0) > budget) {
      throw unusable(words`${name} holds more than ${Math.round(budget / 2 ** 20)} MB once unpacked.`);
    }
    const files: GivenFile[] = [];
    for (const [path, member] of members) {
      if (!path.endsWith('/')) files.push({ path, blob: await member.read() });
    }
    return files;
  } catch (thrown) {
    if (thrown instanceof DOMException) {
      throw problem(
        'file-unreadable',
        words`${name} cannot be read any more: it was moved, changed or taken away after it was chosen.`,
        'Choose the file again.',
      );
    }
    if (!(thrown instanceof BrokenZip)) throw thrown;
    throw unusable(words`${name} is no zip file, or is damaged.`);
  }
}

const unusable = (what: Said) =>
  problem(
    'weights-invalid',
    what,
    'Unpack it, and open its model.json together with the weight files beside it.',
  );

/** @throws BrokenZip where its bytes are not as many, or not the ones, that the archive says */
async function unpacked(archive: Blob, entry: ZipEntry): Promise<Blob> {
  const start = await entry.start();
  const packed = archive.slice(start, start + entry.packedSize);
  if (entry.method === 0) return checked(packed, entry);
  if (entry.method !== 8) throw damagedZip('a part is packed in a way that is not read');
  const parts: Blob[] = [];
  let [length, sum] = [0, 0];
  const inflate = new Inflate((bytes) => {
    length += bytes.length;
    // The archive's own word was held against the budget, so what exceeds it is not kept.
    if (length > entry.size) throw damagedZip('a part is longer than it says');
    sum = crc32(bytes, sum);
    // A blob need not stay in memory.
    parts.push(new Blob([new Uint8Array(bytes)]));
  });
  for (let at = 0; at < packed.size; at += step) {
    const piece = new Uint8Array(await packed.slice(at, at + step).arrayBuffer());
    try {
      inflate.push(piece, at + step >= packed.size);
    } catch (thrown) {
      throw thrown instanceof BrokenZip ? thrown : damagedZip('a part cannot be unpacked');
    }
  }
  if (length !== entry.size || (entry.checksum ?? sum) !== sum) throw damagedZip('a part is damaged');
  return new Blob(parts);
}

async function checked(stored: Blob, { size, checksum }: ZipEntry): Promise<Blob> {
  let sum = 0;
  for (let at = 0; at < stored.size; at += stretch) {
    sum = crc32(new Uint8Array(await stored.slice(at, at + stretch).arrayBuffer()), sum);
  }
  if (stored.size !== size || (checksum ?? sum) !== sum) throw damagedZip('a part is damaged');
  return stored;
}
