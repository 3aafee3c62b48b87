/**
 * A folder of images as people keep them: `train/<class>/…` with `val|valid|validation|test/<class>/…`, or
 * `<class>/…` alone, inside any number of wrapping folders.
 */
import { type ProblemError, problem } from '../../shared/problem.ts';
import type { GivenFile } from '../../shared/protocol.ts';
import type { RejectedFile } from '../../shared/records.ts';
import { type Said, type SentenceValue, said, words } from '../../shared/sentence.ts';
import { headLength, refusalOfBytes, refusalOfName } from './imageKind.ts';

export interface LabelledFile {
  /** Below the wrapping folders: split (where there is one), class, file name. */
  readonly path: string;
  readonly className: string;
  readonly blob: Blob;
}

export interface ListedFolder {
  /** In code-unit order, as torchvision's `sorted()` numbers them. */
  readonly classes: readonly string[];
  /** In path order. Without a validation folder all images are here. */
  readonly train: readonly LabelledFile[];
  /** Undefined where the folder has no validation folder of its own. */
  readonly validation: readonly LabelledFile[] | undefined;
  readonly rejected: readonly RejectedFile[];
}

/** In order of preference: the first that exists is validated on, the others are left out. */
const validationNames = ['val', 'valid', 'validation', 'test'];
const trainName = 'train';

/** A file, or an empty folder: the path of such a one ends in an empty name, as if it held one nameless file. */
interface Entry {
  readonly parts: readonly string[];
  readonly blob: Blob | undefined;
}

interface FileEntry extends Entry {
  readonly blob: Blob;
}

const isFile = (entry: Entry): entry is FileEntry => entry.blob !== undefined;

const layoutAdvice = words`Give a folder that holds one folder of images per class, or train and val folders that do.`;

/**
 * Lists the images of a folder by class and says of every other file why it is not among them. Reads only each file's
 * first bytes. Files that systems leave behind (hidden ones, `__MACOSX`, `Thumbs.db`) and notes beside the class
 * folders are passed over in silence.
 *
 * @param emptyFolders where they are known: a class is one also while it has no file, and that is told.
 * @throws ProblemError folder-empty, folder-without-images, one-class-only, class-without-images,
 *   validation-class-unknown
 */
export async function listFolder(
  files: readonly GivenFile[],
  emptyFolders: readonly string[] = [],
): Promise<ListedFolder> {
  const entries = [...files.map(fileEntry), ...emptyFolders.map(emptyEntry)].filter(
    ({ parts }) => parts.length > 0 && !isLeftBehind(parts),
  );
  const count = entries.filter(isFile).length;
  if (count === 0) throw problem('folder-empty', 'The folder is empty.', layoutAdvice);
  const rejected: RejectedFile[] = [];
  const { inside, outside } = unwrap(entries);
  for (const { parts } of outside) {
    if (refusalOfName(parts.at(-1) ?? '') === undefined) {
      rejected.push({
        path: parts.join('/'),
        reason: 'It lies beside the class folders, so it has no class.',
      });
    }
  }
  const splits = findSplits(inside);
  const inClasses = splits.train.concat(splits.validation ?? []);
  const images = await keepImages(inClasses.filter(isFile), splits.depth, rejected);
  if (images.size === 0) throw withoutImages(count, inside.filter(isFile).length, rejected);

  const labelled = (split: readonly Entry[], depth: number): LabelledFile[] =>
    split
      .filter(isFile)
      .filter((entry) => images.has(entry))
      .map(({ parts, blob }) => ({ path: parts.join('/'), className: parts[depth] ?? '', blob }));
  const train = labelled(splits.train, splits.depth);
  const validation = splits.validation && labelled(splits.validation, splits.depth);
  const classes = classNamesOf(splits.train, splits.depth);
  for (const { name, count } of splits.leftOut) {
    const reason = words`Left out (${count} files): ${splits.validationName} is used for validation.`;
    rejected.push({ path: name, reason });
  }
  checkClasses(classes, train, validation);
  for (const name of validation ? classes : []) {
    if (!validation?.some((file) => file.className === name)) {
      const path = `${splits.validationName}/${name}`;
      rejected.push({ path, reason: 'The class has no validation image, so nothing is measured on it.' });
    }
  }
  return { classes, train, validation, rejected };
}

/**
 * That there is something to learn: at least two classes, each with training images, and no others in validation.
 * Used again after decoding, when damaged images have gone.
 */
export function checkClasses(
  classes: readonly string[],
  train: readonly { readonly className: string }[],
  validation: readonly { readonly className: string }[] | undefined,
): void {
  if (classes.length < 2) {
    throw problem(
      'one-class-only',
      words`There is only one class, ${quote(classes[0] ?? '')}, so there is nothing to tell apart.`,
      layoutAdvice,
    );
  }
  const unknown = validation?.find((file) => !classes.includes(file.className));
  if (unknown) {
    throw problem(
      'validation-class-unknown',
      words`The validation folder has a class ${quote(unknown.className)} that the training folder lacks.`,
      words`Add training images of ${quote(unknown.className)}, or take that folder out of validation; training has ${list(classes)}.`,
    );
  }
  for (const name of classes) {
    const count = train.filter((file) => file.className === name).length;
    const needed = validation ? 1 : 2;
    if (count >= needed) continue;
    throw problem(
      'class-without-images',
      count === 0
        ? words`The class ${quote(name)} has no image that can be read for training.`
        : words`The class ${quote(name)} has only one image, which cannot be both trained and validated on.`,
      words`Add images to the folder ${quote(name)}, or remove it.`,
    );
  }
  if (validation && validation.length === 0) {
    throw problem(
      'folder-without-images',
      'The validation folder holds no image that can be read.',
      'Add images to it, or remove it so that part of the training images is used for validation.',
    );
  }
}

