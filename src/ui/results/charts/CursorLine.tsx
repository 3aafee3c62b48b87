import { useEffect, useRef } from 'react';
import { usePlotArea } from 'recharts';
import { epochAfter, useCursor, useCursorEpoch } from '../curves/cursor.ts';
import styles from '../curves/curves.module.css';

/**
 * The line under the cursor, on Recharts' plot area; and what moves the cursor on this chart: pointer, finger, keys.
 *
 * The listeners are the drawing's own, because Recharts hands its events on late, and its arrow keys stop at as many
 * epochs as the axis has ticks.
 */
export function CursorLine({
  chart,
  from,
  to,
}: {
  readonly chart: string;
  readonly from: number;
  readonly to: number;
}) {
  const plot = usePlotArea();
  const cursor = useCursor();
  const epoch = useCursorEpoch();
  const line = useRef<SVGLineElement>(null);
  const left = plot?.x ?? 0;
  const width = plot?.width ?? 0;
  useEffect(() => {
    const drawing = line.current?.ownerSVGElement;
    if (!drawing || width === 0) return;
    const point = (event: PointerEvent) => {
      const across = event.clientX - drawing.getBoundingClientRect().left - left;
      const outside = across < -8 || across > width + 8;
      const share = Math.min(1, Math.max(0, across / width));
      const at = { epoch: Math.round(from + share * (to - from)), chart, spoken: false };
      cursor.set(outside ? undefined : at);
    };
    const leave = (event: PointerEvent) => {
      // A finger that is lifted has not looked away.
      if (event.pointerType !== 'touch') cursor.set(undefined);
    };
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const next = epochAfter(event.key, cursor.get()?.epoch, from, to);
      if (next !== undefined) cursor.set({ epoch: next, chart, spoken: true });
      else if (event.key === 'Escape' && cursor.get()) cursor.set(undefined);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    const blur = () => {
      if (cursor.get()?.spoken) cursor.set(undefined);
    };
    const listening = new AbortController();
    const { signal } = listening;
    drawing.addEventListener('pointerdown', point, { signal });
    drawing.addEventListener('pointermove', point, { signal });
    drawing.addEventListener('pointerleave', leave, { signal });
    drawing.addEventListener('keydown', press, { signal });
    drawing.addEventListener('blur', blur, { signal });
    return () => listening.abort();
  }, [cursor, chart, from, to, left, width]);
  if (!plot) return null;
  const share = epoch === undefined || to === from ? 0.5 : (epoch - from) / (to - from);
  const x = left + share * width;
  return (
    <line
      ref={line}
      className={styles.cursor}
      visibility={epoch === undefined || epoch < from || epoch > to ? 'hidden' : 'visible'}
      x1={x}
      x2={x}
      y1={plot.y}
      y2={plot.y + plot.height}
    />
  );
}
