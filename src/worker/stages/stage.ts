/**
 * What a stage of a recipe is to the worker: it takes a network and gives one. A stage is added as a file, with a line in
 * `catalogue.ts`; its settings are declared in `spec/recipe`.
 */

import { type Random, random } from '../../base/random.ts';
import type { LabelledBatch } from '../../engine/compression/lossGradients.ts';
import type { Model } from '../../engine/families/model.ts';
import type { HostParameters } from '../../engine/layers/hostParameters.ts';
import type { TrainingControl } from '../../engine/training/control.ts';
import type { Executor } from '../../engine/training/executors/stepper.ts';
import type { LeftTraining } from '../../engine/training/networkTraining.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import { type ProblemError, problem } from '../../lang/problem.ts';
import { said, words } from '../../lang/sentence.ts';
import type { Assignment } from '../../protocol/assignments.ts';
import type { EpochRecord } from '../../protocol/records.ts';
import type { FreezeName } from '../../spec/choices.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { type StageSpec, stageOf } from '../../spec/recipe/stages.ts';

/** What stands ready for a stage of a run. */
export interface StageGiven {
  /** Of the run's point. */
  readonly experiment: Experiment;
  readonly assignment: Assignment;
  /** Its own stream: of the first stage that of a run without a recipe. */
  readonly stream: Random;
  /** Where steps are computed, with the images and the teacher. */
  readonly executor: Executor;
  /** The same for a stage with settings of its own: it may combine several teachers otherwise. */
  readonly executorFor: (own: Experiment) => Promise<Executor>;
  readonly control: TrainingControl;
  /** A network in place of the student as one that takes the dataset's images. */
  readonly shown: (network: Model) => Model;
  /** What stays fixed in training where the stage does not say. */
  readonly freeze: FreezeName;
  /** With that of a network fixed. */
  readonly trained: (shown: Model, freeze: FreezeName) => Model;
  /**
   * Its head alone, to be trained on features that are computed once; undefined where the images have more views than can be
   * kept. The caller disposes it.
   *
   * @param own the experiment as the stage means it
   */
  readonly onFeatures: (
    shown: Model,
    tensors: HostParameters,
    own: Experiment,
  ) => Promise<TrainedHead | undefined>;
  /**
   * So many training images as they are, fewer where there are fewer: the same for every run of the sweep. Batches as the
   * network itself is given them; whoever takes one disposes it. Told to stop, they throw `Interrupted`.
   */
  readonly images: (count: number) => AsyncIterable<LabelledBatch>;
  /** How long one image's forward pass takes here, ms. */
  readonly timeOf: (checkpoint: Checkpoint) => Promise<number>;
  readonly onStep: (epoch: number, step: number, steps: number, images: number) => void;
  /** For training that takes long: where an earlier visit left it, and where this one stands. Absent where nothing is kept. */
  readonly unfinished?: Unfinished | undefined;
}

export interface TrainedHead {
  readonly model: Model;
  readonly executor: Executor;
  dispose(): Promise<void>;
}

export interface Unfinished {
  readonly find: () => Promise<LeftTraining | undefined>;
  readonly keep: (left: LeftTraining) => Promise<void>;
}

/** What a stage made. */
export interface StageOutcome {
  readonly checkpoint: Checkpoint;
  /** The same before batch norm's statistics were measured anew, where they were. */
  readonly uncalibrated?: Checkpoint;
  readonly asked?: Readonly<Record<string, number>>;
  readonly reached?: Readonly<Record<string, number>>;
  /** How many images batch norm's statistics were measured anew on; undefined where they were not. */
  readonly recalibrated?: number;
}

/** What a stage that trains nothing is given: it can be tried without making anything of it. */
export interface ChangeGiven {
  /** See `StageGiven.images`. */
  readonly images: StageGiven['images'];
  /** At most so many images for batch norm's statistics; Infinity where as many as the stage says. */
  readonly mostRecalibrated: number;
  /**
   * What follows from the network that the stage takes and from the settings that `name` says, whatever the others are: made once
   * where several values of the others are tried.
   */
  readonly once: <Made>(name: string, make: () => Promise<Made>) => Promise<Made>;
  /** See `StageGiven.timeOf`; absent where nothing is timed. */
  readonly timeOf?: StageGiven['timeOf'];
  /** What is drawn for the stage is drawn from it: the sweep's, the same for all of its runs. */
  readonly stream: Random;
  /** Asked in the middle of what takes long: it may pause there. Told to stop, such work throws `Interrupted`. */
  readonly control: TrainingControl;
  /** How far such work is; absent where nobody waits for the whole of it. */
  readonly onStep?: StageGiven['onStep'];
}

/** What a stage does to a network without training it. */
export type Change<Spec> = (from: Checkpoint, spec: Spec, given: ChangeGiven) => Promise<StageOutcome>;

/** Why what trains is not tried before it is made. */
export const untriable = ({ kind }: Pick<StageSpec, 'kind'>): ProblemError =>
  problem(
    'setting-invalid',
    words`${said(stageOf(kind).label)} trains with these settings, so what it gives cannot be tried beforehand.`,
    'Make it, or choose settings that train nothing.',
  );

/** A stage that trains nothing. */
export function untrained<Spec extends { readonly kind: string }>(change: Change<Spec>): Stage<Spec> {
  return {
    change,
    async *run(from, spec, { images, timeOf, control, onStep, experiment }) {
      return change(from, spec, {
        ...{ images, timeOf, control, onStep },
        stream: random(experiment.seed).fork(spec.kind),
        mostRecalibrated: Number.POSITIVE_INFINITY,
        once: (_, make) => make(),
      });
    },
  };
}

export interface Stage<Spec> {
  /** Of one that trains nothing. */
  readonly change?: Change<Spec>;
  /** Yields an epoch's measures after each; returns undefined when stopped, or throws `Interrupted`. */
  run(from: Checkpoint, spec: Spec, given: StageGiven): AsyncGenerator<EpochRecord, StageOutcome | undefined>;
}
