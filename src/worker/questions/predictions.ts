/**
 * What a trained student and its teacher say of every validation image: asked once, a batch at a time between steps of
 * the training that may be under way, and remembered while the student is among those last asked.
 */

import type { ImageSet } from '../../base/imageSet.ts';
import { batchesOf } from '../../data/augment/augment.ts';
import { freeRunning } from '../../engine/training/control.ts';
import { tabulateInBatches } from '../../engine/training/tabulation.ts';
import { judgementsOf } from '../../protocol/judgements.ts';
import type { Opinions } from '../../protocol/protocol.ts';
import { freeParameters } from '../resources/teacherFiles.ts';
import { reviveStudent, type ShelvedStudent } from '../students/students.ts';

/** Small, so that a training step waits for little. */
const batchSize = 32;
/** Students whose opinions are kept. */
const mostKept = 8;

/** @param validation the images that the student was validated on. */
export type OpinionsOf = (student: ShelvedStudent, validation: ImageSet) => Promise<Opinions>;

export function createOpinions(): OpinionsOf {
  /** The student that was asked longest ago comes first. */
  const kept = new Map<ShelvedStudent, Promise<Opinions>>();
  return (student, validation) => {
    const opinions = kept.get(student) ?? ask(student, validation);
    kept.delete(student);
    kept.set(student, opinions);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    // A device that was lost may be there again when somebody asks again.
    opinions.catch(() => kept.delete(student));
    return opinions;
  };
}

async function ask(student: ShelvedStudent, validation: ImageSet): Promise<Opinions> {
  const { frozen } = reviveStudent(student);
  try {
    const source = batchesOf(validation, 'none');
    const table = await tabulateInBatches(frozen, source, freeRunning, {
      progress: () => undefined,
      batchSize,
    });
    return {
      teacher: judgementsOf(student.teacherTable, validation.labels),
      student: judgementsOf(table ?? new Float32Array(0), validation.labels),
    };
  } finally {
    freeParameters(frozen.parameters);
  }
}
