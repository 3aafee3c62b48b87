/**
 * Depthwise convolution and its input gradient on WebGPU: both are sums over taps, see `axisBlock.ts`.
 *
 * - A thread computes a block of neighbouring pixels for four channels (or one): neighbours share most of what they
 *   read, so a 3×3 filter costs 3 loads a pixel where a thread for each pixel needs 9, and the weights are read once a block.
 * - Neighbouring threads have neighbouring channels, and then neighbouring blocks: loads are whole stretches of memory.
 * - Everything is unrolled, and only elements that can lie outside the picture are asked whether they do.
 * - A stride s of the gradient is no condition: a block holds whole strides, so that each of its pixels has its own fixed taps.
 * - Small activations get smaller blocks, so that there are threads enough.
 */

import { type AxisBlock, backwardBlock, existsInWindow, forwardBlock, range } from '../webgpu/axisBlock.ts';
import type { Shader, Workgroups } from '../webgpu/dispatch.ts';
import { type Binding, declare } from '../webgpu/elementwise.ts';
import { rectifyFunction } from '../webgpu/rectify.ts';
import { threadGrid } from '../webgpu/threadGrid.ts';
import type { DepthwiseGeometry } from './geometry.ts';

/** Pixels of a thread, rows by columns; the first that leaves `fewThreads` is taken, and by a software adapter the first. */
const blockSizes = [
  [2, 4],
  [1, 4],
  [1, 2],
] as const;
const fewThreads = 16_384;

/** What is done to a sum before it is written: times a scale, plus a shift, both by channel, and ReLU. */
export interface Epilogue {
  readonly scale: boolean;
  readonly shift: boolean;
  readonly relu: boolean;
}

export const noEpilogue: Epilogue = { scale: false, shift: false, relu: false };

/** Bindings: x or dy, filter, y or dx, and the epilogue's scale and shift, [C] each. */
export function tapSums(
  operation: 'forward' | 'inputGradient',
  geometry: DepthwiseGeometry,
  software: boolean,
  epilogue: Epilogue = noEpilogue,
): { readonly shader: Shader; readonly workgroups: Workgroups } {
  const { batch, channels } = geometry;
  const lanes = channels % 4 === 0 ? 4 : 1;
  const width = channels / lanes;
  const blockOf = operation === 'forward' ? forwardBlock : backwardBlock;
  const candidates = blockSizes.map(([rows, columns]) => ({
    rows: blockOf(geometry.rows, rows),
    columns: blockOf(geometry.columns, columns),
  }));
  const threads = ({ rows, columns }: { rows: AxisBlock; columns: AxisBlock }) =>
    batch * rows.blocks * columns.blocks * width;
  const { rows, columns } =
    candidates.find((candidate) => software || threads(candidate) >= fewThreads) ??
    (candidates.at(-1) as (typeof candidates)[0]);
  const type = lanes === 4 ? 'vec4<f32>' : 'f32';
  const grid = threadGrid([
    ['channel', width],
    ['columnBlock', columns.blocks],
    ['rowBlock', rows.blocks],
    ['image', batch],
  ]);
  const bindings: Binding[] = [
    { name: 'input', type },
    { name: 'weights', type },
    { name: 'output', type, writes: true },
    ...(epilogue.scale ? [{ name: 'scale', type } as const] : []),
    ...(epilogue.shift ? [{ name: 'shift', type } as const] : []),
  ];
  const code = () => `
${declare(bindings)}
${epilogue.relu ? rectifyFunction(type) : ''}
${grid.main}
  ${body({ rows, columns, width, type, kernelWidth: geometry.columns.kernel, epilogue })}
}`;
  const key = `depthwise ${operation} ${JSON.stringify([geometry, rows.outputs, columns.outputs, epilogue])}`;
  return { shader: { key, code }, workgroups: grid.workgroups };
}

function body(given: {
  readonly rows: AxisBlock;
  readonly columns: AxisBlock;
  /** Numbers of `type` in a pixel. */
  readonly width: number;
  readonly type: string;
  readonly kernelWidth: number;
  readonly epilogue: Epilogue;
}): string {
  const { rows, columns, width, type, kernelWidth, epilogue } = given;
  const sum = (row: number, column: number) => `sum${row}_${column}`;
  const finished = (name: string) => {
    const scaled = epilogue.scale ? `${name} * channelScale` : name;
    const shifted = epilogue.shift ? `${scaled} + channelShift` : scaled;
    return epilogue.relu ? `rectify(${shifted})` : shifted;
  };
  const sums = range(rows.outputs).flatMap((row) =>
    range(columns.outputs).map((column) => `var ${sum(row, column)} = ${type}(0);`),
  );
  const stores = range(rows.outputs).flatMap((row) =>
    range(columns.outputs).map((column) => {
      const conditions = [...exists(rows, row, 'rowBlock'), ...exists(columns, column, 'columnBlock')];
      const store = `output[result + ${(row * columns.written + column) * width}u] = ${finished(sum(row, column))};`;
      return conditions.length > 0 ? `if (${conditions.join(' && ')}) { ${store} }` : store;
    }),
  );
  return `
  let top = i32(rowBlock) * ${rows.advance} + ${rows.offset};
  let left = i32(columnBlock) * ${columns.advance} + ${columns.offset};
  ${sums.join('\n  ')}
  ${range(rows.window)
    .map((place) => windowRow(place))
    .join('')}
  let result = ((image * ${rows.written}u + rowBlock * ${rows.outputs}u) * ${columns.written}u
    + columnBlock * ${columns.outputs}u) * ${width}u + channel;
  ${epilogue.scale ? 'let channelScale = scale[channel];' : ''}
  ${epilogue.shift ? 'let channelShift = shift[channel];' : ''}
  ${stores.join('\n  ')}`;

  /** Whether the last block has this output too; nothing where all blocks do. */
  function exists({ written, outputs }: AxisBlock, output: number, block: string): string[] {
    const inLast = written % outputs;
    return inLast === 0 || output < inLast ? [] : [`${block} * ${outputs}u + ${output}u < ${written}u`];
  }

  /** Reads one row of the window and adds what it gives to all outputs. */
  function windowRow(place: number): string {
    const used = rows.taps.flatMap((taps, row) =>
      taps.filter((tap) => tap.place === place).map(({ tap }) => ({ row, tap })),
    );
    if (used.length === 0) return '';
    const loads = range(columns.window).map((column) => {
      const condition = existsInWindow(columns, column, 'left');
      const load = `input[u32(pixel + ${column * width})]`;
      return condition
        ? `var x${column} = ${type}(0); if (${condition}) { x${column} = ${load}; }`
        : `let x${column} = ${load};`;
    });
    const products = used.flatMap(({ row, tap }) =>
      range(kernelWidth).map((columnTap) => {
        const terms = columns.taps.flatMap((taps, column) =>
          taps
            .filter((at) => at.tap === columnTap)
            .map((at) => `${sum(row, column)} = fma(x${at.place}, w, ${sum(row, column)});`),
        );
        return `{ let w = weights[${(tap * kernelWidth + columnTap) * width}u + channel]; ${terms.join(' ')} }`;
      }),
    );
    const condition = existsInWindow(rows, place, 'top');
    return `
  ${condition ? `if (${condition}) ` : ''}{
    let pixel = ((i32(image) * ${rows.read} + top + ${place}) * ${columns.read} + left) * ${width} + i32(channel);
    ${[...loads, ...products].join('\n    ')}
  }`;
  }
}
