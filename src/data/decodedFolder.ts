/**
 * A folder between its files and a dataset: decoded once, split as often as the validation share is moved.
 */
import type { Experiment } from '../shared/experiment.ts';
import type { Dataset, ImageSet } from '../shared/imageSet.ts';
import type { GivenFolder } from '../shared/protocol.ts';
import { random } from '../shared/random.ts';
import type { DatasetSummary, RejectedFile } from '../shared/records.ts';
import { decodeFiles } from './decode.ts';
import { fingerprintOf } from './fingerprint.ts';
import { requireMemory } from './memory.ts';
import { checkClasses, type LabelledFile, listFolder } from './sources/folder.ts';
import { stratifiedSplit } from './split.ts';
import { summarise } from './summary.ts';

export interface DecodedFolder {
  /** `folder-` and the fingerprint. */
  readonly id: string;
  readonly label: string;
  readonly classes: readonly string[];
  /** All images in path order; where the folder has a validation folder, its images come last. */
  readonly images: ImageSet;
  /** How many of the images are for training; undefined where the folder does not say. */
  readonly trainCount: number | undefined;
  readonly rejected: readonly RejectedFile[];
}

/**
 * Lists, fingerprints and decodes a folder. Progress counts each file twice: read, then decoded.
 *
 * @throws ProblemError as `listFolder`, and dataset-too-large, file-unreadable
 */
export async function decodeFolder(
  { label, files: given, emptyFolders }: GivenFolder,
  size: number,
  onProgress: (done: number, total: number) => void,
): Promise<DecodedFolder> {
  const listed = await listFolder(given, emptyFolders);
  const files = [...listed.train, ...(listed.validation ?? [])];
  requireMemory(files.length, size);
  const total = 2 * files.length;
  const fingerprint = await fingerprintOf(files, (done) => onProgress(done, total));
  const decoded = await decodeFiles(files, size, (done) => onProgress(files.length + done, total));

  const training = new Set(listed.train);
  const isTraining = (file: LabelledFile) => training.has(file);
  const train = decoded.files.filter(isTraining);
  const validation = listed.validation && decoded.files.filter((file) => !isTraining(file));
  checkClasses(listed.classes, train, validation);
  const numbers = new Map(listed.classes.map((name, number) => [name, number]));
  return {
    id: `folder-${fingerprint}`,
    label,
    classes: listed.classes,
    images: {
      count: decoded.files.length,
      size,
      pixels: decoded.pixels,
      labels: Int32Array.from(decoded.files, ({ className }) => numbers.get(className) ?? 0),
    },
    trainCount: validation && train.length,
    rejected: [...listed.rejected, ...decoded.rejected],
  };
}

/** The folder as this experiment splits it: as given, or `validationShare` of each class drawn by the seed. */
export function splitFolder(
  folder: DecodedFolder,
  experiment: Experiment,
): { readonly dataset: Dataset; readonly summary: DatasetSummary } {
  const { id, label, classes, images, trainCount, rejected } = folder;
  const { validationShare: share, seed } = experiment;
  if (trainCount !== undefined) {
    const dataset: Dataset = {
      id,
      classes,
      train: stretchOf(images, 0, trainCount),
      validation: stretchOf(images, trainCount, images.count),
    };
    return { dataset, summary: summarise(dataset, { label, rejected, split: { kind: 'given' } }) };
  }
  const stream = random(seed).fork('data').fork('split');
  const split = stratifiedSplit(images.labels, classes.length, share, stream);
  const dataset: Dataset = {
    id,
    classes,
    train: choose(images, split.train),
    validation: choose(images, split.validation),
  };
  return { dataset, summary: summarise(dataset, { label, rejected, split: { kind: 'drawn', share } }) };
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

function choose({ size, pixels, labels }: ImageSet, positions: readonly number[]): ImageSet {
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
  };
}
