/**
 * A picture cut into patches whose pixels all read the same taps: where strips of rows and strips of columns cross.
 */
import { type DepthwiseGeometry, inShape, outShape } from './geometry.ts';
import { backwardStrips, forwardStrips, type Strip } from './strips.ts';
import { registerTaps, type TapLoopShape } from './tapLoops.ts';

export type Operation = 'forward' | 'inputGradient' | 'filterGradient';

export interface Patch<Loop> {
  readonly loop: Loop;
  /** Bytes from a picture's start to the patch's, in what is read and in what is written. */
  readonly begin: { readonly input: number; readonly output: number };
  readonly pixels: number;
}

/** Patches beside each other, from left to right. */
export interface Band<Loop> {
  readonly rows: number;
  readonly rowStep: { readonly input: number; readonly output: number };
  readonly patches: readonly Patch<Loop>[];
}

export interface Plan<Loop> {
  /** Bytes of a picture. */
  readonly image: { readonly input: number; readonly output: number };
  readonly bands: readonly Band<Loop>[];
}

/** What `operation` reads (`input`) beside weights and writes (`output`); the filter gradient reads dy as its `output`. */
export function plan<Loop>(
  operation: Operation,
  geometry: DepthwiseGeometry,
  loopOf: (shape: TapLoopShape) => Loop,
  around?: TapLoopShape['around'],
): Plan<Loop> {
  const backward = operation === 'inputGradient';
  const [x, y] = [pitchOf(inShape(geometry)), pitchOf(outShape(geometry))];
  const pitch = backward ? { input: y, output: x } : { input: x, output: y };
  const stripsOf = backward ? backwardStrips : forwardStrips;
  const columns = stripsOf(geometry.columns);
  const width = geometry.columns.kernel;
  const most =
    operation === 'filterGradient' ? Math.max(1, Math.floor(registerTaps / width)) : geometry.rows.kernel;
  const bands = stripsOf(geometry.rows)
    .flatMap((strip) => inParts(strip, most))
    .map((row) => ({
      rows: row.count,
      rowStep: { input: row.inputStep * pitch.input.row, output: row.outputStep * pitch.output.row },
      patches: columns.map((column) => patch(row, column)),
    }));
  return { image: { input: pitch.input.image, output: pitch.output.image }, bands };

  function patch(row: Strip, column: Strip): Patch<Loop> {
    const taps = row.taps.flatMap((r) =>
      column.taps.map((c) => ({
        input: r.input * pitch.input.row + c.input * pitch.input.pixel,
        weights: 4 * geometry.channels * (r.tap * width + c.tap),
      })),
    );
    const begin = taps.reduce((least, { input }) => Math.min(least, input), taps[0]?.input ?? 0);
    const loop = loopOf({
      channels: geometry.channels,
      ...(around && { around }),
      taps: taps.map(({ input, weights }) => ({ input: input - begin, weights })),
      pixelStep: {
        input: column.inputStep * pitch.input.pixel,
        output: column.outputStep * pitch.output.pixel,
      },
      rowStep: { input: row.inputStep * pitch.input.row, output: row.outputStep * pitch.output.row },
      imageStep: { input: pitch.input.image, output: pitch.output.image },
    });
    const output = row.output * pitch.output.row + column.output * pitch.output.pixel;
    return { loop, begin: { input: begin, output }, pixels: column.count };
  }
}

/** Bytes from one pixel, row and picture of [B, H, W, C] to the next. */
function pitchOf(shape: readonly number[]) {
  const [, height = 1, width = 1, channels = 1] = shape;
  const pixel = 4 * channels;
  return { pixel, row: width * pixel, image: height * width * pixel };
}

/** The same rows several times, each with at most `most` of the taps. */
function inParts(strip: Strip, most: number): Strip[] {
  if (strip.taps.length <= most) return [strip];
  return Array.from({ length: Math.ceil(strip.taps.length / most) }, (_, i) => ({
    ...strip,
    taps: strip.taps.slice(i * most, (i + 1) * most),
  }));
}
