/**
 * A folder between its files and a dataset: decoded once, split as often as the validation share is moved.
 */

import type { Dataset, ImageSet } from '../base/imageSet.ts';
import { random } from '../base/random.ts';
import type { Sentence } from '../lang/sentence.ts';
import type { GivenFolder } from '../protocol/protocol.ts';
import type { DatasetSummary, RejectedFile } from '../protocol/records.ts';
import type { Experiment } from '../spec/experiment.ts';
import { type DecodedPictures, decodeFiles } from './decode.ts';
import { fingerprintOf } from './fingerprint.ts';
import { decodeAlone, imagesId } from './imagesAlone.ts';
import { requireMemory } from './memory.ts';
import { type ShapesNeeded, shapesKey, shapesNeeded } from './shapes.ts';
import { checkClasses, type LabelledFile, listFolder } from './sources/folder.ts';
import { stratifiedSplit } from './split.ts';
import { summarise } from './summary.ts';

/** What decides in which shapes a folder is decoded. */
export type Decoding = Pick<Experiment, 'imageSize' | 'centreCrop' | 'augmentation'>;

export interface DecodedFolder {
  /** `folder-` and the fingerprint. */
  readonly id: string;
  /** `folderKey` of what it was decoded for. */
  readonly key: string;
  readonly label: string;
  readonly classes: readonly string[];
  /**
   * All images in path order; where the folder has a validation folder, its images come last, and where training images are
   * kept whole there is nothing else here.
   */
  readonly images: ImageSet;
  /** The same images kept whole, for random crops; of a folder with a validation folder its training images. */
  readonly wholes: ImageSet | undefined;
  /** Images without labels, as training images are kept. */
  readonly unlabelled?: Dataset['unlabelled'];
  /** How many images are for training; undefined where the folder does not say. */
  readonly trainCount: number | undefined;
  readonly rejected: readonly RejectedFile[];
  /** What is used for what; undefined of folders kept before it was said. */
  readonly understood: Sentence | undefined;
}

/** The name of folder `id`'s pixels; the same name means the same pixels. */
export function folderKey(id: string, decoding: Decoding): string {
  return [id, decoding.imageSize, ...shapesKey(shapesNeeded(decoding))].join('-');
}

/**
 * Lists, fingerprints and decodes a folder. Progress counts each file twice: read, then decoded.
 *
 * @throws ProblemError as `listFolder`, and dataset-too-large, file-unreadable
 */
export async function decodeFolder(
  { label, files: given, emptyFolders }: GivenFolder,
  decoding: Decoding,
  onProgress: (done: number, total: number) => void,
): Promise<DecodedFolder> {
  const listed = await listFolder(given, emptyFolders);
  const files = [...listed.train, ...(listed.validation ?? [])];
  const { unlabelled } = listed;
  const shapes = shapesNeeded(decoding);
  requireMemory(files.length + unlabelled.length, decoding.imageSize, bytesOf(listed, shapes));
  const total = 2 * files.length + unlabelled.length;
  const fingerprint = await fingerprintOf(files, (done) => onProgress(done, total), listed.reading);
  const decoded = await decode(listed, shapes, (done) => onProgress(files.length + done, total));

  const { train, validation } = decoded;
  checkClasses(listed.classes, train, validation);
  const numbers = new Map(listed.classes.map((name, number) => [name, number]));
  const labelled = (
    labelledFiles: readonly LabelledFile[],
    { size, pixels }: DecodedPictures,
    aspects?: Float32Array,
  ): ImageSet => ({
    count: labelledFiles.length,
    size,
    pixels,
    labels: Int32Array.from(labelledFiles, ({ className }) => numbers.get(className) ?? 0),
    ...(aspects ? { aspects } : {}),
  });
  const { centre, whole, aspects } = decoded;
  const extra = await decodeAlone(unlabelled, shapes, (done) => onProgress(2 * files.length + done, total));
  const id = `folder-${fingerprint}`;
  return {
    id,
    key: folderKey(id, decoding),
    label,
    classes: listed.classes,
    images: labelled([...(whole && validation ? [] : train), ...(validation ?? [])], centre),
    wholes: whole && labelled(train, whole, aspects),
    unlabelled: extra && { id: await imagesId(unlabelled), images: extra },
    trainCount: validation && train.length,
    rejected: [...listed.rejected, ...decoded.rejected],
    understood: listed.understood,
  };
}

type Listed = Pick<Awaited<ReturnType<typeof listFolder>>, 'train' | 'validation' | 'unlabelled'>;

