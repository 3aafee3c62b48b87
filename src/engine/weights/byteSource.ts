/**
 * Bytes that are read a part at a time, so that a file of hundreds of megabytes is never in memory as a whole.
 */
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';

export interface ByteSource {
  readonly size: number;
  /** Bytes `from` … `to − 1`. Fewer never come: who asks beyond the end has not checked. */
  read(from: number, to: number): Promise<Uint8Array>;
}

export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (from, to) => bytes.subarray(from, to) };
}

/** @param name for what is said where the file was moved or changed after it was chosen (`file-unreadable`). */
export function bytesOfBlob(blob: Blob, name: string): ByteSource {
  return {
    size: blob.size,
    async read(from, to) {
      try {
        return new Uint8Array(await blob.slice(from, to).arrayBuffer());
      } catch {
        throw problem(
          'file-unreadable',
          words`${name} cannot be read any more: it was moved, changed or taken away after it was chosen.`,
          'Choose the file again.',
        );
      }
    },
  };
}
