/**
 * Walking from node to node by keys. One node of a picture is in the order of Tab; arrows lead to the others.
 */

import type { Dot } from './scatterPlan.ts';
import type { Place, TreePlan } from './treePlan.ts';

export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

export const directionOf = (key: string): Direction | undefined => directions[key];

/** Leads from a node's key to the next one's in a direction; undefined where there is none. */
export type Walk = (from: string, direction: Direction) => string | undefined;

const stepsIn = (keys: readonly string[]) => {
  const at = new Map(keys.map((key, i) => [key, i]));
  return (from: string, by: number) => keys[(at.get(from) ?? -by) + by];
};

/** Up and down from row to row, a parent with the rows of its children; left and right along what was made of what. */
export function treeWalk({ places }: TreePlan): Walk {
  const stops = places.filter(({ item }) => item.kind === 'network' || item.kind === 'fold');
  const rows = [...stops].sort((a, b) => a.y - b.y || a.x - b.x).map(({ item }) => item.key);
  const byKey = new Map(stops.map((place) => [place.item.key, place]));
  const firstChild = new Map<Place, string>();
  for (const place of stops)
    if (place.parent && !firstChild.has(place.parent)) firstChild.set(place.parent, place.item.key);
  const step = stepsIn(rows);
  return (from, direction) => {
    const place = byKey.get(from);
    if (direction === 'first') return rows[0];
    if (direction === 'last') return rows.at(-1);
    if (direction === 'up') return step(from, -1);
    if (direction === 'down') return step(from, 1);
    if (direction === 'right') return place && firstChild.get(place);
    const parent = place?.parent?.item;
    return parent && byKey.has(parent.key) ? parent.key : undefined;
  };
}

/** Left and right in the order of costs, up and down in that of accuracies. */
export function scatterWalk(dots: readonly Dot[]): Walk {
  const across = [...dots].sort((a, b) => a.cost - b.cost || a.worth - b.worth).map(({ key }) => key);
  const up = [...dots].sort((a, b) => a.worth - b.worth || a.cost - b.cost).map(({ key }) => key);
  const [alongCosts, alongWorths] = [stepsIn(across), stepsIn(up)];
  return (from, direction) => {
    if (direction === 'first') return across[0];
    if (direction === 'last') return across.at(-1);
    if (direction === 'left' || direction === 'right') return alongCosts(from, direction === 'left' ? -1 : 1);
    return alongWorths(from, direction === 'down' ? -1 : 1);
  };
}
