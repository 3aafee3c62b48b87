/**
 * Several teachers as one in a step, and nobody as one.
 */
import {
  type Rank,
  type Tensor2D,
  type TensorContainer,
  tidy,
  zeros,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { type Combining, combineLogits } from '../ensembles/combining.ts';
import { withGradient } from '../layers/withGradient.ts';
import type { Seen, Signals } from './term.ts';

/**
 * Where there is no teacher, logits of 0 stand for one; several are one where they are combined in the step.
 * What they are together must live until the backward pass: it is left to the `tidy` of the caller.
 *
 * @param compute is also given each teacher by itself
 */
export function besideTeacher<Result extends TensorContainer>(
  seen: Seen,
  together: Combining | undefined,
  compute: (seen: Seen, each: readonly Signals[]) => Result,
): Result {
  const { student, teachers, labels } = seen;
  if (together && teachers.length > 1) {
    const said = teachers.map((teacher) => teacher.logits);
    // No gradient is taken of it: the student moves towards its teachers, not their weights towards it.
    const logits = withGradient<Tensor2D>(
      said,
      () => combineLogits(said, together, { labels, student: student.logits }),
      () => said.map((one) => zerosLike(one)),
    );
    return compute({ ...seen, teachers: [{ logits, taps: {} }], each: teachers }, teachers);
  }
  if (teachers.length > 0) return compute(seen, teachers);
  return tidy(() => {
    const nobody = { logits: zeros<Rank.R2>(student.logits.shape), taps: {} };
    return compute({ ...seen, teachers: [nobody] }, [nobody]);
  });
}
