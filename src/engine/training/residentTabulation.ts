/**
 * A teacher's logits for a set of images that lies on the GPU: one forward pass, recorded once and replayed.
 */
import { backend, dispose, mul, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import { createArena, type Recording, record } from '../device/capture/recording.ts';
import type { LabBackend } from '../device/labBackend.ts';
import { scatterRows } from '../kernels/tableRows/tableRows.ts';
import { flush } from '../kernels/webgpu/flush.ts';
import type { GpuBackend } from '../kernels/webgpu/gpuBackend.ts';
import { foldBatchNorm } from '../layers/foldBatchNorm.ts';
import type { BatchSource } from './batches.ts';
import type { TrainingControl } from './control.ts';
import { residentImages } from './residentImages.ts';
import { type FrozenModel, frozenLogits } from './teacherLogits.ts';
import { zerosOnDevice } from './zerosOnDevice.ts';

/** Batches that may be under way at once. */
const batchesInFlight = 8;

export interface TabulationOptions {
  /** Told of how many images the logits are there, or on their way. */
  readonly progress: (done: number, total: number) => void;
  /** Images that are shown together. */
  readonly batchSize?: number;
  /** Whether the pass may be recorded and replayed; unless given, it is where the backend can. */
  readonly capture?: boolean;
  /** Told how many of the pass's kernels are compiled. */
  readonly onPreparing?: (done: number, total: number) => void;
}

/** See `tabulateTeacher`. */
export async function tabulateOnDevice(
  { model, parameters: given }: FrozenModel,
  source: BatchSource,
  control: TrainingControl,
  { progress, batchSize = 64, capture, onPreparing }: TabulationOptions,
): Promise<Float32Array | undefined> {
  const lab = backend() as LabBackend;
  const { count, versions } = source;
  const total = count * versions;
  const parameters = foldBatchNorm(model.parameters, given);
  const { classes } = model;
  const table = zerosOnDevice<Tensor2D>([total, classes]);
  const images = residentImages(source, classes);
  const arena = createArena();
  const recordings = new Map<number, Recording>();
  try {
    let batches = 0;
    for (let version = 0; version < versions; version++) {
      for (let from = 0; from < count; from += batchSize) {
        const length = Math.min(batchSize, count - from);
        const indices = Int32Array.from({ length }, (_, b) => from + b);
        const slots = images.put(indices, new Uint32Array(length).fill(version));
        const look = () =>
          tidy(() => {
            const answer = frozenLogits({ model, parameters }, images.of(slots).images);
            scatterRows(table, slots.tableRows, answer);
          });
        if (capture === false) look();
        else {
          const known = recordings.get(length);
          const recording = known ?? (await record(lab, look, arena, onPreparing));
          recordings.set(length, recording);
          recording.play();
        }
        if (++batches % batchesInFlight === 0) {
          flush(lab as unknown as GpuBackend);
          await lab.device.queue.onSubmittedWorkDone();
        }
        progress(version * count + from + length, total);
        if ((await control.checkpoint('step')) === 'stop') return undefined;
      }
    }
    const answers = tidy(() => mul<Tensor2D>(table, 1));
    const values = (await answers.data()) as Float32Array;
    answers.dispose();
    return values;
  } finally {
    for (const recording of recordings.values()) recording.dispose();
    arena.dispose();
    images.dispose();
    table.dispose();
    dispose({ ...parameters });
  }
}
