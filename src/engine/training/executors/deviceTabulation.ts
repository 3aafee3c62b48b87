/**
 * A teacher's logits for a set of images that lies on the GPU: one forward pass, recorded once and replayed.
 */
import { backend, dispose, type Tensor2D } from '@tensorflow/tfjs-core';
import { foldBatchNorm } from '../../layers/foldBatchNorm.ts';
import { scatterRows } from '../../ops/tableRows/tableRows.ts';
import { flush } from '../../ops/webgpu/flush.ts';
import type { GpuBackend } from '../../ops/webgpu/gpuBackend.ts';
import { readTensor } from '../../ops/webgpu/readTensor.ts';
import { createPlayer, type PlayerOptions } from '../../runtime/capture/player.ts';
import { createArena } from '../../runtime/capture/recording.ts';
import type { LabBackend } from '../../runtime/labBackend.ts';
import type { BatchSource } from '../batches.ts';
import type { TrainingControl } from '../control.ts';
import { type FrozenModel, frozenLogits } from '../teacherLogits.ts';
import { deviceImages } from './deviceImages.ts';
import { zerosOnDevice } from './zerosOnDevice.ts';

/** Batches that may be under way at once. */
const batchesInFlight = 8;

export interface TabulationOptions extends PlayerOptions {
  /** Told of how many images the logits are there, or on their way. */
  readonly progress: (done: number, total: number) => void;
  /** Images that are shown together. */
  readonly batchSize?: number;
}

/** See `tabulateTeacher`. */
export async function tabulateOnDevice(
  { model, parameters: given }: FrozenModel,
  source: BatchSource,
  control: TrainingControl,
  options: TabulationOptions,
): Promise<Float32Array | undefined> {
  const { progress, batchSize = 64 } = options;
  const lab = backend() as LabBackend;
  const { count, versions } = source;
  const total = count * versions;
  const parameters = foldBatchNorm(model.parameters, given);
  const { classes } = model;
  const table = zerosOnDevice<Tensor2D>([total, classes]);
  const images = deviceImages(source, classes);
  const arena = createArena();
  const player = createPlayer(lab, arena, options);
  try {
    let batches = 0;
    for (let version = 0; version < versions; version++) {
      for (let from = 0; from < count; from += batchSize) {
        const length = Math.min(batchSize, count - from);
        const indices = Int32Array.from({ length }, (_, b) => from + b);
        const slots = images.put(indices, new Uint32Array(length).fill(version));
        await player.run(`show ${length}`, () => {
          const answer = frozenLogits({ model, parameters }, images.of(slots).images);
          scatterRows(table, slots.tableRows, answer);
        });
        if (++batches % batchesInFlight === 0) {
          flush(lab as unknown as GpuBackend);
          await lab.device.queue.onSubmittedWorkDone();
        }
        progress(version * count + from + length, total);
        if ((await control.checkpoint('step')) === 'stop') return undefined;
      }
    }
    return await readTensor(table);
  } finally {
    player.dispose();
    arena.dispose();
    images.dispose();
    table.dispose();
    dispose({ ...parameters });
  }
}
