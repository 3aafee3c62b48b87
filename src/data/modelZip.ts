/**
 * Several files as one to download.
 */
import { zipSync } from 'fflate';

/**
 * A zip whose files are stored as they are: weights hardly shrink.
 *
 * @param files by path, with forward slashes.
 */
export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  return zipSync(Object.fromEntries(files), { level: 0 });
}
