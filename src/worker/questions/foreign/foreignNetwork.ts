/**
 * Kept networks of other software: opened as they came, for what can be asked of them.
 */
import type { ImageSet } from '../../../base/imageSet.ts';
import { batchesOf } from '../../../data/augment/augment.ts';
import type { KeptNetwork } from '../../../data/store/networks/rows.ts';
import type { ExternalModel, ForeignModel } from '../../../engine/external/externalModel.ts';
import { predictAll } from '../../../engine/training/predictions.ts';
import { isExternal } from '../../../engine/training/teacherLogits.ts';
import { problem } from '../../../lang/problem.ts';
import { words } from '../../../lang/sentence.ts';
import { type ForeignFormat, fileEnding } from '../../../protocol/keptNetworks.ts';
import { experimentOf } from '../../../spec/link.ts';
import { teacherOfFile } from '../../resources/givenTeachers.ts';
import { openForeignTeacher, wantedTeacher } from '../../resources/teacherFiles.ts';
import type { Asked } from '../asked.ts';

export interface ForeignRow extends KeptNetwork {
  readonly foreign: ForeignFormat;
}

/** Undefined where it is a network of the lab, or not kept. */
export async function foreignRow(id: string, { networks }: Asked): Promise<ForeignRow | undefined> {
  const row = await (await networks.now())?.find(id);
  return row?.foreign === undefined ? undefined : { ...row, foreign: row.foreign };
}

/** Names of outputs, where the file has them, and what it does for images. */
export interface OpenedForeign {
  readonly logits: ExternalModel;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Opened on the current backend, with the pixels of the experiment that it was the teacher of.
 *
 * @throws ProblemError what its reader throws
 */
async function opened(row: ForeignRow, bytes: Uint8Array<ArrayBuffer>): Promise<ForeignModel> {
  const teacher = await teacherOfFile(`${row.label}${fileEnding(row)}`, new Blob([bytes]));
  if (!('open' in teacher)) throw new RangeError(`a file of the lab as ${row.foreign}`);
  return teacher.open(experimentOf(row.teacher?.experiment ?? '').experiment.teacherInput);
}

/** @throws ProblemError what its reader throws, `teacher-mismatch` where it gives no row of numbers for an image */
export async function withForeign<Value>(
  row: ForeignRow,
  bytes: Uint8Array<ArrayBuffer>,
  use: (opened: OpenedForeign) => Promise<Value>,
): Promise<Value> {
  const { logits, features, metadata } = await opened(row, bytes);
  features?.dispose();
  if (!logits) {
    throw problem(
      'teacher-mismatch',
      words`${row.label} does not give one row of numbers for each image, so it classifies nothing.`,
      'Choose a network that ends in dense layers and, perhaps, a softmax.',
    );
  }
  try {
    return await use({ logits, metadata });
  } finally {
    logits.dispose();
  }
}

/**
 * What it says of images, its outputs in the order of their classes: [N × K]; undefined when stopped.
 *
 * @throws ProblemError what its reader throws, `teacher-mismatch` and `teacher-head` where it does not fit the images
 */
export async function tableOfForeign(
  row: ForeignRow,
  bytes: Uint8Array<ArrayBuffer>,
  { images, classes }: { readonly images: ImageSet; readonly classes: readonly string[] },
  checkpoint: () => Promise<'go' | 'stop'>,
): Promise<Float32Array | undefined> {
  const wanted = { imageSize: images.size, teacherHead: 'keep', teacherInput: 'auto' } as const;
  const { teacher } = openForeignTeacher(await opened(row, bytes), row.label, wantedTeacher(wanted, classes));
  if (!teacher || !isExternal(teacher)) throw new RangeError(`no teacher in ${row.label}`);
  const [count, outputs] = [images.count, classes.length];
  const memory = { table: new Float32Array(count * outputs), known: new Uint8Array(count) };
  try {
    const source = batchesOf(images, 'none');
    const isDone = await predictAll(teacher, source, memory, { checkpoint, progress: () => undefined });
    return isDone ? memory.table : undefined;
  } finally {
    teacher.dispose();
  }
}

/** Height and width of the images of the experiment that it was the teacher of. */
export const imageSizeOf = ({ teacher }: ForeignRow): number =>
  experimentOf(teacher?.experiment ?? '').experiment.imageSize;
