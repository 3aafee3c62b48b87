/**
 * Everything that stands ready before a student is trained: backend, dataset, teacher, and the teacher's logits.
 * Each is made again only when something that decides it has changed.
 */
import type { AnswerShelf } from '../data/answers.ts';
import { batchesOf } from '../data/augment.ts';
import { type OpenedDataset, teacherImages } from '../data/openDataset.ts';
import type { Store } from '../data/store.ts';
import { cardOf } from '../engine/models/card.ts';
import { catalogue } from '../engine/models/catalogue.ts';
import type { Model } from '../engine/models/model.ts';
import type { BatchSource } from '../engine/training/batches.ts';
import type { TrainingControl } from '../engine/training/control.ts';
import { type HeldOut, holdOut } from '../engine/training/heldOut.ts';
import { tabulateTeacher } from '../engine/training/tabulation.ts';
import {
  emptyMemory,
  type FrozenModel,
  liveTeacher,
  mostKeptVersions,
  rememberingTeacher,
  type TeacherLogits,
} from '../engine/training/teacherLogits.ts';
import type { AugmentationName, BackendChoice, KernelsChoice } from '../shared/choices.ts';
import type { Experiment } from '../shared/experiment.ts';
import type { ImageSet } from '../shared/imageSet.ts';
import type { Problem } from '../shared/problem.ts';
import type { Event, GivenFolder, Stage } from '../shared/protocol.ts';
import type { BackendCard, TeacherCard } from '../shared/records.ts';
import { createDatasetShelf, datasetKey } from './datasets.ts';
import { createPreparing, createStopwatch } from './pace.ts';
import { Interrupted } from './tasks.ts';
import { answersIn, type OpenAnswers, openAnswers } from './teacherAnswers.ts';
import { freeParameters } from './teacherFiles.ts';
import {
  type GivenTeacher,
  isTrainedHere,
  type ResolvedTeacher,
  resolveTeacher,
  teacherChoice,
  trainedTeacherKey,
} from './teachers.ts';

export interface WorkshopEnvironment {
  readonly post: (event: Event) => void;
  readonly openBackend: (
    choice: BackendChoice,
    kernels: KernelsChoice,
  ) => Promise<{ readonly card: BackendCard; readonly lost?: Promise<Problem> }>;
  readonly fetchPublic: (file: string) => Promise<Uint8Array>;
  readonly store: Promise<Store | undefined>;
  readonly answers: Promise<AnswerShelf | undefined>;
  readonly onLost: (problem: Problem) => void;
  /** Whether the work under way was stopped. */
  readonly interrupted: () => boolean;
}

/** A dataset and a teacher that is trained, with the teacher's logits for all of validation. */
export interface MeasuredTeacher {
  readonly resolved: ResolvedTeacher & { readonly frozen: NonNullable<ResolvedTeacher['frozen']> };
  readonly card: TeacherCard & { readonly accuracy: number };
  /** [N, K] for the validation images, in order. */
  readonly table: Float32Array;
  readonly validation: HeldOut;
  /** What one validation image costs the teacher; undefined where that was not measured. */
  readonly msPerImage: number | undefined;
}

export interface Workshop {
  readonly opened: OpenedDataset | undefined;
  /** `datasetKey` of what is open. */
  readonly openedKey: string | undefined;
  readonly measured: MeasuredTeacher | undefined;
  readonly resolved: ResolvedTeacher | undefined;
  /** The teacher of the open dataset once it has weights, measured or not. */
  readonly frozenTeacher: FrozenModel | undefined;
  openBackend(experiment: Pick<Experiment, 'backend' | 'kernels'>): Promise<BackendCard>;
  openDataset(experiment: Experiment): Promise<OpenedDataset>;
  loadFolder(folder: GivenFolder, experiment: Experiment): Promise<OpenedDataset>;
  giveTeacher(teacher: GivenTeacher): void;
  openTeacher(experiment: Experiment): Promise<ResolvedTeacher>;
  /** Puts a freshly trained teacher in place of the one that was to be trained; takes its parameters over. */
  placeTeacher(experiment: Experiment, resolved: ResolvedTeacher): void;
  /** Measures the teacher on validation; undefined when stopped or when there is no trained teacher. */
  measureTeacher(experiment: Experiment, control: TrainingControl): Promise<MeasuredTeacher | undefined>;
  /** The teacher's opinion of training images; undefined when stopped. */
  teacherLogits(experiment: Experiment, control: TrainingControl): Promise<TeacherLogits | undefined>;
  /** Keeps the answers that `teacherLogits` has gathered for the next visit. */
  keepAnswers(): Promise<void>;
  trainSource(experiment: Experiment): BatchSource;
  /** What a teacher trained here learns from: many insects, or a folder's training images. */
  teacherSource(experiment: Experiment): Promise<BatchSource>;
  student(experiment: Experiment): Model;
  /** Frees what depends on the device. */
  clear(): void;
}

