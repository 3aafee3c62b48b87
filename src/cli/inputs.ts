/**
 * Files of this machine that the page may fetch: each under a number and a name that cannot be guessed, nothing else.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UsageError } from './flags.ts';
import type { ServedFile } from './headlessMessages.ts';

export interface Shelf {
  /** Puts a file up; `path` is what the page is told. */
  offer(file: string, path: string): ServedFile;
  /** The file behind a request path, or undefined. */
  find(requestPath: string): string | undefined;
}

export function createShelf(): Shelf {
  const prefix = `/files-${randomUUID()}/`;
  const files: string[] = [];
  return {
    offer(file, path) {
      files.push(file);
      return { path, url: `${prefix}${files.length - 1}` };
    },
    find(requestPath) {
      if (!requestPath.startsWith(prefix)) return undefined;
      const number = requestPath.slice(prefix.length);
      return /^\d+$/.test(number) ? files[Number(number)] : undefined;
    },
  };
}

export interface FolderContents {
  readonly files: readonly { readonly file: string; readonly path: string }[];
  /** Paths of folders that hold nothing at all: a class may be among them. */
  readonly emptyFolders: readonly string[];
}

/**
 * Every file below a folder, sorted by path; links are followed, a folder is entered once.
 *
 * @throws UsageError where there is no such folder, or where a part of it cannot be read
 */
export function listFolder(folder: string): FolderContents {
  const top = resolve(folder);
  const files: { file: string; path: string }[] = [];
  const emptyFolders: string[] = [];
  const entered = new Set<string>();
  const walk = (inside: string): void => {
    const here = join(top, inside);
    const real = realpathSync(here);
    if (entered.has(real)) return;
    entered.add(real);
    const names = readdirSync(here).sort();
    if (names.length === 0 && inside !== '') emptyFolders.push(inside);
    for (const name of names) {
      const path = inside === '' ? name : `${inside}/${name}`;
      const file = join(top, path);
      const found = statSync(file, { throwIfNoEntry: false });
      if (found?.isDirectory()) walk(path);
      else if (found?.isFile()) files.push({ file, path });
    }
  };
  try {
    if (!statSync(top, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UsageError(`--data-dir is ${folder}, where there is no folder.`);
    }
    walk('');
  } catch (error) {
    if (error instanceof UsageError || !isSystemError(error)) throw error;
    throw new UsageError(
      `--data-dir is ${folder}, where ${error.path ?? 'something'} cannot be read (${error.code}).`,
    );
  }
  return { files, emptyFolders };
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}

/** @throws UsageError where there is no such file */
export function requireFile(flag: string, file: string): string {
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return resolve(file);
  throw new UsageError(`${flag} is ${file}, where there is no file.`);
}

/** The folder's own name, also of `.` and with a slash at its end. */
export const folderName = (folder: string) => basename(resolve(folder)) || folder;
