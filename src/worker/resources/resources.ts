/**
 * Everything that stands ready before a student is trained: backend, dataset, teacher, and the teacher's logits.
 * Each is made again only when something that decides it has changed.
 */

import { classOrderOf } from '../../analysis/classOrder.ts';
import type { Opened } from '../../base/opened.ts';
import { batchesOf } from '../../data/augment/augment.ts';
import { type OpenedDataset, teacherImages } from '../../data/openDataset.ts';
import type { LogitsStore } from '../../data/store/logits.ts';
import type { Store } from '../../data/store/store.ts';
import type { ExternalModel } from '../../engine/external/externalModel.ts';
import type { Model } from '../../engine/families/model.ts';
import type { HostParameters } from '../../engine/layers/hostParameters.ts';
import type { BatchSource } from '../../engine/training/batches.ts';
import type { TrainingControl } from '../../engine/training/control.ts';
import { type HeldOut, holdOut } from '../../engine/training/heldOut.ts';
import {
  canRemember,
  isExternal,
  keptTeacher,
  liveTeacher,
  rememberingTeacher,
  type Teacher,
  type TeacherLogits,
} from '../../engine/training/teacherLogits.ts';
import { reorderedTeacher } from '../../engine/transfer/reordered.ts';
import { asProblem, type Problem, problem } from '../../lang/problem.ts';
import type { Event, GivenFolder, Stage } from '../../protocol/protocol.ts';
import type { BackendCard, ModelCard, TeacherCard } from '../../protocol/records.ts';
import type { BackendChoice, KernelsChoice } from '../../spec/choices.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { keyOf, matters } from '../../spec/keys.ts';
import type { DatasetFeatures } from '../headTraining.ts';
import { cardOfStudent, type GivenStudent, openStudentBase } from '../students/studentBase.ts';
import { type StudentModel, studentModel } from '../students/studentModel.ts';
import { Interrupted } from '../tasks.ts';
import { createDatasetStore, datasetKey } from './datasets.ts';
import { createGivenWeights } from './givenWeights.ts';
import type { OpenLogits } from './keptLogits.ts';
import { createLogitsCache, requireFewViews, shownIn, shownWhole } from './logits.ts';
import { freeStart, freeTeacher, type OpenedTeacher, type WantedTeacher } from './teacherFiles.ts';
import { type GivenTeacher, type ResolvedTeacher, resolveTeacher, trainedTeacherId } from './teachers.ts';

export interface ResourcesEnvironment {
  readonly post: (event: Event) => void;
  readonly openBackend: (
    choice: BackendChoice,
    kernels: KernelsChoice,
  ) => Promise<{ readonly card: BackendCard; readonly lost?: Promise<Problem> }>;
  readonly fetchPublic: (file: string) => Promise<Uint8Array>;
  readonly store: Opened<Store>;
  readonly answers: Opened<LogitsStore>;
  readonly onLost: (problem: Problem) => void;
  /** Whether the work under way was stopped. */
  readonly interrupted: () => boolean;
}

/** A dataset and a teacher that is trained, with the teacher's logits for all of validation. */
export interface MeasuredTeacher {
  /** Names teacher and dataset, in this visit. */
  readonly key: string;
  readonly resolved: ResolvedTeacher & { readonly teacher: Teacher };
  readonly card: TeacherCard & { readonly accuracy: number };
  /** [N, K] for the validation images, in order. */
  readonly table: Float32Array;
  readonly validation: HeldOut;
  /** What one validation image costs the teacher; undefined where that was not measured. */
  readonly msPerImage: number | undefined;
}

