/**
 * What a teacher says on the device: a table of logits that fills as images come up, or, where every view is new or something
 * inside of it is wanted, the network itself in every step. A row that is in the table stays as it is, also where its image comes
 * up beside others for which the network is run: so a run learns from the same numbers as any other that found this table.
 */
import { backend, dispose, type Tensor4D, tensor2d } from '@tensorflow/tfjs-core';
import { foldBatchNorm } from '../../layers/foldBatchNorm.ts';
import type { Signals } from '../../objectives/term.ts';
import { emptyRow, fillRows, gatherRows } from '../../ops/tableRows/tableRows.ts';
import type { GpuBackend } from '../../ops/webgpu/gpuBackend.ts';
import { readTensor } from '../../ops/webgpu/readTensor.ts';
import { signalsOf } from '../signals/signals.ts';
import {
  type DeviceParts,
  type FrozenModel,
  remember,
  type TeacherMemory,
  withoutNetwork,
} from '../teacherLogits.ts';
import type { BatchSlots } from './deviceImages.ts';

export interface DeviceTeacher {
  /**
   * Whether the teacher must be shown a batch with these rows.
   *
   * @param taps that are wanted of it
   */
  isRun(slots: BatchSlots, taps: readonly string[]): boolean;
  /** To be called when a step that runs the teacher for this batch is on its way. */
  ran(slots: BatchSlots): void;
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
export function foldedNetwork({ model, parameters, tapped }: FrozenModel): FrozenModel {
  return {
    ...{ model, parameters: foldBatchNorm(model.parameters, parameters) },
    ...(tapped ? { tapped: foldedNetwork(tapped) } : {}),
  };
}

/** Frees what `foldedNetwork` made. */
export function freeFolded({ parameters, tapped }: FrozenModel): void {
  dispose({ ...parameters });
  if (tapped) freeFolded(tapped);
}

/** @param network the teacher's, folded, which stays the caller's; absent where there are only logits. */
export function deviceTeacher(
  { memory, onShown }: Omit<DeviceParts, 'frozen'>,
  network: FrozenModel | undefined,
  classes: number,
): DeviceTeacher {
  const known = memory?.known.slice();
  const table = memory && tensor2d(withEmptyRows(memory, classes), [memory.known.length, classes]);
  if (table) (backend() as GpuBackend).uploadToGPU(table.dataId);
  let news = false;
  return {
    isRun: ({ rows, isChanged }, taps) =>
      network !== undefined &&
      (isChanged || taps.length > 0 || !(known && rows.every((row) => known[row] === 1))),
    ran({ rows, isChanged }) {
      onShown?.(rows.length);
      if (!known || isChanged) return;
      for (const row of rows) known[row] = 1;
      news = true;
    },
    signals(images, { tableRows, isChanged }, isRun, taps) {
      if (network && (isRun || taps.length > 0)) {
        const said = signalsOf(network, images, taps);
        if (!isRun || !table || isChanged) return said;
        const logits = fillRows(table, tableRows, said.logits);
        // Of a network that is run in every step it never matters what is known.
        if (taps.length > 0) return said;
        return { ...said, logits };
      }
      if (!table || isChanged || taps.length > 0) throw withoutNetwork();
      return { logits: gatherRows(table, tableRows), taps: {} };
    },
    async settle() {
      if (!memory || !table || !known || !news) return;
      const filled = await readTensor(table);
      for (const [row, isKnown] of known.entries()) {
        if (isKnown === 1) remember(memory, row, filled.subarray(row * classes, (row + 1) * classes));
      }
      news = false;
    },
    dispose: () => table?.dispose(),
  };
}

/** The table as the device has it: what is not known is marked so there. */
function withEmptyRows({ table, known }: TeacherMemory, classes: number): Float32Array {
  const rows = table.slice();
  for (const [row, isKnown] of known.entries()) if (isKnown !== 1) emptyRow(rows, row, classes);
  return rows;
}
