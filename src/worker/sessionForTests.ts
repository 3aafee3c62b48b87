/**
 * A session without a worker, for tests.
 */
import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { alreadyOpen } from '../base/opened.ts';
import { keptFilesOn } from '../data/store/keptFiles.ts';
import type { KeptLogits, LogitsStore } from '../data/store/logits.ts';
import { type NetworkStore, networkStore } from '../data/store/networks/networks.ts';
import { memoryRows } from '../data/store/networks/rowsForTests.ts';
import type { Store } from '../data/store/store.ts';
import { registerKernels } from '../engine/ops/registerKernels.ts';
import { type Problem, ProblemError } from '../lang/problem.ts';
import type { Answers as AnswersOf, Command, Event, Question } from '../protocol/protocol.ts';
import type { BackendCard, SavedTeacher } from '../protocol/records.ts';
import { defaultExperiment, type Experiment } from '../spec/experiment.ts';
import { createSession } from './session.ts';

/** Trains in a second on plain JavaScript. */
export const tiny: Experiment = {
  ...defaultExperiment,
  imageSize: 8,
  trainImages: 32,
  validationImages: 20,
  teacher: 'cnn',
  teacherWidth: 0.125,
  teacherEpochs: 1,
  teacherImages: 24,
  student: 'mlp',
  studentWidth: 0.125,
  alphas: [0.5, 1],
  runs: 2,
  epochs: 2,
  batchSize: 16,
};

/** Teachers in memory; nothing else is kept. */
export function memoryStore(): Store {
  const teachers = new Map<string, { saved: SavedTeacher; bytes: Uint8Array<ArrayBuffer> }>();
  return {
    dataset: async () => undefined,
    keepDataset: async () => undefined,
    teachers: async () => [...teachers.values()].map(({ saved }) => saved),
    teacher: async (id) => {
      const kept = teachers.get(id);
      return kept && { bytes: kept.bytes, isChecked: true };
    },
    keepTeacher: async (saved, bytes) => {
      teachers.set(saved.id, { saved, bytes });
    },
    confirmTeacher: async () => undefined,
    setTeacherAside: async (id) => {
      teachers.delete(id);
    },
    forgetTeacher: async (id) => {
      teachers.delete(id);
    },
  };
}

export function memoryLogits() {
  const kept = new Map<string, KeptLogits>();
  const store: LogitsStore = {
    get: async (name) => kept.get(name),
    put: async (name, logits) => {
      kept.set(name, structuredClone(logits));
    },
  };
  return { kept, store };
}

/** Networks in memory, and their files by name. */
export function memoryNetworks(room = 1e9) {
  const bytes = new Map<string, Uint8Array<ArrayBuffer>>();
  const store = networkStore(
    memoryRows(),
    keptFilesOn({
      put: async (name, given) => void bytes.set(name, given),
      get: async (name) => bytes.get(name),
      remove: async (name) => void bytes.delete(name),
      names: async () => [...bytes.keys()],
    }),
    (_, work) => work(),
    room,
  );
  return { store, bytes };
}

/** Of a backend that is opened, in place of what is told of plain JavaScript. */
export interface More {
  readonly lost?: Promise<Problem>;
  readonly card?: BackendCard;
}

/** A session on plain JavaScript, and all that it says. */
export function open(
  store: Store | undefined = memoryStore(),
  more: (choice: string, kernels: string) => More | Promise<More> = () => ({}),
  logits?: LogitsStore,
  networks?: NetworkStore,
  middles?: NetworkStore,
) {
  const events: Event[] = [];
  const listeners = new Set<(event: Event) => void>();
  const session = createSession({
    post: (event) => {
      events.push(structuredClone(event));
      for (const listener of listeners) listener(event);
    },
    openBackend: async (choice, kernels) => {
      await setBackend('cpu');
      registerKernels('cpu');
      return {
        card: { name: 'cpu', label: 'CPU', reason: '', software: false, threads: 1 },
        ...(await more(choice, kernels)),
      };
    },
    fetchPublic: () => Promise.reject(new Error('nothing is fetched here')),
    store: alreadyOpen(store),
    logits: alreadyOpen(logits),
    networks: alreadyOpen(networks),
    middles: alreadyOpen(middles),
  });
  let requests = 1000;
  return {
    session,
    events,
    /** The answer to a question; rejects with the problem of a refusal. */
    ask: <Q extends Question>(question: Q) =>
      new Promise<AnswersOf[Q['type']]>((resolve, reject) => {
        const request = ++requests;
        listeners.add((event) => {
          if (event.type === 'answer' && event.request === request) {
            resolve(event.answer as AnswersOf[Q['type']]);
          }
          if (event.type === 'refusal' && event.request === request) reject(new ProblemError(event.problem));
        });
        session.obey({ request, ...question });
      }),
    of: <T extends Event['type']>(type: T) =>
      events.filter((event): event is Extract<Event, { type: T }> => event.type === type),
    on: (listener: (event: Event) => void) => listeners.add(listener),
    async obey(...commands: Command[]) {
      for (const command of commands) session.obey(command);
      await session.idle();
    },
  };
}
