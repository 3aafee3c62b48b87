/**
 * A layer as several, one after the other: their specs, how their filters move, and what they cost. All but the last are plain
 * convolutions or products; bias, batch norm and what follows go with the last.
 *
 * The stride of rows goes with the factor that has the filter's rows, that of columns with the one that has its columns; of a 1×1
 * filter with the first factor, after which there is less to do.
 */
import type { FactoringName, LayerFactors } from '../../spec/network/layerFactors.ts';
import { sides } from '../ops/padding.ts';
import { convolvedLength, type SidedSteps } from './conv2d.ts';
import type { DenseLayer } from './forms/form.ts';
import type { LayerCost } from './layerCost.ts';
import { type Axis, type Initial, lengthOf, type ParameterSpec, shaped } from './parameters.ts';

export interface Factor {
  /** The layer's with its place: `layer1.0.conv1.0`, as PyTorch's `nn.Sequential` has it. */
  readonly name: string;
  readonly weight: ParameterSpec;
  /** Of a convolution. */
  readonly steps: SidedSteps | undefined;
}

/** Whether a layer of that kind can run as such factors. */
export function canFactor(kind: ParameterSpec['kind'], method: FactoringName): boolean {
  return method === 'svd' ? kind === 'linear' : kind === 'conv';
}

/** In the order in which they run. @throws Error where the layer is of another kind: see `canFactor`. */
export function factorsOf(layer: DenseLayer, { method, ranks }: LayerFactors): readonly Factor[] {
  const { name, weight } = layer;
  if (!canFactor(weight.kind, method)) throw new Error(`${name} cannot run as factors by ${method}.`);
  const drafts = method === 'svd' ? matrices(weight, ranks) : filters(weight, method, ranks);
  return drafts.map(({ kind, axes, steps }, i) => {
    const isLast = i === drafts.length - 1;
    const { role, rate, decay, normalisedBy } = weight;
    return {
      name: factorName(name, i),
      steps,
      weight: {
        ...{ name: `${factorName(name, i)}.weight`, kind, ...shaped(axes), role },
        ...(steps ? { steps } : {}),
        ...(rate === undefined ? {} : { rate }),
        ...(decay === undefined ? {} : { decay }),
        ...(isLast && normalisedBy !== undefined ? { normalisedBy } : {}),
        initial: initialOf(kind, axes.map(lengthOf), isLast),
      },
    };
  });
}

export const factorName = (layer: string, place: number) => `${layer}.${place}`;

/** @param dense what the layer itself costs. */
export function factorCosts(factors: readonly Factor[], dense: LayerCost): readonly LayerCost[] {
  let [rows, columns] = [dense.from, dense.from];
  return factors.map(({ name, weight, steps }) => {
    const from = rows;
    if (steps) {
      const [[down, across], [above, beside]] = [sides(steps.stride), sides(steps.padding)];
      rows = convolvedLength(rows, weight.shape[0] ?? 1, { stride: down, padding: above });
      columns = convolvedLength(columns, weight.shape[1] ?? 1, { stride: across, padding: beside });
    }
    const numbers = weight.shape.reduce((product, length) => product * length, 1);
    return {
      ...{ name, from, size: rows, multiplyAdds: rows * columns * numbers },
      ...(columns === rows ? {} : { width: columns }),
    };
  });
}

interface Draft {
  readonly kind: 'conv' | 'depthwise' | 'linear';
  readonly axes: readonly Axis[];
  readonly steps: SidedSteps | undefined;
}

function matrices({ axes }: ParameterSpec, [rank = 1]: readonly number[]): readonly Draft[] {
  const [inputs = 1, outputs = 1] = axes;
  return [
    { kind: 'linear', axes: [inputs, rank], steps: undefined },
    { kind: 'linear', axes: [rank, outputs], steps: undefined },
  ];
}

function filters(
  { axes, steps }: ParameterSpec,
  method: Exclude<FactoringName, 'svd'>,
  [first = 1, second = first]: readonly number[],
): readonly Draft[] {
  const [height = 1, width = 1, inputs = 1, outputs = 1] = axes;
  const { stride, padding } = steps ?? { stride: 1, padding: 0 };
  const [[down, across], [above, beside]] = [sides(stride), sides(padding)];
  const still = { stride: 1, padding: 0 };
  const filter = (kind: 'conv' | 'depthwise', shape: readonly Axis[], own: SidedSteps): Draft => ({
    kind,
    axes: shape,
    steps: own,
  });
  const isPoint = lengthOf(height) === 1 && lengthOf(width) === 1;
  switch (method) {
    case 'channel':
      return [
        filter('conv', [1, 1, inputs, first], isPoint ? { stride, padding } : still),
        filter('conv', [height, width, first, outputs], isPoint ? still : { stride, padding }),
      ];
    case 'spatial':
      return [
        filter('conv', [height, 1, inputs, first], { stride: [down, 1], padding: [above, 0] }),
        filter('conv', [1, width, first, outputs], { stride: [1, across], padding: [0, beside] }),
      ];
    case 'tucker':
      return [
        filter('conv', [1, 1, inputs, second], still),
        filter('conv', [height, width, second, first], { stride, padding }),
        filter('conv', [1, 1, first, outputs], still),
      ];
    case 'cp':
      return [
        filter('conv', [1, 1, inputs, first], still),
        filter('depthwise', [height, width, first, 1], { stride, padding }),
        filter('conv', [1, 1, first, outputs], still),
      ];
  }
}

/** So that what a layer gives varies as what it takes; the last as PyTorch's linear layer, or as He et al. 2015 before a ReLU. */
function initialOf(kind: Draft['kind'], shape: readonly number[], isLast: boolean): Initial {
  const inputs = shape
    .slice(0, kind === 'depthwise' ? 2 : -1)
    .reduce((product, length) => product * length, 1);
  if (kind === 'linear') return { kind: 'uniform', bound: Math.sqrt((isLast ? 1 : 3) / inputs) };
  return { kind: 'kaiming-normal', fan: isLast ? inputs : 2 * inputs };
}
