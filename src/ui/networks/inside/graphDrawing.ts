/**
 * Where the boxes and edges of a graph stand, in em of its type, once it is known which blocks are unfolded.
 */
import type { GraphBlock, PlacedOperation } from '../../../protocol/networkInside.ts';

/** Of boxes, and of the gap between two, where the edge says what passes along it. */
export const box = { width: 11, height: 1.75 } as const;
const folded = 2.75;
const gap = 1.75;
const title = 2;
const inset = 0.75;
/** Of a lane in which only edges run. */
const bare = 2;

export interface DrawnBox {
  readonly block: GraphBlock;
  /** Undefined: the block itself. */
  readonly operation: PlacedOperation | undefined;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawnEdge {
  readonly key: string;
  /** SVG path. */
  readonly path: string;
  /** Of what passes: channels are told by the thickness. */
  readonly shape: readonly number[];
  /** Of the shape's text; undefined where another edge says the same already. */
  readonly label:
    | { readonly left: number; readonly top: number; readonly end?: 'images' | 'output' }
    | undefined;
}

export interface GraphDrawing {
  readonly boxes: readonly DrawnBox[];
  readonly edges: readonly DrawnEdge[];
  readonly width: number;
  readonly height: number;
}

/** @param open names of blocks that are unfolded */
export function graphDrawing(blocks: readonly GraphBlock[], open: ReadonlySet<string>): GraphDrawing {
  const boxes: DrawnBox[] = [];
  const edges: DrawnEdge[] = [];
  const trunk = inset + box.width / 2;
  let width = trunk * 2;
  let y = 0;
  for (const [place, block] of blocks.entries()) {
    const from = y;
    y += gap;
    edges.push({
      key: `into ${place}`,
      path: straight(trunk, from, open.has(block.name) ? y + title : y),
      shape: block.takes,
      label: { left: trunk, top: from + gap / 2, ...(place === 0 ? { end: 'images' } : {}) },
    });
    if (!open.has(block.name)) {
      boxes.push({ block, operation: undefined, left: inset, top: y, width: box.width, height: folded });
      y += folded;
      continue;
    }
    const { inner, drawn, wide, high } = unfolded(block, y, trunk);
    boxes.push({ block, operation: undefined, left: 0, top: y, width: wide, height: high }, ...inner);
    edges.push(...drawn);
    width = Math.max(width, wide);
    y += high;
  }
  const gives = blocks.at(-1)?.gives ?? [];
  edges.push({
    key: 'out',
    path: straight(trunk, y, y + gap),
    shape: gives,
    label: { left: trunk, top: y + gap / 2, end: 'output' },
  });
  return { boxes, edges, width, height: y + gap };
}

function unfolded(block: GraphBlock, top: number, trunk: number) {
  const { operations, edges, rows, lanes } = block;
  const hasBoxes = (lane: number) => operations.some((operation) => operation.lane === lane);
  const centres: number[] = [];
  let left = trunk - box.width / 2;
  for (let lane = 0; lane < lanes; lane++) {
    const own = hasBoxes(lane) ? box.width : bare;
    centres.push(left + own / 2);
    left += own + inset;
  }
  const pitch = box.height + gap;
  const begin = top + title;
  const boxTop = (row: number) => begin + gap + row * pitch;
  const end = boxTop(rows - 1) + box.height;
  const inner = operations.map(
    (operation): DrawnBox => ({
      ...{ block, operation, width: box.width, height: box.height, top: boxTop(operation.row) },
      left: (centres[operation.lane] ?? trunk) - box.width / 2,
    }),
  );
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const drawn = edges.map((edge): DrawnEdge => {
    const [source, target] = [byId.get(edge.from ?? ''), byId.get(edge.to)];
    const [x0, x1, x2] = [source?.lane ?? 0, edge.lane, target?.lane ?? 0].map(
      (lane) => centres[lane] ?? trunk,
    );
    const [from, to] = [source ? boxTop(source.row) + box.height : begin, boxTop(target?.row ?? 0)];
    return {
      key: `${edge.from ?? ''} ${edge.to}`,
      path: bent([x0 ?? trunk, x1 ?? trunk, x2 ?? trunk], from, to),
      shape: edge.shape,
      // What enters a block is said above it.
      label: edge.from !== undefined ? { left: x1 ?? trunk, top: to - gap / 2 } : undefined,
    };
  });
  drawn.push({
    key: `end ${block.name}`,
    path: straight(centres[operations.at(-1)?.lane ?? 0] ?? trunk, end, end + inset),
    shape: block.gives,
    label: undefined,
  });
  return { inner, drawn, wide: left, high: end + inset - top };
}

const straight = (x: number, from: number, to: number) => `M ${x} ${from} V ${to}`;

/** Down a lane that may lie beside the one that it comes from and the one that it goes to. */
function bent([x0, x1, x2]: readonly [number, number, number], from: number, to: number): string {
  if (x0 === x1 && x1 === x2) return straight(x0, from, to);
  const turn = gap * 0.6;
  const out = x0 === x1 ? '' : `C ${x0} ${from + turn} ${x1} ${from} ${x1} ${from + turn}`;
  const into = x1 === x2 ? `V ${to}` : `V ${to - turn} C ${x1} ${to} ${x2} ${to - turn} ${x2} ${to}`;
  return `M ${x0} ${from} ${out} ${into}`;
}

/** Line width for a number of channels, em: one unit each time that they double. */
export const thickness = ([channels = 1]: readonly number[]): number =>
  0.06 + 0.035 * Math.log2(Math.max(1, channels));
