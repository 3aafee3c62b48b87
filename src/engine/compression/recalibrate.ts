/**
 * Batch norm's running statistics measured anew, after weights were changed: as PyTorch does with
 * `reset_running_stats()`, `momentum = None` and forward passes in training mode (the cumulative moving average):
 *
 *     μ = 1/n Σ mean(batch),   σ² = 1/n Σ variance(batch), unbiased, over n batches
 *
 * Every batch counts the same, however many images it has. Nothing but means changes: what is the least or the greatest of all
 * that was seen stays.
 */
import { add, dispose, keep, type Tensor, type Tensor1D, tidy } from '@tensorflow/tfjs-core';
import { build } from '../families/catalogue.ts';
import { onScale } from '../families/onScale.ts';
import { toDevice, toHost } from '../layers/hostParameters.ts';
import { statisticsOf } from '../training/statistics/runningStatistics.ts';
import type { Checkpoint } from '../transfer/checkpoint.ts';
import type { ShownImages } from './quantising/calibrate.ts';

export interface Recalibrated {
  readonly checkpoint: Checkpoint;
  /** How many images the statistics are of. */
  readonly images: number;
}

/** On the current backend. With no images all is as it was. */
export async function recalibrated(
  { architecture, tensors }: Checkpoint,
  { images, takes = 'imagenet' }: ShownImages,
): Promise<Recalibrated> {
  const network = onScale(build(architecture), takes);
  const parameters = toDevice(tensors);
  const statisticOf = statisticsOf(network.parameters);
  const sums: Record<string, Tensor> = {};
  let [batches, seen] = [0, 0];
  const observe = (name: string, statistic: Tensor1D) => {
    if (statisticOf(name).update !== 'mean') {
      statistic.dispose();
      return;
    }
    const before = sums[name];
    // Kept, because the forward pass runs in a tidy scope.
    sums[name] = before ? keep(tidy(() => add(before, statistic))) : statistic;
    if (before) dispose([before, statistic]);
  };
  try {
    for await (const batch of images) {
      tidy(() => void network.forward(parameters, batch, { training: true, observe }));
      batches++;
      seen += batch.shape[0];
      batch.dispose();
    }
    const totals = await toHost(sums);
    const means = Object.entries(totals).map(
      ([name, { shape, values }]) => [name, { shape, values: values.map((sum) => sum / batches) }] as const,
    );
    const measured = { ...tensors, ...Object.fromEntries(means) };
    return { checkpoint: { architecture, tensors: measured }, images: seen };
  } finally {
    dispose([...Object.values(sums), ...Object.values(parameters)]);
  }
}
