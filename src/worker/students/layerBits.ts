/**
 * Bits of a weight in each layer, of networks in which some layer is quantised.
 */
import { build } from '../../engine/families/catalogue.ts';
import { layersOf, storedLayer } from '../../engine/families/withForms.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import type { LayerName } from '../../spec/network/layerForms.ts';

/** In the order in which they run; undefined where no layer is quantised. */
export function layerBits({
  architecture,
  tensors,
}: Checkpoint): Readonly<Record<LayerName, number>> | undefined {
  const { forms } = architecture;
  const isQuantised = Object.values(forms).some(
    (form) => form.kind === 'fakeQuantised' || (form.kind === 'quantised' && form.weights),
  );
  if (!isQuantised) return undefined;
  const layers = layersOf(build({ ...architecture, forms: {} }).parameters);
  return Object.fromEntries(
    layers.map((layer) => [layer.name, storedLayer(layer, forms[layer.name], tensors).bits]),
  );
}
