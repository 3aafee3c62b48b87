/**
 * Everything that stands ready before a student is trained: backend, dataset, teacher, and the teacher's logits. Each is a
 * `Resource`, opened again only when something that decides it has changed; what is cheap is made of them when it is asked for.
 */
import type { Opened } from '../../base/opened.ts';
import type { OpenedDataset } from '../../data/openDataset.ts';
import type { LogitsStore } from '../../data/store/logits.ts';
import type { NetworkStore } from '../../data/store/networks/networks.ts';
import type { Store } from '../../data/store/store.ts';
import type { Model } from '../../engine/families/model.ts';
import type { HostParameters } from '../../engine/layers/hostParameters.ts';
import type { BatchSource } from '../../engine/training/batches.ts';
import type { TaskControl } from '../../engine/training/control.ts';
import type { HeldOut } from '../../engine/training/heldOut.ts';
import type { Teacher, TeacherLogits } from '../../engine/training/teacherLogits.ts';
import type { Problem } from '../../lang/problem.ts';
import type { Event, GivenFolder } from '../../protocol/protocol.ts';
import type { ModelCard } from '../../protocol/records.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { studentStartOf } from '../../spec/network/studentStart.ts';
import { teacherExperiments, teachersOf } from '../../spec/teachers/teachersOf.ts';
import { Interrupted } from '../tasks.ts';
import { type BackendEnvironment, backendResource, type OpenedBackend } from './backend.ts';
import { createDatasetStore, datasetResource, trainSourceOf } from './datasets.ts';
import { cardTogether, combinedLogits, combinedValidation, ensembleResource } from './ensemble.ts';
import { type FeaturesOfDataset, featuresThrough } from './features.ts';
import { foundTeacherResource, requireItsSettings } from './foundTeacher.ts';
import { createGivenWeights } from './givenWeights.ts';
import { namedAfter } from './images/otherImages.ts';
import { keepTeacher } from './keptTeachers.ts';
import { completeLogitsOf, knownLogitsResource, logitsOf } from './knownLogits.ts';
import { createLogitsCache, learnedFrom, requireFewViews } from './logits.ts';
import { type MeasuredTeacher, measuredTeacherResource } from './measuredTeacher.ts';
import { createMemo, type Resource } from './memo.ts';
import { cancellable, progressOf } from './progress.ts';
import { type FoundStudent, type GivenStudent, openStudent, openStudentBase } from './studentBase.ts';
import { type StudentModel, studentModel } from './studentModel.ts';
import type { OpenedTeacher, WantedTeacher } from './teacherFiles.ts';
import type { GivenTeacher, ResolvedTeacher } from './teachers.ts';
import { trainedTeacherResource } from './trainedTeacher.ts';

export interface ResourcesEnvironment {
  readonly post: (event: Event) => void;
  readonly openBackend: BackendEnvironment['openBackend'];
  readonly fetchPublic: (file: string) => Promise<Uint8Array<ArrayBuffer>>;
  readonly store: Opened<Store>;
  readonly networks: Opened<NetworkStore>;
  readonly logits: Opened<LogitsStore>;
  readonly onLost: (problem: Problem) => void;
}

