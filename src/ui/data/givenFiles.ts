/**
 * Files that were dropped or picked, as the lab takes them: a relative path with forward slashes and the bytes.
 */
import type { GivenFile } from '../../protocol/protocol.ts';

/** A `File` as the picker (`webkitRelativePath`) or file-selector (`path`, `relativePath`) hands it over. */
export type PathedFile = File & { readonly path?: string; readonly relativePath?: string };

export interface GivenFolder {
  /** The folder's own name, or undefined where loose files were given. */
  readonly label: string | undefined;
  readonly files: readonly GivenFile[];
}

/** Drops a leading `/` or `./`, and turns backslashes round. */
export function cleanPath(path: string): string {
  return path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** As whoever handed it over has it. */
export const pathOf = (file: PathedFile) =>
  file.webkitRelativePath || file.path || file.relativePath || file.name;

/** Names the folder and makes the paths relative to what holds it; the folder's own name stays in front. */
export function givenFolder(files: readonly PathedFile[]): GivenFolder {
  const given = files.map((file) => ({
    path: cleanPath(pathOf(file)) || file.name,
    blob: file,
  }));
  const tops = new Set(given.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')));
  const [only] = tops;
  return { label: tops.size === 1 && only ? only : undefined, files: given };
}

/** What is opened as a dataset or as weights although it is one file. */
const containers = /\.(zip|tar|gz|tgz|safetensors|pt|pth|th|ckpt|onnx|json|csv|npz?|bin)$/i;
/** Weights that the lab opens. */
export const weightsEndings = ['.safetensors', '.pt', '.pth', '.th', '.ckpt', '.bin'] as const;
/** What a teacher may be in: weights, ONNX, or a tfjs model.json with its shards, zipped or not. */
export const teacherEndings = [...weightsEndings, '.onnx', '.json', '.zip'] as const;

/** The one loose file that may be a picture, if that is what was dropped: whoever decodes it says if it is none. */
export function pictureFile(files: readonly PathedFile[]): File | undefined {
  const [only] = files;
  if (!only || files.length > 1 || containers.test(only.name)) return undefined;
  return givenFolder([only]).label === undefined ? only : undefined;
}
