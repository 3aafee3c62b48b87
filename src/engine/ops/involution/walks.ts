/**
 * The inner loops of involutions and of their gradients, assembled for their shapes.
 *
 * Every pixel has its own weights, so there is nothing to keep in registers from one to the next but sums: a group's channels are
 * vectors, its taps a walk over two pointers, that of the values and that of the weights, with constant steps. A window that the border cuts
 * is a shorter walk from another start, and a gradient towards the input a walk in which the values go backwards.
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

export interface WalkShape {
  readonly groups: number;
  /** Channels of a group. */
  readonly channels: number;
  /** Taps of a kernel, K². */
  readonly taps: number;
  /** Bytes from one tap to the next of its row, and from one row of taps to the next. */
  readonly tapStep: Steps;
  readonly tapRowStep: Steps;
  /** Bytes from one pixel or picture to the next. */
  readonly pixelStep: PixelSteps;
  readonly imageStep: PixelSteps;
}

interface Steps {
  readonly values: number;
  readonly kernel: number;
}

interface PixelSteps extends Steps {
  readonly pixel: number;
}

/**
 * For every pixel p of a row in some pictures, group g and channel c of it,
 *
 * - `weightedSums`: pixel[p, g, c] = Σ over taps of kernel[p, g, tap]·values[p + tap, g, c];
 * - `channelProducts`: kernel[p, g, tap] = Σ over c of values[p + tap, g, c]·pixel[p, g, c].
 *
 * Pointers are byte offsets, of the first tap; counts are at least 1.
 */
export type Walk = (
  values: number,
  kernel: number,
  pixel: number,
  images: number,
  pixels: number,
  tapRows: number,
  tapColumns: number,
) => void;

const parameter = {
  values: 0,
  kernel: 1,
  pixel: 2,
  images: 3,
  pixels: 4,
  tapRows: 5,
  tapColumns: 6,
} as const;
const local = {
  image: { values: 0, kernel: 1, pixel: 2 },
  at: { values: 7, kernel: 8, pixel: 9 },
  group: { values: 10, kernel: 11, pixel: 12 },
  row: { values: 13, kernel: 14 },
  tap: { values: 15, kernel: 16 },
  imagesLeft: 17,
  pixelsLeft: 18,
  groupsLeft: 19,
  rowsLeft: 20,
  columnsLeft: 21,
} as const;
const firstVector = 22;

/** Channels of a group at once: with a weight and a product, their sums fit x86's sixteen registers. */
const mostVectors = 8;
const firstSingle = firstVector + mostVectors + 1;

/** A part of a group's channels. */
interface Chunk {
  readonly first: number;
  /** Of four channels each. */
  readonly vectors: number;
  /** Of fewer than four channels at a group's end. */
  readonly singles: number;
}

type Body = (shape: WalkShape, chunk: Chunk, fused: boolean) => Code;

export const weightedSumsModule = (shape: WalkShape, shared: boolean, fused: boolean) =>
  overPixels(shape, shared, fused, weightedSums);

export const channelProductsModule = (shape: WalkShape, shared: boolean, fused: boolean) =>
  overPixels(shape, shared, fused, channelProducts);

function chunksOf(channels: number): readonly Chunk[] {
  const most = 4 * mostVectors;
  return Array.from({ length: Math.ceil(channels / most) }, (_, i) => {
    const count = Math.min(most, channels - i * most);
    return { first: i * most, vectors: Math.floor(count / 4), singles: count % 4 };
  });
}

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

function overPixels(shape: WalkShape, shared: boolean, fused: boolean, body: Body) {
  const { groups, channels, taps, pixelStep, imageStep } = shape;
  const begin = (to: object, from: object): Code =>
    Object.values(to).map((pointer: number, i) => set(pointer, get(Object.values(from)[i] as number)));
  const move = (pointers: typeof local.at | typeof local.image, by: PixelSteps): Code => [
    advance(pointers.values, by.values),
    advance(pointers.kernel, by.kernel),
    advance(pointers.pixel, by.pixel),
  ];
  const groupStep = { values: 4 * channels, kernel: 4 * taps, pixel: 4 * channels };
  return moduleBytes({
    shared,
    parameters: 7,
    locals: [
      ...Array<LocalType>(firstVector - 7).fill('i32'),
      ...Array<LocalType>(mostVectors + 1).fill('v128'),
      ...Array<LocalType>(5).fill('f32'),
    ],
    body: repeat(local.imagesLeft, get(parameter.images), [
      begin(local.at, local.image),
      repeat(local.pixelsLeft, get(parameter.pixels), [
        begin(local.group, local.at),
        repeat(local.groupsLeft, constant(groups), [
          chunksOf(channels).map((chunk) => body(shape, chunk, fused)),
          move(local.group as unknown as typeof local.at, groupStep),
        ]),
        move(local.at, pixelStep),
      ]),
      move(local.image, imageStep),
    ]),
  });
}

