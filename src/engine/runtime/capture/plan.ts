/**
 * Plans the memory of a traced program before any of it is allocated.
 *
 * Two tricks. Copies are spared: where a tensor is computed only to be copied somewhere (a gradient into the packed
 * gradients, new weights over the old ones), it is computed there. And memory is shared: the buffers of a
 * program are laid over a few slots, the largest first, so that no two that are alive at once meet in one (the
 * "greedy by size" order of Pisarchyk & Lee 2020, arXiv 2001.03288, section 4.3).
 */
import { type Command, type Copy, type Place, placesOf, TracedBuffer } from './program.ts';

export interface Plan {
  /** In their order, without the copies that were spared. */
  readonly commands: readonly Command[];
  /** Where a traced buffer lies that has no slot of its own. */
  readonly inside: ReadonlyMap<TracedBuffer, Place>;
  /** The slot of each other traced buffer that is no constant. */
  readonly slots: ReadonlyMap<TracedBuffer, number>;
  /** Bytes of each slot: those that were given, then new ones. */
  readonly slotSizes: readonly number[];
  readonly constants: readonly TracedBuffer[];
}

/** Parts of a buffer that are bound start at multiples of this, on every device that we ask for. */
export const alignment = 256;

/** @param available bytes of slots that are there already. */
export function plan(traced: readonly Command[], available: readonly number[] = []): Plan {
  const { commands, inside, lifetimes } = spareCopies(traced);
  const slotSizes = [...available];
  const taken: { readonly first: number; readonly last: number }[][] = slotSizes.map(() => []);
  const slots = new Map<TracedBuffer, number>();
  const constants: TracedBuffer[] = [];
  const largestFirst = [...lifetimes].sort(([a], [b]) => b.size - a.size);
  for (const [buffer, life] of largestFirst) {
    if (inside.has(buffer)) continue;
    if (buffer.contents) {
      constants.push(buffer);
      continue;
    }
    const need = Math.ceil(buffer.size / alignment) * alignment;
    let best = -1;
    slotSizes.forEach((size, slot) => {
      const fits = size >= need && (best < 0 || size < (slotSizes[best] ?? 0));
      if (fits && taken[slot]?.every((other) => other.last < life.first || life.last < other.first))
        best = slot;
    });
    if (best < 0) {
      best = slotSizes.push(need) - 1;
      taken.push([]);
    }
    taken[best]?.push(life);
    slots.set(buffer, best);
  }
  return { commands, inside, slots, slotSizes, constants };
}

interface Lifetime {
  first: number;
  last: number;
}

interface Touch {
  readonly at: number;
  readonly place: Place;
}

function spareCopies(traced: readonly Command[]) {
  const touches = new Map<Place['buffer'], Touch[]>();
  traced.forEach((command, at) => {
    for (const place of placesOf(command)) {
      const list = touches.get(place.buffer);
      if (list) list.push({ at, place });
      else touches.set(place.buffer, [{ at, place }]);
    }
  });
  const inside = new Map<TracedBuffer, Place>();
  const dropped = new Set<number>();
  /** Of copies that were spared: where that is now written which they would have copied. */
  const movedTo = new Map<number, number>();
  traced.forEach((command, at) => {
    if (command.kind !== 'copy') return;
    const made = producer(command, at, traced, touches);
    if (made === undefined) return;
    const between = (touches.get(command.to.buffer) ?? []).filter(
      (touch) => touch.at >= made && touch.at < at,
    );
    const spoils = between.filter((touch) => {
      const moved = movedTo.get(touch.at);
      if (moved !== undefined) return moved > made && meet(touch.place, command.to);
      return !dropped.has(touch.at) && (touch.at === made || meet(touch.place, command.to));
    });
    // What is cleared first and then filled part by part need not be cleared: nobody reads between the parts.
    const clears = spoils.filter((touch) => traced[touch.at]?.kind === 'clear');
    if (spoils.length > clears.length || (clears.length > 0 && !(command.to.buffer instanceof TracedBuffer)))
      return;
    for (const clear of clears) dropped.add(clear.at);
    dropped.add(at);
    movedTo.set(at, made);
    inside.set(command.from.buffer as TracedBuffer, command.to);
  });
  const lifetimes = new Map<TracedBuffer, Lifetime>();
  for (const [touched, list] of touches) {
    if (!(touched instanceof TracedBuffer)) continue;
    const home = inside.get(touched)?.buffer ?? touched;
    if (!(home instanceof TracedBuffer)) continue;
    const first = list[0]?.at ?? 0;
    const last = list.at(-1)?.at ?? first;
    const life = lifetimes.get(home);
    lifetimes.set(home, {
      first: Math.min(first, life?.first ?? first),
      last: Math.max(last, life?.last ?? last),
    });
  }
  return { commands: traced.filter((_, at) => !dropped.has(at)), inside, lifetimes };
}

/** The dispatch that makes what `copy` copies, where that is all that ever happens to it; else undefined. */
function producer(
  { from, to }: Copy,
  at: number,
  traced: readonly Command[],
  touches: ReadonlyMap<Place['buffer'], readonly Touch[]>,
): number | undefined {
  const { buffer } = from;
  if (!(buffer instanceof TracedBuffer) || buffer.contents) return undefined;
  if (to.buffer === buffer || (to.buffer instanceof TracedBuffer && to.buffer.contents)) return undefined;
  if (from.offset !== 0 || from.size !== buffer.size || to.offset % alignment !== 0) return undefined;
  const [made, copied, more] = touches.get(buffer) ?? [];
  if (!made || copied?.at !== at || more) return undefined;
  return traced[made.at]?.kind === 'dispatch' ? made.at : undefined;
}

const meet = (a: Place, b: Place) => a.offset < b.offset + b.size && b.offset < a.offset + a.size;
