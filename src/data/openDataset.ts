/**
 * The door of this room: an experiment in, images and their summary out.
 *
 * Long work reports `done` of `total` images (while reading a folder: of files) and leaves the thread free in
 * between; an `onProgress` that throws cancels it, and the promise rejects with what was thrown.
 */
import type { Experiment } from '../shared/experiment.ts';
import type { Dataset, ImageSet } from '../shared/imageSet.ts';
import type { GivenFolder } from '../shared/protocol.ts';
import { random } from '../shared/random.ts';
import type { DatasetSummary } from '../shared/records.ts';
import { type DecodedFolder, decodeFolder, splitFolder } from './decodedFolder.ts';
import { requireMemory } from './memory.ts';
import { insectNames, renderInsects } from './sources/insects/renderInsects.ts';
import { summarise } from './summary.ts';

export type Progress = (done: number, total: number) => void;

export interface OpenedDataset {
  readonly dataset: Dataset;
  readonly summary: DatasetSummary;
  /** What the dataset was split from, where it is a folder: `splitFolder` splits it anew without decoding. */
  readonly folder?: DecodedFolder;
}

/** The teacher's images are the same in every experiment, because its weights are shipped. */
const teacherSeed = 20_261_120;

/** Draws `trainImages` and `validationImages` insects of `imageSize` from the experiment's seed. */
export async function insectsDataset(
  experiment: Experiment,
  onProgress: Progress = () => {},
): Promise<OpenedDataset> {
  const { trainImages, validationImages, imageSize: size } = experiment;
  const total = trainImages + validationImages;
  requireMemory(total, size);
  const streams = random(experiment.seed).fork('data');
  const train = await renderInsects({
    stream: streams.fork('train'),
    count: trainImages,
    size,
    onProgress: (done) => onProgress(done, total),
  });
  const validation = await renderInsects({
    stream: streams.fork('validation'),
    count: validationImages,
    size,
    onProgress: (done) => onProgress(trainImages + done, total),
  });
  const dataset: Dataset = { id: 'insects', classes: insectNames, train, validation };
  const summary = summarise(dataset, { label: 'Insects', split: { kind: 'given' }, rejected: [] });
  return { dataset, summary };
}

/**
 * Draws `teacherImages` insects of `imageSize` for training a teacher: the same for every seed, and none of them among
 * the training or validation images of any experiment, because their stream has another name.
 */
export async function teacherImages(
  experiment: Experiment,
  onProgress: Progress = () => {},
): Promise<ImageSet> {
  const { teacherImages: count, imageSize: size } = experiment;
  requireMemory(count, size);
  const stream = random(teacherSeed).fork('data').fork('teacher');
  return renderInsects({ stream, count, size, onProgress });
}

/**
 * Reads a dropped folder: lists its labelled images, splits them if it has no validation folder, decodes them at
 * `imageSize`, and names the dataset by the fingerprint of its files (`folder-` and 16 hexadecimal digits).
 * Progress counts each image twice: read, then decoded.
 *
 * @throws ProblemError folder-empty, folder-without-images, one-class-only, class-without-images,
 *   validation-class-unknown, dataset-too-large, file-unreadable
 */
export async function folderDataset(
  given: GivenFolder,
  experiment: Experiment,
  onProgress: Progress = () => {},
): Promise<OpenedDataset> {
  const folder = await decodeFolder(given, experiment.imageSize, onProgress);
  return { ...splitFolder(folder, experiment), folder };
}
