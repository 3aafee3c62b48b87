/**
 * The worker's side of the protocol: obeys commands, posts events. It is the only place where engine and data meet.
 *
 * Preparing and training wait in line; pause, resume, step and stop reach the work under way at once; questions are
 * answered between two steps.
 */
import type { AnswerShelf } from '../data/store/logits.ts';
import type { NetworkStore } from '../data/store/networks/networks.ts';
import type { Store } from '../data/store/store.ts';
import { createLever, type Lever } from '../engine/training/control.ts';
import { asProblem } from '../lang/problem.ts';
import { plannedRuns } from '../protocol/assignments.ts';
import type { Command, Event, GivenFolder, Question } from '../protocol/protocol.ts';
import type { Experiment } from '../spec/experiment.ts';
import { requireWorkable } from '../spec/recipe/faults.ts';
import { createAnswering } from './questions/questions.ts';
import { memoryStated } from './resources/memoryStated.ts';
import { createWorkshop, type WorkshopEnvironment } from './resources/resources.ts';
import type { Runner } from './runner.ts';
import { createRecall } from './students/keptStudents.ts';
import { createShelf } from './students/students.ts';
import { runSweep } from './sweepRunner.ts';
import { createTaskQueue, Interrupted, type Task } from './tasks.ts';
import { ensureTeacher } from './teacherRunner.ts';

type RunCommand = Extract<Command, { readonly type: 'run' }>;

export interface SessionEnvironment {
  readonly post: (event: Event) => void;
  readonly openBackend: WorkshopEnvironment['openBackend'];
  readonly fetchPublic: WorkshopEnvironment['fetchPublic'];
  /** Undefined where the browser keeps nothing. */
  readonly store: Promise<Store | undefined>;
  /** Undefined where the browser keeps nothing. */
  readonly networks: Promise<NetworkStore | undefined>;
  /** Undefined where the browser keeps nothing. */
  readonly answers: Promise<AnswerShelf | undefined>;
}

export interface Session {
  obey(command: Command): void;
  /** Resolves when all queued work is done. */
  idle(): Promise<void>;
}

export function createSession(environment: SessionEnvironment): Session {
  const { post, store, networks } = environment;
  let prepared: Experiment | undefined;
  /** What was last asked to be made ready. */
  let wanted: Experiment | undefined;

  const workshop = createWorkshop({
    ...environment,
    onLost(problem) {
      post({ type: 'problem', problem });
      tasks.stop();
    },
    interrupted: () => tasks.interrupted,
  });
  const shelf = createShelf();
  const recall = createRecall(networks, shelf);
  const runner: Runner = { workshop, shelf, store, networks, recall, post, allowed: new Set() };
  const answering = createAnswering(
    runner,
    () => prepared,
    () => tasks.isAtWork,
  );
  const tasks = createTaskQueue((thrown) => post({ type: 'problem', problem: asProblem(thrown) }));

  async function prepare(experiment: Experiment, lever: Lever, folder?: GivenFolder) {
    workshop.begin();
    // Side by side: the backend is fetched and compiled elsewhere while images are drawn or read here.
    const [backend, opened] = await Promise.allSettled([
      workshop.openBackend(experiment),
      folder ? workshop.loadFolder(folder, experiment) : workshop.openDataset(experiment),
    ]);
    if (backend.status === 'rejected') throw backend.reason;
    if (opened.status === 'rejected') throw opened.reason;
    const { dataset } = opened.value;
    if (lever.stopped) return;
    prepared = { ...experiment, dataset: dataset.id };
    const isCopy = prepared.student === 'teacher';
    if (!isCopy) workshop.student(prepared);
    const teacher = await workshop.openTeacher(prepared);
    if (lever.stopped) return;
    if (isCopy) workshop.student(prepared);
    post({ type: 'memory', memory: memoryStated(prepared, dataset, teacher) });
    post({ type: 'ready', experiment: prepared });
    // The page can already be used; the teacher's accuracy and its part of the temperature view follow.
    const measured = await workshop.measureTeacher(prepared, lever);
    if (measured) await recall(prepared, { dataset, teacherTable: measured.table });
  }

  async function run({ experiment, finished, anyTeacher }: RunCommand, lever: Lever) {
    const from = performance.now();
    let status: 'finished' | 'stopped' | 'failed' = lever.stopped ? 'stopped' : 'failed';
    try {
      if (lever.stopped) return;
      requireWorkable(experiment);
      workshop.begin();
      await workshop.openBackend(experiment);
      prepared = experiment;
      const total = plannedRuns(experiment);
      post({ type: 'sweep-started', experiment, total });
      status = await runSweep(runner, experiment, { finished, anyTeacher: anyTeacher === true }, lever);
    } catch (thrown) {
      if (!(thrown instanceof Interrupted)) throw thrown;
      status = 'stopped';
    } finally {
      post({ type: 'sweep-ended', status, seconds: (performance.now() - from) / 1000 - lever.pausedSeconds });
    }
  }

  async function trainTeacherOnly(experiment: Experiment, lever: Lever) {
    workshop.begin();
    await workshop.openBackend(experiment);
    await workshop.openDataset(experiment);
    prepared = experiment;
    await ensureTeacher(runner, experiment, lever);
    post({ type: 'ready', experiment, trained: true });
  }

  function add(kind: Task['kind'], experiment: Experiment, work: Task['work']) {
    const lever = createLever((paused) => post({ type: paused ? 'paused' : 'resumed' }));
    tasks.add({ kind, subject: JSON.stringify(experiment), work, lever });
  }

  async function answer(request: number, question: Question) {
    try {
      const respond = answering[question.type] as (
        asked: Question,
      ) => ReturnType<(typeof answering)['example']>;
      post({ type: 'answer', request, answer: await respond(question) });
    } catch (thrown) {
      post({ type: 'refusal', request, problem: asProblem(thrown) });
    }
  }

  function obey(command: Command): void {
    if ('request' in command) {
      void answer(command.request, command);
      return;
    }
    switch (command.type) {
      case 'prepare':
        wanted = command.experiment;
        add('preparing', command.experiment, (lever) => prepare(command.experiment, lever));
        break;
      case 'load-folder':
        add('preparing', command.experiment, (lever) => prepare(command.experiment, lever, command));
        break;
      case 'run':
        add('training', command.experiment, (lever) => run(command, lever));
        break;
      case 'train-teacher':
        add('training', command.experiment, (lever) => trainTeacherOnly(command.experiment, lever));
        break;
      case 'pause':
        tasks.lever?.pause();
        break;
      case 'resume':
        tasks.lever?.resume();
        break;
      case 'step-epoch':
        tasks.lever?.stepEpoch();
        break;
      case 'stop':
        // What was being prepared is still wanted; it only must not hold up the stop.
        if (tasks.stop() && wanted) obey({ type: 'prepare', experiment: wanted });
        break;
    }
  }

  return { obey, idle: tasks.idle };
}
