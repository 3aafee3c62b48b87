/** Something that costs `cost`, of which less is better, and is worth `worth`, of which more is better. */
export interface Priced {
  readonly cost: number;
  readonly worth: number;
}

/**
 * The Pareto front: those that no other one beats, being at most as dear and at least as good, and better in one of the two.
 * Ascending in cost; equals are all in it. What is not finite is in none.
 */
export function paretoFront<One extends Priced>(given: readonly One[]): readonly One[] {
  const sorted = given
    .filter(({ cost, worth }) => Number.isFinite(cost) && Number.isFinite(worth))
    .sort((a, b) => a.cost - b.cost || b.worth - a.worth);
  const front: One[] = [];
  for (const one of sorted) {
    const last = front.at(-1);
    const equals = last?.cost === one.cost && last.worth === one.worth;
    if (!last || equals || one.worth > last.worth) front.push(one);
  }
  return front;
}
