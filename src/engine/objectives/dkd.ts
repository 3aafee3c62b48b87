import {
  add,
  concat,
  div,
  exp,
  logSoftmax,
  logSumExp,
  mul,
  type Scalar,
  slice,
  softmax,
  sub,
  sum,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { differentiable } from './closedForm.ts';
import { divergence } from './divergence.ts';
import type { LogitLoss } from './logitLoss.ts';
import { mostLikely } from './mostLikely.ts';

/** Weights of the two parts, as the paper sets them for CIFAR-100. */
const targetWeight = 1;
const otherWeight = 8;

/** Taken from the label's logit, so that its probability among the others is 0 in float32 without being infinite. */
const outOfSight = 1e30;

/** One-hot: the larger part of a mixed label, and the teacher's class where there is none. */
function targetsOf(labels: Tensor2D, teacher: Tensor2D): Tensor2D {
  const unlabelled = sub(1, sum(labels, 1, true));
  return mostLikely(add(labels, mul(unlabelled, softmax(teacher))));
}

/** log [p_y, 1 − p_y] and log q, q = softmax over the classes other than y; logits z/T and labels are [N, K]. */
function decouple(
  logits: Tensor2D,
  labels: Tensor2D,
): { readonly pair: Tensor2D; readonly others: Tensor2D } {
  const masked = sub<Tensor2D>(logits, mul(labels, outOfSight));
  const target = sum(mul(logits, labels), 1, true);
  const rest = logSumExp(masked, 1, true);
  return { pair: logSoftmax(concat([target, rest], 1) as Tensor2D), others: logSoftmax(masked) };
}

/**
 * Decoupled knowledge distillation: T²·mean(a·KL(b_t ‖ b_s) + b·KL(q_t ‖ q_s)), with b = [p_y, 1 − p_y],
 * q = softmax over the classes other than y, a = 1 and b = 8.
 * Its gradient is T/N·[a(p_t[y] − p_s[y])(q_s − y) + b(q_s − q_t)].
 * Zhao et al. 2022, arXiv 2203.08679, equation 7.
 */
export const decoupled: LogitLoss = {
  value({ student, teacher, labels, temperature }) {
    const batch = student.shape[0];
    return differentiable(student, (logits) => {
      const targets = targetsOf(labels, teacher);
      const mine = decouple(div(logits, temperature), targets);
      const theirs = decouple(div(teacher, temperature), targets);
      const target = mul(divergence(theirs.pair, mine.pair), targetWeight);
      const others = mul(divergence(theirs.others, mine.others), otherWeight);
      return {
        value: mul<Scalar>(add(target, others), temperature ** 2 / batch),
        saved: [mine.pair, mine.others, theirs.pair, theirs.others, targets],
        gradient: (saved) => {
          const [pairS, othersS, pairT, othersT] = saved.slice(0, 4).map((log) => exp(log)) as [
            Tensor2D,
            Tensor2D,
            Tensor2D,
            Tensor2D,
          ];
          // Column 0 is p_t[y] − p_s[y]; column 1 is its negative.
          const gap = slice(sub<Tensor2D>(pairT, pairS), [0, 0], [-1, 1]);
          const targetPart = mul(mul(gap, sub(othersS, saved[4] as Tensor2D)), targetWeight);
          const otherPart = mul(sub(othersS, othersT), otherWeight);
          return mul<Tensor2D>(add(targetPart, otherPart), temperature / batch);
        },
      };
    });
  },
};
