/**
 * A loss is a list of terms. What an objective is called, its formula and its source are declared in `spec/objectives/`.
 */
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Experiment, FieldName } from '../../spec/experiment.ts';
import type { ObjectiveName, objectives } from '../../spec/objectives/catalogue.ts';
import type { ParameterSpec, Parameters } from '../layers/parameters.ts';
import type { PlainSimilarity } from '../ops/distillationLoss/distillationLoss.ts';

/** What one network says of a batch. */
export interface Signals {
  /** [B, K] */
  readonly logits: Tensor2D;
  /**
   * Activations by the name of their tap, those that a term needs: maps [B, H, W, C], vectors [B, F], tokens [B, N, D]. Of a network with
   * several heads, whose mean the logits are, each one's own logits too, [B, K], by the names that `headNamesOf` gives.
   */
  readonly taps: Readonly<Record<string, Tensor>>;
}

/** What a term looks at. Only the student's signals are differentiated. */
export interface Seen {
  readonly student: Signals;
  /** In the experiment's order; empty where a network learns from labels alone. */
  readonly teachers: readonly Signals[];
  /** Each teacher by itself, where `teachers` is what they are together. */
  readonly each?: readonly Signals[] | undefined;
  /** Networks that are trained beside the student; none where it is trained alone. */
  readonly peers: readonly Signals[];
  /** [B, K] float32: one-hot, smoothed, mixed, or rows of 0 where there is no label. */
  readonly labels: Tensor2D;
  /** What the cross entropy learns from in place of the labels, see `smoothed`; the labels unless given. */
  readonly smoothed?: Tensor2D | undefined;
}

/** Shapes of a network's taps for one image, [H, W, C], [N, D] or [F], by name in the order in which they are reached. */
export type TapShapes = Readonly<Record<string, readonly number[]>>;

/** The networks that a loss compares. */
export interface Networks {
  readonly student: TapShapes;
  /** Undefined of a teacher of which only logits are there: it is never run beside the student. */
  readonly teachers: readonly (TapShapes | undefined)[];
  /** K, where anybody asks. */
  readonly classes?: number;
  /** Of each teacher that runs beside the student: what its parts after a tap, as they are, make of an activation there, [B, K]. */
  readonly classifiers?: readonly (((tap: string, activation: Tensor) => Tensor2D) | undefined)[];
}

/** Taps by name, of the student and of each teacher. */
export interface Needs {
  readonly student: readonly string[];
  readonly teachers: readonly (readonly string[])[];
}

export interface Term {
  /** No taps unless given. */
  readonly needs?: Needs;
  /** Its own, trained with the student and kept apart from it; names are unique within the loss. None unless given. */
  readonly parameters?: readonly ParameterSpec[];
  /** Those of its parameters that nothing trains, but that are other numbers in each epoch, from 1. */
  readonly scheduled?: readonly Scheduled[];
  /** Where it compares the logits of student and first teacher as this kernel does, so that both may be one operation. */
  readonly plain?: { readonly similarity: PlainSimilarity; readonly temperature: number };
  /** It looks at the networks that are trained beside the student. */
  readonly seesPeers?: true;
  /** `peers` is what the student itself says of the batch before its images are changed. */
  readonly seesOwnView?: true;
  /** Mean over the batch; differentiable with respect to the student's signals and `own`. The caller owns the scalar. */
  value(seen: Seen, own: Parameters): Scalar;
}

/** A parameter of role `frozen` that is told its value before each epoch. */
export interface Scheduled {
  readonly name: string;
  at(epoch: number): number;
}

export interface WeightedTerm {
  readonly term: Term;
  readonly weight: number;
  /** A loss of features or relations, whose weight may be measured. */
  readonly isFeature?: true;
}

/** Names of the experiment's settings that objectives declare as theirs. */
type SettingName = Extract<(typeof objectives)[ObjectiveName]['fields'][number], FieldName>;
export type ObjectiveSettings = Pick<Experiment, SettingName>;

/** How a student is compared with its teachers: the loss beside the labels' cross entropy. */
export interface Objective {
  /**
   * @param shares of each teacher, with the sum 1; all alike unless given
   * @throws ProblemError where a network lacks what a term needs
   */
  terms(settings: ObjectiveSettings, networks: Networks, shares?: readonly number[]): readonly WeightedTerm[];
}
