/**
 * What of a drop is a teacher and what is a dataset, told apart by content: a folder of images is a dataset whatever else is
 * in it; one without, that holds a tfjs model.json or a single file of weights, is a teacher.
 */
import { readZipDirectory } from '../../base/zip/directory.ts';
import { cleanPath, type PathedFile, pathOf, teacherEndings } from './givenFiles.ts';

export interface SortedDrop {
  readonly teacher: readonly PathedFile[];
  readonly dataset: readonly PathedFile[];
}

const imageEndings = /\.(jpe?g|png|webp|bmp|avif|gif|tiff?)$/i;
const dataEndings = /\.(jpe?g|png|webp|bmp|avif|gif|tiff?|zip|tar|tgz|gz|npz?)$/i;
/** A larger JSON file is somebody's data. */
const largestManifest = 64 * 2 ** 20;

export async function sortedDrop(files: readonly PathedFile[]): Promise<SortedDrop> {
  const folders = new Map<string, PathedFile[]>();
  for (const file of files) {
    const top = topOf(file);
    folders.set(top, [...(folders.get(top) ?? []), file]);
  }
  const sorted = await Promise.all(
    [...folders].map(([top, held]) => (top === '' ? sortedLoose(held) : sortedFolder(held))),
  );
  return {
    teacher: sorted.flatMap(({ teacher }) => teacher),
    dataset: sorted.flatMap(({ dataset }) => dataset),
  };
}

/** The folder that was dropped; '' of a loose file. */
function topOf(file: PathedFile): string {
  const path = cleanPath(pathOf(file));
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

async function sortedFolder(files: readonly PathedFile[]): Promise<SortedDrop> {
  if (files.some(({ name }) => dataEndings.test(name))) return { teacher: [], dataset: files };
  if (await hasManifest(files)) return { teacher: files, dataset: [] };
  // Datasets come as .bin too.
  const weights = files.filter(({ name }) => isTeacherFile(name) && !/\.(bin|json)$/i.test(name));
  return weights.length === 1 ? { teacher: weights, dataset: [] } : { teacher: [], dataset: files };
}

async function sortedLoose(files: readonly PathedFile[]): Promise<SortedDrop> {
  const [only, ...others] = files;
  if (only && others.length === 0 && isTeacherFile(only.name) && !/\.json$/i.test(only.name)) {
    const isData = /\.zip$/i.test(only.name) && (await holdsImages(only));
    return isData ? { teacher: [], dataset: files } : { teacher: files, dataset: [] };
  }
  if (!(await hasManifest(files))) return { teacher: [], dataset: files };
  const isData = ({ name }: PathedFile) => dataEndings.test(name);
  return { teacher: files.filter((file) => !isData(file)), dataset: files.filter(isData) };
}

/** Whether there are images in a zip, and no tfjs model; nothing of it is unpacked. */
async function holdsImages(zip: File): Promise<boolean> {
  const read = async (from: number, to: number) => new Uint8Array(await zip.slice(from, to).arrayBuffer());
  try {
    const paths = [...(await readZipDirectory({ size: zip.size, read })).keys()];
    return paths.some((path) => imageEndings.test(path)) && !paths.some((path) => /model\.json$/i.test(path));
  } catch {
    // What is wrong with it is said by who opens it.
    return false;
  }
}

const isTeacherFile = (name: string) => teacherEndings.some((ending) => name.toLowerCase().endsWith(ending));

/** Whether a model.json of tfjs is among them, under whatever name. */
async function hasManifest(files: readonly PathedFile[]): Promise<boolean> {
  for (const file of files) {
    if (!/\.json$/i.test(file.name) || file.size > largestManifest) continue;
    if (/"(weightsManifest|modelTopology)"/.test(await file.text().catch(() => ''))) return true;
  }
  return false;
}
