/**
 * The parts of an archive of PyTorch, which lie in it as they are, so that a tensor is read without the rest. Their checksums
 * are verified as they are read: PyTorch itself does not, and a flipped bit would be other weights.
 */

import { crc32 } from '../../../base/zip/crc32.ts';
import { BrokenZip, damagedZip, readZipDirectory, type ZipEntry } from '../../../base/zip/directory.ts';
import { words } from '../../../lang/sentence.ts';
import type { ByteSource } from '../byteSource.ts';

export interface ArchivePart {
  readonly name: string;
  readonly size: number;
  /** Reads `from` … `to − 1` of the part. @throws BrokenZip where any of the part's bytes are not as they were written */
  read(from: number, to: number): Promise<Uint8Array>;
}

/** Bytes of a part that are in memory at a time while its checksum is made. */
const stretch = 8 * 2 ** 20;

/** @throws BrokenZip where it is no whole archive, or packed. */
export async function openArchive(source: ByteSource): Promise<ReadonlyMap<string, ArchivePart>> {
  const parts = new Map<string, ArchivePart>();
  for (const entry of (await readZipDirectory(source)).values()) {
    const { name, size } = entry;
    if (entry.method !== 0 || size !== entry.packedSize) {
      throw new BrokenZip(words`its part ${name.slice(0, 60)} is compressed, which PyTorch never does`);
    }
    parts.set(name, { name, size, read: readerOf(source, entry) });
  }
  return parts;
}

function readerOf(source: ByteSource, { name, size, checksum, start }: ZipEntry): ArchivePart['read'] {
  let isVerified = checksum === undefined;
  const verify = (sum: number) => {
    if (sum !== checksum) {
      throw new BrokenZip(words`its part ${name.slice(0, 60)} is damaged: its checksum (CRC-32) is another`);
    }
    isVerified = true;
  };
  return async (from, to) => {
    if (from < 0 || to < from || to > size) {
      throw damagedZip(`a tensor reaches beyond its part of the file, ${name.slice(0, 60)}`);
    }
    const begin = await start();
    if (!isVerified && to - from < size) {
      let sum = 0;
      for (let at = 0; at < size; at += stretch) {
        sum = crc32(await source.read(begin + at, begin + Math.min(size, at + stretch)), sum);
      }
      verify(sum);
    }
    const bytes = await source.read(begin + from, begin + to);
    if (!isVerified) verify(crc32(bytes));
    return bytes;
  };
}
