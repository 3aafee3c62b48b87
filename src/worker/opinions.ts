/**
 * What a trained student says of every validation image: asked once, a batch at a time between steps of the training
 * that may be under way, and remembered while the student is among those last asked.
 */
import { batchesOf } from '../data/augment.ts';
import { freeRunning } from '../engine/training/control.ts';
import { tabulateInBatches } from '../engine/training/tabulation.ts';
import type { ImageSet } from '../shared/imageSet.ts';
import { reviveStudent, type ShelvedStudent } from './students.ts';
import { freeParameters } from './teacherFiles.ts';

/** Small, so that a training step waits for little. */
const batchSize = 32;
/** Students whose opinions are kept. */
const mostKept = 8;

/** Logits [N, K] of a student for the images that it was validated on. */
export type OpinionOf = (student: ShelvedStudent, validation: ImageSet) => Promise<Float32Array>;

export function createOpinions(): OpinionOf {
  /** The student that was asked longest ago comes first. */
  const kept = new Map<ShelvedStudent, Promise<Float32Array>>();
  return (student, validation) => {
    const opinion = kept.get(student) ?? tabulate(student, validation);
    kept.delete(student);
    kept.set(student, opinion);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    // A device that was lost may be there again when somebody asks again.
    opinion.catch(() => kept.delete(student));
    return opinion;
  };
}

async function tabulate(student: ShelvedStudent, validation: ImageSet): Promise<Float32Array> {
  const { frozen } = reviveStudent(student);
  try {
    const source = batchesOf(validation, 'none');
    const table = await tabulateInBatches(frozen, source, freeRunning, () => undefined, batchSize);
    return table ?? new Float32Array(0);
  } finally {
    freeParameters(frozen.parameters);
  }
}
