/**
 * Answers to the page's questions, given between two training steps.
 */

import type { ImageSet } from '../../base/imageSet.ts';
import { squareOfPicture } from '../../data/givenPicture.ts';
import type { OpenedDataset } from '../../data/openDataset.ts';
import { pictureOf } from '../../data/summary.ts';
import { type FrozenModel, networkOf, type Teacher } from '../../engine/training/teacherLogits.ts';
import { bytesOfBlob } from '../../engine/weights/byteSource.ts';
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { Answers, Example, Question, Seen } from '../../protocol/protocol.ts';
import type { ModelCard, SavedTeacher, TeacherCard } from '../../protocol/records.ts';
import { parseRunId, type RunId, runStem } from '../../protocol/runId.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { linkOf } from '../../spec/link.ts';
import { alphaAt } from '../../spec/point.ts';
import { studentMetadata, teacherMetadata } from '../metadata.ts';
import { teacherOfFile, teacherOfModel } from '../resources/givenTeachers.ts';
import { freeParameters, wantedTeacher, writeModelFile } from '../resources/teacherFiles.ts';
import type { GivenTeacher } from '../resources/teachers.ts';
import type { Runner } from '../runner.ts';
import { cardOfWeights } from '../students/studentBase.ts';
import { experimentOf, reviveStudent, type StoredStudent } from '../students/students.ts';
import type { Outgoing } from './exports.ts';
import { studentsLogits, teacherLogitsOfPicture } from './pictureLogits.ts';
import { createPredictions } from './predictions.ts';
import { teacherTableOf } from './teacherTable.ts';

/** More students than this are not asked about one picture. */
const mostStudentsAsked = 24;

export type Answering = {
  readonly [Type in Question['type']]: (
    question: Extract<Question, { readonly type: Type }>,
  ) => Promise<Answers[Type]>;
};

/**
 * @param current the experiment that was last made ready; the students in memory may be of an earlier one.
 * @param isAtWork whether something is trained or made ready at this moment.
 */
