import {
  type KeyboardEvent,
  memo,
  startTransition,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { GraphBlock } from '../../../protocol/networkInside.ts';
import { useLateWords } from '../../text/late.ts';
import { useGrowing } from '../picture/useGrowing.ts';
import { directionOf } from '../picture/walk.ts';
import styles from './graph.module.css';
import { type DrawnBox, type GraphDrawing, graphDrawing, thickness } from './graphDrawing.ts';
import { blockKey, graphStep } from './graphWalk.ts';
import { show } from './LayerTable.tsx';
import { shapeText } from './shapeText.ts';
import { useOperationWords } from './useOperationWords.ts';

interface NetworkGraphProps {
  readonly blocks: readonly GraphBlock[];
  /** The layer that is chosen here or in the table. */
  readonly layer: string | undefined;
  /** Layers that are marked: they lose a slice with the channel that is looked at. */
  readonly lit: ReadonlySet<string>;
  onLayer(name: string): void;
}

/** A block that is folded is marked for what is in it. */
const isLit = ({ block, operation }: DrawnBox, lit: ReadonlySet<string>): boolean =>
  operation
    ? operation.layer !== undefined && lit.has(operation.layer)
    : block.operations.some(({ layer }) => layer !== undefined && lit.has(layer));

const zooms = [0.6, 0.8, 1, 1.25, 1.6] as const;
const keyOfBox = ({ block, operation }: DrawnBox) => operation?.id ?? blockKey(block.name);

/** The forward pass from images to logits: its blocks, and the operations of those that are unfolded. */
export const NetworkGraph = memo(function NetworkGraph({ blocks, layer, lit, onLayer }: NetworkGraphProps) {
  const words = useLateWords('inside');
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string>();
  const [zoom, setZoom] = useState(2);
  const sheet = useRef<HTMLDivElement>(null);
  const home = useMemo(
    () =>
      layer === undefined
        ? undefined
        : blocks.find(({ operations }) => operations.some((one) => one.layer === layer))?.name,
    [blocks, layer],
  );
  useEffect(() => {
    // What is chosen in the table is there to be seen.
    if (home === undefined) return;
    startTransition(() => setOpen((before) => (before.has(home) ? before : new Set([...before, home]))));
  }, [home]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a block that was unfolded for the layer has it only now.
  useEffect(() => {
    if (layer !== undefined) show(sheet.current, '[aria-selected="true"]');
  }, [layer, open]);
  const drawing = useMemo(() => graphDrawing(blocks, open), [blocks, open]);
  const { boxes, edges, width, height } = drawing;
  const grown = useGrowing(Math.max(boxes.length, edges.length), 'graph');
  const shownEdges = useMemo(() => edges.slice(0, grown), [edges, grown]);
  const reached = boxes.some((one) => keyOfBox(one) === current) ? current : boxes[0] && keyOfBox(boxes[0]);
  const toggle = useCallback(
    (name: string) =>
      startTransition(() =>
        setOpen((before) => {
          const next = new Set(before);
          if (!next.delete(name)) next.add(name);
          return next;
        }),
      ),
    [],
  );
  const activate = useCallback(
    ({ block, operation }: DrawnBox) => {
      setCurrent(operation?.id ?? blockKey(block.name));
      if (!operation) toggle(block.name);
      else if (operation.layer !== undefined) onLayer(operation.layer);
    },
    [toggle, onLayer],
  );
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const direction = directionOf(event.key);
    if (!direction || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const step = graphStep(blocks, open, direction, reached);
    if (!step) return;
    if ('toggle' in step) return toggle(step.toggle);
    setCurrent(step.to);
    const nodes = event.currentTarget.querySelectorAll<HTMLElement>('[data-node]');
    [...nodes].find(({ dataset }) => dataset.node === step.to)?.focus();
  };
  return (
    <div className={styles.graph}>
      <div className={styles.tools}>
        <button
          type="button"
          disabled={zoom === 0}
          aria-label={words.smaller}
          onClick={() => setZoom(zoom - 1)}
        >
          −
        </button>
        <button
          type="button"
          disabled={zoom === zooms.length - 1}
          aria-label={words.larger}
          onClick={() => setZoom(zoom + 1)}
        >
          +
        </button>
        <button
          type="button"
          disabled={open.size === blocks.length}
          onClick={() => startTransition(() => setOpen(new Set(blocks.map(({ name }) => name))))}
        >
          {words.unfoldAll}
        </button>
        <button
          type="button"
          disabled={open.size === 0}
          onClick={() => startTransition(() => setOpen(new Set()))}
        >
          {words.foldAll}
        </button>
      </div>
      <div ref={sheet} className={styles.sheet}>
        <div
          className={styles.drawing}
          style={{ fontSize: `${zooms[zoom] ?? 1}em`, width: `${width}em`, height: `${height}em` }}
        >
          <Edges edges={shownEdges} width={width} height={height} />
          <div role="tree" className={styles.boxes} aria-label={words.graph} tabIndex={-1} onKeyDown={walk}>
            {boxes.map((box, i) => {
              const key = keyOfBox(box);
              const isChosen = box.operation?.layer !== undefined && box.operation.layer === layer;
              if (i >= grown && key !== reached && !isChosen) return null;
              const siblings = box.operation ? box.block.operations.length : blocks.length;
              return (
                <GraphBox
                  key={key}
                  box={box}
                  of={siblings}
                  place={
                    1 +
                    (box.operation ? box.block.operations.indexOf(box.operation) : blocks.indexOf(box.block))
                  }
                  isOpen={open.has(box.block.name)}
                  chosen={isChosen}
                  lit={isLit(box, lit)}
                  reached={key === reached}
                  onActivate={activate}
                />
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
});

/** What passes from box to box. */
const Edges = memo(function Edges({
  edges,
  width,
  height,
}: Pick<GraphDrawing, 'edges' | 'width' | 'height'>) {
  const words = useLateWords('inside');
  return (
    <>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {edges.map(({ key, path, shape }) => (
          <path key={key} d={path} strokeWidth={thickness(shape)} />
        ))}
      </svg>
      {edges.map(({ key, shape, label }) =>
        label ? (
          <span
            key={key}
            aria-hidden="true"
            className={styles.passing}
            style={{ left: `${label.left}em`, top: `${label.top}em` }}
          >
            <small>
              {label.end ? `${words.ends[label.end]} ` : ''}
              {shapeText(shape)}
            </small>
          </span>
        ) : null,
      )}
    </>
  );
});

interface GraphBoxProps {
  readonly box: DrawnBox;
  /** Its place among as many of its kind, from 1. */
  readonly place: number;
  readonly of: number;
  readonly isOpen: boolean;
  readonly chosen: boolean;
  readonly lit: boolean;
  /** Whether it is in the order of Tab. */
  readonly reached: boolean;
  onActivate(box: DrawnBox): void;
}

const GraphBox = memo(function GraphBox({
  box,
  place,
  of,
  isOpen,
  chosen,
  lit,
  reached,
  onActivate,
}: GraphBoxProps) {
  const words = useLateWords('inside');
  const say = useOperationWords();
  const { block, operation, left, top, width, height } = box;
  return (
    <div
      role="treeitem"
      data-node={operation?.id ?? blockKey(block.name)}
      data-kind={operation?.kind ?? (isOpen ? 'frame' : 'block')}
      className={styles.box}
      style={{ left: `${left}em`, top: `${top}em`, width: `${width}em`, height: `${height}em` }}
      data-lit={lit ? '' : undefined}
      aria-label={[operation ? say.full(operation, block) : say.block(block), lit ? words.lit : '']
        .filter(Boolean)
        .join(', ')}
      aria-level={operation ? 2 : 1}
      aria-setsize={of}
      aria-posinset={place}
      aria-expanded={operation ? undefined : isOpen}
      aria-selected={chosen}
      tabIndex={reached ? 0 : -1}
      onClick={() => onActivate(box)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onActivate(box);
      }}
    >
      {operation ? (
        <span>{say.short(operation)}</span>
      ) : (
        <>
          <span>{block.name}</span>
          {isOpen ? null : <small>{say.summary(block)}</small>}
        </>
      )}
    </div>
  );
});
