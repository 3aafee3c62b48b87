/**
 * The page's side of the command line: takes a job, obeys it with the same worker as the page, reports all that happens.
 */

import { sha256 } from '../base/sha256.ts';
import { asProblem, ProblemError, problem, problemInEnglish } from '../lang/problem.ts';
import { inEnglish, words } from '../lang/sentence.ts';
import type { KeptNetworkCard } from '../protocol/keptNetworks.ts';
import { saidOfLogits } from '../protocol/logitsFile.ts';
import type { Command, GivenFile, GivenModel } from '../protocol/protocol.ts';
import type { DatasetSummary, ModelCard, TeacherCard } from '../protocol/records.ts';
import { parseRunId, type RunName, runStem } from '../protocol/runId.ts';
import { defaultExperiment, type Experiment } from '../spec/experiment.ts';
import { linkOf } from '../spec/link.ts';
import { isShipped, shippedTeacherFor } from '../spec/teachers/shippedTeachers.ts';
import { teachersOf } from '../spec/teachers/teachersOf.ts';
import { teacherChoice } from '../spec/teachers/trainsTeacher.ts';
import type { Client, Report } from '../worker/client.ts';
import { complete } from './completing.ts';
import {
  type Job,
  jobFunction,
  type Message,
  type OfferedTeacher,
  reportFunction,
  type ServedFile,
  type ServedFolder,
  stopFunction,
  teacherStem,
  weightsFile,
} from './headlessMessages.ts';

/** Files fetched at a time. */
const atOnce = 8;

/** The functions that the command line puts on `window`. */
interface Bridge {
  takeJob(): Promise<Job>;
  report(message: Message): Promise<void>;
}

function findBridge(): Bridge | undefined {
  const takeJob: unknown = Reflect.get(window, jobFunction);
  const report: unknown = Reflect.get(window, reportFunction);
  if (typeof takeJob !== 'function' || typeof report !== 'function') return undefined;
  return { takeJob: () => takeJob(), report: (message) => report(message) };
}

/** A promise of the next report for which `choose` finds something; a problem rejects it. */
function next<T>(client: Client, choose: (report: Report) => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = client.subscribe((report) => {
      const chosen = choose(report);
      if (chosen === undefined && report.type !== 'problem') return;
      leave();
      if (chosen !== undefined) resolve(chosen);
      else if (report.type === 'problem') reject(new ProblemError(report.problem));
    });
  });
}

async function fetchFile({ path, url }: ServedFile): Promise<GivenFile> {
  const response = await fetch(url);
  if (!response.ok) {
    throw problem(
      'file-unreadable',
      words`${path} could not be read.`,
      'Check that it may be read, or take it out.',
    );
  }
  return { path, blob: await response.blob() };
}