/** What is opened rejects with `Interrupted` when its control is told to stop. */
export interface Resources {
  /** What is open, for whatever experiment was last asked for. */
  readonly opened: OpenedDataset | undefined;
  readonly resolved: ResolvedTeacher | undefined;
  /** Of several teachers what they are together. */
  readonly measured: MeasuredTeacher | undefined;
  /** Each teacher by itself, as far as they are measured. */
  readonly teachers: readonly MeasuredTeacher[];
  /** The teacher of the open dataset once it has weights, measured or not. */
  readonly trainedTeacher: Teacher | undefined;
  /** Whether the images that are open are the experiment's. */
  hasImagesOf(experiment: Experiment): boolean;
  /** A task begins: what was given since the last one did counts from now on, so that none changes it half-way. */
  begin(experiment: Experiment): void;
  openBackend(experiment: Experiment, control: TaskControl): Promise<OpenedBackend>;
  /** The experiment's own, where that is open. */
  backendOf(experiment: Experiment): OpenedBackend | undefined;
  openDataset(experiment: Experiment, control: TaskControl): Promise<OpenedDataset>;
  /** Both, side by side: a backend is fetched and compiled elsewhere while images are drawn or read here. */
  openGround(experiment: Experiment, control: TaskControl, folder?: GivenFolder): Promise<OpenedDataset>;
  /** All of them, as far as they are there: nothing is trained. */
  openTeachers(experiment: Experiment, control: TaskControl): Promise<readonly ResolvedTeacher[]>;
  /** Trains those first that are to be trained; of several gives what they are together. */
  measureTeacher(experiment: Experiment, control: TaskControl): Promise<MeasuredTeacher>;
  /** The teacher's logits of training images, for one training; those of several combined, or each one's where a step combines them. */
  teacherLogits(experiment: Experiment, control: TaskControl): Promise<readonly TeacherLogits[]>;
  /** The same, every view of every image being predicted beforehand. */
  completeLogits(experiment: Experiment, control: TaskControl): Promise<readonly TeacherLogits[]>;
  /** Several teachers, which are measured, as `experiment` combines them, beside what stands ready; the caller disposes `validation`. */
  combined(
    experiment: Experiment,
    control: TaskControl,
  ): Promise<{ readonly teachers: readonly TeacherLogits[]; readonly validation: HeldOut }>;
  /** Keeps the logits that `teacherLogits` has gathered for the next visit. */
  keepLogits(): Promise<void>;
  /** One teacher's logits of all views of all training images, [V × N, K]. */
  logitsTable(teacher: Teacher, experiment: Experiment, control: TaskControl): Promise<Float32Array>;
  readonly features: FeaturesOfDataset;
  /** Opens the teacher for `wanted`, so that one that cannot be used is not taken; it counts from the next task on. */
  giveTeacher(teacher: GivenTeacher, wanted: WantedTeacher, place?: number): Promise<OpenedTeacher['card']>;
  /** Weights for `studentStart: file`, from the next task on; says which network they are of. */
  giveStudent(student: GivenStudent, imageSize: number): Promise<ModelCard>;
  /** The file that somebody gave for students to start from. */
  readonly givenStudent: GivenStudent | undefined;
  /** What is known of the file that the experiment's students start from; undefined where there is none. */
  studentFile(experiment: Experiment): FoundStudent | undefined;
  /** What every run starts from, see `openStudentBase`. */
  studentBase(experiment: Experiment, model: Model): Promise<HostParameters | undefined>;
  trainSource(experiment: Experiment): BatchSource;
  /** Tells the page of it. */
  student(experiment: Experiment): StudentModel;
  /** @throws ProblemError see `studentModel` */
  studentCard(experiment: Experiment): ModelCard;
}

/** What the resources are, and what they are opened with. */
export function standingReady(environment: ResourcesEnvironment) {
  const { post } = environment;
  const datasets = createDatasetStore(environment.store);
  const dataset = datasetResource(datasets, post);
  const backend = backendResource({
    ...environment,
    onOpening: () => given.dropOpened(),
    onLost(problem) {
      // What it gave last may be anything.
      cache.forget();
      environment.onLost(problem);
    },
  });
  const given = createGivenWeights(() => backend.current());
  const cache = createLogitsCache({
    backend: () => backend.usable,
    store: environment.logits,
    onProgress: progressOf(post, 'teacher-logits'),
    onPreparing: progressOf(post, 'preparing-kernels'),
  });
  const features = featuresThrough(cache);
  const found = foundTeacherResource({ ...environment, given, backend, dataset });
  const trained = trainedTeacherResource({ post, given, features, backend, dataset, found });
  const measured = measuredTeacherResource({ post, given, cache, backend, dataset, trained });
  const known = knownLogitsResource({ given, cache, backend, dataset, measured });
  const ground: Resource<
    OpenedDataset,
    { readonly backend: OpenedBackend; readonly dataset: OpenedDataset }
  > = {
    name: 'backend and dataset',
    reads: [],
    needs: { backend, dataset },
    open: async (_, needs) => needs.dataset,
  };
  return { backend, dataset, ground, found, trained, measured, known, given, cache, features, datasets };
}

