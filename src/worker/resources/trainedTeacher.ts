/**
 * The experiment's teacher with its weights: as it was found, or trained now.
 */
import type { OpenedDataset } from '../../data/openDataset.ts';
import { teacherTrainingImages } from '../../data/studentImages.ts';
import type { TaskControl } from '../../engine/training/control.ts';
import type { Teacher } from '../../engine/training/teacherLogits.ts';
import { trainTeacher } from '../../engine/training/teacherTraining.ts';
import type { Event } from '../../protocol/protocol.ts';
import type { TeacherCard } from '../../protocol/records.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { createPacer, createPreparing } from '../pace.ts';
import { Interrupted } from '../tasks.ts';
import type { OpenedBackend } from './backend.ts';
import type { FeaturesOfDataset } from './features.ts';
import { givenFile, requireItsSettings } from './foundTeacher.ts';
import type { GivenWeights } from './givenWeights.ts';
import type { Resource } from './memo.ts';
import { cancellable, progressOf } from './progress.ts';
import { freeTeacher } from './teacherFiles.ts';
import { planTeacher, type TeacherPlan } from './teacherPlans.ts';
import type { ForeignFile, ResolvedTeacher } from './teachers.ts';

export interface TrainedTeacher {
  readonly card: TeacherCard;
  readonly teacher: Teacher;
  /** It was trained now, and not found. */
  readonly isNew: boolean;
  /** The name of the file that its weights were in, or those below its head. */
  readonly file?: string;
  /** What is in it, of a network of other software. */
  readonly foreign?: ForeignFile;
}

interface TrainedTeacherEnvironment {
  readonly post: (event: Event) => void;
  readonly given: GivenWeights;
  readonly backend: Resource<OpenedBackend>;
  readonly dataset: Resource<OpenedDataset>;
  readonly found: Resource<ResolvedTeacher>;
  readonly features: FeaturesOfDataset;
}

interface Needs {
  readonly backend: OpenedBackend;
  readonly dataset: OpenedDataset;
  readonly found: ResolvedTeacher;
}

export function trainedTeacherResource({
  post,
  given,
  features,
  ...below
}: TrainedTeacherEnvironment): Resource<TrainedTeacher, Needs> {
  const { backend, dataset, found } = below;
  return {
    name: 'trained teacher',
    reads: ['images', 'teacher'],
    computedBy: ['shown', 'machine'],
    outside: givenFile(given),
    needs: { backend, dataset, found },
    async open(experiment, { dataset: whole, found: resolved }, control) {
      const { card, teacher, file, foreign } = resolved;
      const about = {
        card,
        ...(file === undefined ? {} : { file }),
        ...(foreign === undefined ? {} : { foreign }),
      };
      if (teacher) return { ...about, teacher, isNew: false };
      requireItsSettings(resolved, experiment, whole);
      const train = teacherTrainingImages(whole.dataset, experiment);
      const opened = { ...whole, dataset: { ...whole.dataset, train } };
      const plan = await planTeacher(resolved, {
        ...{ experiment, opened },
        progress: cancellable(post, 'teacher-images', control),
        featuresOf: (network) => features(network, opened.dataset, experiment, control),
      });
      try {
        const trained = await trainedBy(plan, experiment, opened, { post, control });
        post({ type: 'teacher', teacher: card });
        return { ...about, teacher: trained, isNew: true };
      } finally {
        plan.validation.dispose();
      }
    },
    dispose({ teacher, isNew }) {
      if (isNew) freeTeacher(teacher);
    },
  };
}

/** @throws Interrupted when stopped; ProblemError `loss-not-finite` */
async function trainedBy(
  plan: TeacherPlan,
  experiment: Experiment,
  { dataset }: OpenedDataset,
  { post, control }: { readonly post: (event: Event) => void; readonly control: TaskControl },
): Promise<Teacher> {
  const { model, source, validation, initial } = plan;
  const epochs = experiment.teacherEpochs;
  const pacer = createPacer(
    (pace) => post({ type: 'pace', pace }),
    () => control.pausedSeconds,
  );
  const training = trainTeacher({
    ...{ experiment, model, source, validation, initial, control },
    classes: dataset.classes.length,
    capture: experiment.capture === 'on',
    onPreparing: createPreparing(progressOf(post, 'preparing-kernels')),
    onStep: (epoch, step, steps, images) => {
      const place = { kind: 'teacher', epoch, epochs, step, steps, runsDone: 0, runsTotal: 0 } as const;
      pacer.step(place, images, ((epoch - 1) * steps + step) / (epochs * steps));
    },
  });
  for (;;) {
    const { value, done } = await training.next();
    if (!done) {
      post({ type: 'teacher-epoch', record: value });
      continue;
    }
    if (!value) throw new Interrupted();
    return plan.finish(value);
  }
}