/** Of all pictures once they are decoded. */
function bytesOf({ train, validation, unlabelled }: Listed, { centre, whole }: ShapesNeeded): number {
  const wholes = whole ? train.length : 0;
  const centres = (whole && validation ? 0 : train.length) + (validation?.length ?? 0);
  const extra = unlabelled.length * (whole ?? centre).size ** 2;
  return 3 * (extra + wholes * (whole?.size ?? 0) ** 2 + centres * centre.size ** 2);
}

/** A folder's files that could be decoded, and their pixels in the shapes in which each may be needed. */
interface Decoded {
  readonly train: readonly LabelledFile[];
  readonly validation: readonly LabelledFile[] | undefined;
  /** Of training and validation files, or of the latter alone where the former are known and kept whole. */
  readonly centre: DecodedPictures;
  /** Of training files. */
  readonly whole?: DecodedPictures;
  readonly aspects?: Float32Array;
  readonly rejected: readonly RejectedFile[];
}

async function decode(
  { train, validation }: Listed,
  { centre, whole }: ShapesNeeded,
  onProgress: (done: number) => void,
): Promise<Decoded> {
  if (whole && validation) {
    const first = await decodeFiles(train, [whole], onProgress);
    const last = await decodeFiles(validation, [centre], (done) => onProgress(train.length + done));
    return {
      train: first.files,
      validation: last.files,
      centre: last.pictures[0],
      whole: first.pictures[0],
      aspects: first.aspects,
      rejected: [...first.rejected, ...last.rejected],
    };
  }
  if (whole) {
    // Which of them are for training is not known yet, and may change.
    const { files, pictures, aspects, rejected } = await decodeFiles(train, [centre, whole], onProgress);
    return {
      train: files,
      validation: undefined,
      centre: pictures[0],
      whole: pictures[1],
      aspects,
      rejected,
    };
  }
  const all = await decodeFiles([...train, ...(validation ?? [])], [centre], onProgress);
  const training = new Set(train);
  return {
    train: all.files.filter((file) => training.has(file)),
    validation: validation && all.files.filter((file) => !training.has(file)),
    centre: all.pictures[0],
    rejected: all.rejected,
  };
}

/** The folder as this experiment splits it: as given, or `validationShare` of each class drawn by the seed. */
export function splitFolder(
  folder: DecodedFolder,
  experiment: Experiment,
): { readonly dataset: Dataset; readonly summary: DatasetSummary } {
  const { id, label, classes, images, wholes, trainCount, unlabelled } = folder;
  const { rejected, understood } = folder;
  const about = { label, rejected, ...(understood === undefined ? {} : { understood }) };
  const { validationShare: share, seed } = experiment;
  if (trainCount !== undefined) {
    const dataset: Dataset = {
      id,
      classes,
      train: wholes ?? stretchOf(images, 0, trainCount),
      validation: wholes ? images : stretchOf(images, trainCount, images.count),
      unlabelled,
    };
    return { dataset, summary: summarise(dataset, { ...about, split: { kind: 'given' } }) };
  }
  const stream = random(seed).fork('data').fork('split');
  const split = stratifiedSplit(images.labels, classes.length, share, stream);
  const dataset: Dataset = {
    id,
    classes,
    train: chooseImages(wholes ?? images, split.train),
    validation: chooseImages(images, split.validation),
    unlabelled,
  };
  return { dataset, summary: summarise(dataset, { ...about, split: { kind: 'drawn', share } }) };
}

/** Images `from` … `to − 1`, without copying. */
function stretchOf({ size, pixels, labels }: ImageSet, from: number, to: number): ImageSet {
  const perImage = size * size * 3;
  return {
    count: to - from,
    size,
    pixels: pixels.subarray(from * perImage, to * perImage),
    labels: labels.subarray(from, to),
  };
}

/** Those at `positions`, copied. */
export function chooseImages(
  { size, pixels, labels, aspects }: ImageSet,
  positions: readonly number[],
): ImageSet {
  const perImage = size * size * 3;
  const chosen = new Uint8Array(positions.length * perImage);
  positions.forEach((position, i) => {
    chosen.set(pixels.subarray(position * perImage, (position + 1) * perImage), i * perImage);
  });
  return {
    count: positions.length,
    size,
    pixels: chosen,
    labels: Int32Array.from(positions, (position) => labels[position] as number),
    ...(aspects ? { aspects: Float32Array.from(positions, (position) => aspects[position] as number) } : {}),
  };
}
