/**
 * The inner loops of a convolution or of its input gradient, assembled for their shapes.
 *
 * One tap of a filter adds a matrix product to the output: every pixel's channels times the tap's matrix. The function
 * keeps 4 pixels by 8 output channels in registers while it walks the input channels. Pixels may lie apart in memory,
 * so strides and padding are only a matter of where a stretch begins and how far its pixels are from each other.
 */
import {
  advance,
  bitAnd,
  type Code,
  constant,
  floats,
  get,
  type LocalType,
  moduleBytes,
  repeat,
  set,
  shiftRight,
  when,
} from './assembler.ts';

export interface TapShape {
  /** Channels that are summed over. */
  readonly inChannels: number;
  readonly outChannels: number;
  /** Bytes from one pixel to the next, of the input and of the output. */
  readonly pixelStep: { readonly input: number; readonly output: number };
  /** Bytes from one row of the weights to the next; those of `outChannels` numbers unless given. */
  readonly weightStep?: number;
}

/**
 * output[p, o] += Σ over i of input[p, i]·weights[i, o], for `pixels` pixels.
 *
 * Pointers are byte offsets of the first pixel of each and of the weights [in, out].
 */
export type TapProducts = (input: number, weights: number, output: number, pixels: number) => void;

const parameter = { input: 0, weights: 1, output: 2, pixels: 3 } as const;
const local = {
  blockWeights: 4,
  blockOutput: 5,
  channelInput: 6,
  channelWeights: 7,
  quads: 8,
  singles: 9,
  blocksLeft: 10,
  channelsLeft: 11,
} as const;
const firstVector = 12;
const pixelBlock = 4;
const vectorsPerBlock = 2;
const vectorLocals = pixelBlock * vectorsPerBlock + vectorsPerBlock + 1;
const firstFloat = firstVector + vectorLocals;
const floatLocals = pixelBlock * 3 + 3 + 1;

interface Columns {
  readonly type: 'v128' | 'f32';
  readonly count: number;
}

export function tapProductsModule(shape: TapShape, shared: boolean, fused: boolean): Uint8Array<ArrayBuffer> {
  const pixels = get(parameter.pixels);
  const body: Code = [
    set(local.quads, shiftRight(pixels, 2)),
    set(local.singles, bitAnd(pixels, 3)),
    when(get(local.quads), repeat(local.quads, get(local.quads), overPixels(shape, pixelBlock, fused))),
    when(get(local.singles), repeat(local.singles, get(local.singles), overPixels(shape, 1, fused))),
  ];
  return moduleBytes({
    shared,
    parameters: 4,
    locals: [
      ...Array<LocalType>(firstVector - 4).fill('i32'),
      ...Array<LocalType>(vectorLocals).fill('v128'),
      ...Array<LocalType>(floatLocals).fill('f32'),
    ],
    body,
  });
}

/** All output channels of `count` pixels, and on to the next pixels. */
function overPixels(shape: TapShape, count: number, fused: boolean): Code {
  const perBlock = 4 * vectorsPerBlock;
  const whole = Math.floor(shape.outChannels / perBlock);
  const left = shape.outChannels % perBlock;
  const step = (columns: Columns): Code => {
    const width = columns.count * (columns.type === 'v128' ? 16 : 4);
    return [
      block(shape, count, columns, fused),
      advance(local.blockWeights, width),
      advance(local.blockOutput, width),
    ];
  };
  return [
    set(local.blockWeights, get(parameter.weights)),
    set(local.blockOutput, get(parameter.output)),
    whole > 0
      ? repeat(local.blocksLeft, constant(whole), step({ type: 'v128', count: vectorsPerBlock }))
      : [],
    left >= 4 ? step({ type: 'v128', count: 1 }) : [],
    left % 4 > 0 ? step({ type: 'f32', count: left % 4 }) : [],
    advance(parameter.input, count * shape.pixelStep.input),
    advance(parameter.output, count * shape.pixelStep.output),
  ];
}

/** Some output channels of `pixels` pixels, summed over the input channels in registers. */
function block(shape: TapShape, pixels: number, { type, count }: Columns, fused: boolean): Code {
  const { load, splat, store, multiplyAdd } = floats[type];
  const base = type === 'v128' ? firstVector : firstFloat;
  const width = type === 'v128' ? 16 : 4;
  const sum = (pixel: number, column: number) => base + pixel * count + column;
  const ofWeights = (column: number) => base + pixels * count + column;
  const ofInput = base + pixels * count + count;
  const places = Array.from(
    { length: pixels * count },
    (_, i) => [Math.floor(i / count), i % count] as const,
  );
  const columns = Array.from({ length: count }, (_, column) => column);
  const outputAt = (pixel: number, column: number) => pixel * shape.pixelStep.output + width * column;
  return [
    places.map(([pixel, column]) =>
      set(sum(pixel, column), load(get(local.blockOutput), outputAt(pixel, column))),
    ),
    set(local.channelInput, get(parameter.input)),
    set(local.channelWeights, get(local.blockWeights)),
    repeat(local.channelsLeft, constant(shape.inChannels), [
      columns.map((column) => set(ofWeights(column), load(get(local.channelWeights), width * column))),
      Array.from({ length: pixels }, (_, pixel) => [
        set(ofInput, splat(get(local.channelInput), pixel * shape.pixelStep.input)),
        columns.map((column) =>
          set(
            sum(pixel, column),
            multiplyAdd(get(ofInput), get(ofWeights(column)), get(sum(pixel, column)), fused),
          ),
        ),
      ]),
      advance(local.channelInput, 4),
      advance(local.channelWeights, shape.weightStep ?? 4 * shape.outChannels),
    ]),
    places.map(([pixel, column]) =>
      store(get(local.blockOutput), get(sum(pixel, column)), outputAt(pixel, column)),
    ),
  ];
}
