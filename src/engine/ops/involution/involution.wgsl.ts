/**
 * The involution and its gradients on WebGPU. Windows are read where they lie.
 *
 * - Neighbouring threads have neighbouring channels of a group, then groups, then pixels: loads are whole stretches of memory.
 * - A pixel's weights are read once for each thread of its group, so a software adapter, where loads are what costs, has one thread
 *   take four vectors of channels; hardware, which wants threads, one.
 * - The kernel's gradient has a thread for each row of taps, which keeps the row's sums and goes over the group's channels.
 */
import { range } from '../webgpu/axisBlock.ts';
import type { Shader, Workgroups } from '../webgpu/dispatch.ts';
import { type Binding, declare } from '../webgpu/elementwise.ts';
import { threadGrid } from '../webgpu/threadGrid.ts';
import type { InvolutionGeometry } from './geometry.ts';

interface Pass {
  readonly shader: Shader;
  readonly workgroups: Workgroups;
}

/** A group's channels as the shader reads them: `width` numbers of `type`. */
function vectorsOf({ channels, groups }: InvolutionGeometry) {
  const perGroup = channels / groups;
  const lanes = perGroup % 4 === 0 ? 4 : 1;
  const type = lanes === 4 ? ('vec4<f32>' as const) : ('f32' as const);
  return { type, width: perGroup / lanes, all: channels / lanes };
}

const taken = (width: number, software: boolean) =>
  software ? ([4, 2, 1].find((count) => width % count === 0) ?? 1) : 1;

const within = (value: string, length: number) => `${value} >= 0 && ${value} < ${length}`;

/** Bindings: x or dy, kernels, y or dx. */
export function weightedSums(
  operation: 'forward' | 'inputGradient',
  geometry: InvolutionGeometry,
  software: boolean,
): Pass {
  const { batch, groups, rows, columns } = geometry;
  const { type, width, all } = vectorsOf(geometry);
  const vectors = taken(width, software);
  const forward = operation === 'forward';
  const grid = threadGrid([
    ['part', width / vectors],
    ['channelGroup', groups],
    ['column', forward ? columns.outLength : columns.inLength],
    ['row', forward ? rows.outLength : rows.inLength],
    ['image', batch],
  ]);
  const bindings: Binding[] = [
    { name: 'values', type },
    { name: 'kernels', type: 'f32' },
    { name: 'result', type, writes: true },
  ];
  const each = (statement: (i: number) => string) => range(vectors).map(statement).join(' ');
  const taps = rows.kernel * columns.kernel;
  const add = (pixel: string, weight: string) =>
    `let begin = u32(${pixel}) * ${all}u + first; let w = kernels[${weight}];
      ${each((i) => `sum${i} += w * values[begin + ${i}u];`)}`;
  const forwardTaps = `
  let kernel = (((image * ${rows.outLength}u + row) * ${columns.outLength}u + column) * ${groups}u + channelGroup) * ${taps}u;
  let left = i32(column * ${columns.stride}u) - ${columns.padding};
  for (var k = 0; k < ${rows.kernel}; k++) {
    let v = i32(row * ${rows.stride}u) + k - ${rows.padding};
    if (!(${within('v', rows.inLength)})) { continue; }
    let line = (i32(image) * ${rows.inLength} + v) * ${columns.inLength} + left;
    ${range(columns.kernel)
      .map(
        (l) =>
          `if (${within(`left + ${l}`, columns.inLength)}) { ${add(`line + ${l}`, `kernel + u32(k) * ${columns.kernel}u + ${l}u`)} }`,
      )
      .join('\n    ')}
  }`;
  const backwardTaps = `
  let bottom = i32(row) + ${rows.padding};
  let right = i32(column) + ${columns.padding};
  for (var k = bottom % ${rows.stride}; k < ${rows.kernel}; k += ${rows.stride}) {
    let p = (bottom - k) / ${rows.stride};
    if (!(${within('bottom - k', rows.outLength * rows.stride)})) { continue; }
    for (var l = right % ${columns.stride}; l < ${columns.kernel}; l += ${columns.stride}) {
      let q = (right - l) / ${columns.stride};
      if (!(${within('right - l', columns.outLength * columns.stride)})) { continue; }
      let pixel = (i32(image) * ${rows.outLength} + p) * ${columns.outLength} + q;
      ${add('pixel', `(u32(pixel) * ${groups}u + channelGroup) * ${taps}u + u32(k * ${columns.kernel} + l)`)}
    }
  }`;
  const [height, length] = forward ? [rows.outLength, columns.outLength] : [rows.inLength, columns.inLength];
  const code = () => `
${declare(bindings)}
${grid.main}
  let first = channelGroup * ${width}u + part * ${vectors}u;
  ${each((i) => `var sum${i} = ${type}(0);`)}
  ${forward ? forwardTaps : backwardTaps}
  let at = ((image * ${height}u + row) * ${length}u + column) * ${all}u + first;
  ${each((i) => `result[at + ${i}u] = sum${i};`)}
}`;
  const key = `involution ${operation} ${JSON.stringify([geometry, vectors])}`;
  return { shader: { key, code }, workgroups: grid.workgroups };
}

/** Bindings: x, dy, and the kernels' gradient. */
export function channelProducts(geometry: InvolutionGeometry): Pass {
  const { batch, groups, rows, columns } = geometry;
  const { type, width, all } = vectorsOf(geometry);
  const grid = threadGrid([
    ['k', rows.kernel],
    ['channelGroup', groups],
    ['column', columns.outLength],
    ['row', rows.outLength],
    ['image', batch],
  ]);
  const bindings: Binding[] = [
    { name: 'x', type },
    { name: 'dy', type },
    { name: 'dKernels', type: 'f32', writes: true },
  ];
  const product = (value: string) => (type === 'f32' ? `${value} * d` : `dot(${value}, d)`);
  const each = (statement: (l: number) => string) => range(columns.kernel).map(statement).join('\n  ');
  const code = () => `
${declare(bindings)}
${grid.main}
  let pixel = (image * ${rows.outLength}u + row) * ${columns.outLength}u + column;
  let v = i32(row * ${rows.stride}u + k) - ${rows.padding};
  let left = i32(column * ${columns.stride}u) - ${columns.padding};
  ${each((l) => `var sum${l} = 0f;`)}
  if (${within('v', rows.inLength)}) {
    let line = (i32(image) * ${rows.inLength} + v) * ${columns.inLength} + left;
    for (var c = channelGroup * ${width}u; c < (channelGroup + 1u) * ${width}u; c++) {
      let d = dy[pixel * ${all}u + c];
      ${each((l) => `if (${within(`left + ${l}`, columns.inLength)}) { sum${l} += ${product(`x[u32(line + ${l}) * ${all}u + c]`)}; }`)}
    }
  }
  let at = (pixel * ${groups}u + channelGroup) * ${rows.kernel * columns.kernel}u + k * ${columns.kernel}u;
  ${each((l) => `dKernels[at + ${l}u] = sum${l};`)}
}`;
  const key = `involution kernel gradient ${JSON.stringify(geometry)}`;
  return { shader: { key, code }, workgroups: grid.workgroups };
}
