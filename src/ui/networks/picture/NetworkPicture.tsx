import {
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { isTeacher, type NetworkGroup } from '../../../analysis/networks/groups.ts';
import { type ProvenanceNode, provenance } from '../../../analysis/networks/provenance.ts';
import type { CostName } from '../../../spec/pageView.ts';
import { useLateWords } from '../../text/late.ts';
import { useViewState, viewState } from '../../viewState.ts';
import type { Selection } from '../selection.ts';
import { useTeacherNames } from '../useTeacherNames.ts';
import type { LiveNetworks } from './liveNetworks.ts';
import { NodeMark, type NodeMarkProps } from './NodeMark.tsx';
import { looksOf } from './nodeLook.ts';
import styles from './picture.module.css';
import type { NetworkPreview } from './preview.ts';
import { ScatterDrawing } from './ScatterDrawing.tsx';
import { ScatterNames } from './ScatterNames.tsx';
import { StandIns } from './StandIns.tsx';
import { type ScatterLabels, scatterLabels } from './scatterLabels.ts';
import { scatterPlan, scatterWidth } from './scatterPlan.ts';
import { TreeDrawing } from './TreeDrawing.tsx';
import { foldedAway, treeItems } from './treeItems.ts';
import { largest, treePlan, wantedWidth } from './treePlan.ts';
import { useGrowing } from './useGrowing.ts';
import { useInSight } from './useInSight.ts';
import { costSaid, useMarks } from './useMarks.ts';
import { useSight } from './useSight.ts';
import { useWidth } from './useWidth.ts';
import { directionOf, scatterWalk, treeWalk } from './walk.ts';

interface NetworkPictureProps {
  readonly picture: 'tree' | 'scatter';
  /** Those that are kept, and those under way. */
  readonly groups: readonly NetworkGroup[];
  readonly live: LiveNetworks;
  readonly cost: CostName;
  /** On the same images; undefined where it is not known. */
  readonly teacherAccuracy: number | undefined;
  readonly selection: Selection;
  /** Asked for, not trained. */
  readonly preview?: NetworkPreview | undefined;
}

const none: ReadonlySet<string> = new Set();
const noNames: ScatterLabels = { labels: [], leftOut: 0 };

/** Beyond as many, the tree has only those near what is in sight, and nodes jump from picture to picture. */
const manyNodes = 80;

/** Keys of folds. */
const openFolds = viewState<ReadonlySet<string>>(new Set());

/** The family tree, or accuracy against a cost: the same nodes, which move from one to the other. */
export function NetworkPicture(props: NetworkPictureProps) {
  const { picture, groups, live, cost, teacherAccuracy, selection, preview } = props;
  const words = useLateWords('networks');
  const teacherOf = useTeacherNames();
  const { ref, width, room } = useWidth<HTMLDivElement>();
  const [open, setOpen] = useViewState(openFolds);
  const [active, setActive] = useState<string>();
  const inTree = picture === 'tree';
  const chosen = selection.chosen?.key;
  const selectedKeys = JSON.stringify(selection.all.map(({ key }) => key));
  const selected = useMemo(() => new Set<string>(JSON.parse(selectedKeys)), [selectedKeys]);
  const roots = useMemo(() => provenance(groups, teacherOf), [groups, teacherOf]);
  const folded = useMemo(
    () => treeItems(roots, open, none, preview?.parentKey),
    [roots, open, preview?.parentKey],
  );
  // Another layout only where something that is selected would be folded away.
  const hidden = useMemo(() => foldedAway(folded), [folded]);
  const isHidden = [...selected].some((key) => hidden.has(key));
  const shown = isHidden ? selected : none;
  const items = useMemo(
    () => (shown.size > 0 ? treeItems(roots, open, shown, preview?.parentKey) : folded),
    [roots, open, shown, preview?.parentKey, folded],
  );
  const tree = useMemo(() => treePlan(items, width, room), [items, width, room]);
  const scatter = useMemo(
    () => scatterPlan(groups, cost, width, new Set(live.keys()), teacherAccuracy, preview, room),
    [groups, cost, width, live, teacherAccuracy, preview, room],
  );
  const looks = useMemo(
    () => looksOf(groups, inTree && tree.shape === 'outline' ? 1.25 : largest, live),
    [groups, inTree, tree.shape, live],
  );
  const sizeOf = useCallback((key: string) => looks.get(key)?.size ?? 1, [looks]);
  const wordsOf = useMarks(roots, live);
  const names = useMemo(
    () => (inTree ? noNames : scatterLabels(scatter, sizeOf, (key) => wordsOf(key).name, selected)),
    [inTree, scatter, sizeOf, wordsOf, selected],
  );
  const near = useSight(ref, inTree && tree.places.length > manyNodes ? tree : undefined);
  const walk = useMemo(
    () => (inTree ? treeWalk(tree) : scatterWalk(scatter.dots)),
    [inTree, tree, scatter.dots],
  );
  const order = useMemo(() => roots.flatMap(groupsBelow), [roots]);

  const dots = useMemo(() => new Map(scatter.dots.map((dot) => [dot.key, dot])), [scatter.dots]);
  const byKey = useMemo(() => new Map(groups.map((group) => [group.key, group])), [groups]);
  // In the order in which they are read and typed for, also where they are out of sight.
  const stops = useMemo(
    () =>
      inTree
        ? tree.places.flatMap(({ item }) => (item.kind === 'network' || item.fold ? item.key : []))
        : order.flatMap(({ key }) => (dots.has(key) ? key : [])),
    [inTree, tree, order, dots],
  );
  const stopsByKey = useMemo(() => new Set(stops), [stops]);
  const tabbed = [active, chosen, stops[0]].find((key) => key !== undefined && stopsByKey.has(key));
  const grown = useGrowing(stops.length, picture);
  const always = (key: string) => key === tabbed || key === chosen;
  const look = (key: string) => looks.get(key) ?? { size: 0, background: '' };
  const common = (key: string) => ({
    ...{ id: key, ...look(key), ...wordsOf(key), pale: false, live: live.has(key), isFold: false },
    ...{ selected: selected.has(key), chosen: key === chosen, isTeacher: false, lines: tree.lines },
    ...{ level: 0, position: 0, siblings: 0, width: 0, tabbed: false },
  });
  const marks: readonly NodeMarkProps[] = inTree
    ? tree.places.flatMap(({ item, parent, x, y, words: space, level, position, siblings }) => {
        const { key, kind, fold } = item;
        if (kind !== 'network' && !fold) return [];
        if ((y < near.from || y > near.to) && !always(key)) return [];
        const isFold = kind === 'fold';
        const group = byKey.get(key);
        return {
          ...common(key),
          ...{ x, y, width: space, level, position, siblings, isFold, role: 'treeitem' },
          ...(fold
            ? {
                act: words.folded(fold.nodes.length),
                said: words.foldedSaid(
                  fold.nodes.length,
                  fold.nodes.slice(0, fold.period).map((node) => wordsOf(node.key).act),
                ),
                ...{ open: fold.open, size: 1 },
              }
            : {}),
          isTeacher: group !== undefined && isTeacher(group),
          words: tree.shape === 'outline' ? 'beside' : parent ? 'on-line' : 'before',
        } satisfies NodeMarkProps;
      })
    : stops.flatMap((key, i) => {
        const [group, dot] = [byKey.get(key), dots.get(key)];
        if (!group || !dot) return [];
        if (i >= grown && !dot.onFront && !always(key)) return [];
        const said = [
          wordsOf(group.key).said,
          costSaid(group, cost, words.costs[cost]),
          dot.onFront ? words.onFront : '',
        ];
        return {
          ...common(group.key),
          ...{ x: dot.x, y: dot.y, isTeacher: isTeacher(group), role: 'option', words: 'none' },
          ...{ pale: !dot.onFront, said: said.filter(Boolean).join(', ') },
          ...{ position: i + 1, siblings: stops.length },
        } satisfies NodeMarkProps;
      });

  const canChoose = (key: string) => byKey.has(key) && !live.has(key);
  const pick = (key: string, several: boolean) => {
    setActive(key);
    if (key.startsWith('fold\n')) {
      const now = new Set(open);
      if (!now.delete(key)) now.add(key);
      setOpen(now);
    } else if (canChoose(key)) {
      if (several) selection.toggle(key);
      else selection.choose(key);
    }
  };
  /** A fold's begins with no letter. */
  const actOf = (key: string) => wordsOf(key).act;
  const focusWanted = useRef<string>(undefined);
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const key = nodeOf(event.target);
    if (key !== undefined) setActive(key);
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const key = nodeOf(event.target);
    if (key !== undefined) pick(key, event.shiftKey || event.ctrlKey || event.metaKey);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const key = nodeOf(event.target);
    if (key === undefined || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      pick(key, event.key === ' ' || event.ctrlKey || event.metaKey);
      return;
    }
    const direction = directionOf(event.key);
    const letter = /^\p{L}$/u.test(event.key) && !event.ctrlKey && !event.metaKey ? event.key : undefined;
    if (!direction && letter === undefined) return;
    event.preventDefault();
    const next = direction ? walk(key, direction) : nextNamed(stops, actOf, key, letter ?? '');
    if (next === undefined) return;
    setActive(next);
    focusWanted.current = next;
    if (canChoose(next)) {
      if (event.shiftKey && direction) {
        if (!selected.has(next)) selection.toggle(next);
      } else if (direction && selected.size < 2 && !event.ctrlKey && !event.metaKey) selection.choose(next);
    }
  };
  // It may have come into the page with this very drawing.
  useLayoutEffect(() => {
    const wanted = focusWanted.current;
    if (wanted === undefined) return;
    focusWanted.current = undefined;
    const nodes = ref.current?.querySelectorAll<HTMLElement>('[data-node]') ?? [];
    [...nodes].find(({ dataset }) => dataset.node === wanted)?.focus();
  });

  useInSight(ref, inTree && width > 0 ? tree : undefined, chosen);

  const { height } = inTree ? tree : scatter;
  const unplaced = groups.length - scatter.dots.length;
  return (
    <div
      className={styles.frame}
      style={{ '--worth': `${inTree ? wantedWidth(items) : scatterWidth}rem` } as CSSProperties}
    >
      {inTree ? null : <p className={styles.axisName}>{words.accuracy}, %</p>}
      <div ref={ref} className={inTree ? styles.scroll : styles.whole}>
        <div className={styles.stage} style={{ height: `${height}rem` }}>
          {width === 0 ? null : inTree ? (
            <>
              <TreeDrawing plan={tree} sizeOf={sizeOf} near={near} />
              <StandIns plan={tree} preview={preview} />
            </>
          ) : (
            <>
              <ScatterDrawing plan={scatter} cost={cost} />
              <ScatterNames labels={names.labels} selected={selected} />
            </>
          )}
          {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles can have several selected. */}
          <div
            role={inTree ? 'tree' : 'listbox'}
            aria-label={inTree ? words.treeLabel : words.scatterLabel(words.costs[cost])}
            aria-multiselectable="true"
            className={stops.length > manyNodes ? styles.many : undefined}
            tabIndex={-1}
            {...{ onClick, onKeyDown, onFocus }}
          >
            {width === 0
              ? null
              : marks.map((mark) => <NodeMark key={mark.id} {...mark} tabbed={mark.id === tabbed} />)}
          </div>
        </div>
      </div>
      {inTree ? null : (
        <p className={styles.axisName} data-end="">
          {words.costs[cost]}
        </p>
      )}
      {names.leftOut > 0 ? <p className={styles.quiet}>{words.unnamed(names.leftOut)}</p> : null}
      {!inTree && unplaced > 0 ? <p className={styles.quiet}>{words.unplaced(unplaced)}</p> : null}
    </div>
  );
}

const nodeOf = (target: EventTarget): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>('[data-node]')?.dataset.node : undefined;

/** Type-ahead: the next one whose words begin with the letter, from the top again after the last. */
function nextNamed(
  keys: readonly string[],
  actOf: (key: string) => string,
  from: string,
  letter: string,
): string | undefined {
  const at = keys.indexOf(from);
  const round = [...keys.slice(at + 1), ...keys.slice(0, at)];
  const begins = letter.toLocaleLowerCase();
  return round.find((key) => actOf(key).toLocaleLowerCase().startsWith(begins));
}

const groupsBelow = ({ group, children }: ProvenanceNode): readonly NetworkGroup[] => [
  ...(group ? [group] : []),
  ...children.flatMap(groupsBelow),
];