async function fetchFiles(
  files: readonly ServedFile[],
  progress: (done: number, total: number) => Promise<void>,
): Promise<readonly GivenFile[]> {
  const fetched: GivenFile[] = [];
  for (let i = 0; i < files.length; i += atOnce) {
    fetched.push(...(await Promise.all(files.slice(i, i + atOnce).map(fetchFile))));
    await progress(fetched.length, files.length);
  }
  return fetched;
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

/** Pictures are for eyes; the command line has none. */
const withoutPictures = (dataset: DatasetSummary): DatasetSummary => ({ ...dataset, thumbnails: [] });

type Ending = 'finished' | 'stopped' | 'failed';

/** A teacher's files, here. */
type FetchedTeacher =
  | { readonly kind: 'file'; readonly name: string; readonly blob: Blob }
  | { readonly kind: 'model'; readonly model: GivenModel };

async function fetchTeacher(teacher: OfferedTeacher): Promise<FetchedTeacher> {
  switch (teacher.kind) {
    case 'file': {
      const { path, blob } = await fetchFile(teacher.file);
      return { kind: 'file', name: path, blob };
    }
    case 'model': {
      const files = await Promise.all(teacher.files.map(fetchFile));
      return { kind: 'model', model: { name: teacher.name, files } };
    }
    case 'address':
      return { kind: 'model', model: { url: teacher.url } };
  }
}

async function sayRemarks({ remarks = [] }: ModelCard, report: Bridge['report']): Promise<void> {
  for (const remark of remarks) await report({ type: 'said', sentence: inEnglish(remark) });
}

/** Gives the student's weights to the worker, and completes the experiment by what the files hold. */
async function withFiles(
  client: Client,
  job: Job,
  teacher: FetchedTeacher | undefined,
  report: Bridge['report'],
): Promise<Experiment> {
  const { experiment, open, studentFile } = job;
  let student: ModelCard | undefined;
  if (studentFile) {
    const { path, blob } = await fetchFile(studentFile);
    student = await client.ask({ type: 'use-student-file', name: path, blob, experiment });
    await sayRemarks(student, report);
  }
  // Of a teacher, only where no student's file has said it: what other software runs has no name here.
  const logits = teacher?.kind === 'file' ? await saidOfLogits(teacher.blob) : undefined;
  const isWeights = teacher?.kind === 'file' && !teacher.name.toLowerCase().endsWith('.onnx') && !logits;
  const held =
    !student && isWeights
      ? await client.ask({ type: 'weights-card', name: teacher.name, blob: teacher.blob, experiment })
      : undefined;
  const completed = complete(experiment, open, { student, teacher: held, logits });
  for (const sentence of completed.sentences) await report({ type: 'said', sentence });
  return completed.experiment;
}

/** Opens files, dataset and teacher; the experiment that comes back names the dataset by its fingerprint. */
async function makeReady(client: Client, job: Job, report: Bridge['report']): Promise<Experiment> {
  const isReady = (event: Report) => (event.type === 'ready' ? event.experiment : undefined);
  const teachers = await Promise.all(job.teachers.map(fetchTeacher));
  const completed = await withFiles(client, job, teachers[0], report);
  // A teacher's file can only be checked against an open dataset, so that is opened first, with a teacher that costs nothing.
  const asked: Experiment =
    teachers.length > 0 ? { ...completed, teacher: 'resnet20', moreTeachers: [] } : completed;
  const load = async ({ files: served, ...folder }: ServedFolder, about: Loading) => {
    const files = await fetchFiles(served, (done, total) => report({ type: 'reading', done, total }));
    const loaded = next(client, isReady);
    client.send({ type: 'load-folder', ...folder, files, ...about });
    return loaded;
  };
  const { folder, distilFolder } = job;
  // What students see beside the dataset is given once that is there.
  const first: Experiment = distilFolder ? { ...asked, distilOn: 'training' } : asked;
  let opened: Experiment;
  if (folder) opened = await load(folder, { experiment: first });
  else if (distilFolder && asked.dataset === 'insects') opened = first;
  else {
    const prepared = next(client, isReady);
    client.send({ type: 'prepare', experiment: first });
    opened = await prepared;
  }
  if (distilFolder) {
    const { distilImages } = asked;
    opened = await load(distilFolder, { experiment: { ...opened, distilImages }, toDistilOn: true });
  }
  const { dataset, distilOn, distilImages } = opened;
  const experiment: Experiment = { ...completed, dataset, distilOn, distilImages };
  const places = teachersOf(experiment).flatMap(({ teacher }, place) => (teacher === 'file' ? [place] : []));
  for (const [i, teacher] of teachers.entries()) {
    const about = { place: places[i] ?? 0, experiment };
    if (teacher.kind === 'file') {
      const { name, blob } = teacher;
      await sayRemarks(await client.ask({ type: 'use-teacher-file', name, blob, ...about }), report);
    } else await client.ask({ type: 'use-teacher-model', model: teacher.model, ...about });
  }
  if (teachers.length === 0) return experiment;
  const ready = next(client, isReady);
  client.send({ type: 'prepare', experiment });
  return ready;
}

type Loading = Pick<Extract<Command, { type: 'load-folder' }>, 'experiment' | 'toDistilOn'>;

async function trainTeacher(client: Client, experiment: Experiment): Promise<Ending> {
  const trained = next(client, (event) => (event.type === 'ready' ? event.trained : undefined));
  client.send({ type: 'train-teacher', experiment });
  await trained;
  return 'finished';
}

async function sweep(
  client: Client,
  experiment: Experiment,
  anyTeacher: true | undefined,
  student: (name: RunName) => Promise<void>,
) {
  const students: Promise<void>[] = [];
  // Asked for as soon as it is trained: the worker keeps a limited number of students.
  const leave = client.subscribe((event) => {
    if (event.type !== 'run-ended' || event.status !== 'finished') return;
    const name = parseRunId(event.id);
    if (name) students.push(student(name));
  });
  const ended = next(client, (event) =>
    event.type === 'sweep-ended' && event.status !== 'failed' ? event.status : undefined,
  );
  client.send({ type: 'run', experiment, finished: [], ...(anyTeacher ? { anyTeacher } : {}) });
  try {
    // A sweep that failed is followed by its reason, which rejects.
    return await ended;
  } finally {
    leave();
    await Promise.all(students);
  }
}

async function writeTeacher(
  client: Client,
  place: number,
  isForeign: boolean,
  report: Bridge['report'],
): Promise<void> {
  try {
    const bytes = await client.ask({ type: 'export-teacher', place });
    const file = weightsFile(teacherStem(place));
    const program = await client.ask({ type: 'torch-program', of: { teacher: place }, file });
    await report({ type: 'teacher', place, base64: base64Of(bytes), program: program.code });
  } catch (thrown) {
    // What other software runs cannot be written; the students are not to be lost over it.
    if (!isForeign) throw thrown;
    const sentence = `No teacher.safetensors: ${problemInEnglish(asProblem(thrown))}`;
    await report({ type: 'said', sentence });
  }
}

/** Every network that stages made, and the teacher that it began with where that is shipped with the lab. */
async function writeNetworks(
  client: Client,
  experiment: Experiment,
  teachers: readonly TeacherCard[],
  report: Bridge['report'],
): Promise<void> {
  const listing = await client.ask({ type: 'kept-networks' });
  for (const card of listing?.networks ?? []) {
    if (!card.origin || card.shipped) continue;
    const bytes = await client.ask({ type: 'network-file', id: card.id });
    // A list says all that can be counted, so that nobody has to fetch a network to count it.
    const costs = await client.ask({ type: 'network-costs', id: card.id });
    const measurements = { ...costs, ...card.measurements };
    await report({ type: 'network', card: { ...card, measurements }, base64: base64Of(bytes) });
  }
  const [teacher] = teachers;
  const choice = teacherChoice(experiment);
  const shipped = isShipped(choice) ? shippedTeacherFor(experiment, choice) : undefined;
  if (teacher?.source !== 'shipped' || !shipped) return;
  const { blob } = await fetchFile({ path: shipped.file, url: shipped.file });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const { label, accuracy, parameters, bytes: own, multiplyAdds } = teacher;
  const { dataset, imageSize } = experiment;
  // Whatever the students of this sweep are.
  const plain = { ...defaultExperiment, dataset, imageSize, teacher: choice };
  const card: KeptNetworkCard = {
    ...{ id: await sha256(bytes), label, recipe: '', pinned: false },
    ...{ fileBytes: bytes.length, createdAt: Date.now() },
    measurements: { parameters, bytes: own, multiplyAdds, ...(accuracy === undefined ? {} : { accuracy }) },
    teacher: { experiment: linkOf(plain), dataset, source: 'shipped' },
  };
  await report({ type: 'shipped-teacher', card, file: shipped.file });
}

async function obey(client: Client, job: Job, report: Bridge['report']): Promise<Ending> {
  const experiment = await makeReady(client, job, report);
  let trainedHere = false;
  let teachers: readonly TeacherCard[] = [];
  client.subscribe((event) => {
    if (event.type === 'teacher-epoch') trainedHere = true;
    if (event.type === 'teacher') teachers = event.teacher.members ?? [event.teacher];
  });
  const keepTeacher = async () => {
    if (!job.weights || !trainedHere) return;
    for (const [place, { name, source, newHead }] of teachers.entries()) {
      const isOurs = teachers.length === 1 || source === 'trained' || newHead === true;
      if (isOurs) await writeTeacher(client, place, name === 'foreign', report);
    }
  };
  if (job.task === 'teacher') {
    const status = await trainTeacher(client, experiment);
    await keepTeacher();
    return status;
  }
  try {
    const status = await sweep(client, experiment, job.anyTeacher, async (name) => {
      if (!job.weights) return;
      const bytes = await client.ask({ type: 'export-student', id: name.id });
      const file = weightsFile(runStem(name));
      const program = await client.ask({ type: 'torch-program', of: name.id, file });
      await report({ type: 'student', name, base64: base64Of(bytes), program: program.code });
    });
    await keepTeacher();
    if (job.logits) {
      for (const place of teachers.keys()) {
        const bytes = await client.ask({ type: 'export-logits', place });
        await report({ type: 'logits', place, base64: base64Of(bytes) });
      }
    }
    if (job.networks) await writeNetworks(client, experiment, teachers, report);
    return status;
  } catch (thrown) {
    // Its training may have taken hours, and it is wanted for the second try.
    if (asProblem(thrown).code === 'teacher-at-chance') await keepTeacher();
    throw thrown;
  }
}

/** Obeys the command line's job; in an ordinary window, says what the address is for. */
export function startHeadless(client: Client): void {
  const bridge = findBridge();
  if (!bridge) {
    document.body.textContent = 'This address is for the command line: npm run distill.';
    return;
  }
  client.subscribe((event) => {
    const slim = event.type === 'dataset' ? { ...event, dataset: withoutPictures(event.dataset) } : event;
    void bridge.report({ type: 'event', event: slim });
  });
  Reflect.set(window, stopFunction, () => client.send({ type: 'stop' }));
  bridge
    .takeJob()
    .then((job) => obey(client, job, bridge.report))
    .then(
      (status) => bridge.report({ type: 'done', status }),
      (thrown) => bridge.report({ type: 'failed', problem: asProblem(thrown) }),
    );
}
