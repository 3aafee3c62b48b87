/**
 * What a network takes where the indices and levels of its layers are written in Huffman's code, each layer in one of its own (Han et al.
 * 2016, arXiv 1510.00149, section 4).
 */
import type { LayerForms } from '../../../spec/network/layerForms.ts';
import { storedSize } from '../../families/storedSize.ts';
import { layerCodes } from '../../families/withForms.ts';
import { type DenseLayer, packedBytes } from '../../layers/forms/form.ts';
import type { HostParameters } from '../../layers/hostParameters.ts';
import { huffmanBytesOf } from './huffman.ts';

/**
 * As `storedSize`, with the code and its table of lengths (5 bits for each symbol that may occur) in place of numbers of the same
 * bits, in layers where that takes less.
 *
 * @param layers of the dense network, by `layersOf`
 * @returns undefined where no layer has indices or levels
 */
export function huffmanSize(
  layers: readonly DenseLayer[],
  forms: LayerForms,
  tensors: HostParameters,
): number | undefined {
  const coded = layers.flatMap((layer) => layerCodes(layer, forms[layer.name], tensors) ?? []);
  if (coded.length === 0) return undefined;
  const spared = coded.reduce((sum, { counts, bits }) => {
    const { data, table } = huffmanBytesOf(counts);
    const numbers = counts.reduce((all, count) => all + count, 0);
    return sum + Math.max(0, packedBytes(numbers, bits) - data - table);
  }, 0);
  return storedSize(layers, forms, tensors).bytes - spared;
}
