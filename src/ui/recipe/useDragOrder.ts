import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { edgeOf, placeAt } from './dragOrder.ts';

interface Drag {
  readonly from: number;
  readonly to: number;
}

/**
 * Puts items of a list elsewhere by dragging their grips. Nothing moves until an item is put down; until then `edge` says where
 * that would be. Escape calls it off.
 */
export function useDragOrder(onDrop: (from: number, to: number) => void, disabled: boolean) {
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<Drag>();
  const isDragging = drag !== undefined;
  useEffect(() => {
    if (!isDragging) return;
    const callOff = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      setDrag(undefined);
    };
    addEventListener('keydown', callOff, { capture: true });
    return () => removeEventListener('keydown', callOff, { capture: true });
  }, [isDragging]);

  const grip = (place: number) => ({
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0 || disabled) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ from: place, to: place });
    },
    onPointerMove(event: PointerEvent) {
      if (!drag) return;
      const items = [...(list.current?.children ?? [])];
      const extents = items.map((item) => item.getBoundingClientRect());
      const to = placeAt(extents, drag.from, event.clientY);
      if (to === drag.to) return;
      items[to]?.scrollIntoView({ block: 'nearest' });
      setDrag({ ...drag, to });
    },
    onPointerUp() {
      setDrag(undefined);
      if (drag && drag.to !== drag.from) onDrop(drag.from, drag.to);
    },
    onPointerCancel: () => setDrag(undefined),
  });
  return {
    list,
    grip,
    dragged: drag?.from,
    edge: (place: number) => drag && edgeOf(place, drag.from, drag.to),
  };
}
