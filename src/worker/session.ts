/**
 * The worker's side of the protocol: obeys commands, posts events. It is the only place where engine and data meet.
 *
 * Preparing and training wait in line; pause, resume, step and stop reach the work under way at once; questions are
 * answered between two steps.
 */
import type { Opened } from '../base/opened.ts';
import type { LogitsStore } from '../data/store/logits.ts';
import type { NetworkStore } from '../data/store/networks/networks.ts';
import type { Store } from '../data/store/store.ts';
import { createControl, type TaskControl } from '../engine/training/control.ts';
import { asProblem } from '../lang/problem.ts';
import { plannedRuns } from '../protocol/assignments.ts';
import type { Command, Event, GivenFolder, Question } from '../protocol/protocol.ts';
import type { Experiment } from '../spec/experiment.ts';
import { requireWorkable } from '../spec/recipe/faults.ts';
import { createAsked } from './questions/asked.ts';
import { answerTo } from './questions/catalogue.ts';
import { namedAfter } from './resources/images/otherImages.ts';
import { requireInside } from './resources/insideTeacher.ts';
import { memoryStated } from './resources/memoryStated.ts';
import { createResources, type ResourcesEnvironment } from './resources/resources.ts';
import type { Runner } from './runner.ts';
import { createEpochWeights } from './students/epochWeights.ts';
import { createRecall } from './students/keptStudents.ts';
import { createStudentStore } from './students/students.ts';
import { runSweep } from './sweepRunner.ts';
import { createTaskQueue, Interrupted, type Task } from './tasks.ts';

type RunCommand = Extract<Command, { readonly type: 'run' }>;

/** What is kept does not open where the browser keeps nothing. */
export interface SessionEnvironment {
  readonly post: (event: Event) => void;
  readonly openBackend: ResourcesEnvironment['openBackend'];
  readonly fetchPublic: ResourcesEnvironment['fetchPublic'];
  readonly store: Opened<Store>;
  readonly networks: Opened<NetworkStore>;
  /** See `unfinishedStages`. */
  readonly middles: Opened<NetworkStore>;
  readonly logits: Opened<LogitsStore>;
}

export interface Session {
  obey(command: Command): void;
  /** Resolves when all queued work is done. */
  idle(): Promise<void>;
}

export function createSession(environment: SessionEnvironment): Session {
  const { post, store, networks, middles } = environment;
  let prepared: Experiment | undefined;
  /** What was last asked to be made ready. */
  let wanted: Experiment | undefined;

  const resources = createResources({
    ...environment,
    onLost(problem) {
      post({ type: 'problem', problem });
      tasks.stop();
    },
  });
  const studentStore = createStudentStore();
  const epochWeights = createEpochWeights();
  const recall = createRecall(networks, studentStore);
  const runner: Runner = {
    ...{ resources, studentStore, epochWeights, store, networks, middles, recall, post },
    allowed: new Set(),
  };
  const asked = createAsked(
    runner,
    () => prepared,
    () => tasks.isAtWork,
    () => tasks.prepared(),
    environment.fetchPublic,
  );
  const tasks = createTaskQueue((thrown) => post({ type: 'problem', problem: asProblem(thrown) }));

  async function prepare(experiment: Experiment, control: TaskControl, folder?: GivenFolder) {
    resources.begin(experiment);
    const { dataset } = await resources.openGround(experiment, control, folder);
    if (control.stopped) return;
    prepared = namedAfter(folder?.toDistilOn ? { ...experiment, distilOn: 'other' } : experiment, dataset);
    const isCopy = prepared.student === 'teacher';
    if (!isCopy) resources.student(prepared);
    const teachers = await resources.openTeachers(prepared, control);
    if (control.stopped) return;
    if (isCopy) resources.student(prepared);
    requireInside(prepared, teachers);
    const found = resources.studentFile(prepared);
    post({ type: 'memory', memory: memoryStated(prepared, dataset, teachers, found) });
    post({ type: 'ready', experiment: prepared });
    if (teachers.some(({ teacher }) => !teacher)) return;
    // The page can already be used; the teacher's accuracy and its part of the temperature view follow.
    const { table } = await resources.measureTeacher(prepared, control);
    await recall(prepared, { dataset, teacherTable: table });
  }

  async function run({ experiment, finished, anyTeacher }: RunCommand, control: TaskControl) {
    const from = performance.now();
    let status: 'finished' | 'stopped' | 'failed' = control.stopped ? 'stopped' : 'failed';
    try {
      if (control.stopped) return;
      requireWorkable(experiment);
      resources.begin(experiment);
      await resources.openBackend(experiment, control);
      prepared = experiment;
      const total = plannedRuns(experiment);
      post({ type: 'sweep-started', experiment, total });
      status = await runSweep(runner, experiment, { finished, anyTeacher: anyTeacher === true }, control);
    } catch (thrown) {
      if (!(thrown instanceof Interrupted)) throw thrown;
      status = 'stopped';
    } finally {
      post({
        type: 'sweep-ended',
        status,
        seconds: (performance.now() - from) / 1000 - control.pausedSeconds,
      });
    }
  }

  async function trainTeacherOnly(experiment: Experiment, control: TaskControl) {
    resources.begin(experiment);
    await resources.openBackend(experiment, control);
    await resources.openDataset(experiment, control);
    prepared = experiment;
    try {
      await resources.measureTeacher(experiment, control);
    } catch (thrown) {
      if (!(thrown instanceof Interrupted)) throw thrown;
    }
    post({ type: 'ready', experiment, trained: true });
  }

  function add(kind: Task['kind'], experiment: Experiment, work: Task['work']) {
    const control = createControl((paused) => post({ type: paused ? 'paused' : 'resumed' }));
    tasks.add({ kind, subject: JSON.stringify(experiment), work, control });
  }

  async function answer(request: number, question: Question) {
    try {
      post({ type: 'answer', request, answer: await answerTo(question.type, question, asked) });
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
        add('preparing', command.experiment, (control) => prepare(command.experiment, control));
        break;
      case 'load-folder':
        add('preparing', command.experiment, (control) => prepare(command.experiment, control, command));
        break;
      case 'run':
        add('training', command.experiment, (control) => run(command, control));
        break;
      case 'train-teacher':
        add('training', command.experiment, (control) => trainTeacherOnly(command.experiment, control));
        break;
      case 'pause':
        tasks.control?.pause();
        break;
      case 'resume':
        tasks.control?.resume();
        break;
      case 'step-epoch':
        tasks.control?.stepEpoch();
        break;
      case 'stop':
        // What was being prepared is still wanted; it only must not hold up the stop.
        if (tasks.stop() && wanted) obey({ type: 'prepare', experiment: wanted });
        break;
    }
  }

  return { obey, idle: tasks.idle };
}
