/**
 * The sweep: runs × points students, one after the other, run by run, so that pairs for a gain complete early.
 */

import { type Random, random } from '../../base/random.ts';
import { asProblem, type Problem, ProblemError } from '../../lang/problem.ts';
import type { Assignment } from '../../protocol/assignments.ts';
import { alphaOf } from '../../protocol/record.ts';
import type { EpochRecord, RunStatus, StageRecord } from '../../protocol/records.ts';
import type { Experiment } from '../../spec/experiment.ts';
import type { Model } from '../families/model.ts';
import { initialise } from '../layers/initialise.ts';
import type { Parameters } from '../layers/parameters.ts';
import type { TrainingControl } from './control.ts';
import { openExecutor } from './executors/executor.ts';
import type { Executor, TrainingData } from './executors/stepper.ts';
import { isWeighed } from './gradients/featureScale.ts';
import { openProbe } from './gradients/probe.ts';
import { type StudentTraining, trainStudent } from './studentTraining.ts';

/** What a sweep does, whatever a run of it is. */
export interface Sweep extends TrainingData {
  readonly experiment: Experiment;
  readonly assignments: readonly Assignment[];
  readonly control: TrainingControl;
  /** Whether run 1 of each point is measured for the loss ledger; unless given, it is. */
  readonly ledger?: boolean;
}

/** Takes a run to its end, telling what happens. */
export type RunAssignment = (
  assignment: Assignment,
  executor: Executor,
) => AsyncGenerator<RunEvent, 'finished' | 'stopped'>;

/** A sweep whose runs train one student each. */
export interface SweepPlan extends Sweep {
  readonly model: Model;
  /** Where a run's weights begin, drawn from the stream it is given; owned by the sweep. Unless given, `initialise`. */
  readonly initial?: (stream: Random) => Parameters;
  readonly onStep: (
    assignment: Assignment,
    epoch: number,
    step: number,
    steps: number,
    images: number,
  ) => void;
  /** For a run that was left in its middle before, or may be now, see `trainStudent`. */
  readonly middle?: (assignment: Assignment) => Promise<Pick<StudentTraining<unknown>, 'from' | 'hooks'>>;
  /** Told of a run whose loss is no longer finite. */
  readonly onFailed?: (assignment: Assignment) => Promise<void>;
  /** Given each student that finished, before its tensors are freed. */
  readonly onTrained: (assignment: Assignment, parameters: Parameters) => Promise<void>;
}

/** What happens in a run; stages are counted from 0. Runs that train one student do not say that their only stage begins and ends. */
export type RunEvent =
  | {
      readonly type: 'stage-started';
      readonly stage: number;
      readonly kind: StageRecord['kind'];
      readonly level: number;
    }
  | { readonly type: 'epoch'; readonly stage: number; readonly record: EpochRecord }
  | { readonly type: 'stage-ended'; readonly stage: number; readonly record: Omit<StageRecord, 'history'> };

export type SweepEvent =
  | { readonly type: 'run-started'; readonly assignment: Assignment }
  | (RunEvent & { readonly assignment: Assignment })
  | {
      readonly type: 'run-ended';
      readonly assignment: Assignment;
      readonly status: Exclude<RunStatus, 'running'>;
      readonly problem?: Problem;
    };

/** One run of each point: it costs some steps an epoch, and the runs of a point tell the same story. */
export const isInLedger = ({ run }: Assignment) => run === 1;

/** Trains one student a run. */
export const sweep = (plan: SweepPlan) =>
  sweepOf(plan, (assignment, executor) => runStudent(plan, executor, assignment));

/**
 * A run whose loss is no longer finite ends as `failed` and the others go on; any other error ends the sweep.
 * Returns whether every assignment was reached.
 */
export async function* sweepOf(
  plan: Sweep,
  run: RunAssignment,
): AsyncGenerator<SweepEvent, 'finished' | 'stopped'> {
  const ledger = plan.ledger !== false && plan.assignments.some(isInLedger);
  const { experiment } = plan;
  const isProbed = ledger || isWeighed(experiment);
  const probe = isProbed ? await openProbe(plan, experiment, plan.control) : undefined;
  const randomFeatures = experiment.featureControl === 'random-teacher' ? experiment.seed : undefined;
  const executor = openExecutor({ ...plan, probe, randomFeatures });
  try {
    for (const assignment of plan.assignments) {
      // Told to stop as the run before was ending: that run is whole, and none is begun.
      if (plan.control.stopped) return 'stopped';
      yield { type: 'run-started', assignment };
      let status: Exclude<RunStatus, 'running'>;
      try {
        status = yield* told(assignment, run(assignment, executor));
      } catch (thrown) {
        if (!isNotFinite(thrown)) throw thrown;
        yield { type: 'run-ended', assignment, status: 'failed', problem: asProblem(thrown) };
        continue;
      }
      yield { type: 'run-ended', assignment, status };
      if (status === 'stopped') return 'stopped';
    }
    return 'finished';
  } finally {
    await executor.dispose();
    probe?.dispose();
  }
}

/** What fails a run and not its sweep. */
export const isNotFinite = (thrown: unknown): boolean =>
  thrown instanceof ProblemError && thrown.problem.code === 'loss-not-finite';

/** The events of a run with its name. */
async function* told(
  assignment: Assignment,
  events: ReturnType<RunAssignment>,
): AsyncGenerator<SweepEvent, 'finished' | 'stopped'> {
  for (;;) {
    const { value, done } = await events.next();
    if (done) return value;
    yield { ...value, assignment };
  }
}

async function* runStudent(
  { experiment, model, initial, control, middle, onStep, onFailed, onTrained }: SweepPlan,
  executor: Executor,
  assignment: Assignment,
): AsyncGenerator<RunEvent, 'finished' | 'stopped'> {
  const stream = random(assignment.seed).fork('student');
  const init = stream.fork('init');
  const epochs = trainStudent({
    ...{ experiment, model, executor, control, stream },
    ...(await middle?.(assignment)),
    alpha: alphaOf(assignment),
    initial: initial?.(init) ?? initialise(model.parameters, init),
    fellow: (own) => initialise(model.parameters, own.fork('init')),
    ledger: isInLedger(assignment),
    onStep: (epoch, step, steps, images) => onStep(assignment, epoch, step, steps, images),
    finish: async (parameters) => {
      await onTrained(assignment, parameters);
      return true;
    },
  });
  for (;;) {
    const { value, done } = await epochs.next().catch(async (thrown: unknown) => {
      if (isNotFinite(thrown)) await onFailed?.(assignment);
      throw thrown;
    });
    if (done) return value ? 'finished' : 'stopped';
    yield { type: 'epoch', stage: 0, record: value };
  }
}
