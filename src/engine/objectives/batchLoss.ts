/**
 * The loss of one batch and the sums that the ledger keeps of it: by one operation where the backend has it for these
 * terms, else composed. Both give the same numbers.
 */
import { dispose, mul, type Scalar, type Tensor, type Tensor1D, tidy } from '@tensorflow/tfjs-core';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import type { Combining } from '../ensembles/combining.ts';
import type { ParameterSpec, Parameters } from '../layers/parameters.ts';
import { withGradient } from '../layers/withGradient.ts';
import {
  distillationLoss,
  distillationSums,
  hasDistillationLoss,
  type LossSettings,
  type LossTensors,
} from '../ops/distillationLoss/distillationLoss.ts';
import { similarities } from './catalogue.ts';
import { combinedTermNames, combinedTerms, type TermValue, totalLoss } from './combined.ts';
import { batchSums, sumsBeforeTerms } from './measures.ts';
import { peersTerm } from './peers/mutual.ts';
import { besideTeacher } from './teachersTogether.ts';
import type {
  Needs,
  Networks,
  Objective,
  ObjectiveSettings,
  Scheduled,
  Seen,
  Signals,
  WeightedTerm,
} from './term.ts';
import { type Heads, tokenTermNames, tokenTerms } from './tokens.ts';

/** Settings of the similarity that are left out have the experiment's defaults. */
export interface BatchLossSettings
  extends Pick<Experiment, 'similarity' | 'temperature'>,
    Partial<Omit<ObjectiveSettings, 'temperature'> & Pick<Experiment, 'cohort'>> {
  /** Weight of the labels, 0 … 1. */
  readonly alpha: number;
  /** ε of `smoothed`, of labels that are learned from; measures of held-out images have the labels as they are. 0 unless given. */
  readonly labelSmoothing?: number;
  /** How several teachers are made one in every step; each is a teacher of its own unless given. */
  readonly together?: Combining | undefined;
  /** Of a student with distillation tokens whose heads learn apart; else its logits learn from labels and teacher alike. */
  readonly heads?: Heads | undefined;
}

export type BatchLoss = {
  /** alpha·hard + (1 − alpha)·soft; differentiable with respect to the student's signals and the loss's own parameters. */
  readonly total: Scalar;
  /** `batchSums` with the terms of `combinedTerms`, [6]. */
  readonly sums: Tensor1D;
};

/** What a network is trained on and evaluated by. */
export interface BatchObjective {
  /** Names of the terms in the sums, in their order; sums of further terms may follow. */
  readonly termNames: readonly string[];
  /** ε of the labels in training, see `smoothed`; 0 unless given. */
  readonly labelSmoothing?: number;
  /** W, how many sums there are. */
  readonly width: number;
  /** Taps that it looks at. */
  readonly needs: Needs;
  /** Whether it looks at the networks that are trained beside it. */
  readonly seesPeers?: boolean;
  /** Whether it looks at what the network says of the batch before its images are changed. */
  readonly seesOwnView?: boolean;
  /** The loss's own, trained with the network and no part of it. */
  readonly parameters: readonly ParameterSpec[];
  /** Those of them that change from epoch to epoch by a rule; none unless given. */
  readonly scheduled?: readonly Scheduled[];
  /**
   * The caller owns both tensors.
   *
   * @param own `parameters` by name
   */
  loss(seen: Seen, own: Parameters): BatchLoss;
  /** Only the sums of `loss`; the caller owns them. */
  sums(seen: Seen, own: Parameters): Tensor1D;
}

/** Networks of which nobody looks at more than the logits. */
const logitsOnly: Networks = { student: {}, teachers: [] };

/**
 * alpha·hard + (1 − alpha)·soft: what a student learns.
 *
 * @param featureScale what losses of features and relations weigh times their weight
 * @throws ProblemError where a network lacks what a term needs
 */
export function distillationObjective(
  settings: BatchLossSettings,
  networks: Networks = logitsOnly,
  featureScale = 1,
): BatchObjective {
  const terms = termsOf(settings, networks).map((term) =>
    term.isFeature ? { ...term, weight: featureScale * term.weight } : term,
  );
  const { alpha, cohort = 1, similarity } = settings;
  // At alpha 1 nobody is listened to: that student is one that is trained alone, to the last digit.
  const fellows = cohort > 1 && alpha < 1 && similarity !== 'mutual' ? [{ term: peersTerm, weight: 1 }] : [];
  return {
    ...combinedObjective(alpha, [...terms, ...fellows], settings),
    labelSmoothing: settings.labelSmoothing ?? 0,
  };
}

/**
 * The terms of a similarity.
 *
 * @throws ProblemError where a network lacks what a term needs
 */
