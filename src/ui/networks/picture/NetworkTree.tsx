import type { CSSProperties } from 'react';
import { alphaOfLast } from '../../../analysis/networks/act.ts';
import { isTeacher, type NetworkGroup } from '../../../analysis/networks/groups.ts';
import { type PlacedNode, placed, provenance, rowsOf } from '../../../analysis/networks/provenance.ts';
import { bytesText, percentText } from '../../quantities.ts';
import { useLateWords } from '../../text/late.ts';
import styles from '../networks.module.css';
import { useNetworkNames } from '../useNetworkNames.ts';
import { useTeacherNames } from '../useTeacherNames.ts';
import { shadeOf, sizesOf } from './nodeLook.ts';
import hollows from './preview.module.css';
import type { NetworkPreview } from './preview.ts';
import { type Direction, walks } from './walk.ts';

/** rem: the teachers' column, those of networks, and what the last one's words take. */
const [teachersColumn, column, lastColumn] = [8, 15, 12];
const row = 3.5;
/** Where a node's middle is in its column, and in its row. */
const middle = 1.25;

interface NetworkTreeProps {
  readonly groups: readonly NetworkGroup[];
  readonly chosen: string | undefined;
  /** Asked for, not trained. */
  readonly preview?: NetworkPreview | undefined;
  onChoose(key: string): void;
}

