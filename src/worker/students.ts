/**
 * The shelf of trained students: their final weights in the engine's layout, off the device, bounded in bytes.
 */
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { Parameters } from '../engine/layers/parameters.ts';
import { cardOf } from '../engine/models/card.ts';
import { catalogue } from '../engine/models/catalogue.ts';
import type { Assignment } from '../engine/training/sweep.ts';
import type { FrozenModel } from '../engine/training/teacherLogits.ts';
import type { Experiment } from '../shared/experiment.ts';
import type { Dataset } from '../shared/imageSet.ts';
import type { ModelCard } from '../shared/records.ts';

interface ShelvedParameter {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What a student was trained for: the form may have moved on since. */
interface StudentOrigin {
  readonly assignment: Assignment;
  readonly experiment: Experiment;
  readonly dataset: Pick<Dataset, 'id' | 'classes'>;
  /** Logits of the teacher that it had, [N, K] for the validation images. */
  readonly teacherTable: Float32Array;
}

export interface ShelvedStudent extends StudentOrigin {
  readonly parameters: Readonly<Record<string, ShelvedParameter>>;
}

export interface Shelf {
  readonly students: readonly ShelvedStudent[];
  /** Copies the weights off the device; the oldest students make room when the shelf is full. */
  put(origin: StudentOrigin, parameters: Parameters): Promise<void>;
  find(alpha: number, run: number): ShelvedStudent | undefined;
  clear(): void;
}

const defaultMostBytes = 256 * 2 ** 20;

export function createShelf(mostBytes = defaultMostBytes): Shelf {
  let students: ShelvedStudent[] = [];
  const bytesOf = (student: ShelvedStudent) =>
    Object.values(student.parameters).reduce((sum, parameter) => sum + parameter.values.byteLength, 0);
  return {
    get students() {
      return students;
    },
    async put(origin, parameters) {
      const entries = await Promise.all(
        Object.entries(parameters).map(async ([name, held]) => {
          // A copy: on some backends the array that `data` gives is the tensor's own memory.
          const values = Float32Array.from(await held.data());
          return [name, { shape: held.shape, values }] as const;
        }),
      );
      students.push({ ...origin, parameters: Object.fromEntries(entries) });
      let bytes = students.reduce((sum, student) => sum + bytesOf(student), 0);
      while (bytes > mostBytes && students.length > 1) {
        const oldest = students.shift();
        if (oldest) bytes -= bytesOf(oldest);
      }
    },
    find: (alpha, run) =>
      students.find(({ assignment }) => assignment.alpha === alpha && assignment.run === run),
    clear() {
      students = [];
    },
  };
}

/** The student's weights as tensors, which the caller owns. */
function tensorsOf(student: ShelvedStudent): Parameters {
  const tensors: Record<string, Tensor> = {};
  for (const [name, { shape, values }] of Object.entries(student.parameters)) {
    tensors[name] = tensor(values, [...shape]);
  }
  return tensors;
}

/** A student's model and its weights, ready to be asked; whoever asks frees the weights. */
export function reviveStudent(shelved: ShelvedStudent): {
  readonly frozen: FrozenModel;
  readonly card: ModelCard;
} {
  const { experiment, dataset } = shelved;
  const options = {
    classes: dataset.classes.length,
    imageSize: experiment.imageSize,
    width: experiment.studentWidth,
  };
  const model = catalogue[experiment.student].build(options);
  return {
    frozen: { model, parameters: tensorsOf(shelved) },
    card: cardOf(experiment.student, options),
  };
}
