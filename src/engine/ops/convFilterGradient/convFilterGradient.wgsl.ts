/**
 * The gradient of a convolution with respect to its filter on WebGPU:
 *
 *     dw[k, l, i, o] = Σ over b, p, q of x[b, s·p + k − P, s·q + l − P, i] · dy[b, p, q, o].
 *
 * There are few results (2,304 for 16 → 16 channels, 3×3) and long sums (32,768 terms for a batch of 32 at 32 × 32), so:
 *
 * - dy is cut into stretches of up to 8 neighbouring pixels of a row, these are shared out into parts, and a second shader
 *   adds the parts' sums. Both add in a fixed order, without atomics: the result is the same every time. Where one part
 *   gives threads enough, it is written directly.
 * - A thread keeps the sums of one row of the filter for 4 channels of x by 4 of dy in registers: 48 numbers for a
 *   3×3 filter. It walks the stretches of its part, and reads each, and what it meets of x, once for all taps: 384
 *   multiplications for 18 loads of four numbers.
 * - Neighbouring threads have neighbouring channels of dy, then of x: loads are whole stretches of memory.
 */

import {
  type ChannelArray,
  channelArray,
  fourStep,
  part,
  readFour,
  writeFour,
} from '../conv2d/channelFours.ts';
import type { DenseGeometry } from '../conv2d/denseGeometry.ts';
import { isInRow, readPlace, rowsAllExist } from '../conv2d/runs.ts';
import { type AxisBlock, forwardBlock, range } from '../webgpu/axisBlock.ts';
import type { Shader, Workgroups } from '../webgpu/dispatch.ts';
import { declare } from '../webgpu/elementwise.ts';
import { divided, remainder, threadGrid } from '../webgpu/threadGrid.ts';

/** Pixels of dy that a run covers at most where the stride is 1, and pixels of x nearly so whatever it is. */
const mostPixels = 8;
/** Threads that are enough for a big GPU, and for a software adapter, which has two or a few dozen cores. */
const manyThreads = { hardware: 16_384, software: 512 } as const;
/** Numbers that all parts together write at most: 8 MiB. */
const mostNumbers = 2 ** 21;

export interface FilterGradientShader {
  /** Sums that are to be added, see `partSums.wgsl.ts`. */
  readonly parts: number;
  readonly shader: Shader;
  readonly workgroups: Workgroups;
}

/** Bindings: x, dy, sums [parts, kh, kw, in, out]. */
export function filterGradientShader(geometry: DenseGeometry, software: boolean): FilterGradientShader {
  const { batch, inChannels, outChannels, rows } = geometry;
  const { outLength, kernel, stride } = geometry.columns;
  const most = Math.max(2, Math.floor(mostPixels / stride));
  const columns = forwardBlock(geometry.columns, Math.ceil(outLength / Math.ceil(outLength / most)));
  const [inQuads, outQuads] = [Math.ceil(inChannels / 4), Math.ceil(outChannels / 4)];
  const size = rows.kernel * kernel * inChannels * outChannels;
  const threads = manyThreads[software ? 'software' : 'hardware'];
  const wanted = Math.min(threads / (outQuads * inQuads * rows.kernel), mostNumbers / size);
  const stretches = batch * rows.outLength * columns.blocks;
  const { parts, perPart } = cut(stretches, wanted);
  const grid = threadGrid([
    ['outQuad', outQuads],
    ['inQuad', inQuads],
    ['k', rows.kernel],
    ['part', parts],
  ]);
  const [x, dy] = [channelArray('x', inChannels), channelArray('dy', outChannels)] as const;
  const sums = channelArray('sums', outChannels);
  // With fewer than four channels of x there are fewer sums to keep.
  const held = Math.min(4, inChannels);
  const taps = range(kernel).flatMap((tap) => range(held).map((i) => ({ tap, i })));

  const code = () => `
${declare([x, dy, { ...sums, writes: true }])}
${grid.main}
  ${taps.map(({ tap, i }) => `var sum${tap}_${i} = vec4f();`).join(' ')}
  for (var n = part * ${perPart}u; n < min(${stretches}u, part * ${perPart}u + ${perPart}u); n++) {
    let run = i32(${remainder('n', columns.blocks)});
    let row = ${divided('n', columns.blocks)};
    let line = i32(${remainder('row', rows.outLength)}) * ${rows.stride} + i32(k) - ${rows.padding};
    ${rowsAllExist(rows) ? '' : `if (line < 0 || line >= ${rows.inLength}) { continue; }`}
    let image = i32(${divided('row', rows.outLength)});
    let left = run * ${columns.advance} + ${columns.offset};
    let first = ((image * ${rows.inLength} + line) * ${columns.read} + left) * ${x.width} + i32(inQuad) * ${fourStep(x)};
    let gradient = (i32(row) * ${columns.written} + run * ${columns.outputs}) * ${dy.width} + i32(outQuad) * ${fourStep(dy)};
    ${gradients(columns, dy).join('\n    ')}
    ${products(columns, x, held).join('\n    ')}
  }
  let at = (i32(part) * ${rows.kernel} + i32(k)) * ${kernel * inChannels};
  ${taps
    .map(({ tap, i }) => {
      const exists = inChannels % held === 0 ? '' : `if (i32(inQuad) * 4 + ${i} < ${inChannels}) `;
      const place = `(at + ${tap * inChannels + i} + i32(inQuad) * 4) * ${sums.width} + i32(outQuad) * ${fourStep(sums)}`;
      return `${exists}{ ${writeFour(sums, place, 'i32(outQuad) * 4', `sum${tap}_${i}`)} }`;
    })
    .join('\n  ')}
}`;
  return {
    parts,
    shader: { key: `conv2d filter gradient ${JSON.stringify([geometry, perPart])}`, code },
    workgroups: grid.workgroups,
  };
}

/** Reads a stretch of dy. */
function gradients(columns: AxisBlock, dy: ChannelArray): string[] {
  return range(columns.outputs).map((j) => {
    const read = readFour(dy, `gradient + ${j * dy.width}`);
    const condition = isInRow(columns, 'run', j);
    return condition
      ? `var dy${j} = vec4f(); if (${condition}) { dy${j} = ${read}; }`
      : `let dy${j} = ${read};`;
  });
}

/** Reads what the stretch meets of x, then multiplies the two. */
function products(columns: AxisBlock, x: ChannelArray, held: number): string[] {
  const loads = range(columns.window).map((place) =>
    readPlace(columns, x, place, `first + ${place * x.width}`, held),
  );
  const terms = columns.taps.flatMap((taps, j) =>
    taps.flatMap(({ tap, place }) =>
      range(held).map((i) => `sum${tap}_${i} += ${part(`x${place}`, i)} * dy${j};`),
    ),
  );
  return [...loads, ...terms];
}

/** How many parts there are, and stretches of dy in each. */
function cut(stretches: number, wanted: number): { readonly parts: number; readonly perPart: number } {
  const perPart = Math.ceil(stretches / Math.min(stretches, Math.max(1, Math.floor(wanted))));
  return { perPart, parts: Math.ceil(stretches / perPart) };
}
