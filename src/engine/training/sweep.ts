/**
 * The sweep: runs × points students, one after the other, run by run, so that pairs for a gain complete early.
 */

import type { Experiment } from '../../shared/experiment.ts';
import { asProblem, type Problem, ProblemError } from '../../shared/problem.ts';
import { type Random, random } from '../../shared/random.ts';
import type { EpochRecord, RunStatus } from '../../shared/records.ts';
import type { Assignment } from '../../shared/runs/assignments.ts';
import { alphaOf } from '../../shared/runs/record.ts';
import { initialise } from '../layers/initialise.ts';
import type { Parameters } from '../layers/parameters.ts';
import type { Model } from '../models/model.ts';
import { distillationObjective } from '../objectives/batchLoss.ts';
import type { TrainingControl } from './control.ts';
import { lossTerms } from './lossPulls.ts';
import { openMachine } from './machine.ts';
import { optimizers } from './optimizers.ts';
import { openProbe } from './probe.ts';
import { learningRateAt } from './schedule.ts';
import type { Machine, TrainingData } from './stepper.ts';
import { train } from './trainer.ts';

export interface SweepPlan extends TrainingData {
  readonly experiment: Experiment;
  readonly assignments: readonly Assignment[];
  readonly model: Model;
  /** Where a run's weights begin, drawn from the stream it is given; owned by the sweep. Unless given, `initialise`. */
  readonly initial?: (stream: Random) => Parameters;
  readonly control: TrainingControl;
  /** Whether run 1 of each alpha is measured for the loss ledger; unless given, it is. */
  readonly ledger?: boolean;
  readonly onStep: (
    assignment: Assignment,
    epoch: number,
    step: number,
    steps: number,
    images: number,
  ) => void;
  /** Given each student that finished, before its tensors are freed. */
  readonly onTrained: (assignment: Assignment, parameters: Parameters) => Promise<void>;
}

export type SweepEvent =
  | { readonly type: 'run-started'; readonly assignment: Assignment }
  | { readonly type: 'epoch'; readonly assignment: Assignment; readonly record: EpochRecord }
  | {
      readonly type: 'run-ended';
      readonly assignment: Assignment;
      readonly status: Exclude<RunStatus, 'running'>;
      readonly problem?: Problem;
    };

const isInLedger = ({ run }: Assignment) => run === 1;

/**
 * A run whose loss is no longer finite ends as `failed` and the others go on; any other error ends the sweep.
 * Returns whether every assignment was reached.
 */
export async function* sweep(plan: SweepPlan): AsyncGenerator<SweepEvent, 'finished' | 'stopped'> {
  // One run of each alpha: it costs some steps an epoch, and the runs of an alpha tell the same story.
  const ledger = plan.ledger !== false && plan.assignments.some(isInLedger);
  const probe = ledger ? await openProbe(plan, plan.experiment, plan.control) : undefined;
  const machine = openMachine({ ...plan, probe });
  try {
    for (const assignment of plan.assignments) {
      // Told to stop as the run before was ending: that run is whole, and none is begun.
      if (plan.control.stopped) return 'stopped';
      yield { type: 'run-started', assignment };
      let status: Exclude<RunStatus, 'running'>;
      try {
        status = yield* runStudent(plan, machine, assignment);
      } catch (thrown) {
        if (!(thrown instanceof ProblemError) || thrown.problem.code !== 'loss-not-finite') throw thrown;
        yield { type: 'run-ended', assignment, status: 'failed', problem: asProblem(thrown) };
        continue;
      }
      yield { type: 'run-ended', assignment, status };
      if (status === 'stopped') return 'stopped';
    }
    return 'finished';
  } finally {
    await machine.dispose();
    probe?.dispose();
  }
}

async function* runStudent(
  plan: SweepPlan,
  machine: Machine,
  assignment: Assignment,
): AsyncGenerator<SweepEvent, 'finished' | 'stopped'> {
  const { experiment, model } = plan;
  const { similarity, temperature } = experiment;
  const stream = random(assignment.seed).fork('student');
  const { initial = (init) => initialise(model.parameters, init) } = plan;
  const store = machine.createStore(model.parameters, initial(stream.fork('init')));
  const optimizer = optimizers[experiment.optimizer](experiment);
  try {
    const epochs = train({
      ...plan,
      store,
      optimizer,
      machine,
      objective: distillationObjective({ alpha: alphaOf(assignment), similarity }),
      temperature,
      memory: experiment.memory,
      terms: isInLedger(assignment) ? lossTerms(experiment) : undefined,
      epochs: experiment.epochs,
      batchSize: experiment.batchSize,
      rate: (epoch) => learningRateAt(epoch, experiment),
      random: stream,
      onStep: (epoch, step, steps, images) => plan.onStep(assignment, epoch, step, steps, images),
    });
    for (;;) {
      const { value, done } = await epochs.next();
      if (done) {
        if (value === 'finished') await plan.onTrained(assignment, store.parameters);
        return value;
      }
      yield { type: 'epoch', assignment, record: value };
    }
  } finally {
    store.dispose();
    optimizer.dispose();
  }
}
