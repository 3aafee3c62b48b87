/**
 * Files of this machine that the page may fetch: each under a number and a name that cannot be guessed, nothing else.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { OfferedTeacher, ServedFile } from './headlessMessages.ts';
import { UsageError } from './usageError.ts';

export interface OfferedFiles {
  /** Puts a file up; `path` is what the page is told. */
  offer(file: string, path: string): ServedFile;
  /** The file behind a request path, or undefined. */
  find(requestPath: string): string | undefined;
}

export function createOfferedFiles(): OfferedFiles {
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
export function listFolder(folder: string, flag = '--data-dir'): FolderContents {
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
      throw new UsageError(`${flag} is ${folder}, where there is no folder.`);
    }
    walk('');
  } catch (error) {
    if (error instanceof UsageError || !isSystemError(error)) throw error;
    throw new UsageError(
      `${flag} is ${folder}, where ${error.path ?? 'something'} cannot be read (${error.code}).`,
    );
  }
  return { files, emptyFolders };
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}

/**
 * The path of a file that is there; `::` and the key of one of its networks may stand behind it.
 *
 * @throws UsageError where there is no such file
 */
export function requireFile(flag: string, file: string): string {
  for (const path of [file, file.replace(/::[^:/\\]*$/, '')]) {
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) return resolve(path);
  }
  throw new UsageError(`${flag} is ${file}, where there is no file.`);
}

/**
 * Puts up what `--teacher-file` names: one file of weights or ONNX, or a tfjs model.json with what it names beside it; a folder
 * stands for the model.json in it. An address is passed on.
 *
 * @throws UsageError where there is no such thing, or where a part of a model is missing
 */
export function offerTeacher(given: string, offered: OfferedFiles): OfferedTeacher {
  if (/^https?:\/\//i.test(given)) return { kind: 'address', url: given };
  const isFolder = statSync(given, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder && !given.toLowerCase().endsWith('.json')) {
    return {
      kind: 'file',
      file: offered.offer(requireFile('--teacher-file', given), folderName(given)),
    };
  }
  const manifest = isFolder ? join(resolve(given), 'model.json') : requireFile('--teacher-file', given);
  if (isFolder && !statSync(manifest, { throwIfNoEntry: false })?.isFile()) {
    throw new UsageError(`--teacher-file is ${given}, a folder without a model.json.`);
  }
  const folder = dirname(manifest);
  const shards = weightPathsIn(manifest).map((path) => {
    const file = resolve(folder, path);
    const isThere = file.startsWith(folder + sep) && statSync(file, { throwIfNoEntry: false })?.isFile();
    if (isThere) return { file, path };
    throw new UsageError(`--teacher-file is ${given}, whose weight file ${path} is not beside it.`);
  });
  // Teachable Machine writes the names of the classes there.
  const metadata = join(folder, 'metadata.json');
  const beside = statSync(metadata, { throwIfNoEntry: false })?.isFile()
    ? [{ file: metadata, path: 'metadata.json' }]
    : [];
  const files = [{ file: manifest, path: basename(manifest) }, ...shards, ...beside];
  return {
    kind: 'model',
    name: folderName(given),
    files: files.map(({ file, path }) => offered.offer(file, path)),
  };
}

/** The weight files that a model.json names; none of any other file, which the page then refuses in its own words. */
function weightPathsIn(manifest: string): readonly string[] {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(manifest, 'utf8'));
  } catch {
    return [];
  }
  const groups = fieldIn(json, 'weightsManifest');
  if (!Array.isArray(groups)) return [];
  const paths = groups.map((group: unknown) => fieldIn(group, 'paths')).filter(Array.isArray);
  return [...new Set(paths.flat().filter((path): path is string => typeof path === 'string'))];
}

function fieldIn(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** The folder's own name, also of `.` and with a slash at its end. */
export const folderName = (folder: string) => basename(resolve(folder)) || folder;
