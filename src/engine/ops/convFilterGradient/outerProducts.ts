/**
 * The inner loops of a convolution's filter gradient, assembled for its shapes.
 *
 * For one tap of the filter the gradient is a sum over pixels of outer products x[pixel, :] ⊗ dy[pixel, :]. The function
 * keeps a block of 4 input by 8 output channels of that sum in registers while it walks a stretch of pixels, then goes to
 * the next block: all the arithmetic is on vectors, and neither x nor dy is transposed, padded or repacked, which is
 * what makes the same gradient as a forward convolution three to four times slower.
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

export interface OuterProductShape {
  readonly inChannels: number;
  readonly outChannels: number;
  /** Bytes from one pixel that is read to the next, in x and in dy. */
  readonly pixelStep: { readonly x: number; readonly dy: number };
  /** Bytes from one row that is read to the next. */
  readonly rowStep: { readonly x: number; readonly dy: number };
  /** Bytes from one row of dw to the next; those of `outChannels` numbers unless given. */
  readonly sumStep?: number;
}

/**
 * dw[i, o] += Σ over rows and pixels of x[i]·dy[o].
 *
 * Pointers are byte offsets of x's and dy's first pixel and of dw [in, out]; rows and pixels are at least 1.
 */
export type OuterProducts = (x: number, dy: number, dw: number, rows: number, pixels: number) => void;

const parameter = { x: 0, dy: 1, dw: 2, rows: 3, pixels: 4 } as const;
const local = {
  blockX: 5,
  blockDw: 6,
  innerDy: 7,
  innerDw: 8,
  rowX: 9,
  rowDy: 10,
  pixelX: 11,
  pixelDy: 12,
  rowsLeft: 13,
  pixelsLeft: 14,
  inBlocksLeft: 15,
  outBlocksLeft: 16,
} as const;
const firstVector = 17;
/** 4 × 2 sums, 2 of dy, 1 of x: eleven of the sixteen vector registers of x86. */
const inBlock = 4;
const vectorsPerBlock = 2;
const vectorLocals = inBlock * vectorsPerBlock + vectorsPerBlock + 1;
const firstFloat = firstVector + vectorLocals;
/** At most 3 channels are left over after vectors of 4. */
const floatLocals = inBlock * 3 + 3 + 1;

/** Output channels that a block holds: `count` vectors of four, or `count` single numbers. */
interface Columns {
  readonly type: 'v128' | 'f32';
  readonly count: number;
}

/** @param fused whether to use relaxed SIMD's fused multiply-add. */
export function outerProductsModule(shape: OuterProductShape, shared: boolean, fused: boolean) {
  const i32s = Array<LocalType>(firstVector - 5).fill('i32');
  return moduleBytes({
    shared,
    parameters: 5,
    locals: [
      ...i32s,
      ...Array<LocalType>(vectorLocals).fill('v128'),
      ...Array<LocalType>(floatLocals).fill('f32'),
    ],
    body: overInChannels(shape, fused),
  });
}

const sumStepOf = ({ sumStep, outChannels }: OuterProductShape) => sumStep ?? 4 * outChannels;

function overInChannels(shape: OuterProductShape, fused: boolean): Code {
  const { inChannels } = shape;
  const whole = Math.floor(inChannels / inBlock);
  const rest = inChannels % inBlock;
  const code: Code[] = [set(local.blockX, get(parameter.x)), set(local.blockDw, get(parameter.dw))];
  if (whole > 0) {
    const body = [
      overOutChannels(shape, inBlock, fused),
      advance(local.blockX, 4 * inBlock),
      advance(local.blockDw, inBlock * sumStepOf(shape)),
    ];
    code.push(repeat(local.inBlocksLeft, constant(whole), body));
  }
  if (rest > 0) code.push(overOutChannels(shape, rest, fused));
  return code;
}

function overOutChannels(shape: OuterProductShape, rows: number, fused: boolean): Code {
  const perBlock = 4 * vectorsPerBlock;
  const whole = Math.floor(shape.outChannels / perBlock);
  const code: Code[] = [set(local.innerDy, get(parameter.dy)), set(local.innerDw, get(local.blockDw))];
  const step = (columns: Columns) => {
    const width = columns.count * (columns.type === 'v128' ? 16 : 4);
    return [block(shape, rows, columns, fused), advance(local.innerDy, width), advance(local.innerDw, width)];
  };
  if (whole > 0) {
    code.push(repeat(local.outBlocksLeft, constant(whole), step({ type: 'v128', count: vectorsPerBlock })));
  }
  const left = shape.outChannels % perBlock;
  if (left >= 4) code.push(step({ type: 'v128', count: 1 }));
  if (left % 4 > 0) code.push(step({ type: 'f32', count: left % 4 }));
  return code;
}

/** Sums `rows` input channels by some output channels over all pixels, in registers. */
function block(shape: OuterProductShape, rows: number, { type, count }: Columns, fused: boolean): Code {
  const { load, splat, store, multiplyAdd } = floats[type];
  const base = type === 'v128' ? firstVector : firstFloat;
  const width = type === 'v128' ? 16 : 4;
  const sum = (row: number, column: number) => base + row * count + column;
  const ofDy = (column: number) => base + rows * count + column;
  const ofX = base + rows * count + count;
  const places = Array.from({ length: rows * count }, (_, i) => [Math.floor(i / count), i % count] as const);
  const offset = (row: number, column: number) => row * sumStepOf(shape) + width * column;

  const pixel: Code = [
    Array.from({ length: count }, (_, column) => set(ofDy(column), load(get(local.pixelDy), width * column))),
    Array.from({ length: rows }, (_, row) => [
      set(ofX, splat(get(local.pixelX), 4 * row)),
      Array.from({ length: count }, (_, column) =>
        set(sum(row, column), multiplyAdd(get(ofX), get(ofDy(column)), get(sum(row, column)), fused)),
      ),
    ]),
    advance(local.pixelX, shape.pixelStep.x),
    advance(local.pixelDy, shape.pixelStep.dy),
  ];
  return [
    places.map(([row, column]) => set(sum(row, column), load(get(local.innerDw), offset(row, column)))),
    set(local.rowX, get(local.blockX)),
    set(local.rowDy, get(local.innerDy)),
    repeat(local.rowsLeft, get(parameter.rows), [
      set(local.pixelX, get(local.rowX)),
      set(local.pixelDy, get(local.rowDy)),
      repeat(local.pixelsLeft, get(parameter.pixels), pixel),
      advance(local.rowX, shape.rowStep.x),
      advance(local.rowDy, shape.rowStep.dy),
    ]),
    places.map(([row, column]) => store(get(local.innerDw), get(sum(row, column)), offset(row, column))),
  ];
}
