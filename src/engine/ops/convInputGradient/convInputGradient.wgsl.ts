/**
 * The gradient of a convolution with respect to its input on WebGPU:
 *
 *     dx[b, v, u, i] = Σ over k, l, o of dy[b, (v + P − k) / s, (u + P − l) / s, o] · w[k, l, i, o], where s divides.
 *
 * - A thread computes a run of up to 8 neighbouring pixels of a row for 4 channels of x, as the forward convolution does.
 *   For each row of the filter it reads the run's stretch of dy once and uses it for all taps of that row.
 * - No multiplication by a zero between strides: a run holds whole strides, so that each of its pixels has its own fixed
 *   taps, and a row of dx visits only the filter's rows that reach it, every s-th. Threads are ordered by that phase, so that those
 *   that run together visit equally many.
 * - The filter is read where it is. Its last axis is what is summed over here, so a thread reads 4 rows of 4 numbers
 *   and takes their columns; to keep those rows few, only `quadsTogether` neighbouring threads have different channels,
 *   and the following have the next pixels.
 */

import type { Axis } from '../axis.ts';
import {
  type ChannelArray,
  channelArray,
  eachFour,
  fourStep,
  part,
  readFour,
  writeFour,
} from '../conv2d/channelFours.ts';
import type { DenseGeometry } from '../conv2d/denseGeometry.ts';
import { isInRow, readPlace, runLength } from '../conv2d/runs.ts';
import { type AxisBlock, backwardBlock, range } from '../webgpu/axisBlock.ts';
import type { Shader, Workgroups } from '../webgpu/dispatch.ts';
import { declare } from '../webgpu/elementwise.ts';
import { threadGrid } from '../webgpu/threadGrid.ts';

/** Neighbouring threads that have neighbouring channels, where that divides their number. */
const quadsTogether = 4;

/** Bindings: dy, filter, dx. */
export function inputGradientShader(
  geometry: DenseGeometry,
  software: boolean,
): { readonly shader: Shader; readonly workgroups: Workgroups } {
  const { batch, inChannels, outChannels, rows } = geometry;
  const quads = Math.ceil(inChannels / 4);
  const together = quads % quadsTogether === 0 ? quadsTogether : quads;
  const run = runLength(geometry.columns.inLength, batch * rows.inLength * quads, software);
  const columns = backwardBlock(geometry.columns, run);
  const grid = threadGrid([
    ['neighbour', together],
    ['run', columns.blocks],
    ['phaseRow', Math.ceil(rows.inLength / rows.stride)],
    ['image', batch],
    ['phase', rows.stride],
    ['cohort', quads / together],
  ]);
  const dy = channelArray('dy', outChannels);
  const weights = channelArray('weights', outChannels);
  const dx = channelArray('dx', inChannels);
  const code = () => `
${declare([dy, weights, { ...dx, writes: true }])}
${grid.main}
  let row = i32(phaseRow * ${rows.stride}u + phase);
  ${rows.inLength % rows.stride === 0 ? '' : `if (row >= ${rows.inLength}) { return; }`}
  let quad = i32(cohort * ${together}u + neighbour);
  let left = i32(run) * ${columns.advance} + ${columns.offset};
  ${range(columns.outputs)
    .map((j) => `var sum${j} = vec4f();`)
    .join(' ')}
  for (var k = ${firstTap(rows)}; k < ${rows.kernel}; k += ${rows.stride}) {
    let reach = row + ${rows.padding} - k;
    if (reach < 0 || reach >= ${rows.outLength * rows.stride}) { continue; }
    let line = ${rows.stride === 1 ? 'reach' : `reach / ${rows.stride}`};
    let start = ((i32(image) * ${rows.outLength} + line) * ${columns.read} + left) * ${dy.width};
    ${eachFour(outChannels, (four, size) => filterRow(geometry, columns, dy, weights, four, size))}
  }
  let at = ((i32(image) * ${rows.inLength} + row) * ${columns.written} + i32(run) * ${columns.outputs}) * ${dx.width}
    + quad * ${fourStep(dx)};
  ${range(columns.outputs)
    .map((j) => {
      const written = writeFour(dx, `at + ${j * dx.width}`, 'quad * 4', `sum${j}`);
      const condition = isInRow(columns, 'i32(run)', j);
      return condition ? `if (${condition}) { ${written} }` : written;
    })
    .join('\n  ')}
}`;
  return {
    shader: { key: `conv2d input gradient ${JSON.stringify([geometry, run])}`, code },
    workgroups: grid.workgroups,
  };
}

/** The first row of the filter that reaches `row`: (row + P) mod s. */
function firstTap({ stride, padding }: Axis): string {
  return stride === 1 ? '0' : `(row + ${padding}) % ${stride}`;
}

/** Adds what one row of the filter gives for up to four channels of dy. */
function filterRow(
  { inChannels, columns: { kernel } }: DenseGeometry,
  columns: AxisBlock,
  dy: ChannelArray,
  weights: ChannelArray,
  four: string,
  size: number,
): string {
  const loads = range(columns.window).map((place) =>
    readPlace(columns, dy, place, `first + ${place * dy.width}`, size),
  );
  const products = range(kernel).flatMap((tap) => {
    const uses = columns.taps.flatMap((taps, j) =>
      taps.filter((at) => at.tap === tap).map(({ place }) => ({ j, place })),
    );
    if (uses.length === 0) return [];
    const rows = range(4).map((i) => {
      const at = `tap + ${(tap * inChannels + i) * weights.width}`;
      return `let w${i} = ${readFour(weights, at, size)};`;
    });
    const terms = range(size).map((o) => {
      const column = range(4).map((i) => part(`w${i}`, o));
      const sums = uses.map(({ j, place }) => `sum${j} += ${part(`dy${place}`, o)} * w;`);
      return `{ let w = vec4f(${column.join(', ')}); ${sums.join(' ')} }`;
    });
    return [`{ ${[...rows, ...terms].join('\n        ')} }`];
  });
  return `
      let first = start + ${four} * ${fourStep(dy)};
      let tap = (k * ${kernel * inChannels} + quad * 4) * ${weights.width} + ${four} * ${fourStep(weights)};
      ${[...loads, ...products].join('\n      ')}
    `;
}
