/**
 * The gradient of a convolution with respect to its filter on WebGPU:
 *
 *     dw[k, l, i, o] = Σ over b, p, q of x[b, s·p + k − P, s·q + l − P, i] · dy[b, p, q, o].
 *
 * There are few results (2,304 for 16 → 16 channels, 3×3) and long sums (32,768 terms for a batch of 32 at 32 × 32), so:
 *
 * - The rows of dy are split into parts, and a second shader adds the parts' sums. Both add in a fixed order, without
 *   atomics: the result is the same every time. Where one part gives threads enough, it is written directly.
 * - A thread keeps the sums of one row of the filter for 4 channels of x by 4 of dy in registers: 48 numbers for a
 *   3×3 filter. It walks the rows of its part in runs of up to 8 pixels, and reads a run's stretch of dy and of x
 *   once for all taps: 384 multiplications for 18 loads of four numbers.
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
import { threadGrid } from '../conv2d/threadGrid.ts';
import { type AxisBlock, forwardBlock, range } from '../depthwiseConv/axisBlock.ts';
import type { Shader, Workgroups } from '../webgpu/dispatch.ts';
import { declare } from '../webgpu/elementwise.ts';

/** Pixels of a run at most. */
const mostPixels = 8;
/** Threads that are enough for a big GPU. */
const manyThreads = 16_384;
/** Numbers that all parts together write at most: 8 MiB. */
const mostNumbers = 2 ** 21;

export interface FilterGradientShader {
  /** Sums that are to be added, see `partSums`. */
  readonly parts: number;
  readonly shader: Shader;
  readonly workgroups: Workgroups;
}

/** Bindings: x, dy, sums [parts, kh, kw, in, out]. */
export function filterGradientShader(geometry: DenseGeometry): FilterGradientShader {
  const { batch, inChannels, outChannels, rows } = geometry;
  const { outLength, kernel } = geometry.columns;
  const columns = forwardBlock(geometry.columns, Math.ceil(outLength / Math.ceil(outLength / mostPixels)));
  const [inQuads, outQuads] = [Math.ceil(inChannels / 4), Math.ceil(outChannels / 4)];
  const size = rows.kernel * kernel * inChannels * outChannels;
  const { parts, perPart } = cut(batch * rows.outLength, outQuads * inQuads * rows.kernel, size);
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
  const loads = range(columns.outputs).map((j) => {
    const read = readFour(dy, `gradient + ${j * dy.width}`);
    const condition = isInRow(columns, 'run', j);
    return condition
      ? `var dy${j} = vec4f(); if (${condition}) { dy${j} = ${read}; }`
      : `let dy${j} = ${read};`;
  });

  const code = () => `
${declare([x, dy, { ...sums, writes: true }])}
${grid.main}
  ${taps.map(({ tap, i }) => `var sum${tap}_${i} = vec4f();`).join(' ')}
  for (var row = i32(part) * ${perPart}; row < min(${batch * rows.outLength}, i32(part) * ${perPart} + ${perPart}); row++) {
    let line = (row % ${rows.outLength}) * ${rows.stride} + i32(k) - ${rows.padding};
    ${rowsAllExist(rows) ? '' : `if (line < 0 || line >= ${rows.inLength}) { continue; }`}
    let start = (row / ${rows.outLength} * ${rows.inLength} + line) * ${columns.read};
    for (var run = 0; run < ${columns.blocks}; run++) {
      let left = run * ${columns.advance} + ${columns.offset};
      let first = (start + left) * ${x.width} + i32(inQuad) * ${fourStep(x)};
      let gradient = (row * ${columns.written} + run * ${columns.outputs}) * ${dy.width} + i32(outQuad) * ${fourStep(dy)};
      ${loads.join('\n      ')}
      ${products(columns, x, held).join('\n      ')}
    }
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
    shader: { key: `conv2d filter gradient ${JSON.stringify(geometry)}`, code },
    workgroups: grid.workgroups,
  };
}

/** Reads a run's stretch of x and multiplies it with that of dy. */
function products(columns: AxisBlock, x: ChannelArray, held: number): string[] {
  return range(columns.window).flatMap((place) => {
    const terms = columns.taps.flatMap((taps, j) =>
      taps
        .filter((at) => at.place === place)
        .flatMap(({ tap }) => range(held).map((i) => `sum${tap}_${i} += ${part(`x${place}`, i)} * dy${j};`)),
    );
    return [readPlace(columns, x, place, `first + ${place * x.width}`, held), ...terms];
  });
}

/** How many rows of dy each part has. */
function cut(rows: number, threadsPerPart: number, size: number) {
  const wanted = Math.min(manyThreads / threadsPerPart, mostNumbers / size);
  const perPart = Math.min(rows, Math.ceil(rows / Math.max(1, Math.floor(wanted))));
  return { perPart, parts: Math.ceil(rows / perPart) };
}

/** Numbers that are added in one chain; several chains hide the time of a load. */
const chains = 4;

/** Bindings: sums [parts, …], total […] of `size` numbers. */
export function partSums(
  parts: number,
  size: number,
): { readonly shader: Shader; readonly workgroups: Workgroups } {
  const grid = threadGrid([['i', size]]);
  const whole = Math.floor(parts / chains) * chains;
  const code = () => `
${declare([
  { name: 'sums', type: 'f32' },
  { name: 'total', type: 'f32', writes: true },
])}
${grid.main}
  ${range(chains)
    .map((c) => `var sum${c} = 0f;`)
    .join(' ')}
  for (var part = 0u; part < ${whole}u; part += ${chains}u) {
    let at = part * ${size}u + i;
    ${range(chains)
      .map((c) => `sum${c} += sums[at + ${c * size}u];`)
      .join(' ')}
  }
  ${range(parts - whole)
    .map((c) => `sum${c} += sums[${(whole + c) * size}u + i];`)
    .join(' ')}
  total[i] = (sum0 + sum1) + (sum2 + sum3);
}`;
  return { shader: { key: `sum of ${parts} parts of ${size}`, code }, workgroups: grid.workgroups };
}
