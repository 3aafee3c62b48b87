/**
 * The forward convolution on WebGPU, with what follows it in evaluation.
 *
 * It is the matrix product [B·H'·W', kh·kw·in] × [kh·kw·in, out], whose left matrix is never written down:
 *
 * - A thread computes a run of up to 8 neighbouring pixels of a row for 4 output channels, in registers. For each row
 *   of the filter it reads the run's stretch of x once and uses it for all taps of that row, so that a 3×3 filter does
 *   384 multiplications for 22 loads of four numbers: as many as from tiles of 8 × 8 in a workgroup's memory, but without the
 *   copy into it and the barriers around it. What threads share (neighbouring channels read the same x, neighbouring
 *   runs the same weights) comes from the first-level cache.
 * - Neighbouring threads have neighbouring output channels, so that weights and results are whole stretches of memory.
 * - Everything within a row of the filter is unrolled, and only elements that can lie outside the picture are asked whether they do.
 * - Small activations get shorter runs, so that there are threads enough.
 *
 * Measured on SwiftShader, two cores, [8, 32, 32, 16] → 16 channels, 3×3: so 16 ms, with tiles in the workgroup's
 * memory 55 to 72 ms, tfjs 590 ms.
 */
import { type AxisBlock, forwardBlock, range } from '../webgpu/axisBlock.ts';
import type { Shader, Workgroups } from '../webgpu/dispatch.ts';
import { declare } from '../webgpu/elementwise.ts';
import { rectifyFunction } from '../webgpu/rectify.ts';
import { threadGrid } from '../webgpu/threadGrid.ts';
import {
  type ChannelArray,
  channelArray,
  eachFour,
  fourStep,
  part,
  readFour,
  writeFour,
} from './channelFours.ts';
import type { DenseGeometry } from './denseGeometry.ts';
import { isInRow, readPlace, rowsAllExist, runLength } from './runs.ts';

/** What becomes of a convolution's result before it is written. */
export interface Epilogue {
  /** Multiply by a further tensor, [out]. */
  readonly scale: boolean;
  /** Add a further tensor, [out]. */
  readonly shift: boolean;
  /** Add a further tensor, [B, H', W', out]. */
  readonly residual: boolean;
  readonly relu: boolean;
}

export const noEpilogue: Epilogue = { scale: false, shift: false, residual: false, relu: false };

/** Bindings: x, filter, y, then those of the epilogue in its order. */
export function forwardShader(
  geometry: DenseGeometry,
  epilogue: Epilogue,
  software: boolean,
): { readonly shader: Shader; readonly workgroups: Workgroups } {
  const { batch, inChannels, outChannels, rows } = geometry;
  const quads = Math.ceil(outChannels / 4);
  const run = runLength(geometry.columns.outLength, batch * rows.outLength * quads, software);
  const columns = forwardBlock(geometry.columns, run);
  const grid = threadGrid([
    ['quad', quads],
    ['run', columns.blocks],
    ['row', rows.outLength],
    ['image', batch],
  ]);
  const x = channelArray('x', inChannels);
  const weights = channelArray('weights', outChannels);
  const y = channelArray('y', outChannels);
  const further = (['scale', 'shift', 'residual'] as const)
    .filter((name) => epilogue[name])
    .map((name) => channelArray(name, outChannels));
  const code = () => `
${declare([x, weights, { ...y, writes: true }, ...further])}
${epilogue.relu ? rectifyFunction('vec4f') : ''}
${grid.main}
  let left = i32(run) * ${columns.advance} + ${columns.offset};
  let top = i32(row) * ${rows.stride} - ${rows.padding};
  let channel = i32(quad) * ${fourStep(weights)};
  ${range(run)
    .map((j) => `var sum${j} = vec4f();`)
    .join(' ')}
  for (var k = 0; k < ${rows.kernel}; k++) {
    let line = top + k;
    ${rowsAllExist(rows) ? '' : `if (line < 0 || line >= ${rows.inLength}) { continue; }`}
    let start = ((i32(image) * ${rows.inLength} + line) * ${columns.read} + left) * ${x.width};
    ${eachFour(inChannels, (four, size) => filterRow(geometry, columns, x, weights, four, size))}
  }
  let at = ((i32(image) * ${rows.outLength} + i32(row)) * ${columns.written} + i32(run) * ${columns.outputs}) * ${y.width}
    + channel;
  ${range(run)
    .map((j) => result(columns, y, epilogue, j))
    .join('\n  ')}
}`;
  return {
    shader: { key: `conv2d ${JSON.stringify([geometry, epilogue, run])}`, code },
    workgroups: grid.workgroups,
  };
}

/** Adds what one row of the filter gives for up to four channels of x. */
function filterRow(
  geometry: DenseGeometry,
  columns: AxisBlock,
  x: ChannelArray,
  weights: ChannelArray,
  four: string,
  size: number,
): string {
  const { inChannels } = geometry;
  const { kernel } = geometry.columns;
  const loads = range(columns.window).map((place) =>
    readPlace(columns, x, place, `first + ${place * x.width}`, size),
  );
  const products = range(kernel).flatMap((tap) => {
    const uses = columns.taps.flatMap((taps, j) =>
      taps.filter((at) => at.tap === tap).map(({ place }) => ({ j, place })),
    );
    // All of a tap's weights before its products: a software adapter pays for every change between the two.
    const rows = range(size).map(
      (c) => `let w${c} = ${readFour(weights, `tap + ${(tap * inChannels + c) * weights.width}`)};`,
    );
    const terms = range(size).map((c) =>
      uses.map(({ j, place }) => `sum${j} += ${part(`x${place}`, c)} * w${c};`).join(' '),
    );
    return [`{ ${[...rows, ...terms].join('\n        ')} }`];
  });
  return `
      let first = start + ${four} * ${fourStep(x)};
      let tap = (k * ${kernel * inChannels} + ${four} * 4) * ${weights.width} + channel;
      ${[...loads, ...products].join('\n      ')}
    `;
}

/** Finishes and writes pixel `j` of the run. */
function result(columns: AxisBlock, y: ChannelArray, epilogue: Epilogue, j: number): string {
  const pixel = `at + ${j * y.width}`;
  const like = (name: string, at: string) => readFour({ ...y, name }, at);
  const factor = epilogue.scale ? ` * ${like('scale', 'channel')}` : '';
  const shift = epilogue.shift ? ` + ${like('shift', 'channel')}` : '';
  const residual = epilogue.residual ? ` + ${like('residual', pixel)}` : '';
  const sum = `sum${j}${factor}${shift}${residual}`;
  const value = epilogue.relu ? `rectify(${sum})` : sum;
  const written = `{ let value = ${value}; ${writeFour(y, pixel, 'i32(quad) * 4', 'value')} }`;
  const condition = isInRow(columns, 'i32(run)', j);
  return condition ? `if (${condition}) ${written}` : written;
}
