/**
 * A graph of other software in blocks: it says of none where it ends. A block ends where one value alone goes on, what
 * branches is within one, and a row of operations without branches is told in parts.
 */
import type { ForeignNode } from './foreignGraph.ts';

/** Operations in a row, at most, before a block ends at the next layer. */
const most = 12;

/** @param valuesOf what a node takes, no constants */
export function blocksOf(
  nodes: readonly ForeignNode[],
  valuesOf: (node: ForeignNode) => readonly string[],
): ReadonlyMap<ForeignNode, string> {
  const left = new Map<string, number>();
  const inputsOf = (node: ForeignNode) => [...new Set(valuesOf(node))];
  for (const node of nodes) for (const name of inputsOf(node)) left.set(name, (left.get(name) ?? 0) + 1);
  /** Values of the graph that are still to be taken. */
  const open = new Set<string>();
  const made = new Set<string>();
  const pieces: ForeignNode[][] = [[]];
  for (const node of nodes) {
    pieces.at(-1)?.push(node);
    for (const name of inputsOf(node)) {
      const rest = (left.get(name) ?? 1) - 1;
      left.set(name, rest);
      if (rest === 0) open.delete(name);
      // The images may go several ways.
      else if (!made.has(name)) open.add(name);
    }
    for (const name of node.outputs) {
      made.add(name);
      if ((left.get(name) ?? 0) > 0) open.add(name);
    }
    if (open.size <= 1) pieces.push([]);
  }
  const blocks: ForeignNode[][] = [];
  let isRow = false;
  for (const piece of pieces) {
    if (piece.length === 0) continue;
    const last = blocks.at(-1);
    const isSingle = piece.length === 1;
    if (last && isRow && isSingle && last.length < most) last.push(...piece);
    else blocks.push([...piece]);
    isRow = isSingle;
  }
  const taken = new Set<string>();
  return new Map(
    blocks.flatMap((block) => {
      const wanted = commonName(block);
      let name = wanted;
      for (let i = 2; name === '' || taken.has(name); i++)
        name = `${wanted || 'block'} ${i - (wanted ? 0 : 1)}`;
      taken.add(name);
      return block.map((node) => [node, name] as const);
    }),
  );
}

/** What the names of all begin with, up to a `/` or a `.`; of one alone its own. */
function commonName(block: readonly ForeignNode[]): string {
  const parts = block.map(({ name }) => name.split(/[/.]/).filter(Boolean));
  const [first = []] = parts;
  if (block.length === 1) return first.slice(-2).join('.');
  const same = first.findIndex((part, i) => parts.some((one) => one[i] !== part));
  return first
    .slice(0, same < 0 ? first.length : same)
    .slice(-2)
    .join('.');
}
