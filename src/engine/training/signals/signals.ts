/**
 * What a network says of a batch, in evaluation mode.
 */
import { clone, dispose, type Tensor, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { Model } from '../../families/model.ts';
import type { Parameters } from '../../layers/parameters.ts';
import type { Signals } from '../../objectives/term.ts';

/** A network and its weights. */
export interface Weighted {
  readonly model: Model;
  readonly parameters: Parameters;
  /** Where it is another of the same kind that is tapped. */
  readonly tapped?: Weighted;
}

/**
 * The caller owns the tensors.
 *
 * @param taps each one of the model's
 */
export function signalsOf(
  { model, parameters, tapped }: Weighted,
  images: Tensor4D,
  taps: readonly string[],
): Signals {
  if (tapped && taps.length > 0) {
    const inside = signalsOf(tapped, images, taps);
    inside.logits.dispose();
    return { ...signalsOf({ model, parameters }, images, []), taps: inside.taps };
  }
  if (taps.length === 0) {
    return { logits: tidy(() => model.forward(parameters, images, { training: false })), taps: {} };
  }
  const found: Record<string, Tensor> = {};
  const { logits } = tidy(() => {
    const tap = (name: string, activation: Tensor) => {
      if (taps.includes(name)) found[name] = clone(activation);
    };
    const listens = (name: string) => taps.includes(name);
    return { logits: model.forward(parameters, images, { training: false, tap, listens }), ...found };
  });
  return { logits: logits as Tensor2D, taps: found };
}

export function free(signals: readonly Signals[]): void {
  for (const { logits, taps } of signals) dispose([logits, ...Object.values(taps)]);
}
