/**
 * Rows of tables that stay on the device: read and written by number, and labels as one-hot rows.
 *
 * With these a step needs of its batch no more than a few whole numbers: the teacher's logits are looked up, or filed, by
 * image and version.
 */
import {
  cast,
  engine,
  equal,
  gather,
  type KernelFunc,
  range,
  reshape,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type TensorInfo,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Op } from '../op.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { aboutToWrite } from '../webgpu/inPlace.ts';

/** table [R, K] float32, rows [B] int32 → [B, K]. */
export function gatherRows(table: Tensor2D, rows: Tensor1D): Tensor2D {
  return engine().runKernel('GatherRows', { table, rows }) as Tensor2D;
}

/** table[rows[b]] ← values[b], in place; [R, K], [B], [B, K]; WebGPU only. Equal rows must come with equal values. */
export function scatterRows(table: Tensor2D, rows: Tensor1D, values: Tensor2D): void {
  engine().runKernel('ScatterRows', { table, rows, values });
}

/** What the numbers of an empty row are to begin with, see `fillRows`: the bits of a NaN. */
const emptyBits = 0x7fc00000;

/** Marks a row of a table [R × K] as empty. */
export function emptyRow(table: Float32Array, row: number, columns: number): void {
  new Uint32Array(table.buffer, table.byteOffset, table.length).fill(
    emptyBits,
    row * columns,
    (row + 1) * columns,
  );
}

/**
 * table[rows[b]], [B, K], where those rows that are empty get values[b] first, in place; what a row has stays. [R, K], [B],
 * [B, K]; WebGPU only. Equal rows must come with equal values.
 */
export function fillRows(table: Tensor2D, rows: Tensor1D, values: Tensor2D): Tensor2D {
  return engine().runKernel('FillRows', { table, rows, values }) as Tensor2D;
}

/** labels [B] int32 → [B, K] float32. */
export function oneHotRows(labels: Tensor1D, classes: number): Tensor2D {
  return engine().runKernel('OneHotRows', { labels }, { classes }) as Tensor2D;
}

const gatherKernel: KernelFunc = ({ inputs, backend }) => {
  const gpu = backend as GpuBackend;
  const { table, rows } = inputs as unknown as Record<'table' | 'rows', TensorInfo>;
  const [batch, columns] = [rows.shape[0] ?? 0, table.shape[1] ?? 0];
  const output = gpu.makeTensorInfo([batch, columns], 'float32');
  const { shader, workgroups } = elementwise({
    key: `GatherRows by ${columns}`,
    bindings: [
      { name: 'table', type: 'f32' },
      { name: 'rows', type: 'i32' },
      { name: 'output', type: 'f32', writes: true },
    ],
    count: batch * columns,
    body: `output[i] = table[u32(rows[i / ${columns}u]) * ${columns}u + i % ${columns}u];`,
  });
  dispatch(gpu, shader, [table, rows, output], workgroups);
  return output;
};

const scatterKernel: KernelFunc = ({ inputs, backend }) => {
  const gpu = backend as GpuBackend;
  const { table, rows, values } = inputs as unknown as Record<'table' | 'rows' | 'values', TensorInfo>;
  const [batch, columns] = [rows.shape[0] ?? 0, table.shape[1] ?? 0];
  const { shader, workgroups } = elementwise({
    key: `ScatterRows by ${columns}`,
    bindings: [
      { name: 'table', type: 'f32', writes: true },
      { name: 'rows', type: 'i32' },
      { name: 'values', type: 'f32' },
    ],
    count: batch * columns,
    body: `table[u32(rows[i / ${columns}u]) * ${columns}u + i % ${columns}u] = values[i];`,
  });
  aboutToWrite(gpu, table);
  dispatch(gpu, shader, [table, rows, values], workgroups);
  return [];
};

const fillKernel: KernelFunc = ({ inputs, backend }) => {
  const gpu = backend as GpuBackend;
  const { table, rows, values } = inputs as unknown as Record<'table' | 'rows' | 'values', TensorInfo>;
  const [batch, columns] = [rows.shape[0] ?? 0, table.shape[1] ?? 0];
  const output = gpu.makeTensorInfo([batch, columns], 'float32');
  // Bits are copied, not numbers: a device may take it that there is no NaN.
  const { shader, workgroups } = elementwise({
    key: `FillRows by ${columns}`,
    bindings: [
      { name: 'table', type: 'u32', writes: true },
      { name: 'rows', type: 'i32' },
      { name: 'values', type: 'u32' },
      { name: 'output', type: 'u32', writes: true },
    ],
    count: batch * columns,
    body: `
  let at = u32(rows[i / ${columns}u]) * ${columns}u + i % ${columns}u;
  let before = table[at];
  let bits = select(before, values[i], before == ${emptyBits}u);
  table[at] = bits;
  output[i] = bits;`,
  });
  aboutToWrite(gpu, table);
  dispatch(gpu, shader, [table, rows, values, output], workgroups);
  return output;
};

const oneHotKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const gpu = backend as GpuBackend;
  const { labels } = inputs as unknown as { readonly labels: TensorInfo };
  const { classes } = attrs as unknown as { readonly classes: number };
  const batch = labels.shape[0] ?? 0;
  const output = gpu.makeTensorInfo([batch, classes], 'float32');
  const { shader, workgroups } = elementwise({
    key: `OneHotRows by ${classes}`,
    bindings: [
      { name: 'labels', type: 'i32' },
      { name: 'output', type: 'f32', writes: true },
    ],
    count: batch * classes,
    body: `output[i] = select(0.0, 1.0, u32(labels[i / ${classes}u]) == i % ${classes}u);`,
  });
  dispatch(gpu, shader, [labels, output], workgroups);
  return output;
};

const composedGather: KernelFunc = ({ inputs }) => {
  const { table, rows } = inputs as unknown as Record<'table' | 'rows', Tensor>;
  return gather(table, rows as Tensor1D);
};

/** Not by tfjs's `oneHot`, which refuses a single class. */
const composedOneHot: KernelFunc = ({ inputs, attrs }) => {
  const labels = inputs.labels as Tensor;
  const { classes } = attrs as unknown as { readonly classes: number };
  return tidy(() => {
    const numbers = range(0, classes, 1, 'int32');
    return cast(equal(reshape(labels, [labels.size, 1]), numbers), 'float32');
  });
};

export const gatherRowsOp: Op = {
  name: 'GatherRows',
  shapes: ({ table, rows }) => ({ shape: [rows?.shape[0] ?? 0, table?.shape[1] ?? 0] }),
  composed: composedGather,
  kernels: { webgpu: gatherKernel },
};

export const oneHotRowsOp: Op = {
  name: 'OneHotRows',
  shapes: ({ labels }, attributes) => ({ shape: [labels?.shape[0] ?? 0, Number(attributes.classes)] }),
  composed: composedOneHot,
  kernels: { webgpu: oneHotKernel },
};

export const fillRowsOp: Op = { name: 'FillRows', kernels: { webgpu: fillKernel } };

export const scatterRowsOp: Op = { name: 'ScatterRows', kernels: { webgpu: scatterKernel } };
