/**
 * A layer whose weight is that of a layer before it, as where one block's weights serve all blocks of a stage (Liao & Poggio 2016, arXiv
 * 1604.03640). The gradients of both add up. Its bias and the batch norm behind it stay its own: shared statistics would fit
 * none of the blocks (Jastrzębski et al. 2018, arXiv 1710.04773, section 5).
 */
import type { LayerFormOf } from '../../../spec/network/layerForms.ts';
import { named } from '../parameters.ts';
import { floatBytes, type LayerForm, valuesIn, zerosAmong } from './form.ts';

export const sharedWith: LayerForm<LayerFormOf<'sharedWith'>> = {
  foldsNorm: false,
  specs: ({ bias }) => (bias ? [bias] : []),
  lender: ({ layer }) => layer,
  weight: (parameters, _, { layer }) => named(parameters, `${layer}.weight`),
  /** Zeros are counted where the other layer's weight is dense. */
  stored: ({ bias }, { layer }, tensors) => ({
    bits: 0,
    bytes: bias ? floatBytes(tensors, bias.name) : 0,
    zeros: zerosAmong(valuesIn(tensors, `${layer}.weight`)),
  }),
};
