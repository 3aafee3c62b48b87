/**
 * The filter gradient of a depthwise convolution on WebGPU: for each tap and channel a sum over all pixels.
 *
 * - The pixels are shared out among many threads, each of which writes what its own come to; two more shaders add these up.
 *   All add in a fixed order, without atomics, so the result is the same every time.
 * - A thread has four channels (or one) and all the taps' sums in registers. It takes a stretch of a row of dy at a time, and
 *   for each row of the filter the stretch of x that goes with it: 38 loads for 72 multiplications, all independent of each
 *   other, so that few threads keep the memory busy and there are few partial sums.
 * - Neighbouring threads have neighbouring channels: loads are whole stretches of memory.
 * - Nothing goes through a workgroup's memory: with its barrier the software adapter took nine times as long.
 * - Filters of more than `mostTaps` are cut into bands of rows, with threads of their own.
 */

import { existsInWindow, forwardBlock, range } from '../webgpu/axisBlock.ts';
import type { Shader, Workgroups } from '../webgpu/dispatch.ts';
import { type Binding, declare } from '../webgpu/elementwise.ts';
import { threadGrid } from '../webgpu/threadGrid.ts';
import type { DepthwiseGeometry } from './geometry.ts';

/** Sums that a thread keeps. */
const mostTaps = 9;
/** Pixels of a stretch, for stride 1. */
const stretchPixels = 8;
/** Threads that keep a big GPU busy, and a software adapter, which has few cores. */
const manyThreads = { hardware: 16_384, software: 512 } as const;
/** Rows of partial sums that are added one after the other. */
const mostRows = 32;

interface Pass {
  readonly shader: Shader;
  readonly workgroups: Workgroups;
}

export interface FilterGradientPasses {
  /** Bindings: x, dy, and the partial sums [partialRows, kh, kw, C]. */
  readonly products: Pass;
  readonly partialRows: number;
  /** Each takes rows [n, kh, kw, C], the partial sums first, and gives fewer, the last a single one. */
  readonly folds: readonly (Pass & { readonly rows: number })[];
}

export function filterGradientPasses(geometry: DepthwiseGeometry, software: boolean): FilterGradientPasses {
  const { batch, channels, rows, columns } = geometry;
  const vector = channels % 4 === 0 ? 4 : 1;
  const type = vector === 4 ? 'vec4<f32>' : 'f32';
  const width = channels / vector;
  const pixels = Math.max(2, Math.floor(stretchPixels / columns.stride));
  const along = forwardBlock(columns, Math.min(columns.outLength, pixels));
  const stretches = batch * rows.outLength * along.blocks;
  const bandRows = Math.max(1, Math.floor(mostTaps / columns.kernel));
  const bands = Math.ceil(rows.kernel / bandRows);
  const threads = manyThreads[software ? 'software' : 'hardware'];
  const partialRows = Math.min(stretches, Math.max(1, Math.floor(threads / (width * bands))));
  const filterWidth = rows.kernel * columns.kernel * width;

  const grid = threadGrid([
    ['channel', width],
    ['band', bands],
    ['member', partialRows],
  ]);
  const bindings: Binding[] = [
    { name: 'x', type },
    { name: 'dy', type },
    { name: 'partial', type, writes: true },
  ];
  const code = () => `
${declare(bindings)}
${grid.main}
  let firstTapRow = band * ${bandRows}u;
  ${eachTap((k, l) => `var sum${k}_${l} = ${type}(0);`)}
  for (var s = member; s < ${stretches}u; s += ${partialRows}u) {
    let block = s % ${along.blocks}u;
    let row = (s / ${along.blocks}u) % ${rows.outLength}u;
    let image = s / ${along.blocks * rows.outLength}u;
    let first = ((image * ${rows.outLength}u + row) * ${columns.outLength}u + block * ${along.outputs}u) * ${width}u + channel;
    ${range(along.outputs).map(loadDy).join('\n    ')}
    let left = i32(block) * ${along.advance} + ${along.offset};
    ${range(bandRows).map(tapRow).join('')}
  }
  ${eachTap((k, l) => {
    const store = `partial[member * ${filterWidth}u + ((firstTapRow + ${k}u) * ${columns.kernel}u + ${l}u) * ${width}u + channel] = sum${k}_${l};`;
    return rows.kernel % bandRows === 0 ? store : `if (firstTapRow + ${k}u < ${rows.kernel}u) { ${store} }`;
  })}
}`;
  const products = {
    shader: { key: `depthwise filter gradient ${JSON.stringify([geometry, partialRows])}`, code },
    workgroups: grid.workgroups,
  };

  function eachTap(statement: (k: number, l: number) => string): string {
    return range(bandRows)
      .flatMap((k) => range(columns.kernel).map((l) => statement(k, l)))
      .join('\n  ');
  }

  /** dy's pixel `q` of the stretch; 0 beyond the end of the row. */
  function loadDy(q: number): string {
    const load = `dy[first + ${q * width}u]`;
    const inLast = columns.outLength % along.outputs;
    if (inLast === 0 || q < inLast) return `let dy${q} = ${load};`;
    const exists = `block * ${along.outputs}u + ${q}u < ${columns.outLength}u`;
    return `var dy${q} = ${type}(0); if (${exists}) { dy${q} = ${load}; }`;
  }

  /** Row `k` of the band's taps with the stretch of dy at hand. */
  function tapRow(k: number): string {
    const loads = range(along.window).map((place) => {
      const exists = existsInWindow(along, place, 'left');
      const load = `x[u32(pixel + ${place * width})]`;
      return exists
        ? `var x${place} = ${type}(0); if (${exists}) { x${place} = ${load}; }`
        : `let x${place} = ${load};`;
    });
    const terms = along.taps.flatMap((taps, q) =>
      taps.map(({ tap, place }) => `sum${k}_${tap} = fma(x${place}, dy${q}, sum${k}_${tap});`),
    );
    return `
    {
      let inRow = i32(row * ${rows.stride}u + firstTapRow) + ${k - rows.padding};
      if (inRow >= 0 && inRow < ${rows.inLength}) {
        let pixel = ((i32(image) * ${rows.inLength} + inRow) * ${columns.inLength} + left) * ${width} + i32(channel);
        ${[...loads, ...terms].join('\n        ')}
      }
    }`;
  }

  const folds = partialRows > mostRows ? [mostRows, 1] : [1];
  return {
    products,
    partialRows,
    folds: folds.map((into, n) => ({
      rows: into,
      ...fold(n === 0 ? partialRows : mostRows, into, filterWidth, type),
    })),
  };
}

/** [rows, width] → [into, width], row r the sum of every `into`-th row from r on. */
function fold(rows: number, into: number, width: number, type: 'vec4<f32>' | 'f32'): Pass {
  const grid = threadGrid([['i', into * width]]);
  const bindings: Binding[] = [
    { name: 'partial', type },
    { name: 'total', type, writes: true },
  ];
  const code = () => `
${declare(bindings)}
${grid.main}
  var sum = partial[i];
  for (var at = i + ${into * width}u; at < ${rows * width}u; at += ${into * width}u) { sum += partial[at]; }
  total[i] = sum;
}`;
  return {
    shader: { key: `fold ${rows} rows of ${width} ${type} to ${into}`, code },
    workgroups: grid.workgroups,
  };
}
