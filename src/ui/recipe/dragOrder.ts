/**
 * Where in a list that is dragged by the mouse something would be put down.
 */

/** Top and bottom of an item of the list, px. */
export interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/** How many of the other items have their middle above `y`: the place that item `from` would have. */
export function placeAt(extents: readonly Extent[], from: number, y: number): number {
  return extents.filter(({ top, bottom }, place) => place !== from && (top + bottom) / 2 < y).length;
}

/** At which edge of an item the place is marked; undefined where the item is not at it. */
export function edgeOf(place: number, from: number, to: number): 'before' | 'after' | undefined {
  if (place !== to || from === to) return undefined;
  return to < from ? 'before' : 'after';
}
