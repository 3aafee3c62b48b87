import { memo, useMemo } from 'react';
import { alphaOfLast } from '../../../analysis/networks/act.ts';
import { isTeacher } from '../../../analysis/networks/groups.ts';
import styles from './picture.module.css';
import { shownGain } from './shownGain.ts';
import type { TreeItem } from './treeItems.ts';
import { fork, type Place, type TreePlan } from './treePlan.ts';
import type { Stretch } from './useSight.ts';

interface TreeDrawingProps {
  readonly plan: TreePlan;
  /** Circles' diameters by key, rem. */
  readonly sizeOf: (key: string) => number;
  /** What is drawn: lines that run through it. */
  readonly near: Stretch;
}

/** Lines from each network to what was made of it, and brackets round the arms of a question. In units of rem. */
export const TreeDrawing = memo(function TreeDrawing({ plan, sizeOf, near }: TreeDrawingProps) {
  const { width, height, places, shape } = plan;
  const most = useMemo(() => Math.max(...places.map(({ item }) => multiplyAdds(item))), [places]);
  const brackets = useMemo(() => bracketsOf(places), [places]);
  const isNext = (above: Place, below: Place) =>
    above.x === below.x && !places.some(({ y }) => y > above.y && y < below.y);
  const isNear = (from: Place, to: Place) =>
    Math.max(from.y, to.y) >= near.from && Math.min(from.y, to.y) <= near.to;
  return (
    <svg
      className={styles.lines}
      style={{ width: `${width}rem`, height: `${height}rem` }}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      {places.map((place) =>
        place.parent && isNear(place.parent, place) ? (
          <path
            key={place.item.key}
            className={edgeClass(place)}
            d={shape === 'across' ? acrossPath(place.parent, place) : outlinePath(place.parent, place)}
            strokeWidth={thickness(place, most)}
          />
        ) : null,
      )}
      {brackets.map(([above, place]) =>
        isNear(above, place) ? (
          <path
            key={`bracket ${place.item.key}`}
            className={styles.bracket}
            d={
              shape === 'across'
                ? above.parent === place.parent
                  ? acrossBracket(above, place, sizeOf(above.item.key), sizeOf(place.item.key))
                  : besideBracket(above, place, sizeOf, places)
                : isNext(above, place)
                  ? acrossBracket(above, place, sizeOf(above.item.key), sizeOf(place.item.key))
                  : outlineBracket(above, place)
            }
          />
        ) : null,
      )}
    </svg>
  );
});

const round = 0.4;
/** From a circle's middle to a bracket beside it, before its children's lines part; and what a line keeps from words. */
const [besideCircle, lineApart] = [fork - 0.15, 1.3];

/** Straight to where the lines part, up or down, and straight on: no line is behind words. */
function acrossPath(from: Place, to: Place): string {
  if (Math.abs(from.y - to.y) < 0.01) return `M ${from.x} ${from.y} H ${to.x}`;
  const x = from.x + fork;
  const turn = Math.min(round, Math.abs(to.y - from.y) / 2) * Math.sign(to.y - from.y);
  const bend = Math.abs(turn);
  return `M ${from.x} ${from.y} H ${x - bend} Q ${x} ${from.y} ${x} ${from.y + turn} V ${to.y - turn} Q ${x} ${to.y} ${x + bend} ${to.y} H ${to.x}`;
}

function outlinePath(from: Place, to: Place): string {
  const bend = Math.min(round, to.x - from.x);
  return `M ${from.x} ${from.y} V ${to.y - bend} Q ${from.x} ${to.y} ${from.x + bend} ${to.y} H ${to.x}`;
}

/** From circle to circle: nothing else is between them in their column. */
function acrossBracket(above: Place, below: Place, sizeAbove: number, sizeBelow: number): string {
  const [top, bottom] = [above.y + sizeAbove / 2 + 0.3, below.y - sizeBelow / 2 - 0.3];
  const tick = 0.3;
  return `M ${below.x - tick} ${top} h ${2 * tick} M ${below.x} ${top} V ${bottom} M ${below.x - tick} ${bottom} h ${2 * tick}`;
}

function outlineBracket(above: Place, below: Place): string {
  const x = below.x + below.words + 2.1 - 0.25 * Math.min(3, below.level);
  return `M ${x - 0.3} ${above.y} H ${x} V ${below.y} H ${x - 0.3}`;
}

/** Beside the circles, where nodes of other parents stand between the two; undefined where a line would run through one. */
function besideBracket(
  above: Place,
  below: Place,
  sizeOf: (key: string) => number,
  places: readonly Place[],
): string | undefined {
  const x = Math.max(above.x, below.x) + besideCircle;
  const isFree = (end: Place) =>
    places.every(
      (place) =>
        place === end ||
        place.x <= end.x ||
        place.x - place.words > x ||
        Math.abs(place.y - end.y) > lineApart,
    );
  if (!isFree(above) || !isFree(below)) return undefined;
  const from = (end: Place) => end.x + sizeOf(end.item.key) / 2 + 0.15;
  return `M ${from(above)} ${above.y} H ${x} V ${below.y} H ${from(below)}`;
}

/** Each arm with a difference and the arm above it, or the arm above the one that others are compared with. */
function bracketsOf(places: readonly Place[]): readonly (readonly [Place, Place])[] {
  const last = new Map<string, Place>();
  return places.flatMap((place) => {
    const { firstArm } = place.item.node ?? {};
    const above = firstArm === undefined ? undefined : last.get(firstArm);
    if (firstArm !== undefined) last.set(firstArm, place);
    const isCompared =
      shownGain(place.item.node) ?? (place.item.key === firstArm && shownGain(above?.item.node));
    return isCompared && above ? [[above, place] as const] : [];
  });
}

function edgeClass({ item, parent }: Place): string | undefined {
  if (item.kind === 'preview') return styles.asked;
  const group = item.node?.group;
  if (item.node?.orphan) return styles.lost;
  const fromTeacher =
    parent?.item.kind === 'teacher' || (parent?.item.node?.group && isTeacher(parent.item.node.group));
  return group && fromTeacher && alphaOfLast(group) === 1 ? styles.alone : styles.edge;
}

/** By the share of the most multiply-adds in the picture, so that lines are compared across it. */
function thickness({ item }: Place, most: number): number {
  const own = item.kind === 'fold' ? multiplyAdds(item.children[0] ?? item) : multiplyAdds(item);
  return 0.07 + 0.23 * (most > 0 ? own / most : 0);
}

const multiplyAdds = ({ node }: TreeItem): number => node?.group?.quantities.multiplyAdds?.mean ?? 0;
