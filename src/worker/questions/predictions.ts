/**
 * What a trained student and its teacher say of every validation image: asked once, a batch at a time between steps of
 * the training that may be under way, and remembered while the student is among those last asked.
 */

import type { ImageSet } from '../../base/imageSet.ts';
import { batchesOf } from '../../data/augment/augment.ts';
import { freeRunning } from '../../engine/training/control.ts';
import { tabulateInBatches } from '../../engine/training/tabulation.ts';
import { predictionsFrom } from '../../protocol/imagePredictions.ts';
import type { Predictions } from '../../protocol/protocol.ts';
import { freeParameters } from '../resources/teacherFiles.ts';
import { reviveStudent, type StoredStudent } from '../students/students.ts';

/** Small, so that a training step waits for little. */
const batchSize = 32;
/** Students whose predictions are kept. */
const mostKept = 8;

/** @param validation the images that the student was validated on. */
export type PredictionsOf = (student: StoredStudent, validation: ImageSet) => Promise<Predictions>;

export function createPredictions(): PredictionsOf {
  /** The student that was asked longest ago comes first. */
  const kept = new Map<StoredStudent, Promise<Predictions>>();
  return (student, validation) => {
    const predictions = kept.get(student) ?? ask(student, validation);
    kept.delete(student);
    kept.set(student, predictions);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    // A device that was lost may be there again when somebody asks again.
    predictions.catch(() => kept.delete(student));
    return predictions;
  };
}

async function ask(student: StoredStudent, validation: ImageSet): Promise<Predictions> {
  return {
    teacher: predictionsFrom(student.teacherTable, validation.labels),
    student: predictionsFrom(await studentTable(student, validation), validation.labels),
  };
}

/** [N × K] logits of all images, asked for a batch at a time. */
export async function studentTable(student: StoredStudent, validation: ImageSet): Promise<Float32Array> {
  const { frozen } = reviveStudent(student);
  try {
    const source = batchesOf(validation, 'none');
    const table = await tabulateInBatches(frozen, source, freeRunning, {
      progress: () => undefined,
      batchSize,
    });
    return table ?? new Float32Array(0);
  } finally {
    freeParameters(frozen.parameters);
  }
}
