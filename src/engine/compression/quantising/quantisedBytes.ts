import type { LayerForms } from '../../../spec/network/layerForms.ts';
import type { HostParameters } from '../../layers/hostParameters.ts';

/**
 * What the numbers take where they are kept as tightly as their bits allow: a layer's weights at `bits` each, rounded up to whole
 * bytes, biases at 4 bytes, a scale of 4 bytes for each output channel, scale and zero point of the input at 4 and 1. Tensors
 * that belong to no quantised layer count 4 bytes a number.
 */
export function quantisedBytes(tensors: HostParameters, forms: LayerForms): number {
  return Object.entries(tensors).reduce((sum, [name, { values }]) => {
    const form = forms[name.slice(0, name.lastIndexOf('.'))];
    if (form?.kind !== 'fakeQuantised') return sum + values.byteLength;
    if (name.endsWith('.weight')) return sum + Math.ceil((values.length * form.bits) / 8);
    return sum + (name.endsWith('.input_zero_point') ? 1 : 4) * values.length;
  }, 0);
}
