/**
 * How a teacher is trained here: from nothing, or from a file's weights with a new head, on features that are computed once where
 * everything below the head stays as it is.
 */
import type { Random } from '../../base/random.ts';
import { batchesOf } from '../../data/augment/augment.ts';
import type { OpenedDataset, Progress } from '../../data/openDataset.ts';
import { teacherImages } from '../../data/openDataset.ts';
import { catalogue } from '../../engine/families/catalogue.ts';
import type { Model } from '../../engine/families/model.ts';
import { type HostParameters, toDevice, toHost } from '../../engine/layers/hostParameters.ts';
import { initialise } from '../../engine/layers/initialise.ts';
import type { Parameters } from '../../engine/layers/parameters.ts';
import type { BatchSource } from '../../engine/training/batches.ts';
import { type HeldOut, holdOut } from '../../engine/training/heldOut.ts';
import type { Teacher } from '../../engine/training/teacherLogits.ts';
import {
  canTabulate,
  externalBackbone,
  externalWithHead,
  headOf,
  headSpecs,
} from '../../engine/transfer/features.ts';
import { freezing } from '../../engine/transfer/freezing.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { type FeaturesGiven, type HeadOnFeatures, headOnFeatures } from './frozenBackbone.ts';
import { freeParameters, type TeacherStart } from './teacherFiles.ts';
import type { ResolvedTeacher } from './teachers.ts';

/** What is trained, on what, from where, and what it makes a teacher of. */
export interface TeacherPlan {
  readonly model: Model;
  readonly source: BatchSource;
  /** The caller disposes it. */
  readonly validation: HeldOut;
  /** Where its weights begin; the training takes them over. */
  readonly initial: (stream: Random) => Parameters;
  /** Takes the trained parameters over. What the teacher was started from stays its owner's. */
  finish(trained: Parameters): Promise<Teacher>;
}

export interface TeacherPlanGiven extends Pick<FeaturesGiven, 'featuresOf'> {
  readonly experiment: Experiment;
  /** Its training images are those that a teacher learns from, see `teacherTrainingImages`. */
  readonly opened: OpenedDataset;
  /** Of drawing the images that a teacher learns from. */
  readonly progress: Progress;
}

const trainingSource = (
  { dataset }: OpenedDataset,
  { augmentation, views }: Pick<Experiment, 'augmentation' | 'views'>,
) => batchesOf(dataset.train, augmentation, views);

/** @throws Interrupted when stopped while images were drawn or features computed */
export function planTeacher(
  { card, start }: ResolvedTeacher,
  given: TeacherPlanGiven,
): Promise<TeacherPlan> | TeacherPlan {
  if (start?.kind === 'features') return headAlone(start, given);
  if (!start) {
    if (card.name === 'foreign') throw new Error('a network of other software starts from its file');
    return fromNothing(catalogue[card.name].build, given);
  }
  const { experiment, opened } = given;
  const { model, tensors } = start;
  return experiment.teacherFreeze === 'head' && canTabulate(trainingSource(opened, experiment), model)
    ? headAlone(start, given)
    : onImages(model, tensors, given);
}

async function fromNothing(
  buildFamily: (typeof catalogue)['cnn']['build'],
  { experiment, opened, progress }: TeacherPlanGiven,
): Promise<TeacherPlan> {
  const { dataset } = opened;
  const { imageSize, teacherWidth: width, augmentation, views } = experiment;
  const classes = dataset.classes.length;
  const model = buildFamily({ classes, imageSize, width });
  // Many more insects than the students see, or a folder's training images.
  const source =
    experiment.dataset === 'insects'
      ? batchesOf(await teacherImages(experiment, progress), augmentation, views)
      : trainingSource(opened, experiment);
  return {
    ...{ model, source },
    validation: holdOut(batchesOf(dataset.validation, 'none'), classes, []),
    initial: (stream) => initialise(model.parameters, stream),
    finish: async (parameters) => ({ model, parameters }),
  };
}

async function headAlone(
  start: TeacherStart,
  { opened: { dataset }, featuresOf }: TeacherPlanGiven,
): Promise<TeacherPlan> {
  const head = await headOnFeatures(start, { dataset, tables: [], featuresOf });
  return {
    ...head,
    initial: (stream) => initialise(head.model.parameters, stream),
    finish: (trained) => withHead(start, head, trained),
  };
}

/** Takes the head over. */
async function withHead(
  start: TeacherStart,
  { model: head, fingerprint }: HeadOnFeatures,
  trained: Parameters,
): Promise<Teacher> {
  const own = headOf(head, await toHost(trained));
  if (start.kind === 'features') {
    freeParameters(trained);
    return { ...externalWithHead(start.features, own), dispose: () => undefined };
  }
  const { model, tensors } = start;
  const parameters = { ...toDevice(tensors), ...trained };
  return {
    ...externalWithHead(externalBackbone(model, parameters, fingerprint), own),
    network: { model, parameters },
    dispose: () => freeParameters(parameters),
  };
}

function onImages(
  whole: Model,
  tensors: HostParameters,
  { experiment, opened }: TeacherPlanGiven,
): TeacherPlan {
  return {
    model: freezing(whole, experiment.teacherFreeze, experiment.backboneRate),
    source: trainingSource(opened, experiment),
    validation: holdOut(batchesOf(opened.dataset.validation, 'none'), whole.classes, []),
    initial: (stream) => ({ ...toDevice(tensors), ...initialise(headSpecs(whole), stream) }),
    finish: async (parameters) => ({ model: whole, parameters }),
  };
}
