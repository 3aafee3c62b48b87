/**
 * The loss of a student with distillation tokens (DeiT: Touvron et al. 2020, arXiv 2012.12877, equations 2 and 3): the head of its class
 * token learns from the labels, those of its distillation tokens from teachers,
 *
 *     alpha·CE(class head, y) + (1 − alpha)·mean over tokens of similarity(token's head, its teacher)
 *
 * DeiT's α weighs the teacher, and is 1 − alpha. With several teachers there is one token that learns from what they are together, or one
 * for each (Co-advise: Ren et al. 2021, arXiv 2106.12378).
 *
 * As the network's answer is the mean of its heads, none may stay as it was drawn: at alpha 1 the tokens' heads learn from the labels too,
 * and at alpha 0 the class head from the teachers.
 */
import { add, argMax, cast, equal, mean, mul, type Scalar, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import type { Parameters } from '../layers/parameters.ts';
import { sumOf, type TermValue } from './combined.ts';
import { crossEntropy } from './crossEntropy.ts';
import type { Seen, Signals, WeightedTerm } from './term.ts';

/** Heads by the names under which their logits are tapped. */
export interface Heads {
  /** Of the class token. */
  readonly labels: string;
  /** Of each distillation token. */
  readonly tokens: readonly string[];
  /** Each learns from a teacher of its own, in their order; else all from what these are together. */
  readonly each: boolean;
  /** Of which the weight is 0, and which learn what the others do. */
  readonly idle?: 'class' | 'tokens' | undefined;
}

/** @param alpha of a training */
export const idleAt = (alpha: number): Heads['idle'] =>
  alpha === 1 ? 'tokens' : alpha === 0 ? 'class' : undefined;

/** Names of `tokenTerms`, in their order: what is learned, then shares of images, 0 … 1, on which heads are of one opinion. */
export const tokenTermNames = [
  ...(['hard', 'soft', 'heads_agree'] as const),
  ...(['class_head_accuracy', 'token_head_accuracy'] as const),
  ...(['class_head_as_teacher', 'token_head_as_teacher'] as const),
] as const;

/**
 * The caller owns the scalars.
 *
 * @param seen with the taps of all heads, and one teacher
 * @param each teacher by itself
 */
export function tokenTerms(
  heads: Heads,
  given: {
    readonly alpha: number;
    readonly similarity: readonly WeightedTerm[];
    readonly seen: Seen;
    readonly each: readonly Signals[];
    readonly own?: Parameters;
  },
): readonly TermValue[] {
  const { alpha, similarity, seen, each, own = {} } = given;
  const { labels, student } = seen;
  const classHead = headIn(student, heads.labels);
  const tokens = heads.tokens.map((name, i) => {
    const teachers = heads.each ? each.slice(i, i + 1) : seen.teachers;
    return { logits: headIn(student, name), teachers };
  });
  const toLabels = (logits: Tensor2D) => () =>
    crossEntropy.value({ student: logits, teacher: logits, labels, temperature: 1 });
  const toTeacher =
    ({ logits, teachers }: (typeof tokens)[number]) =>
    () =>
      sumOf(similarity, { ...seen, student: { ...student, logits }, teachers }, own);
  const labelled = heads.idle === 'tokens' ? [classHead, ...tokens.map(({ logits }) => logits)] : [classHead];
  const taughtBy =
    heads.idle === 'class' ? [...tokens, { logits: classHead, teachers: seen.teachers }] : tokens;
  const hard = meanOf(labelled.map(toLabels));
  const soft = meanOf(taughtBy.map(toTeacher));
  const overTokens = (share: (token: (typeof tokens)[number]) => Scalar) =>
    meanOf(tokens.map((token) => () => share(token)));
  const taught = ({ teachers, logits }: (typeof tokens)[number]) => teachers[0]?.logits ?? logits;
  const measured: Readonly<Record<Exclude<(typeof tokenTermNames)[number], 'hard' | 'soft'>, Scalar>> = {
    heads_agree: overTokens(({ logits }) => agreement(classHead, logits)),
    class_head_accuracy: agreement(classHead, labels),
    token_head_accuracy: overTokens(({ logits }) => agreement(logits, labels)),
    class_head_as_teacher: overTokens((token) => agreement(classHead, taught(token))),
    token_head_as_teacher: overTokens((token) => agreement(token.logits, taught(token))),
  };
  return [
    { name: 'hard', weight: alpha, value: hard },
    { name: 'soft', weight: 1 - alpha, value: soft },
    ...Object.entries(measured).map(([name, value]) => ({ name, weight: 0, value })),
  ];
}

function headIn({ taps }: Signals, name: string): Tensor2D {
  const logits = taps[name];
  if (logits) return logits as Tensor2D;
  throw new Error(`the head ${name} was not tapped`);
}

function meanOf(values: readonly (() => Scalar)[]): Scalar {
  const [first, ...others] = values;
  if (!first) throw new RangeError('there is a token');
  if (others.length === 0) return first();
  return tidy(() => {
    const sum = others.reduce((before, value) => add<Scalar>(before, value()), first());
    return mul<Scalar>(sum, 1 / values.length);
  });
}

/** Share of rows whose largest number is in one place, [N, K] both. */
const agreement = (one: Tensor2D, other: Tensor2D): Scalar =>
  tidy(() => mean<Scalar>(cast(equal(argMax(one, 1), argMax(other, 1)), 'float32')));