export function termsOf(
  settings: Omit<BatchLossSettings, 'alpha'>,
  networks: Networks,
): readonly WeightedTerm[] {
  const objective: Objective = similarities[settings.similarity];
  return objective.terms({ ...defaultExperiment, ...settings }, networks, settings.together?.shares);
}

/** The same of any terms. */
export function combinedObjective(
  alpha: number,
  similarity: readonly WeightedTerm[],
  { together, heads }: Pick<BatchLossSettings, 'together' | 'heads'> = {},
): BatchObjective {
  const termNames = heads ? tokenTermNames : combinedTermNames;
  const valuesOf = (seen: Seen, each: readonly Signals[], own: Parameters) =>
    heads
      ? tokenTerms(heads, { alpha, similarity, seen, each, own })
      : combinedTerms({ alpha, similarity, seen, own });
  const inOne = (seen: Seen) => (heads ? undefined : plainly(alpha, similarity, seen));
  const needs = needsOf(similarity);
  return {
    termNames,
    width: sumsBeforeTerms + termNames.length,
    needs: heads
      ? { ...needs, student: [...new Set([...needs.student, heads.labels, ...heads.tokens])] }
      : needs,
    seesPeers: similarity.some(({ term }) => term.seesPeers),
    // At alpha 1 nobody is listened to, oneself neither.
    seesOwnView: alpha < 1 && similarity.some(({ term }) => term.seesOwnView),
    parameters: similarity.flatMap(({ term }) => term.parameters ?? []),
    scheduled: similarity.flatMap(({ term }) => term.scheduled ?? []),
    loss: (given, own) =>
      besideTeacher(given, together, (seen, each) => {
        const plain = inOne(seen);
        return plain ? lossInOne(plain) : composedLoss(seen, valuesOf(seen, each, own));
      }),
    sums: (given, own) =>
      tidy(() =>
        besideTeacher(given, together, (seen, each) => {
          const plain = inOne(seen);
          if (plain) return distillationSums(plain.tensors, plain.settings);
          return batchSums(seen, valuesOf(seen, each, own));
        }),
      ),
  };
}

/** Cross entropy with the labels: what a teacher learns, which has nobody to compare itself with. */
export const labelsObjective: BatchObjective = {
  ...distillationObjective({ alpha: 1, similarity: 'mse', temperature: 1 }),
  termNames: combinedTermNames.slice(0, 1),
};

/**
 * The terms of a similarity that look inside the networks: none of most.
 *
 * @throws ProblemError where a network lacks what a term needs
 */
export function termsInside(
  settings: Omit<BatchLossSettings, 'alpha'>,
  networks: Networks,
): readonly WeightedTerm[] {
  return termsOf(settings, networks).filter(({ term }) => term.needs !== undefined);
}

/** The taps that terms look at, each name once. */
export function needsOf(terms: readonly WeightedTerm[]): Needs {
  const needs = terms.flatMap(({ term }) => term.needs ?? []);
  const places = Math.max(0, ...needs.map(({ teachers }) => teachers.length));
  return {
    student: [...new Set(needs.flatMap(({ student }) => student))],
    teachers: Array.from({ length: places }, (_, i) => [
      ...new Set(needs.flatMap(({ teachers }) => teachers[i] ?? [])),
    ]),
  };
}

interface Plain {
  readonly tensors: LossTensors;
  readonly settings: LossSettings;
}

/** The loss as one operation's, where the backend has one: cross entropy, and KL or MSE to the logits of one teacher. */
function plainly(
  alpha: number,
  similarity: readonly WeightedTerm[],
  { student, teachers, labels, smoothed = labels }: Seen,
): Plain | undefined {
  const [first, ...others] = similarity;
  const [teacher, ...more] = teachers;
  if (!first?.term.plain || first.weight !== 1 || others.length > 0) return undefined;
  if (!teacher || more.length > 0 || !hasDistillationLoss(first.term.plain.similarity)) return undefined;
  return {
    tensors: { student: student.logits, teacher: teacher.logits, labels: smoothed },
    settings: { alpha, ...first.term.plain },
  };
}

function lossInOne({ tensors, settings }: Plain): BatchLoss {
  const { sums, loss, gradient } = distillationLoss(tensors, settings);
  const total = withGradient(
    [tensors.student],
    (save) => {
      save([gradient]);
      return loss.clone();
    },
    (dy, [slope]) => [mul(slope as Tensor, dy)],
  );
  dispose([loss, gradient]);
  return { total, sums };
}

function composedLoss(seen: Seen, terms: readonly TermValue[]): BatchLoss {
  const total = totalLoss(terms);
  const sums = batchSums(seen, terms);
  dispose(terms.map(({ value }) => value));
  return { total, sums };
}
