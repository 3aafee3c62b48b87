/**
 * A folder of images as people keep them: `train/<class>/…` with `val/<class>/…`, by these names or others (`layout.ts`), or
 * `<class>/…` alone, inside any number of wrapping folders.
 */
import { type ProblemError, problem } from '../../lang/problem.ts';
import { type Said, type Sentence, said, together, words } from '../../lang/sentence.ts';
import type { GivenFile } from '../../protocol/protocol.ts';
import type { RejectedFile } from '../../protocol/records.ts';
import { headLength, refusalOfBytes, refusalOfName } from './imageKind.ts';
import { type ClassFolder, layoutOf } from './layout.ts';
import { classKey, list, quote, shownName } from './naming.ts';
import { classesInFiles, classesOnlyInNames, layoutAdvice } from './refusals.ts';
import { isUnlabelledFolder } from './splitWords.ts';
import { type FileEntry, filesBelow, isImageName, treeOf } from './tree.ts';

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
  /** Of a folder `unlabelled` beside classes or splits; their class is ''. */
  readonly unlabelled: readonly LabelledFile[];
  readonly rejected: readonly RejectedFile[];
  /** What is used for what. */
  readonly understood: Sentence;
  /** What tells this reading of the same files from the one that the seed's names give; undefined where it is that. */
  readonly reading: string | undefined;
}

/**
 * Lists the images of a folder by class and says of every other file why it is not among them. Reads only each file's
 * first bytes. Files that systems leave behind and that are not named as images (`.DS_Store`, `Thumbs.db`), and notes beside
 * the class folders, are passed over in silence.
 *
 * @param emptyFolders where they are known: a class is one also while it has no file, and that is told.
 * @throws ProblemError folder-empty, folder-without-images, one-class-only, class-without-images,
 *   validation-class-unknown, splits-without-classes, splits-unclear
 */
export async function listFolder(
  files: readonly GivenFile[],
  emptyFolders: readonly string[] = [],
): Promise<ListedFolder> {
  const entries = files.map(({ path, blob }) => ({ parts: partsOf(path), blob }));
  const { root, leftOut } = treeOf(
    entries.filter(({ parts }) => parts.length > 0),
    emptyFolders.map(partsOf),
  );
  if (root.count === 0) throw problem('folder-empty', 'The folder is empty.', layoutAdvice);
  const { outside, depth, ...layout } = layoutOf(root);
  const pathOf = ({ parts }: FileEntry) => parts.slice(depth).join('/');
  const rejected: RejectedFile[] = outside
    .filter(({ parts }) => isImageName(parts.at(-1) ?? ''))
    .map(({ parts }) => ({
      path: parts.join('/'),
      reason: 'It lies beside the class folders, so it has no class.',
    }));
  const { classes, names, merged } = classesOf(layout.train);
  const labelled = (folders: readonly ClassFolder[]) =>
    inPathOrder(
      folders.flatMap(({ name, folder }) => {
        const className = names.get(classKey(name)) ?? shownName(name);
        return filesBelow(folder).map((entry) => ({ path: pathOf(entry), className, blob: entry.blob }));
      }),
    );
  const given = {
    train: labelled(layout.train),
    validation: layout.validation && labelled(layout.validation),
  };
  for (const entry of layout.loose) {
    const reason = refusalOfName(entry.parts.at(-1) ?? '') ?? words`It lies in no class folder.`;
    rejected.push({ path: pathOf(entry), reason });
  }
  const inFolders = given.train.length + (given.validation?.length ?? 0);
  const withoutLabels = layout.leftOut.filter(isUnlabelledFolder);
  const unlabelledFiles = inPathOrder(
    withoutLabels
      .flatMap(filesBelow)
      .map((entry) => ({ path: pathOf(entry), className: '', blob: entry.blob })),
  );
  // Beside splits nobody would take it for a class.
  const besideClasses = layout.train.every(({ folder }) => folder.parts.length === depth + 1);
  const takenForNoClass = besideClasses ? withoutLabels.map(({ name }) => name) : [];
  const images = await keepImages([...given.train, ...(given.validation ?? [])], rejected);
  const unlabelled = [...(await keepImages(unlabelledFiles, []))];
  if (images.size === 0) throw withoutImages(root.count, inFolders, outside, rejected);

  const train = given.train.filter((file) => images.has(file));
  const validation = given.validation?.filter((file) => images.has(file));
  const { validationName = words`part of train` } = layout;
  for (const folder of layout.leftOut) {
    if (withoutLabels.includes(folder) && unlabelled.length > 0) continue;
    const { parts, count } = folder;
    const reason = words`Left out (${count} files): ${validationName} is used for validation.`;
    rejected.push({ path: parts.slice(depth).join('/') || (parts.at(-1) ?? ''), reason });
  }
  rejected.push(...leftOut);
  checkClasses(classes, train, validation);
  const measured = new Set(validation?.map(({ className }) => className));
  for (const name of validation ? classes : []) {
    if (measured.has(name)) continue;
    const path = `${layout.validationName}/${name}`;
    rejected.push({ path, reason: 'The class has no validation image, so nothing is measured on it.' });
  }
  const others = [...new Set([...merged, ...renamed(layout.validation ?? [], names)])];
  const unused = [
    ...layout.leftOut
      .filter((folder) => folder.pictures > 0 && !withoutLabels.includes(folder))
      .map(({ name }) => name),
    ...leftOut.map(({ path }) => path),
  ];
  const understood = together([
    layout.understood,
    ...(others.length === 0
      ? []
      : [words`Names that differ only by case, blanks or accents’ spelling are one class: ${list(others)}.`]),
    ...(unlabelled.length === 0 ? [] : [words`Without labels: ${unlabelled.length} images.`]),
    ...(takenForNoClass.length === 0
      ? []
      : [
          words`By its name ${list(takenForNoClass)} is taken for images without labels and is no class; if it is one, rename it.`,
        ]),
    ...(unused.length === 0 ? [] : [words`Left out: ${list(unused)}.`]),
  ]);
  const reading = layout.reading ?? (others.length > 0 ? 'names merged' : undefined);
  return { classes, train, validation, unlabelled, rejected, understood, reading };
}

