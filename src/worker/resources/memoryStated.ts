/**
 * What an experiment's training will take of the device's memory, told before it starts.
 */

import type { Dataset } from '../../base/imageSet.ts';
import type { Model } from '../../engine/families/model.ts';
import { termsInside } from '../../engine/objectives/batchLoss.ts';
import type { WeightedTerm } from '../../engine/objectives/term.ts';
import { isOnDevice } from '../../engine/training/executors/isOnDevice.ts';
import { adviceOnMemory, assumedLimit, memoryNeeded } from '../../engine/training/memory/memoryNeeded.ts';
import { OperationWithoutRule } from '../../engine/training/memory/metaBackend.ts';
import { tapShapesOf } from '../../engine/training/signals/tapShapes.ts';
import { isExternal } from '../../engine/training/teacherLogits.ts';
import { freezing } from '../../engine/transfer/freezing.ts';
import { words } from '../../lang/sentence.ts';
import type { MemoryStated } from '../../protocol/records.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { studentStartOf } from '../../spec/network/studentStart.ts';
import { objectiveOf } from '../../spec/objectives/catalogue.ts';
import { optimisers } from '../../spec/optimisers/catalogue.ts';
import { trainingExperiment } from '../../spec/recipe/points.ts';
import { isTraining } from '../../spec/recipe/stages.ts';
import type { FoundStudent } from './studentBase.ts';
import { studentModel } from './studentModel.ts';
import type { ResolvedTeacher } from './teachers.ts';

/**
 * Of one step of the sweep with the teacher beside it, in the stage that takes the most; a head trained on features takes less. A network with an operation of
 * which nobody knows what it takes is trained all the same, so that is what is said.
 *
 * @param found see `studentModel`
 */
export function memoryStated(
  experiment: Experiment,
  dataset: Dataset,
  teachers: readonly ResolvedTeacher[],
  found?: FoundStudent,
): MemoryStated {
  try {
    // All weights are there at once, and the networks run one after the other.
    const [first, ...others] = trainings(experiment).flatMap((training) =>
      teachers.map((teacher) => estimated(training, dataset, teacher, teachers, found)),
    );
    if (!first) throw new RangeError('an experiment has a teacher');
    return others.reduce((most, one) => (one.bytes > most.bytes ? one : most), first);
  } catch (thrown) {
    if (!(thrown instanceof OperationWithoutRule)) throw thrown;
    return {
      isMuch: false,
      advice: words`How much memory training takes cannot be told beforehand: the share of the operation ${thrown.operation} is not known.`,
    };
  }
}

/** The experiment as a stage means it. */
interface Training {
  readonly experiment: Experiment;
  readonly isFrozen: boolean;
}

/** What differs in memory among the stages that train, each once. Networks are taken to be as large as before they were pruned. */
function trainings(experiment: Experiment): readonly Training[] {
  const startsTrained = studentStartOf(experiment) !== 'new';
  const stages = experiment.recipe.flatMap((stage): readonly Training[] =>
    isTraining(stage)
      ? [
          {
            experiment: trainingExperiment(experiment, stage),
            isFrozen: startsTrained || stage.freeze !== undefined,
          },
        ]
      : [],
  );
  if (stages.length === 0) return [{ experiment, isFrozen: startsTrained }];
  const memory = ({ experiment: { similarity, studentFreeze, emaDecay }, isFrozen }: Training) =>
    `${objectiveOf(similarity).features ? similarity : ''} ${isFrozen ? studentFreeze : 'none'} ${emaDecay > 0}`;
  return [...new Map(stages.map((stage) => [memory(stage), stage])).values()];
}

function estimated(
  { experiment, isFrozen }: Training,
  { train, validation, classes }: Dataset,
  { teacher }: ResolvedTeacher,
  all: readonly ResolvedTeacher[],
  found: FoundStudent | undefined,
): MemoryStated & { readonly bytes: number } {
  const { imageSize, batchSize, memory, optimizer, studentFreeze, backboneRate } = experiment;
  const { model: whole } = studentModel(experiment, classes.length, all[0], found);
  const student = isFrozen ? freezing(whole, studentFreeze, backboneRate) : whole;
  const onDevice = isOnDevice();
  const network: { readonly model?: Model } = teacher && !isExternal(teacher) ? { model: teacher.model } : {};
  const needed = memoryNeeded({
    student,
    teacher: { bytes: all.reduce((sum, { card }) => sum + card.bytes, 0), ...network },
    ...{ imageSize, batchSize, memory, optimizer },
    validationImages: validation.count,
    inside: insideOf(experiment, student, network.model),
    ledger: true,
    averaged: experiment.emaDecay > 0,
    storedImages: onDevice ? (train.count + validation.count) * imageSize ** 2 * 3 : 0,
    captured: onDevice && experiment.capture === 'on',
  });
  // Fellows take their steps one after the other: each keeps its weights, and what its optimiser does of them.
  const state = 1 + optimisers[optimizer].statePerWeight;
  const total = needed.total + (experiment.cohort - 1) * state * parameterBytes(student);
  return {
    bytes: total,
    isMuch: total > assumedLimit,
    advice: adviceOnMemory({ ...needed, total }),
  };
}

const parameterBytes = ({ parameters }: Model) =>
  parameters.reduce((sum, { shape }) => sum + 4 * shape.reduce((all, length) => all * length, 1), 0);

/** What the loss looks at inside the networks; nothing of a teacher that is not there yet. */
function insideOf(
  experiment: Experiment,
  student: Model,
  teacher: Model | undefined,
): readonly WeightedTerm[] {
  const { similarity, imageSize } = experiment;
  if (!teacher || !objectiveOf(similarity).features) return [];
  const networks = {
    classes: student.classes,
    student: tapShapesOf(student, imageSize),
    teachers: [tapShapesOf(teacher, imageSize)],
  };
  return termsInside(experiment, networks);
}
