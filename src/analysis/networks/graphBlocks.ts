/**
 * A network's graph as blocks that follow each other, each laid out in rows and lanes.
 *
 * A row is the longest path from the block's start. A branch runs down a lane of its own from where it leaves to where it is joined,
 * as branches do in the graph of a version history: within a block only few run beside each other.
 */
import type {
  GraphBlock,
  GraphOperation,
  PlacedEdge,
  PlacedOperation,
} from '../../protocol/networkInside.ts';

/**
 * @param operations each after those that it takes
 * @param takes of the first block, [C, H, W]
 * @returns the network's parts; parts that take more than what the one before gives are one block with it.
 */
export function graphBlocks(
  operations: readonly GraphOperation[],
  takes: readonly number[],
): readonly GraphBlock[] {
  const groups = chainOf(operations);
  const blocks: GraphBlock[] = [];
  for (const group of groups) {
    blocks.push(laidOut(group, blocks.at(-1)?.gives ?? takes));
  }
  return blocks;
}

function chainOf(operations: readonly GraphOperation[]): readonly (readonly GraphOperation[])[] {
  const groups: GraphOperation[][] = [];
  const home = new Map<string, number>();
  for (const operation of operations) {
    if (groups.at(-1)?.at(-1)?.block !== operation.block) groups.push([]);
    groups.at(-1)?.push(operation);
    home.set(operation.id, groups.length - 1);
  }
  const chain: GraphOperation[][] = [];
  for (const [place, group] of groups.entries()) {
    const before = groups[place - 1]?.at(-1)?.id;
    const isNext = group.every(({ inputs }) =>
      inputs.every((id) => home.get(id) === place || id === before || (place === 0 && !home.has(id))),
    );
    const last = chain.at(-1);
    if (isNext || !last) chain.push([...group]);
    else last.push(...group);
  }
  return chain;
}

interface Placing extends GraphOperation {
  readonly row: number;
  /** The longest way to the block's end. */
  readonly depth: number;
}

function laidOut(group: readonly GraphOperation[], takes: readonly number[]): GraphBlock {
  const rows = new Map<string, number>();
  for (const { id, inputs } of group)
    rows.set(id, 1 + Math.max(-1, ...inputs.map((one) => rows.get(one) ?? -1)));
  const takers = (id: string | undefined) =>
    group.filter(({ inputs }) => inputs.some((one) => (rows.has(one) ? one : undefined) === id));
  const depths = new Map<string, number>();
  for (const { id } of group.toReversed()) {
    depths.set(id, 1 + Math.max(0, ...takers(id).map((one) => depths.get(one.id) ?? 0)));
  }
  const placing = group.map(
    (one): Placing => ({ ...one, row: rows.get(one.id) ?? 0, depth: depths.get(one.id) ?? 0 }),
  );
  const byId = new Map(placing.map((one) => [one.id, one]));
  const shapeOf = (id: string | undefined) => (id === undefined ? takes : (byId.get(id)?.shape ?? takes));

  const edges: PlacedEdge[] = [];
  const taken: { readonly lane: number; readonly from: number; readonly to: number }[] = [];
  const hold = (lane: number, from: number, to: number) => taken.push({ lane, from, to });
  const isFree = (lane: number, from: number, to: number) =>
    taken.every((one) => one.lane !== lane || one.to <= from || one.from >= to);
  const lanes = new Map<string, number>();
  const laneOf = ({ id }: GraphOperation) => {
    const own = edges.filter(({ to }) => to === id).map(({ lane }) => lane);
    return own.length > 0 ? Math.min(...own) : 0;
  };
  /** Where what starts with this operation is joined by something else. */
  const joined = (one: Placing): number => {
    const [next] = takers(one.id);
    if (!next) return one.row + 1;
    return next.inputs.length > 1 ? (rows.get(next.id) ?? 0) : joined(byId.get(next.id) ?? one);
  };
  const send = (id: string | undefined, row: number, lane: number) => {
    const next = takers(id).map((one) => byId.get(one.id) as Placing);
    const byDepth = next.sort((a, b) => b.depth - a.depth);
    for (const [place, to] of byDepth.entries()) {
      const end = to.inputs.length > 1 ? to.row : joined(to);
      let own = lane;
      if (place > 0) for (own = lane + 1; !isFree(own, row, end); ) own++;
      hold(own, row, place > 0 ? end : to.row);
      edges.push({ from: id, to: to.id, lane: own, shape: shapeOf(id) });
    }
  };
  send(undefined, -1, 0);
  for (const one of placing.toSorted((a, b) => a.row - b.row)) {
    const lane = laneOf(one);
    lanes.set(one.id, lane);
    send(one.id, one.row, lane);
  }
  const operations = placing.map(
    ({ depth: _, ...one }): PlacedOperation => ({ ...one, lane: lanes.get(one.id) ?? 0 }),
  );
  const used = [...operations, ...edges].map(({ lane }) => lane);
  return {
    ...{ name: group[0]?.block ?? '', operations, edges, takes },
    rows: 1 + Math.max(0, ...operations.map(({ row }) => row)),
    lanes: 1 + Math.max(0, ...used),
    gives: operations.at(-1)?.shape ?? takes,
  };
}
