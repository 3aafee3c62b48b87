/**
 * What a question is answered from, and what is refused where it is not there.
 */
import type { Opened } from '../../base/opened.ts';
import type { OpenedDataset } from '../../data/openDataset.ts';
import type { NetworkStore, TakenNetwork } from '../../data/store/networks/networks.ts';
import type { Store } from '../../data/store/store.ts';
import { type ProblemError, problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { Answers, QuestionOf, Questions } from '../../protocol/protocol.ts';
import { parseRunId, type RunId } from '../../protocol/runId.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { alphaAt } from '../../spec/point.ts';
import type { MeasuredTeacher } from '../resources/measuredTeacher.ts';
import type { Runner } from '../runner.ts';
import { experimentOf, type StoredStudent } from '../students/students.ts';
import { type AskedNetworks, createAskedNetworks } from './compare/askedNetworks.ts';
import { createPredictions, type PredictionsOf } from './predictions.ts';
import { createShippedNetworks, type ShippedNetworks, withShipped } from './shippedNetworks.ts';
import { createTried, type Tried } from './smaller/tried.ts';

export interface Asked
  extends Pick<
    Runner,
    'resources' | 'studentStore' | 'epochWeights' | 'store' | 'networks' | 'recall' | 'post'
  > {
  /** The experiment that was last made ready; the students in memory may be of an earlier one. */
  readonly current: () => Experiment | undefined;
  /** Whether something is trained or made ready at this moment. */
  readonly isAtWork: () => boolean;
  /** Resolves when nothing is being made ready, or something is trained. */
  readonly prepared: () => Promise<void>;
  readonly predictionsOf: PredictionsOf;
  readonly askedNetworks: AskedNetworks;
  readonly timing: Timing;
  /** How often networks were to be timed in every runtime, or that was to end: older timing gives way. */
  readonly measuring: { turn: number };
  /** The kept network that stages were tried on last. */
  readonly tried: Tried;
  /** The kept network that was deleted last, by its id: it can be put back. */
  readonly deleted: Map<string, TakenNetwork>;
  readonly shipped: ShippedNetworks;
}

/** Answers one kind of question. */
export type Answer<Type extends keyof Questions> = (
  question: QuestionOf<Type>,
  asked: Asked,
) => Promise<Answers[Type]>;

export interface Timing {
  /** Resolves when no network is being timed: others' passes would be in the way. */
  over(): Promise<unknown>;
  /** Times one after the other. */
  time<Value>(work: () => Promise<Value>): Promise<Value>;
}

function createTiming(): Timing {
  let last: Promise<unknown> = Promise.resolve();
  return {
    over: () => last,
    time(work) {
      const timed = last.then(work);
      last = timed.catch(() => undefined);
      return timed;
    },
  };
}

export const createAsked = (
  runner: Runner,
  current: Asked['current'],
  isAtWork: Asked['isAtWork'],
  prepared: Asked['prepared'],
  fetchPublic: Parameters<typeof createShippedNetworks>[0],
): Asked => {
  const shipped = createShippedNetworks(fetchPublic);
  return {
    ...runner,
    networks: withShipped(runner.networks, shipped),
    ...{ current, isAtWork, prepared },
    predictionsOf: createPredictions(),
    askedNetworks: createAskedNetworks(),
    timing: createTiming(),
    measuring: { turn: 0 },
    tried: createTried(),
    deleted: new Map(),
    shipped,
  };
};

export function requireDataset({ resources: { opened } }: Asked): OpenedDataset {
  if (opened) return opened;
  throw problem(
    'dataset-missing',
    'No dataset is open yet.',
    'Wait until the dataset is ready, or drop a folder.',
  );
}

export function requireExperiment({ current }: Asked): Experiment {
  const experiment = current();
  if (experiment) return experiment;
  throw problem('dataset-missing', 'Nothing has been made ready yet.', 'Wait until the lab is ready.');
}

/**
 * One teacher by itself, also where there are several.
 *
 * @param place   which of them, from 0
 * @param missing what is wrong where there is none
 */
export function requireMeasured(
  { resources: { teachers } }: Asked,
  place: number,
  missing: () => ProblemError,
): MeasuredTeacher {
  const measured = teachers[place];
  if (measured) return measured;
  throw missing();
}

export const requireStore = ({ store }: Asked): Promise<Store> => requireOpen(store);
export const requireNetworks = ({ networks }: Asked): Promise<NetworkStore> => requireOpen(networks);

async function requireOpen<Kept>(kept: Opened<Kept>): Promise<Kept> {
  const open = await kept.now();
  if (open) return open;
  throw problem(
    'storage-failed',
    'This browser does not let the page keep files (a private window, perhaps).',
    'Download the weights instead, or use an ordinary window.',
  );
}

export function requireStudent({ studentStore }: Asked, id: RunId): StoredStudent {
  const student = studentStore.find(id);
  if (student) return student;
  const { run = 0, point = {} } = parseRunId(id) ?? {};
  throw problem(
    'weights-invalid',
    words`The weights of run ${run} at alpha ${alphaAt(point)} are not in memory: it did not finish, made room for later runs, or this browser did not keep it.`,
    'Run the sweep again and ask then.',
  );
}

/** Students of another dataset have another picture of the classes, or other classes. */
export const studentsOfDataset = ({ resources, studentStore }: Asked): readonly StoredStudent[] =>
  studentStore.students.filter((student) => resources.hasImagesOf(experimentOf(student)));

export function requireOfDataset(
  { resources }: Asked,
  student: Pick<StoredStudent, 'experiment' | 'assignment'>,
): void {
  if (resources.hasImagesOf(experimentOf(student))) return;
  throw problem(
    'dataset-missing',
    'This student was trained on other images than those that are open.',
    'Choose its dataset again, or run a sweep on this one.',
  );
}

/** What is timed beside training waits for it: the numbers would say nothing of the networks. */
export function requireRest({ isAtWork }: Asked): void {
  if (!isAtWork()) return;
  throw problem(
    'setting-invalid',
    'Networks are not timed while something is trained or made ready: they would wait for its steps.',
    'Ask again when it has come to its end, or pause it.',
  );
}
