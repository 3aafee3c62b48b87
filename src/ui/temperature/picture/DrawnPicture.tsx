import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import type { SquarePicture } from '../../../protocol/records.ts';
import { Segmented } from '../../results/Segmented.tsx';
import { useWords } from '../../text/useWords.ts';
import unseen from '../../unseen.module.css';
import { useViewState, viewState } from '../../viewState.ts';
import { changeDrawing, usePictureChoice } from './choice.ts';
import {
  type BrushName,
  blockMeans,
  brushes,
  brushMoved,
  brushNames,
  canvasSide,
  grounds,
  type InkName,
  type Point,
  type Stroke,
  strokesShown,
} from './drawing.ts';
import { InkChoice } from './InkChoice.tsx';
import { paintGround, paintStroke } from './paint.ts';
import styles from './picture.module.css';
import type { Look } from './useLooking.ts';

const chosenInk = viewState<InkName>('black');
const chosenBrush = viewState<BrushName>('medium');

/**
 * A sheet to paint on, blank or with an image of the dataset under the paint. The models are asked while the brush moves.
 */
export function DrawnPicture({
  look,
  size,
  image,
}: {
  readonly look: Look;
  /** The networks' S. */
  readonly size: number;
  /** The dataset's chosen image, once it is known. */
  readonly image: SquarePicture | undefined;
}) {
  const text = useWords('pictures');
  const help = useId();
  const { drawing } = usePictureChoice();
  const { ground, marks } = drawing;
  const [ink, setInk] = useViewState(chosenInk);
  const [brush, setBrush] = useViewState(chosenBrush);
  const [at, setAt] = useState<Point>({ x: 0.5, y: 0.5 });
  const canvas = useRef<HTMLCanvasElement>(null);
  /** The stroke under way, and who draws it. */
  const drawn = useRef<{ readonly stroke: Stroke; readonly by: number | 'Space' }>(undefined);
  const side = canvasSide(size);
  const under = ground === 'image' ? image : undefined;

  const contextOf = () => canvas.current?.getContext('2d', { willReadFrequently: true });
  const ask = () =>
    look(() => {
      const pixels = contextOf()?.getImageData(0, 0, side, side).data;
      return pixels && { width: size, height: size, rgba: blockMeans(pixels, side, size) };
    });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `ask` is made of `look`, `side` and `size`.
  useEffect(() => {
    const context = contextOf();
    if (!context) return;
    paintGround(context, under);
    for (const stroke of strokesShown(marks)) paintStroke(context, stroke);
    if (drawn.current) paintStroke(context, drawn.current.stroke);
    ask();
  }, [under, marks, look, side, size]);

  const begin = (by: number | 'Space', point: Point) => {
    if (drawn.current) return;
    drawn.current = { by, stroke: { kind: 'stroke', ink, brush, points: [] } };
    extend(by, [point]);
  };
  const extend = (by: number | 'Space', points: readonly Point[]) => {
    const context = contextOf();
    if (drawn.current?.by !== by || !context) return;
    const { stroke } = drawn.current;
    const longer = { ...stroke, points: [...stroke.points, ...points] };
    drawn.current = { by, stroke: longer };
    paintStroke(context, longer, stroke.points.length);
    ask();
  };
  const end = (by: number | 'Space') => {
    if (drawn.current?.by !== by) return;
    changeDrawing({ marks: [...marks, drawn.current.stroke] });
    drawn.current = undefined;
  };
  const undo = () => changeDrawing({ marks: marks.slice(0, -1) });

  const onKeyDown = (event: KeyboardEvent) => {
    const next = brushMoved(event.key, at, size, event.shiftKey);
    if (next) {
      setAt(next);
      extend('Space', [next]);
    } else if (event.key === ' ') {
      if (!event.repeat) begin('Space', at);
    } else if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) {
      undo();
    } else return;
    event.preventDefault();
  };
  const pointsOf = (event: PointerEvent): readonly Point[] => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const all = event.nativeEvent.getCoalescedEvents?.() ?? [];
    return (all.length > 0 ? all : [event.nativeEvent]).map(({ clientX, clientY }) => ({
      x: (clientX - left) / width,
      y: (clientY - top) / height,
    }));
  };

  return (
    <div className={styles.own}>
      <div
        className={`${styles.stage} ${styles.sheet}`}
        role="application"
        aria-label={text.draw.sheet}
        aria-describedby={help}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is drawn on with keys.
        tabIndex={0}
        onKeyDown={onKeyDown}
        onKeyUp={(event) => {
          if (event.key === ' ') end('Space');
        }}
        onBlur={() => end('Space')}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          begin(event.pointerId, pointsOf(event).at(-1) ?? at);
        }}
        onPointerMove={(event) => extend(event.pointerId, pointsOf(event))}
        onPointerUp={(event) => {
          if (drawn.current?.by === event.pointerId) setAt(drawn.current.stroke.points.at(-1) ?? at);
          end(event.pointerId);
        }}
        onPointerCancel={(event) => end(event.pointerId)}
      >
        <canvas ref={canvas} width={side} height={side} />
        <span
          className={styles.cursor}
          style={{ left: `${at.x * 100}%`, top: `${at.y * 100}%`, width: `${brushes[brush] * 100}%` }}
        />
      </div>
      <div className={styles.tools}>
        <InkChoice ink={ink} onChange={setInk} />
        <Segmented
          label={text.draw.brush}
          options={brushNames.map((name) => ({ name, text: text.draw.brushes[name] }))}
          value={brush}
          onChange={setBrush}
        />
        <span className={styles.tools}>
          <button type="button" disabled={marks.length === 0} onClick={undo}>
            {text.draw.undo}
          </button>
          <button
            type="button"
            disabled={strokesShown(marks).length === 0}
            onClick={() => changeDrawing({ marks: [...marks, { kind: 'clear' }] })}
          >
            {text.draw.clear}
          </button>
        </span>
        <Segmented
          label={text.draw.ground}
          options={grounds.map((name) => ({ name, text: text.draw.grounds[name] }))}
          value={ground}
          onChange={(name) => changeDrawing({ ground: name })}
        />
      </div>
      <p id={help} className={styles.quiet}>
        {text.draw.keys}
      </p>
      <span className={unseen.unseen}>{text.stays}</span>
    </div>
  );
}
