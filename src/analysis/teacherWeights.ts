/**
 * What several teachers weigh for one picture, and what they are together: the page's twin of the rules in `engine/ensembles/`.
 */
import type { EnsembleName } from '../spec/ensembles/catalogue.ts';
import { entropy, softened } from './softened.ts';

/** @param label undefined where nobody knows the class; by confidence they then count by their shares. */
export function teacherWeights(
  rule: EnsembleName,
  teachers: readonly (readonly number[])[],
  shares: readonly number[],
  label: number | undefined,
): readonly number[] {
  const own = weightsBy(rule, teachers, label) ?? teachers.map(() => 1);
  return normalised(own.map((weight, m) => weight * (shares[m] ?? 0)));
}

/** Undefined of rules under which an image has no weights of its own: AEKD's are a batch's. */
function weightsBy(
  rule: EnsembleName,
  teachers: readonly (readonly number[])[],
  label: number | undefined,
): readonly number[] | undefined {
  if (teachers.length < 2) return undefined;
  switch (rule) {
    case 'entropy': {
      const floor = 1e-12;
      return lessIsMore(normalised(teachers.map((logits) => entropy(logits, 1) + floor)));
    }
    case 'confidence':
      return label === undefined
        ? undefined
        : lessIsMore(
            softened(
              teachers.map((logits) => -Math.log(softened(logits, 1)[label] || 1e-300)),
              1,
            ),
          );
    default:
      return undefined;
  }
}

const lessIsMore = (shares: readonly number[]) => shares.map((share) => (1 - share) / (shares.length - 1));

function normalised(weights: readonly number[]): readonly number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / all);
}

/** Probabilities of all of them together at T, [K]: of logits' mean under `mean-logits`, else the mean of softened probabilities. */
export function softenedTogether(
  rule: EnsembleName,
  teachers: readonly { readonly logits: readonly number[]; readonly weight: number }[],
  temperature: number,
): readonly number[] {
  const sum = (of: (logits: readonly number[]) => readonly number[]) => {
    const parts = teachers.map(({ logits, weight }) => of(logits).map((value) => value * weight));
    return (parts[0] ?? []).map((_, k) => parts.reduce((all, part) => all + (part[k] ?? 0), 0));
  };
  return rule === 'mean-logits'
    ? softened(
        sum((logits) => logits),
        temperature,
      )
    : sum((logits) => softened(logits, temperature));
}
