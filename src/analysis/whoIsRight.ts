/**
 * Which teacher taught what: of every image who is right on it, and to whom a student is nearest.
 */
import { type ImagePredictions, isRight } from '../protocol/imagePredictions.ts';

/** The only teacher that is right, from 0; or all, some of three or more, or none of them. */
export type Right = number | 'all' | 'some' | 'none';

/**
 * By image.
 *
 * @param each teacher, two at least, of the same images
 */
export function whoIsRight(each: readonly ImagePredictions[]): readonly Right[] {
  return Array.from({ length: each[0]?.labels.length ?? 0 }, (_, n) => {
    const right = each.flatMap((one, place) => (isRight(one, n) ? [place] : []));
    const [only = 0] = right;
    if (right.length === 0) return 'none';
    if (right.length === each.length) return 'all';
    return right.length === 1 ? only : 'some';
  });
}

/** Every kind that there may be of so many teachers, those of one alone first. */
export const rightKinds = (teachers: number): readonly Right[] => [
  ...Array.from({ length: teachers }, (_, place) => place),
  ...(teachers > 2 ? (['some'] as const) : []),
  'all',
  'none',
];

/** How many images are of a kind, and on how many of these a student is right. */
export interface RightCount {
  readonly kind: Right;
  readonly images: number;
  readonly student: number | undefined;
}

export function rightCounts(
  kinds: readonly Right[],
  teachers: number,
  student: ImagePredictions | undefined,
): readonly RightCount[] {
  return rightKinds(teachers).map((kind) => {
    const found = kinds.flatMap((one, n) => (one === kind ? [n] : []));
    return {
      ...{ kind, images: found.length },
      student: student && found.filter((n) => isRight(student, n)).length,
    };
  });
}

/** The teacher that a student says the most alike of an image, the first of equals; undefined where that is not known. */
export function nearestTeacher(
  divergences: readonly (Float32Array | undefined)[],
  n: number,
): number | undefined {
  const nats = divergences.flatMap((one) => one?.[n] ?? []);
  if (nats.length === 0 || nats.length < divergences.length) return undefined;
  return nats.indexOf(Math.min(...nats));
}
