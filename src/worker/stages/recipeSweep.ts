/**
 * A sweep whose runs go through the stages of a recipe: what each run starts from, and what its stages are given.
 */

import { dispose } from '@tensorflow/tfjs-core';
import type { Dataset } from '../../base/imageSet.ts';
import { type Random, random } from '../../base/random.ts';
import { asValidation } from '../../data/augment/augment.ts';
import { build } from '../../engine/families/catalogue.ts';
import type { Model } from '../../engine/families/model.ts';
import { type HostParameters, toDevice, toHost } from '../../engine/layers/hostParameters.ts';
import { initialise } from '../../engine/layers/initialise.ts';
import type { TaskControl, TrainingControl } from '../../engine/training/control.ts';
import { openExecutor } from '../../engine/training/executors/executor.ts';
import type { TrainingData } from '../../engine/training/executors/stepper.ts';
import { openProbe } from '../../engine/training/gradients/probe.ts';
import { isInLedger, type RunAssignment } from '../../engine/training/sweep.ts';
import { isRun, type Teacher, type TeacherLogits } from '../../engine/training/teacherLogits.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import { freezing } from '../../engine/transfer/freezing.ts';
import type { Assignment } from '../../protocol/assignments.ts';
import type { ModelCard } from '../../protocol/records.ts';
import type { FreezeName } from '../../spec/choices.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { applyPoint } from '../../spec/recipe/points.ts';
import { stagesIn } from '../../spec/recipe/recipeField.ts';
import type { MeasuredTeacher } from '../resources/measuredTeacher.ts';
import type { Resources } from '../resources/resources.ts';
import type { StudentModel } from '../resources/studentModel.ts';
import { studentHead } from '../students/studentHead.ts';
import { Interrupted } from '../tasks.ts';
import { calibrationImages } from './calibrationImages.ts';
import type { FileContents } from './fileContents.ts';
import type { StageMade } from './memo.ts';
import { runRecipe, type StageTold } from './runRecipe.ts';
import type { TrainedHead, Unfinished } from './stage.ts';
import type { StageExecutors } from './stageExecutors.ts';
import { stageKeys } from './stageKeys.ts';

export interface RecipeSweep {
  readonly resources: Resources;
  readonly experiment: Experiment;
  /** What was made before of what decides it. */
  readonly find: (key: string) => Promise<StageMade | undefined>;
  /** See `StageGiven.unfinished`; of what decides a stage. */
  readonly unfinished: (key: string) => Unfinished | undefined;
  /** Told of a stage whose loss is no longer finite, by what decides it. */
  readonly onFailed: (key: string) => Promise<void>;
  readonly executors: StageExecutors;
  /** See `stageKeys`. */
  readonly contents: FileContents;
  readonly control: TaskControl;
  readonly onStep: (step: StepTold) => void;
  /** Given what every stage came to, as soon as it has. */
  readonly onStage: (made: MadeNetwork) => Promise<void>;
}

/** A step of training that was taken. */
export interface StepTold {
  readonly assignment: Assignment;
  readonly experiment: Experiment;
  readonly stage: number;
  readonly epoch: number;
  readonly step: number;
  readonly steps: number;
  readonly images: number;
}

/** A network that a stage gave. */
export interface MadeNetwork extends StageTold {
  readonly assignment: Assignment;
  /** Of the run's point. */
  readonly experiment: Experiment;
  /** What the run started from is the network of it. */
  readonly network: StudentModel;
  /** What decided the stage before; undefined at the first. */
  readonly keyBefore: string | undefined;
  readonly isLast: boolean;
}

type Planned = Pick<TrainingData, 'source' | 'validation'> & {
  readonly teachers: readonly TeacherLogits[];
};

/** What training of any stage looks at; @throws Interrupted when stopped. */
export async function planRecipes(
  resources: Resources,
  experiment: Experiment,
  control: TaskControl,
): Promise<Planned> {
  const { validation } = await resources.measureTeacher(experiment, control);
  const teachers = await resources.teacherLogits(experiment, control);
  return { source: resources.trainSource(experiment), validation, teachers };
}

