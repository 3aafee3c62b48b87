/**
 * Multiply-adds of layers with a weight: each weight is multiplied once for every place of the map that its layer gives.
 */
import type { LayerName } from '../../spec/network/layerForms.ts';
import type { ParameterSpec } from './parameters.ts';

export interface LayerCost {
  readonly name: LayerName;
  /** Height and width of what it gives; 1 of a linear layer. */
  readonly size: number;
  /** Of one image's forward pass. */
  readonly multiplyAdds: number;
}

/**
 * Those of all weights among `specs`: H'·W'·kh·kw·in·out of a convolution, H'·W'·kh·kw·C of a depthwise one, in·out of a linear layer.
 *
 * @param size height and width, H' = W', of what these layers give.
 */
export function costsAt(size: number, specs: readonly ParameterSpec[]): readonly LayerCost[] {
  return specs.flatMap(({ name, kind, shape }) => {
    if (kind === 'vector') return [];
    const numbers = shape.reduce((product, length) => product * length, 1);
    return [{ name: name.slice(0, -'.weight'.length), size, multiplyAdds: size * size * numbers }];
  });
}
