/**
 * A layer that keeps its weight as it is. An architecture leaves the form out, so that it stands for every layer that is not named.
 */
import type { LayerFormOf } from '../../../spec/network/layerForms.ts';
import { floatBytes, type LayerForm, valuesIn, zerosAmong } from './form.ts';

export const dense: Pick<LayerForm<LayerFormOf<'dense'>>, 'stored'> = {
  stored: ({ weight, bias }, _, tensors) => ({
    bits: 32,
    bytes: floatBytes(tensors, weight.name, ...(bias ? [bias.name] : [])),
    zeros: zerosAmong(valuesIn(tensors, weight.name)),
  }),
};
