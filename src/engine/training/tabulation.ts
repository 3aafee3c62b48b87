/**
 * A teacher's logits for a whole set of images.
 */
import { dispose, tensor4d } from '@tensorflow/tfjs-core';
import { foldBatchNorm } from '../layers/foldBatchNorm.ts';
import { type BatchSource, batchShape } from './batches.ts';
import type { TrainingControl } from './control.ts';
import { type TabulationOptions, tabulateOnDevice } from './executors/deviceTabulation.ts';
import { isOnDevice } from './executors/isOnDevice.ts';
import { predictAll } from './predictions.ts';
import {
  type FrozenModel,
  frozenLogits,
  isExternal,
  remember,
  type Teacher,
  type TeacherMemory,
} from './teacherLogits.ts';

/**
 * Logits of every version of every image, [versions × N × K]; undefined when stopped.
 *
 * @param source finitely many versions.
 */
export function tabulateTeacher(
  teacher: FrozenModel,
  source: BatchSource,
  control: TrainingControl,
  options: TabulationOptions,
): Promise<Float32Array | undefined> {
  if (!isOnDevice()) return tabulateInBatches(teacher, source, control, options);
  if (source.views) return tabulateOnDevice(teacher, source, control, options);
  return tabulateFolded(teacher, source, control, options);
}

/** As a step on the device does it, whose logits stand in the same table: a norm that is folded rounds otherwise. */
async function tabulateFolded(
  { model, parameters: given }: FrozenModel,
  source: BatchSource,
  control: TrainingControl,
  options: TabulationOptions,
): Promise<Float32Array | undefined> {
  const parameters = foldBatchNorm(model.parameters, given);
  try {
    return await tabulateInBatches({ model, parameters }, source, control, options);
  } finally {
    dispose({ ...parameters });
  }
}

/**
 * Asks for every answer that is not in `memory` yet; false when stopped.
 *
 * @param source finitely many versions.
 */
export async function completeMemory(
  teacher: Teacher,
  source: BatchSource,
  memory: TeacherMemory,
  control: TrainingControl,
  options: TabulationOptions,
): Promise<boolean> {
  const { known } = memory;
  if (known.every((flag) => flag === 1)) return true;
  if (isExternal(teacher)) {
    const { progress } = options;
    return predictAll(teacher, source, memory, { progress, checkpoint: () => control.checkpoint('step') });
  }
  const all = await tabulateTeacher(teacher, source, control, options);
  if (!all) return false;
  const classes = all.length / known.length;
  for (const row of known.keys()) remember(memory, row, all.subarray(row * classes, (row + 1) * classes));
  return true;
}

/** As `tabulateTeacher`, each batch uploaded and read by itself: between two batches the device can do other work. */
export async function tabulateInBatches(
  teacher: FrozenModel,
  source: BatchSource,
  control: TrainingControl,
  { progress, batchSize = 64 }: Pick<TabulationOptions, 'batchSize' | 'progress'>,
): Promise<Float32Array | undefined> {
  const total = source.count * source.versions;
  let table: Float32Array | undefined;
  for (let version = 0; version < source.versions; version++) {
    for (let from = 0; from < source.count; from += batchSize) {
      const count = Math.min(batchSize, source.count - from);
      const indices = Int32Array.from({ length: count }, (_, b) => from + b);
      const images = tensor4d(
        source.fill(indices, new Uint32Array(count).fill(version)),
        batchShape(source, count),
      );
      const logits = frozenLogits(teacher, images);
      images.dispose();
      const values = await logits.data();
      logits.dispose();
      const classes = values.length / count;
      table ??= new Float32Array(total * classes);
      table.set(values, (version * source.count + from) * classes);
      progress(version * source.count + from + count, total);
      if ((await control.checkpoint('step')) === 'stop') return undefined;
    }
  }
  return table;
}
