/**
 * All that a teacher has to say of a set of images.
 */
import { tensor4d } from '@tensorflow/tfjs-core';
import { type BatchSource, batchShape } from './batches.ts';
import type { TrainingControl } from './control.ts';
import { isResident } from './isResident.ts';
import { type TabulationOptions, tabulateOnDevice } from './residentTabulation.ts';
import { type FrozenModel, frozenLogits } from './teacherLogits.ts';

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
  const tabulate = isResident() && source.views ? tabulateOnDevice : tabulateInBatches;
  return tabulate(teacher, source, control, options);
}

/** The same, each batch uploaded and read by itself: between two batches the device can do other work. */
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