/** Provenance from left to right: teachers, what learned from them, what was made of it. */
export function NetworkTree({ groups, chosen, preview, onChoose }: NetworkTreeProps) {
  const words = useLateWords('networks');
  const names = useNetworkNames();
  const teacherOf = useTeacherNames();
  const byTeacher = [...groups].sort((a, b) => (teacherOf(a) < teacherOf(b) ? -1 : 1));
  const nodes = placed(provenance(byTeacher));
  const sources = sourcesOf(nodes, teacherOf);
  const sizes = sizesOf(groups);
  const current = nodes.find(({ group }) => group.key === chosen) ?? nodes[0];
  const parent = nodes.find(({ group }) => group.key === preview?.parentKey);
  const hollow = parent && { level: columnOf(parent) + 1, row: rowsOf(nodes) };
  const deepest = Math.max(1, hollow?.level ?? 0, ...nodes.map(columnOf));
  const at = ({ level, row: place }: { readonly level: number; readonly row: number }) => ({
    x: middle + (level === 0 ? 0 : teachersColumn + column * (level - 1)),
    y: row * place + row / 2,
  });
  const ofNode = (node: PlacedNode) => at({ level: columnOf(node), row: node.row });
  return (
    <div className={styles.scroll}>
      <div
        className={styles.tree}
        style={{
          width: `${teachersColumn + column * (deepest - 1) + lastColumn}rem`,
          height: `${row * (rowsOf(nodes) + (hollow ? 1 : 0))}rem`,
        }}
      >
        <svg className={styles.edges} aria-hidden="true">
          <title>{words.treeHelp}</title>
          {nodes.map((node) => {
            if (isTeacher(node.group)) return null;
            const from = node.parent
              ? ofNode(node.parent)
              : at({ level: 0, row: sources.get(teacherOf(node.group)) ?? 0 });
            return (
              <Edge
                key={node.group.key}
                from={from}
                to={ofNode(node)}
                left={node.parent ? shareLeft(node.parent.group, node.group) : undefined}
                alone={alphaOfLast(node.group) === 1}
              />
            );
          })}
          {parent && hollow ? <Edge from={ofNode(parent)} to={at(hollow)} left={undefined} alone /> : null}
        </svg>
        {preview && hollow ? <HollowNode preview={preview} style={placeOf(at(hollow))} /> : null}
        {[...sources].map(([teacher, place]) => (
          <p key={teacher} className={styles.source} style={placeOf(at({ level: 0, row: place }))}>
            <i />
            <span>{words.source(teacher)}</span>
          </p>
        ))}
        <div
          role="tree"
          aria-label={words.treeLabel}
          tabIndex={-1}
          onKeyDown={walks(
            (direction, from) =>
              neighbour(nodes, nodes.find(({ group }) => group.key === from) ?? current, direction),
            onChoose,
          )}
        >
          {nodes.map((node) => {
            const { group, parent, children, level, orphan } = node;
            const size = sizes.get(group.key) ?? 0;
            const siblings = nodes.filter((other) => other.parent === parent);
            const accuracy = names.accuracy(group);
            return (
              <div
                key={group.key}
                role="treeitem"
                data-node={group.key}
                className={styles.node}
                data-teacher={isTeacher(group) ? '' : undefined}
                style={placeOf(ofNode(node))}
                aria-label={`${names.full(group, parent?.group, children)}${orphan ? `, ${words.orphan}` : ''}`}
                aria-level={level + 1}
                aria-setsize={siblings.length}
                aria-posinset={siblings.indexOf(node) + 1}
                aria-selected={group.key === chosen}
                tabIndex={node === current ? 0 : -1}
                onClick={() => onChoose(group.key)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' || event.key === ' ') {
                    event.preventDefault();
                    onChoose(group.key);
                  }
                }}
              >
                <i style={{ ...shadeOf(group, groups), width: `${size}rem`, height: `${size}rem` }} />
                <span>
                  {isTeacher(group)
                    ? group.label
                    : parent?.group.label === group.label
                      ? names.act(group)
                      : names.title(group)}
                </span>
                <small>
                  {[accuracy, group.quantities.bytes && bytesText(group.quantities.bytes.mean)]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** What the verbs of the card would make; they say it to who cannot see it. */
function HollowNode({ preview, style }: { readonly preview: NetworkPreview; readonly style: CSSProperties }) {
  const { accuracy, bytes } = preview.quantities;
  return (
    <p className={hollows.node} style={style} aria-hidden="true">
      <i />
      <span>{preview.label}</span>
      <small>
        {[accuracy === undefined ? '' : percentText(accuracy), bytes === undefined ? '' : bytesText(bytes)]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </p>
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
}

const placeOf = ({ x, y }: Place) => ({ left: `${x}rem`, top: `${y}rem` });

interface EdgeProps {
  readonly from: Place;
  readonly to: Place;
  /** The share of multiply-adds that is left; undefined where that says nothing. */
  readonly left: number | undefined;
  readonly alone: boolean;
}

/** Paths have no rem: a drawing of its own, whose units are rem, from one node to the other. */
function Edge({ from, to, left, alone }: EdgeProps) {
  const [top, height] = [Math.min(from.y, to.y) - 0.5, Math.abs(from.y - to.y) + 1];
  const [y1, y2] = [from.y - top, to.y - top];
  const width = to.x - from.x;
  return (
    <svg
      x={`${from.x}rem`}
      y={`${top}rem`}
      width={`${width}rem`}
      height={`${height}rem`}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      <path
        className={alone ? styles.alone : styles.edge}
        d={`M 0 ${y1} C ${width * 0.9} ${y1}, ${width * 0.55} ${y2}, ${width} ${y2}`}
        strokeWidth={0.08 + 0.24 * Math.min(1, left ?? 0.15)}
      />
    </svg>
  );
}

/** A teacher that is kept stands in the first column, and so does what stands for one that is not. */
const columnOf = (node: PlacedNode): number => node.level + (beginsAtTeacher(node) ? 0 : 1);

const beginsAtTeacher = ({ parent, group }: PlacedNode): boolean =>
  parent ? beginsAtTeacher(parent) : isTeacher(group);

function shareLeft(before: NetworkGroup, after: NetworkGroup): number | undefined {
  const [from, to] = [before.quantities.multiplyAdds?.mean, after.quantities.multiplyAdds?.mean];
  return from && to ? to / from : undefined;
}

/** The middle row of what begins at each teacher. */
function sourcesOf(
  nodes: readonly PlacedNode[],
  teacherOf: (group: NetworkGroup) => string,
): ReadonlyMap<string, number> {
  const rows = new Map<string, number[]>();
  for (const { group, level, row: place } of nodes) {
    if (level > 0 || isTeacher(group)) continue;
    const teacher = teacherOf(group);
    rows.set(teacher, [...(rows.get(teacher) ?? []), place]);
  }
  return new Map([...rows].map(([teacher, of]) => [teacher, (Math.min(...of) + Math.max(...of)) / 2]));
}

function neighbour(
  nodes: readonly PlacedNode[],
  current: PlacedNode | undefined,
  direction: Direction,
): string | undefined {
  if (!current) return undefined;
  // A reader goes down from row to row, a parent with the rows of its children.
  const rows = [...nodes].sort((a, b) => a.row - b.row || a.level - b.level);
  const here = rows.indexOf(current);
  const found: Readonly<Record<Direction, PlacedNode | undefined>> = {
    left: current.parent,
    right: nodes.find(({ parent }) => parent === current),
    up: rows[here - 1],
    down: rows[here + 1],
    first: rows[0],
    last: rows.at(-1),
  };
  return found[direction]?.group.key;
}
