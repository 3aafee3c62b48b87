/**
 * Where teachers differ: which images one of them alone gets right, and what a student took from whom.
 */
import { type ImagePredictions, isRight } from '../protocol/imagePredictions.ts';
import type { RightApart } from '../protocol/records.ts';
import { divergence } from './softened.ts';

/**
 * For each of them the images that it alone is right on, in their order.
 *
 * @param each of the same images
 */
export function onlyRightOf(each: readonly ImagePredictions[]): readonly (readonly number[])[] {
  const found: number[][] = each.map(() => []);
  for (let n = 0; n < (each[0]?.labels.length ?? 0); n++) {
    const right = each.flatMap((one, place) => (isRight(one, n) ? [place] : []));
    const [only] = right;
    if (only !== undefined && right.length === 1) found[only]?.push(n);
  }
  return found;
}

/** How many images all of them are right on, none of them, and each alone. */
export function rightApart(each: readonly ImagePredictions[]): RightApart {
  const images = each[0]?.labels.length ?? 0;
  let [all, none] = [0, 0];
  for (let n = 0; n < images; n++) {
    const right = each.filter((one) => isRight(one, n)).length;
    if (right === each.length) all++;
    if (right === 0) none++;
  }
  return { images, all, none, only: onlyRightOf(each).map(({ length }) => length) };
}

/**
 * KL(p_teacher ‖ p_student) in nats at T, of every image, [N]: the smaller, the more of the teacher is in the student.
 *
 * @param teacher [N × K] logits
 * @param student [N × K] of the same images
 */
export function divergences(
  teacher: Float32Array,
  student: Float32Array,
  classes: number,
  temperature: number,
): Float32Array {
  const row = (of: Float32Array, n: number) => Array.from(of.subarray(n * classes, (n + 1) * classes));
  return Float32Array.from({ length: teacher.length / classes }, (_, n) =>
    divergence(row(teacher, n), row(student, n), temperature),
  );
}