/**
 * All images of a folder, whatever folders they lie in, in path order.
 *
 * @throws ProblemError folder-empty, folder-without-images
 */
export async function listImages(given: readonly GivenFile[]): Promise<readonly LabelledFile[]> {
  const files = inPathOrder(
    given
      .map(({ path, blob }) => ({ path: partsOf(path).join('/'), className: '', blob }))
      .filter(({ path }) => path !== ''),
  );
  if (files.length === 0) throw problem('folder-empty', 'The folder is empty.', imagesAdvice);
  const images = [...(await keepImages(files, []))];
  if (images.length === 0) {
    const what = words`None of the ${files.length} files is an image that can be read.`;
    throw problem('folder-without-images', what, imagesAdvice);
  }
  return inPathOrder(images);
}

export const imagesAdvice = words`Give another folder of images to distil on; they need no class folders.`;

/** The classes of training folders, in code-unit order of the folders' names; and which names were taken for another's. */
function classesOf(train: readonly ClassFolder[]) {
  const names = new Map<string, string>();
  const folders = [...new Set(train.map(({ name }) => name))].sort();
  for (const name of folders) {
    if (!names.has(classKey(name))) names.set(classKey(name), shownName(name));
  }
  return { classes: [...names.values()], names, merged: renamed(train, names) };
}

/** Names of folders whose class is called otherwise. */
const renamed = (folders: readonly ClassFolder[], names: ReadonlyMap<string, string>) =>
  folders.map(({ name }) => name).filter((name) => (names.get(classKey(name)) ?? name) !== name);

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
  const known = new Set(classes);
  const unknown = validation?.find((file) => !known.has(file.className));
  if (unknown) {
    throw problem(
      'validation-class-unknown',
      words`The validation folder has a class ${quote(unknown.className)} that the training folder lacks.`,
      words`Add training images of ${quote(unknown.className)}, or take that folder out of validation; training has ${list(classes)}.`,
    );
  }
  const counts = new Map<string, number>();
  for (const { className } of train) counts.set(className, (counts.get(className) ?? 0) + 1);
  for (const name of classes) {
    const count = counts.get(name) ?? 0;
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

function inPathOrder(files: readonly LabelledFile[]): readonly LabelledFile[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
}

/** Files looked into at a time. */
const inFlight = 32;

async function keepImages(
  files: readonly LabelledFile[],
  rejected: RejectedFile[],
): Promise<ReadonlySet<LabelledFile>> {
  const kept = new Set<LabelledFile>();
  for (let first = 0; first < files.length; first += inFlight) {
    const some = files.slice(first, first + inFlight);
    const reasons = await Promise.all(some.map(refusalOf));
    some.forEach((file, i) => {
      const reason = reasons[i];
      if (reason === undefined) kept.add(file);
      else rejected.push({ path: file.path, reason });
    });
  }
  return kept;
}

async function refusalOf({ path, blob }: LabelledFile): Promise<Said | undefined> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const byName = refusalOfName(name);
  if (byName !== undefined) return byName;
  try {
    return refusalOfBytes(name, new Uint8Array(await blob.slice(0, headLength).arrayBuffer()));
  } catch {
    return words`The file could not be read.`;
  }
}

function withoutImages(
  given: number,
  inFolders: number,
  loose: readonly FileEntry[],
  rejected: readonly RejectedFile[],
): ProblemError {
  if (inFolders === 0 && rejected.length > 0) {
    const inNames = classesInFiles(loose);
    if (inNames) return classesOnlyInNames([], inNames);
    return problem(
      'one-class-only',
      words`The ${rejected.length} images lie in no class folders, so there is nothing to tell apart.`,
      words`${said(layoutAdvice)} Images without classes can be given as images to distil on (--distil-dir).`,
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
