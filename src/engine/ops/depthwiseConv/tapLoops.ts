/**
 * The inner loops of depthwise convolutions and of their gradients, assembled for their shapes.
 *
 * Channels do not mix, so they are the vector: four of them at a time pass over all pixels of a stretch, with what belongs
 * to the taps in registers: the weights, or, for the filter's gradient, the sums that become it. A tap is then one load and one
 * multiply-add. Which pixel a tap reads is a constant distance in memory from the pixel that is written, so
 * strides, padding and flipped filters are all the same loop; see `strips.ts` for the edges.
 */
import {
  advance,
  type Code,
  constant,
  floats,
  get,
  type LocalType,
  moduleBytes,
  repeat,
  set,
} from '../simd/assembler.ts';

export interface TapLoopShape {
  readonly channels: number;
  /** Of sums alone: where they start from, in bytes from the weights (0 where it is missing), and whether they end with ReLU. */
  readonly around?: { readonly start: number; readonly relu: boolean } | undefined;
  /** For each tap, the bytes from where the loops begin to what it reads, and to its weights. */
  readonly taps: readonly { readonly input: number; readonly weights: number }[];
  /** Bytes from one pixel, row or picture to the next. */
  readonly pixelStep: Steps;
  readonly rowStep: Steps;
  readonly imageStep: Steps;
}

interface Steps {
  readonly input: number;
  readonly output: number;
}

/**
 * For every pixel p and channel c of some pictures,
 *
 * - `tapSums`: output[p, c] = Σ over taps of input[p + tap, c]·weights[tap, c], see `around`;
 * - `tapCorrelations`: weights[tap, c] += Σ over p of input[p + tap, c]·output[p, c].
 *
 * Pointers are byte offsets; counts are at least 1.
 */
export type TapLoop = (
  input: number,
  weights: number,
  output: number,
  images: number,
  rows: number,
  pixels: number,
) => void;

/** How many taps have a register each; with the value in hand and a product, sixteen are all that x86 has. */
export const registerTaps = 12;

const parameter = { input: 0, weights: 1, output: 2, images: 3, rows: 4, pixels: 5 } as const;
const local = {
  block: { input: 6, weights: 7, output: 8 },
  image: { input: 9, output: 10 },
  row: { input: 11, output: 12 },
  pixel: { input: 13, output: 14 },
  blocksLeft: 15,
  imagesLeft: 16,
  rowsLeft: 17,
  pixelsLeft: 18,
} as const;
const firstVector = 19;

type Lanes = 'v128' | 'f32';
/** What one block of channels does with its stretch of pixels, given the locals that are its own. */
type Body = (shape: TapLoopShape, lanes: Lanes, firstLocal: number, fused: boolean) => Code;

export function tapSumsModule(shape: TapLoopShape, shared: boolean, fused: boolean) {
  return overChannels(shape, shared, fused, sums);
}

/** Fastest with at most `registerTaps` taps. */
export function tapCorrelationsModule(shape: TapLoopShape, shared: boolean, fused: boolean) {
  return overChannels(shape, shared, fused, correlations);
}

function overChannels(shape: TapLoopShape, shared: boolean, fused: boolean, body: Body) {
  const locals = shape.taps.length + 2;
  const [vectors, singles] = [Math.floor(shape.channels / 4), shape.channels % 4];
  const blocks = (lanes: Lanes, count: number): Code =>
    count === 0
      ? []
      : repeat(local.blocksLeft, constant(count), [
          body(shape, lanes, lanes === 'v128' ? firstVector : firstVector + locals, fused),
          Object.values(local.block).map((pointer) => advance(pointer, lanes === 'v128' ? 16 : 4)),
        ]);
  return moduleBytes({
    shared,
    parameters: 6,
    locals: [
      ...Array<LocalType>(firstVector - 6).fill('i32'),
      ...Array<LocalType>(locals).fill('v128'),
      ...Array<LocalType>(locals).fill('f32'),
    ],
    body: [
      set(local.block.input, get(parameter.input)),
      set(local.block.weights, get(parameter.weights)),
      set(local.block.output, get(parameter.output)),
      blocks('v128', vectors),
      blocks('f32', singles),
    ],
  });
}

