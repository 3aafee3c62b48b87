/**
 * Embeddings of positions: fixed ones, and learned ones for another number of patches.
 */

/**
 * Sines and cosines (Vaswani et al. 2017, section 3.5), as Compact Transformers' `sinusoidal_embedding` has them:
 * p/10000^(2⌊i/2⌋/D) of position p, its sine where i is even and its cosine where it is odd.
 *
 * @returns [1, count, width], row by row.
 */
export function sinePositions(count: number, width: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: count * width }, (_, at) => {
    const [position, i] = [Math.floor(at / width), at % width];
    const angle = position / 10_000 ** ((2 * Math.floor(i / 2)) / width);
    return i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}

export interface PositionGrid {
  /** Patches a side, there and wanted. */
  readonly from: number;
  readonly to: number;
  /** D */
  readonly width: number;
  /** Tokens before the patches, which keep their positions: of class and distillation. */
  readonly before: number;
  /**
   * Whether the corners lie on each other (torchvision's `interpolate_embeddings`), or the patches' edges (DeiT and timm 0.4; later
   * timm smooths besides where there are fewer patches, which this does not).
   */
  readonly alignCorners: boolean;
}

/**
 * Learned positions for another number of patches, by PyTorch's `interpolate(mode='bicubic')`: cubic convolution (Keys 1981, IEEE TASSP
 * 29, 1153) with a = −3/4, what lies beyond an edge being as the edge.
 *
 * @param positions [1, before + from², D]
 * @returns [1, before + to², D]
 */
export function interpolatedPositions(
  positions: ArrayLike<number>,
  { from, to, width, before, alignCorners }: PositionGrid,
): Float32Array<ArrayBuffer> {
  const kept = before * width;
  const result = new Float32Array(kept + to * to * width);
  for (let i = 0; i < kept; i++) result[i] = positions[i] ?? 0;
  const taps = tapsOf(from, to, alignCorners);
  for (const [row, rowTaps] of taps.entries()) {
    for (const [column, columnTaps] of taps.entries()) {
      const target = kept + (row * to + column) * width;
      for (let c = 0; c < width; c++) {
        let sum = 0;
        for (const { at: y, weight: high } of rowTaps) {
          for (const { at: x, weight: wide } of columnTaps) {
            sum += high * wide * (positions[kept + (y * from + x) * width + c] ?? 0);
          }
        }
        result[target + c] = sum;
      }
    }
  }
  return result;
}

interface Tap {
  readonly at: number;
  readonly weight: number;
}

/** For each place of the new axis what it takes of the old one. */
function tapsOf(from: number, to: number, alignCorners: boolean): readonly (readonly Tap[])[] {
  return Array.from({ length: to }, (_, i) => {
    const aligned = to > 1 ? (i * (from - 1)) / (to - 1) : 0;
    const place = alignCorners ? aligned : ((i + 0.5) * from) / to - 0.5;
    const first = Math.floor(place) - 1;
    return Array.from({ length: 4 }, (_, k) => ({
      at: Math.min(from - 1, Math.max(0, first + k)),
      weight: cubic(Math.abs(place - first - k)),
    }));
  });
}

/** The kernel at a distance from 0 to 2. */
function cubic(x: number): number {
  const a = -0.75;
  return x <= 1 ? (a + 2) * x ** 3 - (a + 3) * x ** 2 + 1 : a * (x ** 3 - 5 * x ** 2 + 8 * x - 4);
}
