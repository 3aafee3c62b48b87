/**
 * The assembled functions on memories of their own, ordinary and shared, against plain loops.
 */
import { describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { type OuterProducts, outerProductsModule } from '../convFilterGradient/outerProducts.ts';
import { get, hasFusedMultiplyAdd, hasVectors, set, floats as vectors } from './assembler.ts';
import { type ColumnLoop, type ColumnRun, columnLoopModule } from './columnLoop.ts';
import { reach } from './reach.ts';
import { type TapProducts, tapProductsModule } from './tapProducts.ts';

function load<Run>(bytes: Uint8Array<ArrayBuffer>, shared: boolean) {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 2, shared });
  const { run } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports;
  return { run: run as Run, floats: new Float32Array(memory.buffer) };
}

const stream = random(2, 'simd');
const drawn = (length: number) => Float32Array.from({ length }, () => stream.normal());
/** Whether engine and processor fuse or not, both must be right; an engine without the instruction tries one. */
const fusions = hasFusedMultiplyAdd() ? [false, true] : [false];
const variants = [false, true].flatMap((shared) => fusions.map((fused) => ({ shared, fused })));

describe.skipIf(!hasVectors())('vector code (skipped where the engine has none)', () => {
  it.each(variants)('sums outer products, %o', ({ shared, fused }) => {
    const [ins, outs, rows, pixels] = [6, 15, 2, 5];
    const shape = {
      inChannels: ins,
      outChannels: outs,
      pixelStep: { x: 8 * ins, dy: 4 * outs },
      rowStep: { x: 8 * ins * pixels, dy: 4 * outs * pixels },
    };
    const { run, floats } = load<OuterProducts>(outerProductsModule(shape, shared, fused), shared);
    const [x, dy, dw] = [drawn(2 * ins * pixels * rows), drawn(outs * pixels * rows), drawn(ins * outs)];
    floats.set(x, 16);
    floats.set(dy, 2000);
    floats.set(dw, 4000);
    run(64, 8000, 16_000, rows, pixels);
    for (let i = 0; i < ins; i++) {
      for (let o = 0; o < outs; o++) {
        let sum = dw[i * outs + o] ?? 0;
        for (let p = 0; p < rows * pixels; p++) sum += (x[2 * ins * p + i] ?? 0) * (dy[outs * p + o] ?? 0);
        expect(floats[4000 + i * outs + o]).toBeCloseTo(sum, 4);
      }
    }
    // Nothing is written beside it.
    expect([floats[3999], floats[4000 + ins * outs]]).toEqual([0, 0]);
  });

  it.each(variants)('adds the products of a tap, %o', ({ shared, fused }) => {
    const [ins, outs, pixels] = [5, 14, 7];
    const shape = { inChannels: ins, outChannels: outs, pixelStep: { input: 4 * ins, output: 8 * outs } };
    const { run, floats } = load<TapProducts>(tapProductsModule(shape, shared, fused), shared);
    const [input, weights] = [drawn(ins * pixels), drawn(ins * outs)];
    floats.set(input, 16);
    floats.set(weights, 2000);
    floats.fill(1, 4000, 4000 + 2 * outs * pixels);
    run(64, 8000, 16_000, pixels);
    for (let p = 0; p < pixels; p++) {
      for (let o = 0; o < outs; o++) {
        let sum = 1;
        for (let i = 0; i < ins; i++) sum += (input[ins * p + i] ?? 0) * (weights[outs * i + o] ?? 0);
        expect(floats[4000 + 2 * outs * p + o]).toBeCloseTo(sum, 4);
        expect(floats[4000 + 2 * outs * p + outs + o]).toBe(1);
      }
    }
  });

  /** b[r, w] = (a[r, w] + v[w]) where that is above 0, and the sums of a over the rows are added to the second vector. */
  const loop: ColumnLoop = {
    arrays: 2,
    own: 2,
    before: (column) => [set(column.own(0), column.ofVector(0)), set(column.own(1), vectors.v128.zero)],
    row: (column) => [
      column.toArray(
        1,
        vectors.v128.max(vectors.v128.add(column.ofArray(0), get(column.own(0))), vectors.v128.zero),
      ),
      set(column.own(1), vectors.v128.add(get(column.own(1)), column.ofArray(0))),
    ],
    after: (column) => column.toVector(1, vectors.v128.add(column.ofVector(1), get(column.own(1)))),
  };

  it.each([
    // Narrow rows, wide ones, columns that four does not divide; rows left over, and nothing else.
    [16, 7],
    [36, 11],
    [32, 8],
    [64, 3],
    [4, 1],
  ])('passes over the columns of rows of %d, %d of them', (width, rows) => {
    for (const { shared, fused } of variants) {
      const { run, floats } = load<ColumnRun>(columnLoopModule(loop, width, shared, fused), shared);
      const [v, a] = [drawn(2 * width), drawn(width * rows)];
      floats.set(v, 16);
      floats.set(a, 400);
      run(64, 1600, 8000, rows);
      for (let w = 0; w < width; w++) {
        let sum = v[width + w] ?? 0;
        for (let r = 0; r < rows; r++) {
          const value = a[r * width + w] ?? 0;
          sum += value;
          expect(floats[2000 + r * width + w]).toBeCloseTo(Math.max(0, value + (v[w] ?? 0)), 5);
        }
        expect(floats[16 + width + w]).toBeCloseTo(sum, 4);
      }
      // Nothing is written beside it.
      expect([floats[1999], floats[2000 + rows * width], floats[16 + 2 * width]]).toEqual([0, 0, 0]);
    }
  });

  it('does nothing for no pixels', () => {
    const shape = { inChannels: 4, outChannels: 4, pixelStep: { input: 16, output: 16 } };
    const { run, floats } = load<TapProducts>(tapProductsModule(shape, false, false), false);
    floats.fill(1, 0, 32);
    run(0, 0, 256, 0);
    expect(floats[64]).toBe(0);
  });
});

describe('reach', () => {
  it.each([
    // shift, stride, length, outputs → first output, its input, how many: counted by hand.
    [-1, 1, 5, 5, { output: 1, input: 0, count: 4 }],
    [1, 1, 5, 5, { output: 0, input: 1, count: 4 }],
    [-1, 2, 6, 3, { output: 1, input: 1, count: 2 }],
    [-3, 2, 6, 5, { output: 2, input: 1, count: 3 }],
    [9, 1, 5, 5, { output: 0, input: 9, count: -4 }],
  ])('shift %d, stride %d, length %d, %d outputs', (shift, stride, length, outputs, expected) => {
    expect(reach(shift, stride, length, 0, outputs)).toEqual(expected);
  });
});
