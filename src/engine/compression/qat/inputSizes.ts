/**
 * How large what every layer is given is over some images: where steps and clips of activations start.
 */
import {
  abs,
  add,
  dispose,
  keep,
  max,
  maximum,
  min,
  minimum,
  reshape,
  stack,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import type { LayerName } from '../../../spec/network/layerForms.ts';
import type { Model } from '../../families/model.ts';
import { onScale } from '../../families/onScale.ts';
import { total } from '../../layers/forms/quantised/reductions.ts';
import type { EnterLayer } from '../../layers/forwardContext.ts';
import { type HostParameters, toDevice } from '../../layers/hostParameters.ts';
import type { ShownImages } from '../quantising/calibrate.ts';

export interface InputSize {
  readonly min: number;
  readonly max: number;
  /** Mean of |x|. */
  readonly size: number;
}

interface Seen {
  readonly least: Tensor;
  readonly most: Tensor;
  readonly sum: Tensor;
  readonly count: number;
}

/**
 * Runs the network in evaluation mode on the current backend, and reads from it once, at the end.
 *
 * @throws Error where there is no batch.
 */
export async function inputSizes(
  network: Model,
  tensors: HostParameters,
  { images, takes = 'imagenet' }: ShownImages,
): Promise<ReadonlyMap<LayerName, InputSize>> {
  const model = onScale(network, takes);
  const parameters = toDevice(tensors);
  const seen = new Map<LayerName, Seen>();
  const enter: EnterLayer = (layer, x) => {
    const before = seen.get(layer);
    const [least, most, sum] = tidy(() => {
      const own = [min(x), max(x), reshape(total(abs(x)), [])] as const;
      if (!before) return [...own];
      return [minimum(before.least, own[0]), maximum(before.most, own[1]), add(before.sum, own[2])];
    }) as [Tensor, Tensor, Tensor];
    if (before) dispose([before.least, before.most, before.sum]);
    // Kept, because the forward pass runs in a tidy scope.
    const kept = { least: keep(least), most: keep(most), sum: keep(sum) };
    seen.set(layer, { ...kept, count: (before?.count ?? 0) + x.size });
    return x;
  };
  try {
    for await (const batch of images) {
      const logits = tidy(() => model.forward(parameters, batch, { training: false, enter }));
      dispose([logits, batch]);
    }
    if (seen.size === 0) throw new Error('A calibration needs images.');
    const together = tidy(() =>
      stack([...seen.values()].flatMap(({ least, most, sum }) => [least, most, sum])),
    );
    const values = await together.data();
    together.dispose();
    return new Map(
      [...seen].map(([layer, { count }], i) => [
        layer,
        { min: values[3 * i] ?? 0, max: values[3 * i + 1] ?? 0, size: (values[3 * i + 2] ?? 0) / count },
      ]),
    );
  } finally {
    dispose({ ...parameters });
    for (const { least, most, sum } of seen.values()) dispose([least, most, sum]);
  }
}
