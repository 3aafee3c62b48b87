/**
 * Files that are there whole or not at all: whoever ends the program half-way (SIGKILL, a power cut, a full disk) finds what
 * was there before. The new file is written beside the old one, forced to disk, and renamed over it, which POSIX does in one
 * step.
 */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes all of a file, making the folders above it.
 *
 * @throws what node:fs throws; the file is then as it was
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  const known = statSync(file, { throwIfNoEntry: false });
  // A device or a pipe is not replaced but written to.
  if (known && !known.isFile()) {
    writeFileSync(file, content);
    return;
  }
  const target = known ? realpathSync(file) : file;
  const folder = dirname(target);
  // Of two programs that write the same file, each has its own.
  const beside = join(folder, `.${basename(target)}.${process.pid}.part`);
  try {
    const descriptor = openSync(beside, 'w', known?.mode);
    try {
      writeFileSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  syncFolder(folder);
}

/** A name too is only safe from a power cut once its folder is on disk; Windows does not open folders. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // The file itself is there.
  }
}
