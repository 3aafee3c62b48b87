/**
 * The files of a folder as a tree, without what is no image of any class: thumbnails, what systems leave behind, and
 * masks, labels or annotations beside images.
 */

import { type Sentence, words } from '../../lang/sentence.ts';
import type { RejectedFile } from '../../protocol/records.ts';
import { refusalOfName } from './imageKind.ts';
import { derivedAmong, isAside, isCompanion, isNote, leftBehindAs, mayBeThumbnails } from './leftBehind.ts';
import { isImageWord } from './splitWords.ts';

export interface FileEntry {
  readonly parts: readonly string[];
  readonly blob: Blob;
}

export interface Folder {
  readonly name: string;
  /** Its path from the root. */
  readonly parts: readonly string[];
  readonly folders: readonly Folder[];
  /** Directly in it. */
  readonly files: readonly FileEntry[];
  /** Files in it and below. */
  readonly count: number;
  /** Those of them that are not notes by their names. */
  readonly pictures: number;
}

interface Growing {
  readonly parts: readonly string[];
  readonly folders: Map<string, Growing>;
  readonly files: FileEntry[];
}

const grow = (parts: readonly string[]): Growing => ({ parts, folders: new Map(), files: [] });

export const isImageName = (name: string) => refusalOfName(name) === undefined;
const nameOf = ({ parts }: FileEntry) => parts.at(-1) ?? '';

/** @param emptyFolders paths of folders that hold nothing */
export function treeOf(
  files: readonly FileEntry[],
  emptyFolders: readonly (readonly string[])[],
): { readonly root: Folder; readonly leftOut: readonly RejectedFile[] } {
  const leftOut = new Map<string, { count: number; reason: (count: number) => Sentence }>();
  const leave = (path: string, count: number, reason: (count: number) => Sentence) => {
    const before = leftOut.get(path);
    leftOut.set(path, { count: (before?.count ?? 0) + count, reason });
  };
  const root = grow([]);
  const at = (parts: readonly string[]) => {
    let folder = root;
    parts.forEach((part, depth) => {
      const next = folder.folders.get(part) ?? grow(parts.slice(0, depth + 1));
      folder.folders.set(part, next);
      folder = next;
    });
    return folder;
  };
  for (const entry of files) {
    const leftBehind = leftBehindAs(entry.parts);
    if (leftBehind === undefined) at(entry.parts.slice(0, -1)).files.push(entry);
    // Notes of a system are no news; what is named as an image might be missed.
    else if (isImageName(nameOf(entry))) leave(leftBehind, 1, systems);
  }
  for (const parts of emptyFolders) if (leftBehindAs([...parts, '']) === undefined) at(parts);
  return {
    root: settle(root, leave),
    leftOut: [...leftOut].map(([path, { count, reason }]) => ({ path, reason: reason(count) })),
  };
}

const systems = (count: number) => words`Left out (${count} files): left behind by a system or a program.`;
const thumbnails = (count: number) =>
  words`Left out (${count} files): thumbnails or masks of images beside them.`;
const besides = (count: number) =>
  words`Left out (${count} files): they belong to the images beside them and are no class.`;
const imageless = (count: number) => words`Left out (${count} files): it holds no image.`;

function settle(
  { parts, folders, files }: Growing,
  leave: (path: string, count: number, reason: (count: number) => Sentence) => void,
): Folder {
  const derived = derivedAmong(files.map(nameOf).filter((name) => !isNote(name)));
  const [example] = derived;
  if (example !== undefined) leave([...parts, example].join('/'), derived.size, thumbnails);
  const kept = files.filter((file) => !derived.has(nameOf(file)));
  const hasImages = kept.some((file) => isImageName(nameOf(file)));
  const inside = [...folders.keys()].sort().flatMap((name) => {
    const folder = folders.get(name);
    return folder ? [settle(folder, leave)] : [];
  });
  const some = inside.some(({ pictures }) => pictures > 0);
  const beside = inside.some(({ name, pictures }) => pictures > 0 && isImageWord(name));
  const staying = inside.filter(({ name, parts: path, count, pictures }) => {
    if (count === 0) return true;
    const reason =
      hasImages && mayBeThumbnails(name)
        ? thumbnails
        : beside && isCompanion(name) && !isImageWord(name)
          ? besides
          : pictures === 0 && (beside || (some && isAside(name)))
            ? imageless
            : undefined;
    if (reason) leave(path.join('/'), count, reason);
    return reason === undefined;
  });
  const sum = (of: (folder: Folder) => number) => staying.reduce((total, folder) => total + of(folder), 0);
  return {
    name: parts.at(-1) ?? '',
    parts,
    folders: staying,
    files: kept,
    count: kept.length + sum(({ count }) => count),
    pictures: kept.filter((file) => !isNote(nameOf(file))).length + sum(({ pictures }) => pictures),
  };
}

/** All files in a folder and below. */
export function filesBelow({ files, folders }: Folder): readonly FileEntry[] {
  return [...files, ...folders.flatMap(filesBelow)];
}
