/**
 * What every layer of a network is given over some images: the least and the greatest value.
 */
import {
  dispose,
  keep,
  max,
  maximum,
  min,
  minimum,
  stack,
  type Tensor,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { InputScale } from '../../../spec/choices.ts';
import type { LayerName } from '../../../spec/network/layerForms.ts';
import type { Model } from '../../families/model.ts';
import { onScale } from '../../families/onScale.ts';
import type { EnterLayer } from '../../layers/forwardContext.ts';
import { type HostParameters, toDevice } from '../../layers/hostParameters.ts';
import type { Extremes } from './observers.ts';

/** Images that a network is shown. */
export interface ShownImages {
  /** Batches [B, S, S, 3], normalised; each is disposed once it was seen. */
  readonly images: Iterable<Tensor4D> | AsyncIterable<Tensor4D>;
  /** Which pixels the network's first layer takes, see `onScale`; the lab's unless given. */
  readonly takes?: InputScale | undefined;
}

/**
 * Runs the network in evaluation mode on the current backend, and reads from it once, at the end.
 *
 * @param network as a function of the pixels that it takes.
 * @throws Error where there is no batch.
 */
export async function inputExtremes(
  network: Model,
  tensors: HostParameters,
  { images, takes = 'imagenet' }: ShownImages,
): Promise<ReadonlyMap<LayerName, Extremes>> {
  const model = onScale(network, takes);
  const parameters = toDevice(tensors);
  const seen = new Map<LayerName, { least: Tensor; most: Tensor }>();
  const enter: EnterLayer = (layer, x) => {
    const before = seen.get(layer);
    const [least, most] = tidy(() => {
      const [low, high] = [min(x), max(x)];
      return before ? [minimum(before.least, low), maximum(before.most, high)] : [low, high];
    }) as [Tensor, Tensor];
    before?.least.dispose();
    before?.most.dispose();
    // Kept, because the forward pass runs in a tidy scope.
    seen.set(layer, { least: keep(least), most: keep(most) });
    return x;
  };
  try {
    for await (const batch of images) {
      const logits = tidy(() => model.forward(parameters, batch, { training: false, enter }));
      logits.dispose();
      batch.dispose();
    }
    if (seen.size === 0) throw new Error('A calibration needs images.');
    const together = tidy(() => stack([...seen.values()].flatMap(({ least, most }) => [least, most])));
    const values = await together.data();
    together.dispose();
    return new Map(
      [...seen.keys()].map((layer, i) => [layer, { min: values[2 * i] ?? 0, max: values[2 * i + 1] ?? 0 }]),
    );
  } finally {
    dispose({ ...parameters });
    for (const { least, most } of seen.values()) {
      least.dispose();
      most.dispose();
    }
  }
}
