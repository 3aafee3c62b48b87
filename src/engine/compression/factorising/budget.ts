/**
 * Ranks under a budget of the whole network.
 */
import type { FactoriseBudget } from '../../../spec/recipe/factorise.ts';
import type { Candidate, Price } from './candidates.ts';

export interface Choice {
  readonly dense: Price;
  readonly candidates: readonly Candidate[];
}

/**
 * Lessens the sum of all layers' squared relative errors plus λ times what they cost, each layer by itself; λ is found by
 * bisection, and what is left of the budget goes where an error is lessened most. Where errors are unknown, all layers
 * keep the same share of their cost.
 *
 * @param choices of every layer
 * @param budget  what all of them may cost together
 * @returns for each the candidate, undefined where it stays dense; the cheapest of all where the budget is too small for any.
 */
export function withinBudget(
  choices: readonly Choice[],
  budget: number,
  of: FactoriseBudget,
): readonly (Candidate | undefined)[] {
  const costOf = (price: Price) => (of === 'parameters' ? price.parameters : price.multiplyAdds);
  const options = choices.map(({ dense, candidates }) =>
    [undefined, ...candidates].map(
      (candidate): Option => ({
        candidate,
        cost: costOf(candidate ?? dense),
        lost: candidate ? candidate.lost : 0,
      }),
    ),
  );
  const whole = options.reduce((sum, [dense]) => sum + (dense?.cost ?? 0), 0);
  const isKnown = options.flat().every(({ lost }) => lost !== undefined);
  const found = isKnown ? byError(options, budget, whole) : byShare(options, budget);
  return found.map(({ candidate }) => candidate);
}

interface Option {
  readonly candidate: Candidate | undefined;
  readonly cost: number;
  readonly lost: number | undefined;
}

const total = (chosen: readonly Option[]) => chosen.reduce((sum, { cost }) => sum + cost, 0);

/** Of equals the first: dense before all others. */
function least(options: readonly Option[], value: (option: Option) => number): Option {
  return options.reduce((best, option) => (value(option) < value(best) ? option : best));
}

function byError(options: readonly (readonly Option[])[], budget: number, whole: number): readonly Option[] {
  const at = (lambda: number) =>
    options.map((own) => least(own, ({ lost = 0, cost }) => lost + (lambda * cost) / whole));
  if (total(at(0)) <= budget) return at(0);
  const cheapest = options.map((own) => least(own, ({ cost }) => cost));
  if (total(cheapest) > budget) return cheapest;
  let [low, high] = [-12, 12].map((power) => 10 ** power) as [number, number];
  for (let step = 0; step < 80; step++) {
    const middle = Math.sqrt(low * high);
    if (total(at(middle)) <= budget) high = middle;
    else low = middle;
  }
  const chosen = total(at(high)) <= budget ? [...at(high)] : [...cheapest];
  return filled(chosen, options, budget);
}

/** Takes the step that lessens the error most for its cost, as long as one fits. */
function filled(
  chosen: Option[],
  options: readonly (readonly Option[])[],
  budget: number,
): readonly Option[] {
  let left = budget - total(chosen);
  for (;;) {
    let best: { readonly layer: number; readonly option: Option; readonly gain: number } | undefined;
    for (const [layer, own] of options.entries()) {
      const now = chosen[layer] as Option;
      for (const option of own) {
        const [more, gained] = [option.cost - now.cost, (now.lost ?? 0) - (option.lost ?? 0)];
        if (more > left || gained <= 0) continue;
        const gain = more > 0 ? gained / more : Number.POSITIVE_INFINITY;
        if (!best || gain > best.gain) best = { layer, option, gain };
      }
    }
    if (!best) return chosen;
    left -= best.option.cost - (chosen[best.layer] as Option).cost;
    chosen[best.layer] = best.option;
  }
}

function byShare(options: readonly (readonly Option[])[], budget: number): readonly Option[] {
  const at = (share: number) =>
    options.map((own) => {
      const [dense] = own as readonly [Option, ...Option[]];
      const fitting = own.filter(({ cost }) => cost <= share * dense.cost);
      return fitting.length > 0 ? least(fitting, ({ cost }) => -cost) : least(own, ({ cost }) => cost);
    });
  let [low, high] = [0, 1];
  if (total(at(1)) <= budget) return at(1);
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (total(at(middle)) <= budget) low = middle;
    else high = middle;
  }
  return at(low);
}
