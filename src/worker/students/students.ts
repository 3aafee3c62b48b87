/**
 * Trained students in memory: their final weights in the engine's layout, off the device, bounded in bytes.
 */

import type { Dataset } from '../../base/imageSet.ts';
import { type HostParameters, hostBytes, toDevice } from '../../engine/layers/hostParameters.ts';
import type { FrozenModel } from '../../engine/training/teacherLogits.ts';
import type { Assignment } from '../../protocol/assignments.ts';
import type { RunId } from '../../protocol/runId.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { applyPoint } from '../../spec/recipe/points.ts';
import type { StudentModel } from '../resources/studentModel.ts';

/** What a student was trained for: the form may have moved on since. */
interface StudentOrigin {
  readonly assignment: Assignment;
  readonly experiment: Experiment;
  readonly network: StudentModel;
  readonly dataset: Pick<Dataset, 'id' | 'classes'>;
  /** Logits of the teacher that it had, [N, K] for the validation images. */
  readonly teacherTable: Float32Array;
  /** Weights that no run changed: held once for all students that have them. */
  readonly frozen?: HostParameters;
}

export interface StoredStudent extends StudentOrigin {
  readonly parameters: HostParameters;
}

export interface StudentStore {
  readonly students: readonly StoredStudent[];
  /** The oldest students make room when it is full. */
  put(student: StoredStudent): void;
  find(id: RunId): StoredStudent | undefined;
  /** Frees all others. */
  keepOnly(isKept: (student: StoredStudent) => boolean): void;
}

const defaultMostBytes = 256 * 2 ** 20;

export function createStudentStore(mostBytes = defaultMostBytes): StudentStore {
  let students: StoredStudent[] = [];
  const bytesOf = ({ parameters }: StoredStudent) => hostBytes(parameters);
  return {
    get students() {
      return students;
    },
    put(student) {
      students.push(student);
      const shared = new Set(students.flatMap(({ frozen }) => (frozen ? [frozen] : [])));
      const fixed = [...shared].reduce((sum, weights) => sum + hostBytes(weights), 0);
      let bytes = students.reduce((sum, student) => sum + bytesOf(student), fixed);
      while (bytes > mostBytes && students.length > 1) {
        const oldest = students.shift();
        if (oldest) bytes -= bytesOf(oldest);
      }
    },
    find: (id) => students.find(({ assignment }) => assignment.id === id),
    keepOnly(isKept) {
      students = students.filter(isKept);
    },
  };
}

/** The experiment of the student's own point: a sweep may vary the images themselves. */
export const experimentOf = ({
  experiment,
  assignment,
}: Pick<StoredStudent, 'experiment' | 'assignment'>): Experiment =>
  experiment.vary.length > 0 ? applyPoint(experiment, assignment.point) : experiment;

/** A student's model and its weights, ready to be asked; whoever asks frees the weights. */
export function reviveStudent(
  stored: Pick<StoredStudent, 'network' | 'parameters' | 'frozen'>,
): Omit<StudentModel, 'model'> & { readonly frozen: FrozenModel } {
  const { network, parameters, frozen } = stored;
  const { model, ...about } = network;
  return { frozen: { model, parameters: toDevice({ ...frozen, ...parameters }) }, ...about };
}