export function createAnswering(
  runner: Runner,
  current: () => Experiment | undefined,
  isAtWork: () => boolean,
): Answering {
  const { resources, studentStore } = runner;

  function requireDataset(): OpenedDataset {
    if (resources.opened) return resources.opened;
    throw problem(
      'dataset-missing',
      'No dataset is open yet.',
      'Wait until the dataset is ready, or drop a folder.',
    );
  }
  function requireExperiment(): Experiment {
    const experiment = current();
    if (experiment) return experiment;
    throw problem('dataset-missing', 'Nothing has been made ready yet.', 'Wait until the lab is ready.');
  }
  const requireStore = async () => {
    const store = await runner.store.now();
    if (store) return store;
    throw problem(
      'storage-failed',
      'This browser does not let the page keep files (a private window, perhaps).',
      'Download the weights instead, or use an ordinary window.',
    );
  };
  const teachers = async (): Promise<readonly SavedTeacher[]> => (await runner.store.now())?.teachers() ?? [];

  function requireStudent(id: RunId): StoredStudent {
    const student = studentStore.find(id);
    if (student) return student;
    const { run = 0, point = {} } = parseRunId(id) ?? {};
    throw problem(
      'weights-invalid',
      words`The weights of run ${run} at alpha ${alphaAt(point)} are not in memory: it did not finish, made room for later runs, or this browser did not keep it.`,
      'Run the sweep again and ask then.',
    );
  }

  const isOfOpenDataset = (student: StoredStudent) => resources.hasImagesOf(experimentOf(student));

  function requireOfOpenDataset(student: StoredStudent): void {
    if (isOfOpenDataset(student)) return;
    throw problem(
      'dataset-missing',
      'This student was trained on other images than those that are open.',
      'Choose its dataset again, or run a sweep on this one.',
    );
  }

  /** What is timed beside training waits for it: the numbers would say nothing of the networks. */
  function requireRest(): void {
    if (!isAtWork()) return;
    throw problem(
      'setting-invalid',
      'Networks are not timed while something is trained or made ready: they would wait for its steps.',
      'Ask again when it has come to its end, or pause it.',
    );
  }

  /** Students of another dataset have another picture of the classes, or other classes. */
  const ofOpenDataset = () => studentStore.students.filter(isOfOpenDataset);
  const studentsAsked = () => ofOpenDataset().slice(0, mostStudentsAsked);
  const predictionsOf = createPredictions();

  /** Opens it for the open dataset, so that what cannot be used is not taken. */
  async function tryTeacher(teacher: GivenTeacher, experiment: Experiment): Promise<TeacherCard> {
    const { dataset } = requireDataset();
    const wanted = wantedTeacher(experiment, dataset.classes);
    return { ...(await resources.giveTeacher(teacher, wanted)), source: 'file', id: 'file' };
  }

  /** Its weights are on the device until `write` is done. */
  async function withStudent<Written>(
    id: RunId,
    write: (outgoing: Outgoing) => Promise<Written>,
  ): Promise<Written> {
    const student = requireStudent(id);
    const { frozen, own, ownSize, card } = reviveStudent(student);
    const { assignment, experiment, dataset } = student;
    try {
      return await write({
        ...{ network: { ...frozen, model: own }, card, imageSize: ownSize },
        ...{ classes: dataset.classes, centreCrop: experimentOf(student).centreCrop },
        metadata: studentMetadata(
          { ...card, takes: own.takes, imageSize: ownSize },
          dataset,
          experiment,
          assignment,
        ),
        stem: `student-${runStem(assignment)}`,
      });
    } finally {
      freeParameters(frozen.parameters);
    }
  }

  function teacherToExport(): Outgoing {
    const { measured } = resources;
    if (!measured) {
      throw problem(
        'teacher-missing',
        'There is no trained teacher yet.',
        'Train one, or choose the shipped one.',
      );
    }
    const { card, teacher } = measured;
    const { dataset } = requireDataset();
    const experiment = requireExperiment();
    return {
      ...{ network: requireNetwork(teacher), card, imageSize: dataset.validation.size },
      ...{ classes: dataset.classes, centreCrop: experiment.centreCrop },
      metadata: teacherMetadata(card, dataset, experiment, card.accuracy),
      stem: 'teacher',
    };
  }

  /** Settles when no network is being timed: others' passes would be in the way. */
  let timing: Promise<unknown> = Promise.resolve();

  const answering: Answering = {
    async example({ index }): Promise<Example> {
      await timing;
      const { dataset } = requireDataset();
      const within = Math.max(0, Math.min(dataset.validation.count - 1, Math.trunc(index) || 0));
      const table = resources.measured?.table;
      const classes = dataset.classes.length;
      return {
        picture: pictureOf(dataset.validation, 'validation', within),
        ...(table ? { teacher: Array.from(table.subarray(within * classes, (within + 1) * classes)) } : {}),
        students: await studentsLogits(studentsAsked(), dataset.validation, within),
      };
    },
    async 'look-at'({ picture }): Promise<Seen> {
      await timing;
      const { size } = requireDataset().dataset.validation;
      const { centreCrop = 1 } = current() ?? {};
      const pixels = await squareOfPicture(picture, size, centreCrop);
      // Another dataset may have been opened meanwhile, whose networks read squares of another size.
      if (requireDataset().dataset.validation.size !== size)
        return answering['look-at']({ type: 'look-at', picture });
      const images: ImageSet = { count: 1, size, pixels, labels: Int32Array.of(0) };
      const { rgba, size: shown } = pictureOf(images, 'validation', 0);
      const { trainedTeacher } = resources;
      const [teacher, students] = await Promise.all([
        trainedTeacher && teacherLogitsOfPicture(trainedTeacher, images, 0),
        studentsLogits(studentsAsked(), images, 0),
      ]);
      return { picture: { size: shown, rgba }, ...(teacher ? { teacher } : {}), students };
    },
    async pictures({ from, count }) {
      const { validation } = requireDataset().dataset;
      const first = Math.max(0, Math.trunc(from) || 0);
      const last = Math.min(validation.count, first + Math.max(0, Math.min(500, count)));
      return Array.from({ length: Math.max(0, last - first) }, (_, i) =>
        pictureOf(validation, 'validation', first + i),
      );
    },
    async 'teacher-table'() {
      const { dataset } = requireDataset();
      const table = resources.measured?.table;
      return table && teacherTableOf(table, dataset.validation.labels);
    },
    async students({ experiment }) {
      const link = linkOf(experiment);
      const { measured, opened } = resources;
      if (measured && opened && resources.hasImagesOf(experiment)) {
        await runner.recall(experiment, { dataset: opened.dataset, teacherTable: measured.table });
      }
      return ofOpenDataset()
        .filter((student) => linkOf(student.experiment) === link)
        .map(({ assignment: { id, point, run } }) => ({ id, point, run }));
    },
    async predictions({ id }) {
      const student = requireStudent(id);
      const { validation } = requireDataset().dataset;
      requireOfOpenDataset(student);
      return predictionsOf(student, validation);
    },
    async 'model-card'({ experiment }) {
      requireDataset();
      return resources.studentCard(experiment);
    },
    'export-student': ({ id }) => withStudent(id, writeWeights),
    async 'export-teacher'() {
      return writeWeights(teacherToExport());
    },
    async 'export-network'({ of, format }) {
      const { exported } = await import('./exports.ts');
      const write = (outgoing: Outgoing) => exported(outgoing, format);
      return of === 'teacher' ? write(teacherToExport()) : withStudent(of, write);
    },
    async 'time-inference'({ student: id }) {
      requireRest();
      const { validation } = requireDataset().dataset;
      const { trainedTeacher: teacher, resolved } = resources;
      const student = id && requireStudent(id);
      if (student) requireOfOpenDataset(student);
      const { timeAnswers } = await import('./inferenceTimes.ts');
      const time = async () => {
        const revived = student && reviveStudent(student);
        const networks = {
          teacher: teacher && resolved && { network: teacher, card: resolved.card },
          student: revived && { network: revived.frozen, card: revived.card },
        };
        try {
          return await timeAnswers(networks, validation, requireRest);
        } finally {
          if (revived) freeParameters(revived.frozen.parameters);
        }
      };
      const timed = timing.then(time);
      timing = timed.catch(() => undefined);
      return timed;
    },
    async 'use-teacher-file'({ name, blob, experiment }): Promise<TeacherCard> {
      return tryTeacher(await teacherOfFile(name, blob), experiment);
    },
    async 'use-teacher-model'({ model, experiment }): Promise<TeacherCard> {
      return tryTeacher(await teacherOfModel(model), experiment);
    },
    async 'use-student-file'({ name, blob, experiment }): Promise<ModelCard> {
      return resources.giveStudent({ name, source: bytesOfBlob(blob, name) }, experiment.imageSize);
    },
    async 'weights-card'({ name, blob, experiment }): Promise<ModelCard> {
      return cardOfWeights({ name, source: bytesOfBlob(blob, name) }, experiment.imageSize);
    },
    async 'save-teacher'({ label }) {
      const { measured } = resources;
      if (!measured) {
        throw problem('teacher-missing', 'There is no trained teacher to save yet.', 'Train one first.');
      }
      const store = await requireStore();
      const { dataset } = requireDataset();
      const { card, teacher } = measured;
      const bytes = await writeModelFile(
        requireNetwork(teacher),
        teacherMetadata(card, dataset, requireExperiment(), card.accuracy),
      );
      const saved: SavedTeacher = {
        id: `saved-${crypto.randomUUID().slice(0, 8)}`,
        label: label.trim().slice(0, 80) || card.label,
        dataset: dataset.id,
        accuracy: card.accuracy,
        savedAt: new Date().toISOString(),
      };
      await store.keepTeacher(saved, bytes);
      return saved;
    },
    'saved-teachers': teachers,
    async 'forget-teacher'({ id }) {
      await (await requireStore()).forgetTeacher(id);
      return teachers();
    },
  };
  return answering;
}

const writeWeights = ({ network, metadata }: Outgoing) => writeModelFile(network, metadata);

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
