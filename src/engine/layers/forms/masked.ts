/**
 * A layer some of whose weights are held at 0: w ∘ m. What is masked learns nothing, whatever momentum and weight decay do to the
 * number under the mask, as it is never looked at; what is computed is as much as before, and no faster.
 *
 * With `learnsUnder` the gradient of w ∘ m is passed on to all of w, so that a mask which is decided anew may let weights come back
 * (Guo et al. 2016, Dynamic network surgery, arXiv 1608.04493, equation 3).
 */
import { mul } from '@tensorflow/tfjs-core';
import type { LayerFormOf } from '../../../spec/network/layerForms.ts';
import { named, type ParameterSpec } from '../parameters.ts';
import { withGradient } from '../withGradient.ts';
import { floatBytes, type LayerForm, packedBytes, valuesIn, weightsOf } from './form.ts';

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
  weight(parameters, { name }, { learnsUnder = false }) {
    const [weight, mask] = [named(parameters, `${name}.weight`), named(parameters, maskName(name))];
    if (!learnsUnder) return mul(weight, mask);
    return withGradient(
      [weight],
      () => mul(weight, mask),
      (dy) => [dy.clone()],
    );
  },
  /** The smaller of: a bit for each weight and float32 of those that are not 0; float32 of all, with the zeros written out. */
  stored(layer, _, tensors) {
    const { name, weight, bias } = layer;
    const [values, mask] = [valuesIn(tensors, weight.name), valuesIn(tensors, maskName(name))];
    const zeros = values.reduce((sum, value, i) => sum + Number(value * (mask[i] ?? 1) === 0), 0);
    const sparse = packedBytes(values.length, 1) + 4 * (values.length - zeros);
    const bytes = Math.min(sparse, values.byteLength);
    const count = weightsOf(layer);
    return {
      ...{ zeros, bits: Math.min(32, 1 + (32 * (count - zeros)) / count) },
      bytes: bytes + (bias ? floatBytes(tensors, bias.name) : 0),
    };
  },
};
