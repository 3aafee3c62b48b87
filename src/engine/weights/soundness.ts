/**
 * Weights that no network can compute with. A training that diverged leaves them, and so does damage; every prediction and
 * every loss that follows is NaN, which says nothing about where it came from.
 */
import { type ProblemError, problem } from '../../lang/problem.ts';
import { listed, type Said, words } from '../../lang/sentence.ts';

/** PyTorch's name for a batch norm's running variance, and Keras's: batch norm takes the root of it. */
const isVariance = (name: string) => /(^|[./])(running_var|moving_variance)$/.test(name);

/**
 * What is wrong with the values of a tensor, in words that follow "there are"; none where they are all numbers.
 *
 * @param variance whether they are variances, where its name does not tell
 * @param infinite whether they may be infinite
 */
export function unsoundIn(
  name: string,
  values: ArrayLike<number>,
  { variance = isVariance(name), infinite: mayBeInfinite = false } = {},
): readonly Said[] {
  let [notNumbers, infinite, negative] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (Number.isNaN(value)) notNumbers++;
    else if (!Number.isFinite(value)) infinite++;
    else if (variance && value < 0) negative++;
  }
  const of = values.length;
  return [
    ...(notNumbers > 0 ? [words`${notNumbers} NaN among the ${of} numbers of ${name}`] : []),
    ...(infinite > 0 && !mayBeInfinite
      ? [words`${infinite} infinite ones among the ${of} numbers of ${name}`]
      : []),
    ...(negative > 0 ? [words`${negative} variances below 0 among the ${of} numbers of ${name}`] : []),
  ];
}

/** More help nobody. */
const mostNamed = 4;

/** @param found what `unsoundIn` gave for all tensors that are used; nothing is thrown where that is nothing */
export function requireSound(found: readonly Said[]): void {
  if (found.length > 0) throw unsound(found);
}

function unsound(found: readonly Said[]): ProblemError {
  const named = listed(found.slice(0, mostNamed));
  const rest = found.length - mostNamed;
  return problem(
    'weights-invalid',
    rest > 0
      ? words`No network can compute with these weights: there are ${named}, and so in ${rest} more tensors.`
      : words`No network can compute with these weights: there are ${named}.`,
    'Use a checkpoint from before its training diverged, or copy the file again if it was damaged on the way.',
  );
}