/** Runs `body` at every tap, with `local.tap` there. */
function overTaps({ tapStep, tapRowStep }: WalkShape, body: Code): Code {
  const { group, row, tap } = local;
  return [
    set(row.values, get(group.values)),
    set(row.kernel, get(group.kernel)),
    repeat(local.rowsLeft, get(parameter.tapRows), [
      set(tap.values, get(row.values)),
      set(tap.kernel, get(row.kernel)),
      repeat(local.columnsLeft, get(parameter.tapColumns), [
        body,
        advance(tap.values, tapStep.values),
        advance(tap.kernel, tapStep.kernel),
      ]),
      advance(row.values, tapRowStep.values),
      advance(row.kernel, tapRowStep.kernel),
    ]),
  ];
}

const { v128, f32 } = floats;
const offsetOf = ({ first }: Chunk, vector: number) => 4 * first + 16 * vector;
const singleOffset = ({ first, vectors }: Chunk, single: number) => 4 * (first + 4 * vectors + single);

const weightedSums: Body = (shape, chunk, fused) => {
  const [vectors, singles] = [range(chunk.vectors), range(chunk.singles)];
  const [weight, single] = [firstVector + mostVectors, firstSingle + 4];
  const { group, tap } = local;
  return [
    vectors.map((i) => set(firstVector + i, v128.zero)),
    singles.map((i) => set(firstSingle + i, f32.zero)),
    overTaps(shape, [
      chunk.vectors > 0 ? set(weight, v128.splat(get(tap.kernel), 0)) : [],
      vectors.map((i) => {
        const value = v128.load(get(tap.values), offsetOf(chunk, i));
        return set(firstVector + i, v128.multiplyAdd(value, get(weight), get(firstVector + i), fused));
      }),
      chunk.singles > 0 ? set(single, f32.load(get(tap.kernel), 0)) : [],
      singles.map((i) => {
        const value = f32.load(get(tap.values), singleOffset(chunk, i));
        return set(firstSingle + i, f32.multiplyAdd(value, get(single), get(firstSingle + i), fused));
      }),
    ]),
    vectors.map((i) => v128.store(get(group.pixel), get(firstVector + i), offsetOf(chunk, i))),
    singles.map((i) => f32.store(get(group.pixel), get(firstSingle + i), singleOffset(chunk, i))),
  ];
};

const channelProducts: Body = (shape, chunk, fused) => {
  const [vectors, singles] = [range(chunk.vectors), range(chunk.singles)];
  const [product, sum] = [firstVector + mostVectors, firstSingle + 4];
  const { group, tap } = local;
  const before = chunk.first === 0 ? f32.zero : f32.load(get(tap.kernel), 0);
  return [
    vectors.map((i) => set(firstVector + i, v128.load(get(group.pixel), offsetOf(chunk, i)))),
    singles.map((i) => set(firstSingle + i, f32.load(get(group.pixel), singleOffset(chunk, i)))),
    overTaps(shape, [
      set(sum, before),
      set(product, v128.zero),
      vectors.map((i) => {
        const value = v128.load(get(tap.values), offsetOf(chunk, i));
        return set(product, v128.multiplyAdd(value, get(firstVector + i), get(product), fused));
      }),
      chunk.vectors > 0 ? range(4).map((i) => set(sum, f32.add(get(sum), v128.lane(get(product), i)))) : [],
      singles.map((i) => {
        const value = f32.load(get(tap.values), singleOffset(chunk, i));
        return set(sum, f32.multiplyAdd(value, get(firstSingle + i), get(sum), fused));
      }),
      f32.store(get(tap.kernel), get(sum), 0),
    ]),
  ];
};