export interface Resources {
  readonly opened: OpenedDataset | undefined;
  /** `datasetKey` of what is open. */
  readonly openedKey: string | undefined;
  readonly measured: MeasuredTeacher | undefined;
  readonly resolved: ResolvedTeacher | undefined;
  /** The teacher of the open dataset once it has weights, measured or not. */
  readonly trainedTeacher: Teacher | undefined;
  openBackend(experiment: Pick<Experiment, 'backend' | 'kernels'>): Promise<BackendCard>;
  openDataset(experiment: Experiment): Promise<OpenedDataset>;
  loadFolder(folder: GivenFolder, experiment: Experiment): Promise<OpenedDataset>;
  /** A task begins: what was given since the last one did counts from now on, so that none changes it half-way. */
  begin(): void;
  /** Opens the teacher for `wanted`, so that one that cannot be used is not taken; it counts from the next task on. */
  giveTeacher(teacher: GivenTeacher, wanted: WantedTeacher): Promise<OpenedTeacher['card']>;
  /** Weights for `studentStart: file`, from the next task on; says which network they are of. */
  giveStudent(student: GivenStudent, imageSize: number): Promise<ModelCard>;
  /** What every run starts from, see `openStudentBase`. */
  studentBase(experiment: Experiment, model: Model): Promise<HostParameters | undefined>;
  openTeacher(experiment: Experiment): Promise<ResolvedTeacher>;
  /** Puts a freshly trained teacher in place of the one that was to be trained; takes its parameters over. */
  placeTeacher(experiment: Experiment, resolved: ResolvedTeacher): void;
  /** Measures the teacher on validation; undefined when stopped or when there is no trained teacher. */
  measureTeacher(experiment: Experiment, control: TrainingControl): Promise<MeasuredTeacher | undefined>;
  /** The teacher's logits of training images; undefined when stopped. */
  teacherLogits(experiment: Experiment, control: TrainingControl): Promise<TeacherLogits | undefined>;
  /** What a frozen backbone makes of all views of all images, computed once; undefined when stopped. */
  features(
    externalModel: ExternalModel,
    experiment: Experiment,
    control: TrainingControl,
  ): Promise<DatasetFeatures | undefined>;
  /** The teacher's answers to every view of every training image; undefined when stopped. */
  completeLogits(experiment: Experiment, control: TrainingControl): Promise<TeacherLogits | undefined>;
  /** Keeps the answers that `teacherLogits` has gathered for the next visit. */
  keepAnswers(): Promise<void>;
  trainSource(experiment: Experiment): BatchSource;
  /** What a teacher trained here learns from: many insects, or a folder's training images. */
  teacherSource(experiment: Experiment): Promise<BatchSource>;
  /** Tells the page of it. */
  student(experiment: Experiment): StudentModel;
  /** @throws ProblemError see `studentModel` */
  studentCard(experiment: Experiment): ModelCard;
  /** Frees what depends on the device. */
  clear(): void;
}

