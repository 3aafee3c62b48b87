/**
 * The door of this room: an experiment in, images and their summary out.
 *
 * Long work reports `done` of `total` images (while reading a folder: of files) and leaves the thread free in
 * between; an `onProgress` that throws cancels it, and the promise rejects with what was thrown.
 */

import type { Dataset, ImageSet } from '../base/imageSet.ts';
import { random } from '../base/random.ts';
import type { GivenFolder } from '../protocol/protocol.ts';
import type { DatasetSummary } from '../protocol/records.ts';
import type { Experiment } from '../spec/experiment.ts';
import { type DecodedFolder, decodeFolder, splitFolder } from './decodedFolder.ts';
import { requireMemory } from './memory.ts';
import { resizedShortSide, type Shape, shapesNeeded } from './shapes.ts';
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
  const { trainImages, validationImages, imageSize } = experiment;
  const total = trainImages + validationImages;
  const { centre, whole } = shapesNeeded(experiment);
  const shape = whole ?? centre;
  requireMemory(total, imageSize, bytesDrawn(trainImages, shape) + bytesDrawn(validationImages, centre));
  const streams = random(experiment.seed).fork('data');
  const train = await drawInsects(shape, {
    stream: streams.fork('train'),
    count: trainImages,
    onProgress: (done) => onProgress(done, total),
  });
  const validation = await drawInsects(centre, {
    stream: streams.fork('validation'),
    count: validationImages,
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
  const { teacherImages: count, imageSize } = experiment;
  const { centre, whole } = shapesNeeded(experiment);
  const shape = whole ?? centre;
  requireMemory(count, imageSize, bytesDrawn(count, shape));
  const stream = random(teacherSeed).fork('data').fork('teacher');
  return drawInsects(shape, { stream, count, onProgress });
}

const bytesDrawn = (count: number, shape: Shape) => count * resizedShortSide(shape) ** 2 * 3;

/** Insects are drawn at the size that a photograph's short side is resized to, and cut like one. */
async function drawInsects(
  shape: Shape,
  wanted: Omit<Parameters<typeof renderInsects>[0], 'size'>,
): Promise<ImageSet> {
  const drawn = await renderInsects({ ...wanted, size: resizedShortSide(shape) });
  const { count, size: side, pixels, labels } = drawn;
  if (shape.kind === 'whole') return { ...drawn, aspects: new Float32Array(count).fill(1) };
  const { size } = shape;
  if (size === side) return drawn;
  const margin = Math.floor((side - size) / 2);
  // Each row moves towards the beginning, so that what is overwritten was read before.
  for (let row = 0; row < count * size; row++) {
    const image = Math.floor(row / size);
    const from = 3 * ((image * side + margin + (row % size)) * side + margin);
    pixels.copyWithin(3 * row * size, from, from + 3 * size);
  }
  return { count, size, pixels: pixels.subarray(0, count * size * size * 3), labels };
}

/**
 * Reads a dropped folder: lists its labelled images, splits them if it has no validation folder, decodes them in
 * the shapes that the experiment needs, and names the dataset by the fingerprint of its files (`folder-` and 16 hexadecimal digits).
 * Progress counts each image twice: read, then decoded.
 *
 * @throws ProblemError folder-empty, folder-without-images, one-class-only, class-without-images,
 *   validation-class-unknown, splits-without-classes, splits-unclear, dataset-too-large, file-unreadable
 */
export async function folderDataset(
  given: GivenFolder,
  experiment: Experiment,
  onProgress: Progress = () => {},
): Promise<OpenedDataset> {
  const folder = await decodeFolder(given, experiment, onProgress);
  return { ...splitFolder(folder, experiment), folder };
}
