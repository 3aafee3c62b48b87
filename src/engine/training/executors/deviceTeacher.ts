/**
 * What a teacher says on the device: a table of logits that fills as images come up, or, where every view is new or something
 * inside of it is wanted, the network itself in every step.
 */
import { backend, type Tensor4D, tensor2d } from '@tensorflow/tfjs-core';
import { foldBatchNorm } from '../../layers/foldBatchNorm.ts';
import type { Signals } from '../../objectives/term.ts';
import { gatherRows, scatterRows } from '../../ops/tableRows/tableRows.ts';
import type { GpuBackend } from '../../ops/webgpu/gpuBackend.ts';
import { readTensor } from '../../ops/webgpu/readTensor.ts';
import { signalsOf } from '../signals/signals.ts';
import { type DeviceParts, type FrozenModel, withoutNetwork } from '../teacherLogits.ts';
import type { BatchSlots } from './deviceImages.ts';

export interface DeviceTeacher {
  /**
   * Whether the teacher must be shown a batch with these rows.
   *
   * @param taps that are wanted of it
   */
  isRun(rows: Int32Array, taps: readonly string[]): boolean;
  /** To be called when a step that runs the teacher for these rows is on its way. */
  ran(rows: Int32Array): void;
  /**
   * Operations of a step; the caller owns the tensors.
   *
   * @param isRun whether it is run for this batch, as `isRun` said.
   */
  signals(images: Tensor4D, slots: BatchSlots, isRun: boolean, taps: readonly string[]): Signals;
  /** Brings all answers to the memory that was given. */
  settle(): Promise<void>;
  dispose(): void;
}

/** A network with its batch norm folded, which a step may run; the caller disposes its parameters. */
export function foldedNetwork({ model, parameters }: FrozenModel): FrozenModel {
  return { model, parameters: foldBatchNorm(model.parameters, parameters) };
}

/** @param network the teacher's, folded, which stays the caller's; absent where there are only logits. */
export function deviceTeacher(
  { memory, onShown }: Omit<DeviceParts, 'frozen'>,
  network: FrozenModel | undefined,
  classes: number,
): DeviceTeacher {
  const known = memory?.known.slice();
  const table = memory && tensor2d(memory.table, [memory.known.length, classes]);
  if (table) (backend() as GpuBackend).uploadToGPU(table.dataId);
  let news = false;
  return {
    isRun: (rows, taps) =>
      network !== undefined && (taps.length > 0 || !(known && rows.every((row) => known[row] === 1))),
    ran(rows) {
      onShown?.(rows.length);
      if (!known) return;
      for (const row of rows) known[row] = 1;
      news = true;
    },
    signals(images, { tableRows }, isRun, taps) {
      if (network && (isRun || taps.length > 0)) {
        const said = signalsOf(network, images, taps);
        if (isRun && table) scatterRows(table, tableRows, said.logits);
        return said;
      }
      if (!table || taps.length > 0) throw withoutNetwork();
      return { logits: gatherRows(table, tableRows), taps: {} };
    },
    async settle() {
      if (!memory || !table || !known || !news) return;
      memory.table.set(await readTensor(table));
      memory.known.set(known);
      news = false;
    },
    dispose: () => table?.dispose(),
  };
}
