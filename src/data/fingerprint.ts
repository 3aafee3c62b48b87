/**
 * The name that a folder of images has in an experiment, so that a link made on it can tell whether a visitor has it;
 * and the names of numbers, so that what was computed from them is taken for nothing else.
 */

import { sha256 } from '../base/sha256.ts';
import { problem } from '../lang/problem.ts';
import { words } from '../lang/sentence.ts';

/** Files read at a time. */
const inFlight = 4;
/** Hexadecimal digits of SHA-256 that name something. */
const digits = 16;

/**
 * 16 hexadecimal digits: the beginning of SHA-256 over one line `path NUL digest` per file, in path order, where
 * `digest` is the SHA-256 of the file's bytes. It depends on split, class and file names and on bytes; not on the order
 * in which files are given, nor on the wrapping folder, which is no part of `path`.
 *
 * @param reading one more line, where the same files can be split and labelled otherwise
 * @throws ProblemError file-unreadable
 */
export async function fingerprintOf(
  files: readonly { readonly path: string; readonly blob: Blob }[],
  onProgress: (done: number, total: number) => void = () => {},
  reading?: string,
): Promise<string> {
  const lines = new Array<string>(files.length);
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < files.length) {
      const i = next++;
      const file = files[i];
      if (file) lines[i] = `${file.path}\0${await digestOf(file.path, file.blob)}\n`;
      onProgress(++done, files.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, files.length) }, work));
  if (reading !== undefined) lines.push(`read as\0${reading}\n`);
  const digest = await sha256(new TextEncoder().encode(lines.sort().join('')));
  return digest.slice(0, digits);
}

/**
 * 16 hexadecimal digits: the beginning of SHA-256 over one line `name NUL digest` per array, in the order given, where
 * `digest` is the SHA-256 of the array's bytes.
 */
export async function fingerprintOfArrays(
  arrays: readonly { readonly name: string; readonly values: Uint8Array | Float32Array }[],
): Promise<string> {
  const lines = arrays.map(async ({ name, values }) => `${name}\0${await sha256(bytesOf(values))}\n`);
  const digest = await sha256(new TextEncoder().encode((await Promise.all(lines)).join('')));
  return digest.slice(0, digits);
}

/** The array's own bytes; copied where they lie in memory that threads share, which cannot be hashed in place. */
function bytesOf({ buffer, byteOffset, byteLength }: Uint8Array | Float32Array): Uint8Array<ArrayBuffer> {
  return buffer instanceof ArrayBuffer
    ? new Uint8Array(buffer, byteOffset, byteLength)
    : new Uint8Array(buffer, byteOffset, byteLength).slice();
}

async function digestOf(path: string, blob: Blob): Promise<string> {
  let bytes: ArrayBuffer;
  try {
    bytes = await blob.arrayBuffer();
  } catch {
    throw problem(
      'file-unreadable',
      words`The file ${path} could not be read.`,
      'Check that it is still there and not open elsewhere, and give the folder again.',
    );
  }
  return sha256(new Uint8Array(bytes));
}