export function createResources(environment: ResourcesEnvironment): Resources {
  const { post, store } = environment;
  const datasets = createDatasetStore(store);
  let backend: { readonly choice: string; readonly card: BackendCard; readonly machine: string } | undefined;
  /** This visit lost a device: browsers give a page that lost several no other until they are started anew. */
  let hasLostDevice = false;
  /** Settles when the backend that is being opened is there. */
  let opening: Promise<unknown> = Promise.resolve();
  let opened: OpenedDataset | undefined;
  let openedKey: string | undefined;
  let teacher:
    | { readonly key: string; readonly dataset: string; readonly resolved: ResolvedTeacher }
    | undefined;
  let measured: MeasuredTeacher | undefined;
  let logits: { readonly key: string; readonly answers: OpenLogits } | undefined;

  const given = createGivenWeights(async () => {
    await opening;
    return backend;
  });
  const asking = createLogitsCache({
    backend: () => backend,
    answers: environment.answers,
    onAnswers: (done, total) => progress('teacher-logits')(done, total),
    onPreparing: (done, total) => progress('preparing-kernels')(done, total),
  });

  const progress = (stage: Stage) => (done: number, total: number) =>
    post({ type: 'stage', stage, done, total });
  /** For work that only a throw can cancel: reading and drawing images. */
  const cancellable = (stage: Stage) => (done: number, total: number) => {
    if (environment.interrupted()) throw new Interrupted();
    progress(stage)(done, total);
  };
  const teacherKey = (experiment: Experiment) => {
    const file = experiment.teacher === 'file' ? ` ${given.teachers}` : '';
    return `${keyOf(experiment, ['images', 'teacher'])}${file}`;
  };

  /** A teacher that was chosen by its id and is not kept is trained again by the settings that made it, and by no others. */
  const isOfOtherSettings = ({ card, teacher: trained }: ResolvedTeacher, experiment: Experiment) =>
    trained === undefined &&
    card.id === experiment.teacher &&
    trainedTeacherId({ ...experiment, teacher: card.name }, opened?.summary.split.kind) !== card.id;

  const openTeacherOf = (experiment: Experiment) =>
    teacher?.key === teacherKey(experiment) ? teacher.resolved : undefined;

  function forgetMeasured() {
    measured?.validation.dispose();
    measured = undefined;
    logits = undefined;
  }
  function forgetTeacher() {
    forgetMeasured();
    freeTeacher(teacher?.resolved.teacher);
    freeStart(teacher?.resolved.start);
    teacher = undefined;
  }

  /** Logits of another dataset's images say nothing about this one's. */
  function putOnTheBench(dataset: OpenedDataset, key: string) {
    if (key !== openedKey) forgetMeasured();
    opened = dataset;
    openedKey = key;
    return dataset;
  }

  const resources: Resources = {
    get opened() {
      return opened;
    },
    get openedKey() {
      return openedKey;
    },
    get measured() {
      return measured;
    },
    get resolved() {
      return teacher?.resolved;
    },
    get trainedTeacher() {
      // While another dataset is being made ready, the teacher is still that of the last one.
      return teacher?.dataset === openedKey ? teacher?.resolved.teacher : undefined;
    },
    async openBackend({ backend: name, kernels }) {
      const choice = `${name}, ${kernels}`;
      if (backend?.choice === choice) return backend.card;
      progress('backend')(0, 1);
      forgetTeacher();
      given.dropOpened();
      backend = undefined;
      const work = environment.openBackend(name, kernels);
      opening = work.catch(() => undefined);
      const { card, lost } = await work.catch((thrown) => {
        post({ type: 'backend-closed' });
        throw hasLostDevice ? notGivenAgain(thrown) : thrown;
      });
      // WebAssembly computes the same digits everywhere; a GPU's are its own.
      const where = card.name === 'webgpu' ? card.label : card.name;
      backend = { choice, card, machine: `${where} ${kernels}` };
      lost?.then(
        (loss) => {
          // The loss of a device that was given up for another backend concerns nobody.
          if (backend?.card !== card) return;
          backend = undefined;
          hasLostDevice = true;
          // What it answered last may be anything.
          asking.forget();
          environment.onLost(loss);
          post({ type: 'backend-closed' });
        },
        () => undefined,
      );
      post({ type: 'backend', backend: card });
      return card;
    },
    async openDataset(experiment) {
      const before = opened;
      const found = await datasets.open(experiment, cancellable('dataset'));
      if (found !== before) post({ type: 'dataset', dataset: found.summary });
      return putOnTheBench(found, datasetKey(experiment));
    },
    async loadFolder(folder, experiment) {
      const found = await datasets.load(folder, experiment, cancellable('dataset'));
      post({ type: 'dataset', dataset: found.summary });
      return putOnTheBench(found, datasetKey({ ...experiment, dataset: found.dataset.id }));
    },
    begin: given.begin,
    giveTeacher: given.offerTeacher,
    async giveStudent(student, imageSize) {
      const card = await cardOfStudent(student, imageSize);
      given.offerStudent(student);
      return card;
    },
    studentBase(experiment, model) {
      return openStudentBase(experiment, model, given.student, measured?.resolved.teacher);
    },
    async openTeacher(experiment) {
      // A file that is not used after all takes no room; it can be opened again.
      if (experiment.teacher !== 'file') given.dropUnused();
      const key = teacherKey(experiment);
      if (teacher?.key === key && !isOfOtherSettings(teacher.resolved, experiment)) return teacher.resolved;
      const ready = await resources.openDataset(experiment);
      progress('teacher')(0, 1);
      const resolved = await resolveTeacher(experiment, ready, {
        ...environment,
        openGiven: given.openTeacher,
        warn: (warning) => post({ type: 'warning', warning }),
      });
      forgetTeacher();
      teacher = { key, dataset: datasetKey(experiment), resolved };
      post({ type: 'teacher', teacher: resolved.card });
      return resolved;
    },
    placeTeacher(experiment, resolved) {
      forgetMeasured();
      // What it started from has become part of it.
      if (!teacher?.resolved.start) freeTeacher(teacher?.resolved.teacher);
      teacher = { key: teacherKey(experiment), dataset: datasetKey(experiment), resolved };
      post({ type: 'teacher', teacher: resolved.card });
    },
    async measureTeacher(experiment, control) {
      const resolved = await resources.openTeacher(experiment);
      const key = teacherKey(experiment);
      if (measured?.key === key) return measured;
      const { teacher: asGiven, card } = resolved;
      if (!asGiven || !opened) return undefined;
      const { dataset } = opened;
      const { labels } = dataset.validation;
      const answers = await asking.all(asGiven, dataset.validation, shownWhole, experiment, control);
      if (!answers) return undefined;
      forgetMeasured();
      const order = classOrderOf(answers.memory.table, labels, dataset.classes.length);
      const reorders =
        matters('teacherOrder', experiment) &&
        experiment.teacherOrder === 'best' &&
        order.verdict === 'permuted';
      const { teacher: inOrder, table } = reorders
        ? reorderedTeacher(asGiven, order.order, answers.memory.table)
        : { teacher: asGiven, table: answers.memory.table };
      if (teacher && reorders) {
        teacher = { ...teacher, resolved: { ...resolved, teacher: inOrder } };
      }
      measured = {
        key,
        resolved: { ...resolved, teacher: inOrder },
        card: { ...card, accuracy: accuracyOf(table, labels), order },
        table,
        validation: holdOut(batchesOf(dataset.validation, 'none'), dataset.classes.length, [table]),
        msPerImage: answers.msPerImage,
      };
      post({ type: 'teacher', teacher: measured.card });
      return measured;
    },
    async teacherLogits(experiment, control) {
      const ready = await resources.measureTeacher(experiment, control);
      if (!ready || !opened) return undefined;
      const { teacher: asked } = ready.resolved;
      if (isExternal(asked)) return resources.completeLogits(experiment, control);
      const source = resources.trainSource(experiment);
      const classes = opened.dataset.classes.length;
      if (!Number.isFinite(source.versions) || !canRemember(source, classes)) return liveTeacher(asked);
      const key = `${teacherKey(experiment)} ${keyOf(experiment, ['shown'])}`;
      if (logits?.key !== key) {
        logits = { key, answers: await asking.known(asked, opened.dataset.train, shownIn(experiment)) };
      }
      return rememberingTeacher(asked, source, classes, logits.answers.memory);
    },
    async completeLogits(experiment, control) {
      const ready = await resources.measureTeacher(experiment, control);
      if (!ready || !opened) return undefined;
      const source = resources.trainSource(experiment);
      requireFewViews(source, opened.dataset.classes.length);
      const { teacher: asked } = ready.resolved;
      const answers = await asking.all(asked, opened.dataset.train, shownIn(experiment), experiment, control);
      if (!answers) return undefined;
      return keptTeacher(answers.memory.table, source, opened.dataset.classes.length, answers.asked);
    },
    async features(externalModel, experiment, control) {
      const { dataset } = await resources.openDataset(experiment);
      requireFewViews(resources.trainSource(experiment), externalModel.outputs);
      const train = await asking.all(externalModel, dataset.train, shownIn(experiment), experiment, control);
      const validation =
        train && (await asking.all(externalModel, dataset.validation, shownWhole, experiment, control));
      return validation && { train: train.memory.table, validation: validation.memory.table };
    },
    async keepAnswers() {
      // A device that failed was forgotten before its sweep was stopped; its answers may be anything.
      if (backend) await logits?.answers.keep();
    },
    trainSource(experiment) {
      if (!opened) throw new Error('the dataset is opened before it is trained on');
      return batchesOf(opened.dataset.train, experiment.augmentation, experiment.views);
    },
    async teacherSource(experiment) {
      if (experiment.dataset !== 'insects') return resources.trainSource(experiment);
      return batchesOf(
        await teacherImages(experiment, cancellable('teacher-images')),
        experiment.augmentation,
        experiment.views,
      );
    },
    student(experiment) {
      if (!opened) throw new Error('the dataset is opened before a student is built for it');
      const student = studentModel(experiment, opened.dataset.classes.length, openTeacherOf(experiment));
      post({ type: 'student', student: student.card });
      return student;
    },
    studentCard(experiment) {
      if (!opened) throw new Error('the dataset is opened before a student is built for it');
      return studentModel(experiment, opened.dataset.classes.length, openTeacherOf(experiment)).card;
    },
    clear() {
      forgetTeacher();
      given.dropOpened();
      backend = undefined;
    },
  };
  return resources;
}

function notGivenAgain(thrown: unknown): unknown {
  if (asProblem(thrown).code !== 'webgpu-no-adapter') return thrown;
  return problem(
    'webgpu-no-adapter',
    'The browser lost the GPU, and gives this page none any more.',
    'Close all windows of the browser and start it anew, which helps; until then choose backend=auto, which trains on the processor.',
  );
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
