/**
 * A drawing as what was done to it, so that undoing is forgetting the last of it. Places are shares of the side, 0 … 1.
 */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Colours that go onto the picture, as a paint box has them: those of the built-in insects and their backgrounds. */
export const inks = {
  black: '#1a1613',
  brown: '#6b3f1d',
  red: '#c0271b',
  orange: '#e98a1c',
  yellow: '#f5d02e',
  green: '#4f7f33',
  blue: '#3f7fb8',
  white: '#ffffff',
} as const;
export type InkName = keyof typeof inks;
export const inkNames = Object.keys(inks) as readonly InkName[];

/** Widths of the brushes. */
export const brushes = { fine: 1 / 32, medium: 3 / 32, broad: 7 / 32 } as const;
export type BrushName = keyof typeof brushes;
export const brushNames = Object.keys(brushes) as readonly BrushName[];

export interface Stroke {
  readonly kind: 'stroke';
  readonly ink: InkName;
  readonly brush: BrushName;
  /** One point is a dot. */
  readonly points: readonly Point[];
}

export type Mark = Stroke | { readonly kind: 'clear' };

export const grounds = ['paper', 'image'] as const;
export type Ground = (typeof grounds)[number];

export interface Drawing {
  /** What is painted on: nothing, or the chosen image of the dataset. */
  readonly ground: Ground;
  readonly marks: readonly Mark[];
}

export const blankDrawing: Drawing = { ground: 'paper', marks: [] };

/** The strokes that are to be seen: those since the drawing was last cleared. */
export function strokesShown(marks: readonly Mark[]): readonly Stroke[] {
  const cleared = marks.findLastIndex((mark) => mark.kind === 'clear');
  return marks.slice(cleared + 1).filter((mark) => mark.kind === 'stroke');
}

/** Sides near this are sharp enough on any screen and quick to read back. */
const sideWanted = 384;

/** The side of the canvas: a multiple of the network's, so that each of its pixels is a block of whole ones. */
export function canvasSide(size: number): number {
  return size * Math.max(1, Math.round(sideWanted / size));
}

/**
 * The mean of each block of side/size × side/size opaque pixels: an image that was enlarged pixel by pixel comes out
 * as it was.
 *
 * @param rgba [side, side, 4] bytes; `size` divides `side`.
 * @returns [size, size, 4]
 */
export function blockMeans(
  rgba: Uint8ClampedArray,
  side: number,
  size: number,
): Uint8ClampedArray<ArrayBuffer> {
  const block = side / size;
  const means = new Uint8ClampedArray(size * size * 4);
  const sums = new Float64Array(size * 3);
  for (let y = 0; y < size; y++) {
    sums.fill(0);
    for (let row = y * block; row < (y + 1) * block; row++) {
      for (let x = 0; x < side; x++) {
        const from = 4 * (row * side + x);
        const to = 3 * Math.floor(x / block);
        for (let channel = 0; channel < 3; channel++) {
          sums[to + channel] = (sums[to + channel] as number) + (rgba[from + channel] as number);
        }
      }
    }
    for (let x = 0; x < size; x++) {
      const to = 4 * (y * size + x);
      for (let channel = 0; channel < 3; channel++) {
        means[to + channel] = (sums[3 * x + channel] as number) / block ** 2;
      }
      means[to + 3] = 255;
    }
  }
  return means;
}

const directions: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Where a key takes the brush: by one pixel of the network's, or by four at once; undefined for other keys. */
export function brushMoved(key: string, from: Point, size: number, far: boolean): Point | undefined {
  const direction = directions[key];
  if (!direction) return undefined;
  const step = (far ? 4 : 1) / size;
  const within = (share: number) => Math.min(1, Math.max(0, share));
  return { x: within(from.x + direction.x * step), y: within(from.y + direction.y * step) };
}
