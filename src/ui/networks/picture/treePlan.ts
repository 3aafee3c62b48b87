/**
 * Where the nodes of the tree stand: from left to right where there is room, and else indented under each other. All in rem.
 */
import { type HierarchyPointNode, hierarchy, tree } from 'd3-hierarchy';
import { shownGain } from './shownGain.ts';
import type { TreeItem } from './treeItems.ts';

/** Of a circle. */
export const largest = 1.75;

export interface Place {
  readonly item: TreeItem;
  readonly parent: Place | undefined;
  /** The circle's middle. */
  readonly x: number;
  readonly y: number;
  /** What its words may take. */
  readonly words: number;
  /** From 1: among what can be walked. */
  readonly level: number;
  /** From 1, among its siblings. */
  readonly position: number;
  readonly siblings: number;
}

export interface TreePlan {
  readonly shape: 'across' | 'outline';
  readonly width: number;
  readonly height: number;
  /** Of words above and below a line. */
  readonly lines: 1 | 2;
  /** Parents before their children. */
  readonly places: readonly Place[];
}

/** Less is an outline: of the picture, and of a column. */
const [narrow, narrowColumn] = [37, 7.25];
const [widestRoot, widestColumn] = [10, 30];
/** Of the picture: so wide it is where there is room, which grows with the tree as far as a reader sees it whole. */
const [least, most, wanted] = [40, 84, 16];
/** From a circle's middle to where its children's lines part, and from there to their words. */
export const [fork, afterFork] = [1.15, 0.35];
/** What the focus takes beside the last circle. */
const ring = 0.35;
const beforeCircle = largest / 2 + 0.25;
/** Words of this width stand in one line. */
const [oneLine, oneLineOfGain] = [9.5, 11];
/** A line of words. */
const line = 1.05;

/** The width that the tree is worth, before it is known what there is. */
export const wantedWidth = (roots: readonly TreeItem[]): number =>
  Math.min(most, Math.max(least, widestRoot + wanted * depthOf(roots)));

const depthOf = (roots: readonly TreeItem[]) => Math.max(1, ...roots.map(heightOf));

/**
 * @param room the height before an audience, into which rows are pressed as far as their words allow; undefined: as high as it is
 */
export function treePlan(roots: readonly TreeItem[], width: number, room?: number): TreePlan {
  const depth = depthOf(roots);
  const root = Math.min(widestRoot, Math.max(7, width / (depth + 1)));
  const column = Math.min(widestColumn, (width - root) / depth);
  return width < narrow || column < narrowColumn ? outline(roots, width) : across(roots, root, column, room);
}

const heightOf = ({ children }: TreeItem): number =>
  children.length === 0 ? 0 : 1 + Math.max(...children.map(heightOf));

/** Reingold and Tilford’s tidy tree, on its side. */
function across(roots: readonly TreeItem[], root: number, column: number, room?: number): TreePlan {
  const words = column - fork - afterFork - beforeCircle;
  const lines = words >= oneLine ? 1 : 2;
  const row = 2 * (lines * line + 0.35);
  const gain = (words >= oneLineOfGain ? 1 : 2) * line;
  const all: TreeItem = { key: '', kind: 'teacher', node: undefined, children: roots };
  const laid = tree<TreeItem>()
    .nodeSize([1, 1])
    .separation((a, b) => 1 + (shownGain(a.data.node) || shownGain(b.data.node) ? gain / row : 0))(
    hierarchy(all, ({ children }) => children),
  );
  const top = Math.min(...laid.leaves().map(({ x }) => x));
  const bottom = Math.max(...laid.leaves().map(({ x }) => x));
  const natural = row * (bottom - top + 1);
  const pressed = Math.min(1, Math.max((2 * lines * line + 0.15) / row, (room ?? natural) / natural));
  const places: Place[] = [];
  const place = (laidNode: HierarchyPointNode<TreeItem>, parent: Place | undefined): void => {
    const siblings = laidNode.parent?.children ?? [];
    const own: Place = {
      ...{ item: laidNode.data, parent },
      x: root + column * (laidNode.depth - 1) - largest / 2 - ring,
      y: pressed * row * (laidNode.x - top + 0.5),
      words: parent ? words : root - largest - ring - 0.25,
      ...standing(laidNode.data, parent, siblings.indexOf(laidNode), siblings.length),
    };
    places.push(own);
    for (const child of laidNode.children ?? []) place(child, own);
  };
  for (const child of laid.children ?? []) place(child, undefined);
  const depth = depthOf(roots);
  return {
    ...{ shape: 'across', lines, places, width: root + column * depth },
    height: pressed * natural,
  };
}

/** A row for each, indented. */
function outline(roots: readonly TreeItem[], width: number): TreePlan {
  const [left, bracket, leastWords, widestWords] = [1.35, 1.25, 9, 20];
  const depth = depthOf(roots);
  const indent = Math.min(1.5, Math.max(0.25, (width - left - bracket - leastWords) / depth));
  const places: Place[] = [];
  let bottom = 0;
  const place = (
    item: TreeItem,
    parent: Place | undefined,
    level: number,
    index: number,
    count: number,
  ): void => {
    const height = shownGain(item.node) ? 4.1 : 3;
    const x = left + indent * level;
    const own: Place = {
      ...{ item, parent, x, y: bottom + height / 2, words: Math.min(widestWords, width - x - 1 - bracket) },
      ...standing(item, parent, index, count),
    };
    bottom += height;
    places.push(own);
    for (const [i, child] of item.children.entries()) place(child, own, level + 1, i, item.children.length);
  };
  for (const [i, item] of roots.entries()) place(item, undefined, 0, i, roots.length);
  return { shape: 'outline', lines: 1, places, width, height: bottom };
}

/** A teacher that is not kept cannot be walked to: what learned from it begins a tree. */
function standing(
  item: TreeItem,
  parent: Place | undefined,
  index: number,
  siblings: number,
): Pick<Place, 'level' | 'position' | 'siblings'> {
  return {
    level: item.kind === 'teacher' ? 0 : (parent?.level ?? 0) + 1,
    ...{ position: index + 1, siblings },
  };
}
