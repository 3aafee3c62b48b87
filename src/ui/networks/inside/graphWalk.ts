/**
 * Which box of a graph a key leads to: down and up along its edges, sideways from branch to branch.
 */
import type { GraphBlock, PlacedOperation } from '../../../protocol/networkInside.ts';
import type { Direction } from '../picture/walk.ts';

export const blockKey = (name: string) => `block ${name}`;

/** What is done with a key: a box to go to, or a block to fold or unfold. */
export type GraphStep = { readonly to: string } | { readonly toggle: string } | undefined;

export const homeOf = (blocks: readonly GraphBlock[], id: string | undefined): GraphBlock | undefined =>
  blocks.find(({ operations }) => operations.some((operation) => operation.id === id));

/** @param open names of blocks that are unfolded */
export function graphStep(
  blocks: readonly GraphBlock[],
  open: ReadonlySet<string>,
  direction: Direction,
  from: string | undefined,
): GraphStep {
  const place = blocks.findIndex(({ name }) => blockKey(name) === from);
  const first = blocks[0] && { to: blockKey(blocks[0].name) };
  if (direction === 'first') return first;
  if (direction === 'last') return endOf(blocks.at(-1), open);
  const block = blocks[place];
  if (block) return ofBlock(blocks, place, open, direction);
  const home = homeOf(blocks, from);
  const operation = home?.operations.find(({ id }) => id === from);
  return home && operation ? ofOperation(blocks, home, operation, direction) : first;
}

/** The last box of a block. */
function endOf(block: GraphBlock | undefined, open: ReadonlySet<string>): GraphStep {
  if (!block) return undefined;
  const last = block.operations.at(-1);
  return { to: open.has(block.name) && last ? last.id : blockKey(block.name) };
}

const firstOf = ({ operations: [first] }: GraphBlock): GraphStep => first && { to: first.id };

function ofBlock(
  blocks: readonly GraphBlock[],
  place: number,
  open: ReadonlySet<string>,
  direction: Direction,
): GraphStep {
  const block = blocks[place] as GraphBlock;
  const isOpen = open.has(block.name);
  const next = blocks[place + 1];
  switch (direction) {
    case 'down':
      return isOpen ? firstOf(block) : next && { to: blockKey(next.name) };
    case 'up':
      return endOf(blocks[place - 1], open);
    case 'right':
      return isOpen ? firstOf(block) : { toggle: block.name };
    default:
      return isOpen ? { toggle: block.name } : undefined;
  }
}

function ofOperation(
  blocks: readonly GraphBlock[],
  home: GraphBlock,
  { id, lane, row }: PlacedOperation,
  direction: Direction,
): GraphStep {
  const byLane = home.edges.toSorted((a, b) => a.lane - b.lane);
  if (direction === 'down') {
    const edge = byLane.find(({ from }) => from === id);
    const next = blocks[blocks.indexOf(home) + 1];
    return edge ? { to: edge.to } : next && { to: blockKey(next.name) };
  }
  if (direction === 'up') {
    const edge = byLane.find(({ to }) => to === id);
    return { to: edge?.from ?? blockKey(home.name) };
  }
  const side = direction === 'right' ? 1 : -1;
  const beside = home.operations
    .filter((other) => Math.sign(other.lane - lane) === side)
    .toSorted(
      (a, b) =>
        Math.abs(a.lane - lane) - Math.abs(b.lane - lane) || Math.abs(a.row - row) - Math.abs(b.row - row),
    )[0];
  if (beside) return { to: beside.id };
  return side < 0 ? { to: blockKey(home.name) } : undefined;
}