export function createWorkshop(environment: WorkshopEnvironment): Workshop {
  const { post, store } = environment;
  const shelf = createDatasetShelf(store);
  let backend: { readonly choice: string; readonly card: BackendCard; readonly machine: string } | undefined;
  let opened: OpenedDataset | undefined;
  let openedKey: string | undefined;
  let given: GivenTeacher | undefined;
  let givenCount = 0;
  let teacher:
    | { readonly key: string; readonly dataset: string; readonly resolved: ResolvedTeacher }
    | undefined;
  let measured: { readonly key: string; readonly value: MeasuredTeacher } | undefined;
  let logits: { readonly key: string; readonly answers: OpenAnswers } | undefined;

  const progress = (stage: Stage) => (done: number, total: number) =>
    post({ type: 'stage', stage, done, total });
  /** For work that only a throw can cancel: reading and drawing images. */
  const cancellable = (stage: Stage) => (done: number, total: number) => {
    if (environment.interrupted()) throw new Interrupted();
    progress(stage)(done, total);
  };
  const teacherKey = (experiment: Experiment) => {
    const choice = teacherChoice(experiment);
    const origin = choice === 'file' ? `file ${givenCount}` : choice;
    const training = isTrainedHere(choice) ? [trainedTeacherKey(experiment)] : [];
    return JSON.stringify([origin, datasetKey(experiment), ...training]);
  };

  const answersTo = (
    teacher: FrozenModel,
    images: ImageSet,
    augmentation: AugmentationName,
    classes: number,
  ) =>
    openAnswers(
      { teacher, images, augmentation, machine: backend?.machine ?? '' },
      emptyMemory(batchesOf(images, augmentation), classes),
      environment.answers,
    );

  function forgetMeasured() {
    measured?.value.validation.dispose();
    measured = undefined;
    logits = undefined;
  }
  function forgetTeacher() {
    forgetMeasured();
    if (teacher?.resolved.frozen) freeParameters(teacher.resolved.frozen.parameters);
    teacher = undefined;
  }

  /** Logits of another dataset's images say nothing about this one's. */
  function putOnTheBench(dataset: OpenedDataset, key: string) {
    if (key !== openedKey) forgetMeasured();
    opened = dataset;
    openedKey = key;
    return dataset;
  }

  const workshop: Workshop = {
    get opened() {
      return opened;
    },
    get openedKey() {
      return openedKey;
    },
    get measured() {
      return measured?.value;
    },
    get resolved() {
      return teacher?.resolved;
    },
    get frozenTeacher() {
      // While another dataset is being made ready, the teacher is still that of the last one.
      return teacher?.dataset === openedKey ? teacher?.resolved.frozen : undefined;
    },
    async openBackend({ backend: name, kernels }) {
      const choice = `${name}, ${kernels}`;
      if (backend?.choice === choice) return backend.card;
      progress('backend')(0, 1);
      forgetTeacher();
      backend = undefined;
      const { card, lost } = await environment.openBackend(name, kernels);
      // WebAssembly computes the same digits everywhere; a GPU's are its own.
      const where = card.name === 'webgpu' ? card.label : card.name;
      backend = { choice, card, machine: `${where} ${kernels}` };
      lost?.then(
        (problem) => {
          // The loss of a device that was given up for another backend concerns nobody.
          if (backend?.card !== card) return;
          backend = undefined;
          environment.onLost(problem);
        },
        () => undefined,
      );
      post({ type: 'backend', backend: card });
      return card;
    },
    async openDataset(experiment) {
      const before = opened;
      const found = await shelf.open(experiment, cancellable('dataset'));
      if (found !== before) post({ type: 'dataset', dataset: found.summary });
      return putOnTheBench(found, datasetKey(experiment));
    },
    async loadFolder(folder, experiment) {
      const found = await shelf.load(folder, experiment, cancellable('dataset'));
      post({ type: 'dataset', dataset: found.summary });
      return putOnTheBench(found, datasetKey({ ...experiment, dataset: found.dataset.id }));
    },
    giveTeacher(file) {
      given = file;
      givenCount++;
    },
    async openTeacher(experiment) {
      const key = teacherKey(experiment);
      if (teacher?.key === key) return teacher.resolved;
      const ready = await workshop.openDataset(experiment);
      progress('teacher')(0, 1);
      const resolved = await resolveTeacher(experiment, ready, { ...environment, given });
      forgetTeacher();
      teacher = { key, dataset: datasetKey(experiment), resolved };
      post({ type: 'teacher', teacher: resolved.card });
      return resolved;
    },
    placeTeacher(experiment, resolved) {
      forgetTeacher();
      teacher = { key: teacherKey(experiment), dataset: datasetKey(experiment), resolved };
      post({ type: 'teacher', teacher: resolved.card });
    },
    async measureTeacher(experiment, control) {
      const resolved = await workshop.openTeacher(experiment);
      const key = teacherKey(experiment);
      if (measured?.key === key) return measured.value;
      const { frozen, card } = resolved;
      if (!frozen || !opened) return undefined;
      const { dataset } = opened;
      const source = batchesOf(dataset.validation, 'none');
      const answers = await answersTo(frozen, dataset.validation, 'none', dataset.classes.length);
      const { table, known } = answers.memory;
      if (answersIn(answers.memory) < known.length) {
        const watch = createStopwatch(progress('teacher-logits'));
        const begunOn = backend;
        const measured = await tabulateTeacher(frozen, source, control, {
          progress: watch.progress,
          capture: experiment.capture === 'on',
          onPreparing: createPreparing(progress('preparing-kernels')),
        });
        // Of a device that failed meanwhile, nothing that was read can be trusted.
        if (!measured || backend !== begunOn) return undefined;
        table.set(measured);
        known.fill(1);
        answers.msPerImage = watch.msPerPiece();
        void answers.keep();
      }
      forgetMeasured();
      const value: MeasuredTeacher = {
        resolved: { ...resolved, frozen },
        card: { ...card, accuracy: accuracyOf(table, dataset.validation.labels) },
        table,
        validation: holdOut(source, dataset.classes.length, table),
        msPerImage: answers.msPerImage,
      };
      measured = { key, value };
      post({ type: 'teacher', teacher: value.card });
      return value;
    },
    async teacherLogits(experiment, control) {
      const ready = await workshop.measureTeacher(experiment, control);
      if (!ready || !opened) return undefined;
      const source = workshop.trainSource(experiment);
      if (source.versions > mostKeptVersions) return liveTeacher(ready.resolved.frozen);
      const key = JSON.stringify([teacherKey(experiment), experiment.augmentation]);
      const classes = opened.dataset.classes.length;
      const { frozen } = ready.resolved;
      if (logits?.key !== key) {
        logits = {
          key,
          answers: await answersTo(frozen, opened.dataset.train, experiment.augmentation, classes),
        };
      }
      return rememberingTeacher(frozen, source, classes, logits.answers.memory);
    },
    async keepAnswers() {
      // A device that failed was forgotten before its sweep was stopped; its answers may be anything.
      if (backend) await logits?.answers.keep();
    },
    trainSource(experiment) {
      if (!opened) throw new Error('the dataset is opened before it is trained on');
      return batchesOf(opened.dataset.train, experiment.augmentation);
    },
    async teacherSource(experiment) {
      if (experiment.dataset !== 'insects') return workshop.trainSource(experiment);
      return batchesOf(
        await teacherImages(experiment, cancellable('teacher-images')),
        experiment.augmentation,
      );
    },
    student(experiment) {
      if (!opened) throw new Error('the dataset is opened before a student is built for it');
      const { student, imageSize, studentWidth: width } = experiment;
      const options = { classes: opened.dataset.classes.length, imageSize, width };
      post({ type: 'student', student: cardOf(student, options) });
      return catalogue[student].build(options);
    },
    clear() {
      forgetTeacher();
      backend = undefined;
    },
  };
  return workshop;
}

/** Share of rows of `table` ([N, K]) whose first largest entry is the label's. */
export function accuracyOf(table: Float32Array, labels: Int32Array): number {
  const classes = table.length / labels.length;
  let right = 0;
  labels.forEach((label, i) => {
    const row = table.subarray(i * classes, (i + 1) * classes);
    if (row.indexOf(Math.max(...row)) === label) right++;
  });
  return right / labels.length;
}
