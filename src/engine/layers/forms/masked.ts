/**
 * A layer some of whose weights are held at 0: w ∘ m. What is masked learns nothing, whatever momentum and weight decay do to the
 * number under the mask, as it is never looked at; what is computed is as much as before, and no faster.
 */
import { mul } from '@tensorflow/tfjs-core';
import type { LayerFormOf } from '../../../spec/network/layerForms.ts';
import { named, type ParameterSpec } from '../parameters.ts';
import type { LayerForm } from './form.ts';

/** Ones and zeros, of the weight's shape and kind. */
export const maskName = (layer: string) => `${layer}.weight_mask`;

export const masked: LayerForm<LayerFormOf<'masked'>> = {
  foldsNorm: false,
  specs({ name, weight, bias }) {
    const { normalisedBy, ...same } = weight;
    const mask: ParameterSpec = {
      ...same,
      name: maskName(name),
      role: 'frozen',
      initial: { kind: 'constant', value: 1 },
    };
    return [weight, mask, ...(bias ? [bias] : [])];
  },
  weight(parameters, { name }) {
    return mul(named(parameters, `${name}.weight`), named(parameters, maskName(name)));
  },
};