const partsOf = (path: string) => path.split(/[\\/]/).filter((part) => part !== '' && part !== '.');

const fileEntry = ({ path, blob }: GivenFile): Entry => ({ parts: partsOf(path), blob });

function emptyEntry(path: string): Entry {
  const parts = partsOf(path);
  return { parts: parts.length > 0 ? [...parts, ''] : [], blob: undefined };
}

function isLeftBehind(parts: readonly string[]): boolean {
  const name = (parts.at(-1) ?? '').toLowerCase();
  if (name === 'thumbs.db' || name === 'desktop.ini') return true;
  return parts.some((part) => part.startsWith('.') || part === '__MACOSX');
}

/** Goes down while every file lies in one folder that itself holds folders. */
function unwrap(entries: readonly Entry[]): { inside: Entry[]; outside: Entry[] } {
  let inside = [...entries];
  const outside: Entry[] = [];
  for (;;) {
    const folders = inside.filter(({ parts }) => parts.length > 1);
    const names = new Set(folders.filter(isFile).map(({ parts }) => parts[0]));
    const wraps = names.size === 1 && folders.some((entry) => isFile(entry) && entry.parts.length > 2);
    for (const entry of inside) if (entry.parts.length === 1) outside.push(entry);
    if (!wraps) return { inside: inPathOrder(folders), outside };
    inside = folders
      .filter(({ parts }) => names.has(parts[0]))
      .map(({ parts, blob }) => ({ parts: parts.slice(1), blob }));
  }
}

function inPathOrder(entries: readonly Entry[]): Entry[] {
  const keyed = entries.map((entry) => ({ key: entry.parts.join('/'), entry }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  return keyed.map(({ entry }) => entry);
}

interface Splits {
  readonly train: readonly Entry[];
  readonly validation: readonly Entry[] | undefined;
  readonly validationName: string | Said;
  /** Which part of a path names the class. */
  readonly depth: 0 | 1;
  readonly leftOut: readonly { readonly name: string; readonly count: number }[];
}

/**
 * A folder `train` is a split only where it holds folders of files itself; it may also be a class (of vehicles, say).
 * A folder without files is no split: there is nothing to validate on.
 */
function findSplits(entries: readonly Entry[]): Splits {
  const under = (name: string) => entries.filter(({ parts }) => parts[0]?.toLowerCase() === name);
  const train = under(trainName);
  if (!train.some((entry) => isFile(entry) && entry.parts.length > 2)) {
    return { train: entries, validation: undefined, validationName: '', depth: 0, leftOut: [] };
  }
  const found = validationNames.filter((name) => under(name).some(isFile));
  const used = found[0];
  const files = entries.filter(isFile);
  const names = new Set(files.map(({ parts }) => parts[0] ?? ''));
  const leftOut = [...names]
    .filter((name) => name.toLowerCase() !== trainName && name.toLowerCase() !== used)
    .map((name) => ({ name, count: files.filter(({ parts }) => parts[0] === name).length }));
  return {
    train,
    validation: used === undefined ? undefined : under(used),
    validationName: used ?? words`part of train`,
    depth: 1,
    leftOut,
  };
}

/** Every folder at the class level, even one without files or with rejected ones alone: that is told, not hidden. */
function classNamesOf(train: readonly Entry[], depth: number): string[] {
  const inFolders = train.filter(({ parts }) => parts.length > depth + 1);
  return [...new Set(inFolders.map(({ parts }) => parts[depth] ?? ''))].sort();
}

/** Files looked into at a time. */
const inFlight = 32;

async function keepImages(
  entries: readonly FileEntry[],
  depth: number,
  rejected: RejectedFile[],
): Promise<ReadonlySet<Entry>> {
  const kept = new Set<Entry>();
  for (let first = 0; first < entries.length; first += inFlight) {
    const some = entries.slice(first, first + inFlight);
    const reasons = await Promise.all(some.map((entry) => refusalOf(entry, depth)));
    some.forEach((entry, i) => {
      const reason = reasons[i];
      if (reason === undefined) kept.add(entry);
      else rejected.push({ path: entry.parts.join('/'), reason });
    });
  }
  return kept;
}

async function refusalOf({ parts, blob }: FileEntry, depth: number): Promise<Said | undefined> {
  const name = parts.at(-1) ?? '';
  const byName = refusalOfName(name);
  if (byName !== undefined) return byName;
  if (parts.length <= depth + 1) return words`It lies in no class folder.`;
  try {
    return refusalOfBytes(name, new Uint8Array(await blob.slice(0, headLength).arrayBuffer()));
  } catch {
    return words`The file could not be read.`;
  }
}

function withoutImages(given: number, inFolders: number, rejected: readonly RejectedFile[]): ProblemError {
  if (inFolders === 0 && rejected.length > 0) {
    return problem(
      'one-class-only',
      words`The ${rejected.length} images lie in no class folders, so there is nothing to tell apart.`,
      layoutAdvice,
    );
  }
  const example = rejected[0];
  return problem(
    'folder-without-images',
    example
      ? words`None of the ${given} files is an image that can be read; ${quote(example.path)}: ${said(example.reason)}`
      : words`None of the ${given} files is an image that can be read.`,
    layoutAdvice,
  );
}

function quote(name: string): string {
  return `“${name.length > 60 ? `${name.slice(0, 59)}…` : name}”`;
}

function list(names: readonly string[]): SentenceValue {
  const shown = names.slice(0, 8).map(quote).join(', ');
  return names.length > 8 ? words`${shown} and ${names.length - 8} more` : shown;
}
