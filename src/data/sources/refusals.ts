/**
 * Why a folder is not taken for a dataset, where its layout is what is wrong: what was seen, and how to say what was meant.
 */
import { type ProblemError, problem } from '../../lang/problem.ts';
import { said, words } from '../../lang/sentence.ts';
import { classesInNames, list, quote } from './naming.ts';
import { type FileEntry, type Folder, filesBelow, isImageName } from './tree.ts';

export const layoutAdvice = words`Give a folder that holds one folder of images per class, or train and val folders that do.`;

const nameThem = words`If they are splits, name them train and val and give both the same class folders; if they are classes, give them names that no split has and put their images into them without further folders.`;

const namesOf = (folders: readonly { readonly name: string }[]) => folders.map(({ name }) => name);

/** The classes in the names of image files; undefined where they say none. */
export const classesInFiles = (files: readonly FileEntry[]) =>
  classesInNames(files.map(({ parts }) => parts.at(-1) ?? '').filter(isImageName));

/**
 * Folders named as splits (or as images of anything) whose images lie in no class folders.
 *
 * @param trains those for training, whose file names are looked into; of others, for tests, they are often mere numbers
 */
export function flatSplits(folders: readonly Folder[], trains: readonly Folder[]): ProblemError {
  const files = (trains.length > 0 ? trains : folders).flatMap(filesBelow);
  const inNames = classesInFiles(files);
  if (inNames) return classesOnlyInNames(namesOf(folders), inNames);
  return problem(
    'splits-without-classes',
    words`The images in ${list(namesOf(folders))} lie in no class folders, so nothing says what is in which.`,
    words`Put the images of each class into a folder of its name: ${said(layoutAdvice)}`,
  );
}

/** @param folders none where the files lie loose */
export function classesOnlyInNames(folders: readonly string[], classes: readonly string[]): ProblemError {
  const seem = words`the classes seem to be in the file names: ${list(classes)}`;
  return problem(
    'splits-without-classes',
    folders.length > 0
      ? words`The images in ${list(folders)} lie in no class folders; ${seem}.`
      : words`The images lie in no class folders; ${seem}.`,
    words`Put the images of each class into a folder of its name, ${quote(classes[0] ?? '')} and so on, inside each split.`,
  );
}

/** @param splits the name of each, and of a folder inside */
export function unlikeSplits(splits: readonly (readonly [string, string])[]): ProblemError {
  const names = splits.map(([name]) => name);
  const insides = splits.map(([, inside]) => inside);
  return problem(
    'splits-unclear',
    words`${list(names)} are named as splits are, but hold no folders of the same names: ${list(insides)}.`,
    nameThem,
  );
}

export function namedAsSplits(splits: readonly string[], others: readonly string[]): ProblemError {
  return problem(
    'splits-unclear',
    words`${list(splits)} may be splits by name, but beside them are images in ${list(others)}, as in a class.`,
    nameThem,
  );
}

export function givesNoTraining(folders: readonly string[], { folders: inside }: Folder): ProblemError {
  return problem(
    'splits-unclear',
    words`${list(folders)} hold the same folders (${list(namesOf(inside))}), as splits of one dataset do, but no name says which is for training.`,
    nameThem,
  );
}

export function severalDatasets(folders: readonly string[]): ProblemError {
  return problem(
    'splits-unclear',
    words`${list(folders)} each look like a dataset of their own, with a part for training.`,
    'Give the folder of one of them, or put their images together.',
  );
}
