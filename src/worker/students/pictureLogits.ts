/**
 * What networks answer to one picture. A student's weights are on the device only while its answer is set to be computed:
 * they are freed before the answer is waited for, so that many students asked at once hold one student's weights.
 */
import { type Tensor2D, tensor4d } from '@tensorflow/tfjs-core';
import type { ImageSet } from '../../base/imageSet.ts';
import { batchesOf } from '../../data/augment/augment.ts';
import {
  type FrozenModel,
  frozenLogits,
  isExternal,
  type Teacher,
} from '../../engine/training/teacherLogits.ts';
import type { Example } from '../../protocol/protocol.ts';
import { freeParameters } from '../resources/teacherFiles.ts';
import { reviveStudent, type StoredStudent } from './students.ts';

/** More students than this are not asked about one picture. */
export const mostStudentsAsked = 24;

/** [K], of image `index`; the network may be freed as soon as this has returned. */
export function logitsOfPicture(
  frozen: FrozenModel,
  images: ImageSet,
  index: number,
): Promise<readonly number[]> {
  const { size } = images;
  const pixels = batchesOf(images, 'none').fill(Int32Array.of(index), Uint32Array.of(0));
  const batch = tensor4d(pixels.slice(), [1, size, size, 3]);
  const logits = frozenLogits(frozen, batch);
  batch.dispose();
  return read(logits);
}

/** The same of a teacher, whoever runs it; undefined of stored logits that have none of this picture. */
export async function saidOfPicture(
  teacher: Teacher,
  images: ImageSet,
  index: number,
): Promise<readonly number[] | undefined> {
  if (!isExternal(teacher) || !teacher.find) return teacherLogitsOfPicture(teacher, images, index);
  const pixels = batchesOf(images, 'none').fill(Int32Array.of(index), Uint32Array.of(0));
  const [row] = await teacher.find(pixels.slice(), 1, images.size);
  return row && Array.from(row);
}

/** The same of a teacher that says something of every picture. */
export async function teacherLogitsOfPicture(
  teacher: Teacher,
  images: ImageSet,
  index: number,
): Promise<readonly number[]> {
  if (!isExternal(teacher)) return logitsOfPicture(teacher, images, index);
  const { size } = images;
  const pixels = batchesOf(images, 'none').fill(Int32Array.of(index), Uint32Array.of(0));
  return Array.from(await teacher.predict(pixels.slice(), 1, size));
}

/** Every student's [K], of image `index`. */
export function studentsLogits(
  students: readonly StoredStudent[],
  images: ImageSet,
  index: number,
): Promise<Example['students']> {
  return Promise.all(
    students.map(async (student) => {
      const { id, point, run } = student.assignment;
      return { id, point, run, logits: await ask(student, images, index) };
    }),
  );
}

function ask(student: StoredStudent, images: ImageSet, index: number): Promise<readonly number[]> {
  const { frozen } = reviveStudent(student);
  try {
    return logitsOfPicture(frozen, images, index);
  } finally {
    freeParameters(frozen.parameters);
  }
}

/** Frees them. */
async function read(logits: Tensor2D): Promise<readonly number[]> {
  try {
    return Array.from(await logits.data());
  } finally {
    logits.dispose();
  }
}
