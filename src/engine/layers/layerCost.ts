/**
 * Multiply-adds of layers with a weight: each weight is multiplied once for every place of the map that its layer gives.
 */
import type { LayerName } from '../../spec/network/layerForms.ts';
import { sides } from '../ops/padding.ts';
import type { ParameterSpec } from './parameters.ts';

export interface LayerCost {
  readonly name: LayerName;
  /** Height and width of what it gives; 1 of a linear layer. */
  readonly size: number;
  /** The width, where it is another than the height. */
  readonly width?: number;
  /** Height and width of what it takes. */
  readonly from: number;
  /** Of one image's forward pass. */
  readonly multiplyAdds: number;
}

/**
 * Those of all weights among `specs`: H'·W'·kh·kw·in·out of a convolution, H'·W'·kh·kw·C of a depthwise one, in·out of a linear layer.
 *
 * @param size height and width, H' = W', of what these layers give.
 * @param from height and width of what those of them take that do not visit every place of it.
 */
export function costsAt(
  size: number,
  specs: readonly ParameterSpec[],
  from: number = size,
): readonly LayerCost[] {
  return specs.flatMap(({ name, kind, shape, steps }) => {
    if (kind === 'vector') return [];
    const numbers = shape.reduce((product, length) => product * length, 1);
    return [
      {
        ...{ name: name.slice(0, -'.weight'.length), size, multiplyAdds: size * size * numbers },
        from: Math.max(...sides(steps?.stride ?? 1)) > 1 ? from : size,
      },
    ];
  });
}
