/**
 * A layer whose weights a hash shares out (Chen et al. 2015, HashedNets, arXiv 1504.04788): w_i = ξ(i)·r[h(i)]. The shared numbers learn;
 * which weight has which, and with which sign, the seed says, so that nothing but them is stored. They are multiplied out before the
 * layer runs: no fewer operations are done.
 */
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { LayerFormOf } from '../../../spec/network/layerForms.ts';
import { hashedGradient, hashedLookup } from '../../ops/hashed/hashed.ts';
import { lengthOf, named, shaped } from '../parameters.ts';
import { withGradient } from '../withGradient.ts';
import { floatBytes, type LayerForm, sharedRate, valuesIn, weightsOf } from './form.ts';

/** r, [entries] */
export const hashedName = (layer: string) => `${layer}.weight_hashed`;

export const hashed: LayerForm<LayerFormOf<'hashed'>> = {
  foldsNorm: false,
  specs(layer, { entries }) {
    const { name, weight, bias } = layer;
    const { role, rate, initial } = weight;
    return [
      {
        name: hashedName(name),
        kind: 'vector',
        ...shaped([entries]),
        ...{ role, initial },
        rate: sharedRate(weightsOf(layer), entries, rate),
      },
      ...(bias ? [bias] : []),
    ];
  },
  weight(parameters, { name, weight }, { entries, seed }) {
    const shared = named<Tensor1D>(parameters, hashedName(name));
    const shape = weight.axes.map(lengthOf);
    return withGradient(
      [shared],
      () => hashedLookup(shared, shape, seed),
      (dy) => [hashedGradient(dy, entries, seed)],
    );
  },
  /** The shared numbers, and 4 bytes for the seed. */
  stored(layer, { entries }, tensors) {
    const { name, bias } = layer;
    const [shared, count] = [valuesIn(tensors, hashedName(name)), weightsOf(layer)];
    // A number is shared by ⌈n/k⌉ weights where its place is below n mod k, else by ⌊n/k⌋.
    const sharedBy = (entry: number) => Math.floor(count / entries) + Number(entry < count % entries);
    return {
      bits: (32 * entries) / count,
      bytes: floatBytes(tensors, hashedName(name), ...(bias ? [bias.name] : [])) + 4,
      zeros: shared.reduce((sum, value, entry) => sum + (value === 0 ? sharedBy(entry) : 0), 0),
    };
  },
};
