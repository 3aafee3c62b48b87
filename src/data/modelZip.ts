/**
 * Several files as one to download, and back.
 */
import { unzipSync, zipSync } from 'fflate';
import { problem } from '../shared/problem.ts';
import type { GivenFile } from '../shared/protocol.ts';
import { words } from '../shared/sentence.ts';

/**
 * A zip whose files are stored as they are: weights hardly shrink.
 *
 * @param files by path, with forward slashes.
 */
export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  return zipSync(Object.fromEntries(files), { level: 0 });
}

/** Bytes of all that a zip may hold: a small file can promise more than any memory has. */
const mostBytes = 2 ** 30;

/** @throws ProblemError `weights-invalid` where it is no zip, is damaged, or holds too much */
export function filesInZip(bytes: Uint8Array, name: string): readonly GivenFile[] {
  let promised = 0;
  try {
    const files = unzipSync(bytes, {
      filter({ originalSize }) {
        promised += originalSize;
        return promised <= mostBytes;
      },
    });
    if (promised <= mostBytes) {
      return Object.entries(files).map(([path, held]) => ({ path, blob: new Blob([new Uint8Array(held)]) }));
    }
  } catch {
    promised = 0;
  }
  throw problem(
    'weights-invalid',
    promised > mostBytes
      ? words`${name} holds more than a gigabyte once unpacked.`
      : words`${name} is no zip file, or is damaged.`,
    'Unpack it, and open its model.json together with the weight files beside it.',
  );
}
