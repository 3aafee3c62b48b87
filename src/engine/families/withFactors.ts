/**
 * A network some of whose layers run as several (`layers/factors.ts`). Families and layers know nothing of it: where a layer is
 * entered, all of its factors but the last run, and the last stands in its place. Each factor is a layer by itself to whatever
 * comes after: it has a name, a cost, and may have a form.
 */
import { matMul, type Tensor, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';
import type { LayerFactors } from '../../spec/network/layerFactors.ts';
import type { LayerName } from '../../spec/network/layerForms.ts';
import { type ConvSteps, conv2d } from '../layers/conv2d.ts';
import { depthwiseConv2d } from '../layers/depthwiseConv2d.ts';
import { type Factor, factorCosts, factorsOf } from '../layers/factors.ts';
import type { DenseLayer } from '../layers/forms/form.ts';
import type { ForwardContext } from '../layers/forwardContext.ts';
import { named, type ParameterSpec, type Parameters } from '../layers/parameters.ts';
import type { Model, Part } from './model.ts';
import { chained } from './parts.ts';
import { layersOf } from './withForms.ts';

interface FactoredLayer {
  readonly layer: DenseLayer;
  readonly leading: readonly Factor[];
  readonly last: Factor;
}

/**
 * @param model dense
 * @param factors of layers of the model; those that are left out run as they are.
 * @throws Error where one names no layer that could run so: see `canFactor`.
 */
export function withFactors(model: Model, factors: Readonly<Record<LayerName, LayerFactors>>): Model {
  if (Object.keys(factors).length === 0) return model;
  return {
    ...model,
    ...chained(
      model.parts.map((part) => factored(part, factors)),
      model,
    ),
  };
}

function factored(part: Part, factors: Readonly<Record<LayerName, LayerFactors>>): Part {
  const layers = layersOf(part.parameters).flatMap((layer): FactoredLayer[] => {
    const own = Object.hasOwn(factors, layer.name) ? factors[layer.name] : undefined;
    if (!own) return [];
    const all = factorsOf(layer, own);
    const last = all.at(-1);
    return last ? [{ layer, leading: all.slice(0, -1), last }] : [];
  });
  if (layers.length === 0) return part;
  const byLayer = new Map(layers.map((one) => [one.layer.name, one]));
  return {
    ...part,
    parameters: factoredSpecs(part.parameters, layers),
    ...(part.layers
      ? {
          layers: part.layers.flatMap((cost) => {
            const { leading, last } = byLayer.get(cost.name) ?? {};
            return leading && last ? factorCosts([...leading, last], cost) : [cost];
          }),
        }
      : {}),
    run(parameters, x, context) {
      const standing: Record<string, Tensor> = {};
      for (const { layer, last } of layers) {
        standing[layer.weight.name] = named(parameters, last.weight.name);
        if (layer.bias) standing[layer.bias.name] = named(parameters, `${last.name}.bias`);
      }
      return part.run({ ...parameters, ...standing }, x, entering(context, parameters, byLayer));
    },
  };
}

function entering(
  context: ForwardContext,
  parameters: Parameters,
  layers: ReadonlyMap<LayerName, FactoredLayer>,
): ForwardContext {
  return {
    ...context,
    steps: (name) => layers.get(name)?.last.steps ?? context.steps?.(name),
    enter<T extends Tensor>(name: string, input: T): T {
      const layer = layers.get(name);
      if (!layer) return context.enter?.(name, input) ?? input;
      const narrow = layer.leading.reduce<Tensor>(
        (x, factor) => through(factor, parameters, context.enter?.(factor.name, x) ?? x),
        input,
      ) as T;
      return context.enter?.(layer.last.name, narrow) ?? narrow;
    },
  };
}

/** A factor that is not the last: without bias, batch norm or activation. */
function through({ name, weight, steps }: Factor, parameters: Parameters, x: Tensor): Tensor {
  if (!steps) return matMul(x as Tensor2D, named<Tensor2D>(parameters, weight.name));
  return weight.kind === 'depthwise'
    ? depthwiseConv2d(parameters, name, x as Tensor4D, steps as ConvSteps)
    : conv2d(parameters, name, x as Tensor4D, steps);
}

/** A part's parameters, those of its factors where the weight was; the bias is the last factor's. */
function factoredSpecs(
  specs: readonly ParameterSpec[],
  layers: readonly FactoredLayer[],
): readonly ParameterSpec[] {
  const weights = new Map(
    layers.map(({ layer, leading, last }) => [
      layer.weight.name,
      [...leading, last].map((one) => one.weight),
    ]),
  );
  const biases = new Map(
    layers.flatMap(({ layer, last }) => (layer.bias ? [[layer.bias.name, last] as const] : [])),
  );
  return specs.flatMap((spec) => {
    const owner = biases.get(spec.name);
    return owner ? [{ ...spec, name: `${owner.name}.bias` }] : (weights.get(spec.name) ?? [spec]);
  });
}
