/**
 * The teacher's logits on the device: a table of logits that fills as images come up, or, where every view is new, the
 * teacher itself in every step.
 */
import { backend, dispose, type Tensor4D, tensor2d } from '@tensorflow/tfjs-core';
import { foldBatchNorm } from '../../layers/foldBatchNorm.ts';
import type { Signals } from '../../objectives/term.ts';
import { gatherRows, scatterRows } from '../../ops/tableRows/tableRows.ts';
import type { GpuBackend } from '../../ops/webgpu/gpuBackend.ts';
import { readTensor } from '../../ops/webgpu/readTensor.ts';
import { frozenLogits, type TeacherLogits } from '../teacherLogits.ts';
import type { BatchSlots } from './deviceImages.ts';

export interface DeviceTeacher {
  /** Whether the teacher must be shown a batch with these rows. */
  asks(rows: Int32Array): boolean;
  /** To be called when a step that asks for these rows is on its way. */
  asked(rows: Int32Array): void;
  /**
   * Operations of a step; the caller owns the tensors.
   *
   * @param asks what `asks` said of this batch.
   */
  signals(images: Tensor4D, slots: BatchSlots, asks: boolean): Signals;
  /** Brings all answers to the memory that was given. */
  settle(): Promise<void>;
  dispose(): void;
}

export function deviceTeacher(teacher: Pick<TeacherLogits, 'onDevice'>, classes: number): DeviceTeacher {
  const { frozen: given, memory, onAsked } = teacher.onDevice;
  const frozen = given && {
    model: given.model,
    parameters: foldBatchNorm(given.model.parameters, given.parameters),
  };
  const known = memory?.known.slice();
  const table = memory && tensor2d(memory.table, [memory.known.length, classes]);
  if (table) (backend() as GpuBackend).uploadToGPU(table.dataId);
  let news = false;
  return {
    asks: (rows) => frozen !== undefined && !(known && rows.every((row) => known[row] === 1)),
    asked(rows) {
      onAsked?.(rows.length);
      if (!known) return;
      for (const row of rows) known[row] = 1;
      news = true;
    },
    signals(images, { tableRows }, asks) {
      if (frozen && asks) {
        const answer = frozenLogits(frozen, images);
        if (table) scatterRows(table, tableRows, answer);
        return { logits: answer, taps: {} };
      }
      if (!table) throw new Error('A teacher without a network and without logits says nothing.');
      return { logits: gatherRows(table, tableRows), taps: {} };
    },
    async settle() {
      if (!memory || !table || !known || !news) return;
      memory.table.set(await readTensor(table));
      memory.known.set(known);
      news = false;
    },
    dispose() {
      table?.dispose();
      if (frozen) dispose({ ...frozen.parameters });
    },
  };
}