const sums: Body = ({ taps, around, ...shape }, lanes, first, fused) => {
  const { load, store, max, multiplyAdd, zero } = floats[lanes];
  const [sum, start] = [first, first + 1];
  const kept = (tap: number) => first + 2 + tap;
  const weight = (tap: number, { weights }: { weights: number }) =>
    tap < registerTaps ? get(kept(tap)) : load(get(local.block.weights), weights);
  return [
    set(start, around ? load(get(local.block.weights), around.start) : zero),
    taps
      .slice(0, registerTaps)
      .map(({ weights }, tap) => set(kept(tap), load(get(local.block.weights), weights))),
    overPixels(shape, [
      set(sum, get(start)),
      taps.map((at, tap) =>
        set(sum, multiplyAdd(load(get(local.pixel.input), at.input), weight(tap, at), get(sum), fused)),
      ),
      store(get(local.pixel.output), around?.relu ? max(get(sum), zero) : get(sum), 0),
    ]),
  ];
};

const correlations: Body = ({ taps, ...shape }, lanes, first, fused) => {
  const { load, store, multiplyAdd } = floats[lanes];
  const value = first;
  const sum = (tap: number) => first + 1 + tap;
  return [
    taps.map(({ weights }, tap) => set(sum(tap), load(get(local.block.weights), weights))),
    overPixels(shape, [
      set(value, load(get(local.pixel.output), 0)),
      taps.map(({ input }, tap) =>
        set(sum(tap), multiplyAdd(load(get(local.pixel.input), input), get(value), get(sum(tap)), fused)),
      ),
    ]),
    taps.map(({ weights }, tap) => store(get(local.block.weights), get(sum(tap)), weights)),
  ];
};

function overPixels(
  { imageStep, rowStep, pixelStep }: Pick<TapLoopShape, 'imageStep' | 'rowStep' | 'pixelStep'>,
  pixel: Code,
): Code {
  const nested = (
    counter: number,
    count: number,
    outer: { input: number; output: number },
    inner: { input: number; output: number },
    step: Steps,
    body: Code,
  ): Code => [
    set(inner.input, get(outer.input)),
    set(inner.output, get(outer.output)),
    repeat(counter, get(count), [body, advance(inner.input, step.input), advance(inner.output, step.output)]),
  ];
  const { block, image, row, pixel: at } = local;
  return nested(
    local.imagesLeft,
    parameter.images,
    block,
    image,
    imageStep,
    nested(
      local.rowsLeft,
      parameter.rows,
      image,
      row,
      rowStep,
      nested(local.pixelsLeft, parameter.pixels, row, at, pixelStep, pixel),
    ),
  );
}

/** The same in JavaScript, for engines without vectors and builds of the backend that hide their memory. */
export function plainTapSums(
  { channels, taps, around, pixelStep, rowStep, imageStep }: TapLoopShape,
  heap: Float32Array,
): TapLoop {
  return (input, weights, output, images, rows, pixels) =>
    forEachPixel({ pixelStep, rowStep, imageStep }, images, rows, pixels, (read, written) => {
      for (let c = 0; c < channels; c++) {
        let sum = around ? (heap[(weights + around.start) / 4 + c] as number) : 0;
        for (const tap of taps) {
          sum +=
            (heap[(input + read + tap.input) / 4 + c] as number) *
            (heap[(weights + tap.weights) / 4 + c] as number);
        }
        heap[(output + written) / 4 + c] = around?.relu ? Math.max(0, sum) : sum;
      }
    });
}

export function plainTapCorrelations(
  { channels, taps, pixelStep, rowStep, imageStep }: TapLoopShape,
  heap: Float32Array,
): TapLoop {
  return (input, weights, output, images, rows, pixels) =>
    forEachPixel({ pixelStep, rowStep, imageStep }, images, rows, pixels, (read, written) => {
      for (const tap of taps) {
        for (let c = 0; c < channels; c++) {
          const product =
            (heap[(input + read + tap.input) / 4 + c] as number) *
            (heap[(output + written) / 4 + c] as number);
          heap[(weights + tap.weights) / 4 + c] = (heap[(weights + tap.weights) / 4 + c] as number) + product;
        }
      }
    });
}

function forEachPixel(
  { pixelStep, rowStep, imageStep }: Pick<TapLoopShape, 'pixelStep' | 'rowStep' | 'imageStep'>,
  images: number,
  rows: number,
  pixels: number,
  visit: (input: number, output: number) => void,
): void {
  for (let b = 0; b < images; b++) {
    for (let p = 0; p < rows; p++) {
      for (let q = 0; q < pixels; q++) {
        visit(
          b * imageStep.input + p * rowStep.input + q * pixelStep.input,
          b * imageStep.output + p * rowStep.output + q * pixelStep.output,
        );
      }
    }
  }
}
