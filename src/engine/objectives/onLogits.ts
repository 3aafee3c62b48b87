/**
 * Objectives that compare logits: one term, whatever the networks are.
 */
import { add, mul, type Scalar, tidy } from '@tensorflow/tfjs-core';
import type { PlainSimilarity } from '../ops/distillationLoss/distillationLoss.ts';
import type { LogitLoss } from './logitLoss.ts';
import type { Objective, Signals, Term } from './term.ts';

/**
 * The mean of a loss over the teachers.
 *
 * @param plain as which the kernel of `distillationLoss` knows it.
 */
export function logitTerm(loss: LogitLoss, temperature: number, plain?: PlainSimilarity): Term {
  return {
    ...(plain ? { plain: { similarity: plain, temperature } } : {}),
    value({ student, teachers, labels }) {
      const [first, ...others] = teachers;
      if (!first) throw new RangeError('A student is compared with one teacher at least.');
      const to = ({ logits }: Signals) =>
        loss.value({ student: student.logits, teacher: logits, labels, temperature });
      if (others.length === 0) return to(first);
      return tidy(() => {
        const sum = others.reduce((before, other) => add<Scalar>(before, to(other)), to(first));
        return mul<Scalar>(sum, 1 / teachers.length);
      });
    },
  };
}

export function onLogits(loss: LogitLoss, plain?: PlainSimilarity): Objective {
  return { terms: ({ temperature }) => [{ term: logitTerm(loss, temperature, plain), weight: 1 }] };
}
