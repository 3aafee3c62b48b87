/**
 * Networks on their way out: with all that a file says of them.
 */
import { type FrozenModel, networkOf, type Teacher } from '../../engine/training/teacherLogits.ts';
import { problem } from '../../lang/problem.ts';
import { type RunId, runStem, stageStem } from '../../protocol/runId.ts';
import { teacherExperiments } from '../../spec/teachers/teachersOf.ts';
import { studentMetadata, teacherMetadata } from '../metadata.ts';
import { freeParameters, writeModelFile } from '../resources/teacherFiles.ts';
import { experimentOf, reviveStudent } from '../students/students.ts';
import { type Asked, requireDataset, requireExperiment, requireMeasured, requireStudent } from './asked.ts';
import type { Outgoing } from './exports.ts';

/** Its weights are on the device until `write` is done. */
export async function withStudent<Written>(
  asked: Asked,
  id: RunId,
  write: (outgoing: Outgoing) => Promise<Written>,
): Promise<Written> {
  const student = requireStudent(asked, id);
  const { frozen, own, ownSize, card } = reviveStudent(student);
  const { assignment, experiment, dataset } = student;
  const { recipe } = experimentOf(student);
  const about = { ...card, takes: own.takes, imageSize: ownSize };
  try {
    return await write({
      ...{ network: { ...frozen, model: own }, card, imageSize: ownSize },
      ...{ classes: dataset.classes, centreCrop: experimentOf(student).centreCrop },
      metadata: studentMetadata(about, dataset, experiment, assignment),
      stem: `student-${runStem(assignment)}${stageStem(recipe, recipe.length - 1)}`,
    });
  } finally {
    freeParameters(frozen.parameters);
  }
}

/** @param place which of several teachers, from 0 */
export function teacherToExport(asked: Asked, place = 0): Outgoing {
  const { card, teacher } = requireMeasured(asked, place, () =>
    problem('teacher-missing', 'There is no trained teacher yet.', 'Train one, or choose the shipped one.'),
  );
  const { dataset } = requireDataset(asked);
  const whole = requireExperiment(asked);
  const experiment = teacherExperiments(whole)[place] ?? whole;
  return {
    ...{ network: requireNetwork(teacher), card, imageSize: dataset.validation.size },
    ...{ classes: dataset.classes, centreCrop: experiment.centreCrop },
    metadata: teacherMetadata(card, dataset, experiment, card.accuracy),
    stem: place === 0 ? 'teacher' : `teacher-${place + 1}`,
  };
}

export const writeWeights = ({ network, metadata }: Pick<Outgoing, 'network' | 'metadata'>) =>
  writeModelFile(network, metadata);

/** @throws ProblemError `teacher-missing` where other software runs it, so that there is nothing of ours to write */
function requireNetwork(teacher: Teacher): FrozenModel {
  const network = networkOf(teacher);
  if (network) return network;
  throw problem(
    'teacher-missing',
    'This teacher is a tfjs or ONNX model, whose weights stay in its own files; only its head was made here.',
    'Keep its files, or distil a student from it and download that.',
  );
}
