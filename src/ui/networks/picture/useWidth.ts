import { useLayoutEffect, useRef, useState } from 'react';

/**
 * The width of what bears `ref`, in rem; 0 until it is in the page. At a station of a presentation its height too, which is what
 * the screen leaves.
 */
export function useWidth<Element extends HTMLElement>() {
  const ref = useRef<Element>(null);
  const [width, setWidth] = useState(0);
  const [room, setRoom] = useState<number>();
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      // In quarters: a pixel more or less lays nothing out anew.
      const isStation = document.documentElement.dataset.station !== undefined;
      setRoom(isStation ? Math.floor((4 * element.clientHeight) / rem) / 4 : undefined);
      setWidth(Math.floor((4 * element.clientWidth) / rem) / 4);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width, room };
}
