import type { Marker } from '../../seriesStyle.ts';

/** A mark of a line as the commands of an SVG path, `r` from its middle to its edge. */
export function markerPath(marker: Marker, x: number, y: number, r: number): string {
  switch (marker) {
    case 'circle':
      return `M${x - r},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`;
    case 'square':
      return `M${x - r},${y - r}h${2 * r}v${2 * r}h${-2 * r}Z`;
    case 'triangle':
      return `M${x},${y - r}l${r},${2 * r}h${-2 * r}Z`;
    case 'diamond':
      return `M${x},${y - r}l${r},${r}l${-r},${r}l${-r},${-r}Z`;
    case 'cross':
      return `M${x - r},${y - r}l${2 * r},${2 * r}m0,${-2 * r}l${-2 * r},${2 * r}`;
    case 'bar':
      return `M${x},${y - r}v${2 * r}`;
  }
}
