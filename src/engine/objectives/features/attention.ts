/**
 * Losses of transformers: what tokens attend to, and the token that the head reads.
 */
import {
  div,
  log,
  maximum,
  mean,
  mul,
  type Scalar,
  slice,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tidy,
  tile,
} from '@tensorflow/tfjs-core';
import { problem } from '../../../lang/problem.ts';
import { linear, linearSpecs } from '../../layers/linear.ts';
import { withGradient } from '../../layers/withGradient.ts';
import { onFeatures } from '../onFeatures.ts';
import { fixed, flat, squaredError } from '../primitives.ts';
import { isAttention, type Pairing, stages, vectors } from '../taps.ts';
import type { Objective, TapShapes } from '../term.ts';

/** Under a logarithm, and a quotient of it. */
const least = 1e-12;

/** 1/(B·H·N) Σ p_t log(p_t / p_s), [B, H, N, N] both, rows of sum 1. */
function divergence(student: Tensor, teacher: Tensor): Scalar {
  const rows = student.size / (student.shape.at(-1) ?? 1);
  return withGradient<Scalar>(
    [student],
    (save) =>
      tidy(() => {
        save([student, teacher]);
        const apart = sub(log(maximum(teacher, least)), log(maximum(student, least)));
        return mul<Scalar>(sum(mul(teacher, apart)), 1 / rows);
      }),
    (dy, [p, t]) => [tidy(() => mul(div(t as Tensor, maximum(p as Tensor, least)), mul(dy, -1 / rows)))],
  );
}

/** The mean over heads, [B, H, N, N] → [B, 1, N, N]. */
const overHeads = (x: Tensor): Tensor =>
  withGradient(
    [x],
    () => mean(x, 1, true),
    (dy) => [tidy(() => mul(tile(dy, [1, x.shape[1] ?? 1, 1, 1]), 1 / (x.shape[1] ?? 1)))],
  );

/**
 * Of the probabilities by which tokens attend to each other: KL by rows as in MiniLM (Wang et al. 2020, arXiv 2002.10957, equation 5, but
 * for its T² relations of values), or the mean of squares. Of other numbers of heads the means are compared.
 *
 * @param student [B, H, N, N]
 * @param teacher [B, H', N, N]
 */
export function attentionDistance(
  student: Tensor4D,
  teacher: Tensor4D,
  form: 'row-kl' | 'squared-error',
): Scalar {
  const isAlike = student.shape[1] === teacher.shape[1];
  const mine: Tensor = isAlike ? student : overHeads(student);
  const theirs = fixed([teacher], () => (isAlike ? teacher.clone() : mean(teacher, 1, true)));
  return form === 'squared-error' ? squaredError(mine, theirs) : divergence(mine, theirs);
}

const attentionIn = (shapes: TapShapes) => Object.entries(shapes).findLast(([name]) => isAttention(name));

/** The last block of each. */
const lastAttention: Pairing = (student, teacher) => {
  const found = [student, teacher].map((shapes) => {
    const [name, shape] = attentionIn(shapes) ?? [];
    if (!name || !shape) return [];
    return [{ name, height: shape[1] ?? 1, width: shape[2] ?? 1, channels: shape[0] ?? 1 }];
  });
  const [mine = [], theirs = []] = found;
  if (mine.length === 0 || theirs.length === 0) throw withoutAttention();
  if (mine[0]?.width !== theirs[0]?.width) throw otherTokens();
  return { mine, theirs };
};

export const attention: Objective = onFeatures('attention', lastAttention, ({ form }) => ({
  value: ([s], [t]) =>
    attentionDistance(s as Tensor4D, t as Tensor4D, form === 'squared-error' ? 'squared-error' : 'row-kl'),
}));

/**
 * What the head takes, of a transformer with further tokens the class token's share, which is as wide as its patches; of networks
 * without one their pooled vector.
 */
const classTokens: Pairing = (student, teacher) => {
  const found = vectors(student, teacher);
  if (!found) return undefined;
  const width = (shapes: TapShapes, all: number) => {
    const last = stages(shapes, shapes)?.mine.at(-1)?.channels ?? all;
    return attentionIn(shapes) && all % last === 0 ? last : all;
  };
  return {
    mine: found.mine.map((one) => ({ ...one, channels: width(student, one.channels) })),
    theirs: found.theirs.map((one) => ({ ...one, channels: width(teacher, one.channels) })),
  };
};

/** MSE(W·c_s + b, c_t), [B, D] each. */
export const cls: Objective = onFeatures('cls', classTokens, ({ name, mine: [mine], theirs: [theirs] }) => {
  const [from, to] = [mine?.channels ?? 1, theirs?.channels ?? 1];
  const firstOf = (x: Tensor | undefined, width: number): Tensor2D => {
    const all = flat(x as Tensor);
    return all.shape[1] === width ? all : slice(all, [0, 0], [-1, width]);
  };
  return {
    parameters: linearSpecs(name, from, to),
    value: ([s], [t], own) => {
      const target = fixed([t as Tensor], () => firstOf(t, to).clone());
      return squaredError(linear(own, name, firstOf(s, from)), target);
    },
  };
});

const withoutAttention = () =>
  problem(
    'setting-invalid',
    'Attention is compared between transformers, and student or teacher is none.',
    'Choose a student and a teacher that are transformers, or a similarity of any networks, such as Patches.',
  );

const otherTokens = () =>
  problem(
    'setting-invalid',
    'Attention is compared token by token, and student and teacher have other numbers of tokens.',
    'Choose networks with patches of one size and as many distillation tokens, or a similarity of any networks, such as Patches.',
  );