/** Takes each run of the sweep through its recipe. */
export function recipeRuns({
  resources,
  experiment: whole,
  find,
  unfinished,
  onFailed,
  executors,
  contents,
  control,
  onStep,
  onStage,
}: RecipeSweep): RunAssignment {
  return async function* (assignment, executor) {
    const experiment = applyPoint(whole, assignment.point);
    const network = resources.student(experiment);
    const stream = random(assignment.seed).fork('student');
    const base = await resources.studentBase(experiment, network.model);
    const { start, isDrawn } = await startOf(network, base, stream.fork('init'));
    const trained = (model: Model, freeze: FreezeName) =>
      base || freeze !== 'none' ? freezing(model, freeze, base ? experiment.backboneRate : 1) : model;
    const recipe = stagesIn(experiment.recipe);
    const keys = stageKeys(experiment, assignment.seed, isDrawn, contents);
    const results = yield* runRecipe({
      ...{ recipe, start, keys, find, onFailed },
      onStage: (told) =>
        onStage({
          ...{ ...told, assignment, experiment, network },
          keyBefore: keys[told.stage - 1],
          isLast: told.stage === recipe.length - 1,
        }),
      given: (stage) => ({
        ...{ experiment, assignment, executor, control, trained },
        freeze: base ? experiment.studentFreeze : 'none',
        onFeatures: (model, tensors, own) =>
          openHead(resources, experiment, { model, tensors }, own, {
            control,
            ledger: isInLedger(assignment) && executor.data.probe !== undefined,
          }),
        unfinished: unfinished(keys[stage] ?? ''),
        executorFor: (own) => executors.executorFor(own, experiment, executor),
        stream: stage === 0 ? stream : stream.fork(`stage ${stage}`),
        shown: (model) => network.instead(model).model,
        images: (count) => imagesFor(resources, whole, network, count, control),
        timeOf: (checkpoint) => timeOf(resources, network, checkpoint),
        onStep: (epoch, step, steps, images) =>
          onStep({ ...{ assignment, experiment, stage, epoch, step, steps, images } }),
      }),
      timeOf: (checkpoint) => timeOf(resources, network, checkpoint),
    });
    return results ? 'finished' : 'stopped';
  };
}

/** See `StageGiven.onFeatures`. */
async function openHead(
  resources: Resources,
  experiment: Experiment,
  network: Pick<StudentModel, 'model'> & { readonly tensors: HostParameters },
  own: Experiment,
  { control, ledger }: { readonly control: TaskControl; readonly ledger: boolean },
): Promise<TrainedHead | undefined> {
  const head = await studentHead(resources, experiment, network, own, control);
  if (!head) return undefined;
  const { model, source, validation, teachers } = head;
  const data = {
    ...{ source, validation, teachers, classes: network.model.classes },
    capture: experiment.capture === 'on',
  };
  const probe = ledger ? await openProbe(data, experiment, control) : undefined;
  if (ledger && !probe) {
    validation.dispose();
    throw new Interrupted();
  }
  const executor = openExecutor({ ...data, probe });
  return {
    ...{ model, executor },
    async dispose() {
      await executor.dispose();
      validation.dispose();
      probe?.dispose();
    },
  };
}

/** What `base` has, and the rest drawn as in a sweep without a recipe. */
async function startOf(
  { model, own }: StudentModel,
  base: HostParameters | undefined,
  stream: Random,
): Promise<{ readonly start: Checkpoint; readonly isDrawn: boolean }> {
  const { architecture } = own;
  if (!architecture) throw new Error('a student is of a family');
  const missing = model.parameters.filter(({ name }) => !base?.[name]);
  const drawn = initialise(missing, stream);
  try {
    return {
      start: { architecture, tensors: { ...base, ...(await toHost(drawn)) } },
      isDrawn: missing.length > 0,
    };
  } finally {
    dispose({ ...drawn });
  }
}

function imagesFor(
  resources: Resources,
  { seed, centreCrop }: Experiment,
  { givenImages }: StudentModel,
  count: number,
  control: TrainingControl,
) {
  const { opened } = resources;
  if (!opened) throw new Error('the dataset is opened before it is trained on');
  const { train, classes } = opened.dataset;
  const chosen = { count, seed, given: givenImages, control };
  return calibrationImages(asValidation(train, centreCrop), classes.length, chosen);
}

/** The median of some passes on a validation image, ms. */
async function timeOf(resources: Resources, network: StudentModel, checkpoint: Checkpoint): Promise<number> {
  const { opened } = resources;
  if (!opened) throw new Error('the dataset is opened before anything is timed on it');
  const parameters = toDevice(checkpoint.tensors);
  try {
    const { model } = network.instead(build(checkpoint.architecture));
    return await timed({ model, parameters }, network.card, opened.dataset);
  } finally {
    dispose({ ...parameters });
  }
}

/** The same of the teacher. */
export const timeOfTeacher = async ({ teacher, card }: MeasuredTeacher, dataset: Dataset): Promise<number> =>
  isRun(teacher) ? timed(teacher, card, dataset) : Number.NaN;

async function timed(network: Teacher, card: ModelCard, { validation }: Dataset): Promise<number> {
  const { timeForwardPasses } = await import('../students/timing/inferenceTimes.ts');
  const { teacher } = await timeForwardPasses({ teacher: { network, card } }, validation, () => undefined);
  return teacher?.ms ?? Number.NaN;
}
