/**
 * Batch norm's running statistics measured anew, after weights were changed: as PyTorch does with
 * `reset_running_stats()`, `momentum = None` and forward passes in training mode (the cumulative moving average):
 *
 *     μ = 1/n Σ mean(batch),   σ² = 1/n Σ variance(batch), unbiased, over n batches
 *
 * Every batch counts the same, however many images it has. Nothing but the statistics changes.
 */
import { add, dispose, keep, type Tensor, type Tensor1D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { Network } from '../models/model.ts';
import { type HostParameters, toDevice, toHost } from '../transfer/hostParameters.ts';

export interface Recalibrated {
  readonly tensors: HostParameters;
  /** How many images the statistics are of. */
  readonly images: number;
}

/**
 * @param network as it is run, with its forms.
 * @param tensors its own.
 * @param images  batches [B, S, S, 3], normalised; each is disposed once it was seen. With none, all is as it was.
 */
export async function recalibrated(
  network: Network,
  tensors: HostParameters,
  images: Iterable<Tensor4D> | AsyncIterable<Tensor4D>,
): Promise<Recalibrated> {
  const parameters = toDevice(tensors);
  const sums: Record<string, Tensor> = {};
  let [batches, seen] = [0, 0];
  const observe = (name: string, statistic: Tensor1D) => {
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
    return { tensors: { ...tensors, ...Object.fromEntries(means) }, images: seen };
  } finally {
    dispose([...Object.values(sums), ...Object.values(parameters)]);
  }
}