export function createResources(environment: ResourcesEnvironment): Resources {
  const { post } = environment;
  const memo = createMemo();
  const { backend, dataset, ground, found, trained, measured, known, ...beside } = standingReady(environment);
  const { given, cache, features, datasets } = beside;
  const ensemble = ensembleResource({ post, memo, backend, dataset, measured });
  const asked = { memo, cache, known };
  const kept = new WeakSet<MeasuredTeacher>();

  /** The first of a kind. */
  const current = <Value>(resource: Resource<Value>): Value | undefined => memo.opened(resource)[0];

  function requireOpened(): OpenedDataset {
    const opened = current(dataset);
    if (opened) return opened;
    throw new Error('the dataset is opened before anything is made for it');
  }
  const studentOf = (experiment: Experiment) =>
    studentModel(
      experiment,
      requireOpened().dataset.classes.length,
      memo.find(trained, firstOf(experiment)) ?? memo.find(found, firstOf(experiment)),
      resources.studentFile(experiment),
    );
  // What is copied of several teachers is the first one's.
  const firstOf = (experiment: Experiment) => teacherExperiments(experiment)[0] ?? experiment;

  const membersOf = (experiment: Experiment) =>
    experiment.moreTeachers.length > 0 ? memo.find(ensemble, experiment)?.members : undefined;

  const resources: Resources = {
    get opened() {
      return current(dataset);
    },
    get resolved() {
      return current(trained) ?? current(found);
    },
    get measured() {
      return current(ensemble) ?? current(measured);
    },
    get teachers() {
      return memo.opened(measured);
    },
    get trainedTeacher() {
      return resources.measured?.teacher ?? resources.resolved?.teacher;
    },
    hasImagesOf: (experiment) => memo.find(dataset, experiment) !== undefined,
    begin(experiment) {
      given.begin();
      // A file that is not used after all takes no room; it can be opened again.
      if (teachersOf(experiment).every(({ teacher }) => teacher !== 'file')) given.dropUnused();
    },
    openBackend: (experiment, control) => memo.open(backend, experiment, control),
    backendOf: (experiment) => memo.find(backend, experiment),
    openDataset: (experiment, control) => memo.open(dataset, experiment, control),
    async openGround(experiment, control, folder) {
      if (!folder) return memo.open(ground, experiment, control);
      const [opened, loaded] = await Promise.allSettled([
        memo.open(backend, experiment, control),
        datasets.load(folder, experiment, cancellable(post, 'dataset', control)),
      ]);
      if (opened.status === 'rejected') throw opened.reason;
      if (loaded.status === 'rejected') throw loaded.reason;
      const asked: Experiment = folder.toDistilOn ? { ...experiment, distilOn: 'other' } : experiment;
      const named = namedAfter(asked, loaded.value.dataset);
      // Of images that are open already, what is said of this folder is told all the same.
      if (memo.find(dataset, named)) post({ type: 'dataset', dataset: loaded.value.summary });
      return memo.open(dataset, named, control);
    },
    async openTeachers(experiment, control) {
      const each = teacherExperiments(experiment);
      const resolved = await memo.openEach(found, each, control);
      const opened = requireOpened();
      const teachers = resolved.map((one, place) => {
        const own = each[place] ?? experiment;
        const already = memo.find(trained, own);
        if (!already) requireItsSettings(one, own, opened);
        return already ?? one;
      });
      if (teachers.length > 1) {
        post({ type: 'teacher', teacher: cardTogether(teachers.map(({ card }) => card)) });
      }
      return teachers;
    },
    async measureTeacher(experiment, control) {
      const each = teacherExperiments(experiment);
      const teachers = await memo.openEach(measured, each, control);
      for (const [place, teaching] of teachers.entries()) {
        if (kept.has(teaching)) continue;
        kept.add(teaching);
        await keepTeacher(teaching, each[place] ?? experiment, requireOpened(), environment);
      }
      const [first, ...others] = teachers;
      if (first && others.length === 0) {
        memo.close(ensemble);
        return first;
      }
      return memo.open(ensemble, experiment, control);
    },
    async teacherLogits(experiment, control) {
      const teaching = await resources.measureTeacher(experiment, control);
      const several = membersOf(experiment);
      const given = { cache, experiment, control, opened: requireOpened() };
      if (several) return combinedLogits(several, given, false);
      return [await logitsOf(teaching, requireOpened(), experiment, control, asked)];
    },
    async completeLogits(experiment, control) {
      const teaching = await resources.measureTeacher(experiment, control);
      const several = membersOf(experiment);
      const given = { cache, experiment, control, opened: requireOpened() };
      if (several) return combinedLogits(several, given, true);
      return [await completeLogitsOf(teaching, requireOpened(), experiment, control, asked)];
    },
    async combined(experiment, control) {
      const members = resources.teachers;
      const given = { cache, experiment, control, opened: requireOpened() };
      const teachers = await combinedLogits(members, given, false);
      return { teachers, validation: await combinedValidation(members, given.opened, experiment) };
    },
    async keepLogits() {
      // A device that failed was forgotten before its sweep was stopped; its logits may be anything.
      if (backend.usable) await Promise.all(memo.opened(known).map((logits) => logits.keep()));
    },
    async logitsTable(teacher, experiment, control) {
      const { train, classes } = requireOpened().dataset;
      requireFewViews(trainSourceOf(requireOpened(), experiment), classes.length);
      const logits = await cache.all(teacher, train, learnedFrom(experiment), experiment, control);
      if (!logits) throw new Interrupted();
      return logits.memory.table;
    },
    features,
    giveTeacher: (teacher, wanted, place = 0) => given.offerTeacher(teacher, wanted, place),
    async giveStudent(file, imageSize) {
      const { student, card } = await openStudent(file, imageSize);
      given.offerStudent(student);
      return card;
    },
    get givenStudent() {
      return given.student;
    },
    studentFile: (experiment) => (studentStartOf(experiment) === 'file' ? given.student?.found : undefined),
    studentBase: (experiment, model) =>
      openStudentBase(experiment, model, given.student, current(measured)?.teacher),
    trainSource: (experiment) => trainSourceOf(requireOpened(), experiment),
    student(experiment) {
      const student = studentOf(experiment);
      post({ type: 'student', student: student.card });
      return student;
    },
    studentCard: (experiment) => studentOf(experiment).card,
  };
  return resources;
}
