/**
 * A network with some of its layers in other forms than dense (`layers/forms`). Families and layers know nothing of it: a
 * part is handed the dense weights that its layers' forms make, inside of a gradient's tape.
 */
import { dispose, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayerForm, LayerForms, LayerName } from '../../spec/network/layerForms.ts';
import { batchNormSpecs } from '../layers/batchNorm.ts';
import { foldedShift } from '../layers/foldBatchNorm.ts';
import { codebook } from '../layers/forms/codebook.ts';
import { dense } from '../layers/forms/dense.ts';
import { fakeQuantised } from '../layers/forms/fakeQuantised.ts';
import {
  type DenseLayer,
  type LayerForm as EngineForm,
  type StoredLayer,
  valuesIn,
} from '../layers/forms/form.ts';
import { lowRank } from '../layers/forms/lowRank.ts';
import { masked } from '../layers/forms/masked.ts';
import { quantised } from '../layers/forms/quantised/quantised.ts';
import type { ForwardContext } from '../layers/forwardContext.ts';
import { type HostParameters, toDevice } from '../layers/hostParameters.ts';
import { named, type ParameterSpec, type Parameters } from '../layers/parameters.ts';
import type { Model, Part } from './model.ts';
import { chained } from './parts.ts';

type Formed = Exclude<LayerForm, { readonly kind: 'dense' }>;

/** A new form is a file in `layers/forms` and a line here. */
const catalogue: { readonly [Kind in Formed['kind']]: EngineForm<Extract<Formed, { kind: Kind }>> } = {
  fakeQuantised,
  masked,
  lowRank,
  codebook,
  quantised,
};

/** A form and the layer that is in it. */
interface FormedLayer {
  readonly layer: DenseLayer;
  readonly form: Formed;
  readonly rules: EngineForm<Formed>;
}

/** The layers with a weight among parameters, in their order. */
export function layersOf(specs: readonly ParameterSpec[]): readonly DenseLayer[] {
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  return specs.flatMap((weight) => {
    if (weight.kind === 'vector' || !weight.name.endsWith('.weight')) return [];
    const name = weight.name.slice(0, -'.weight'.length);
    return [{ name, weight, bias: byName.get(`${name}.bias`), norm: weight.normalisedBy }];
  });
}

/**
 * @param model dense
 * @param forms of layers of the model; those that are left out are dense.
 * @throws Error where a form names no layer of the model.
 */
export function withForms(model: Model, forms: LayerForms): Model {
  const wanted = new Map(Object.entries(forms).filter(([, { kind }]) => kind !== 'dense'));
  if (wanted.size === 0) return model;
  const known = new Set(layersOf(model.parameters).map(({ name }) => name));
  for (const name of wanted.keys()) {
    if (!known.has(name)) throw new Error(`The network has no layer ${name} that could have a form.`);
  }
  return {
    ...model,
    ...chained(
      model.parts.map((part) => formed(part, wanted)),
      model,
    ),
  };
}

/**
 * The parameters of the dense network that one with forms computes as. Layers whose form folds a norm are left as they are.
 *
 * @param model dense
 * @param parameters of `withForms(model, forms)`; they stay the caller's.
 * @returns new tensors, which the caller owns, and the forms that are left.
 */
export function madeDense(
  model: Model,
  forms: LayerForms,
  parameters: Parameters,
): { readonly parameters: Parameters; readonly forms: LayerForms } {
  const left: Record<LayerName, LayerForm> = {};
  const made = new Map<string, Tensor>();
  for (const layer of layersOf(model.parameters)) {
    const form = forms[layer.name];
    if (!form || form.kind === 'dense') continue;
    const rules = rulesOf(form);
    if (rules.foldsNorm) left[layer.name] = form;
    else
      made.set(
        layer.weight.name,
        tidy(() => rules.weight(parameters, layer, form)),
      );
  }
  const specs = withForms(model, left).parameters;
  const all = specs.map(({ name }) => [name, made.get(name) ?? named(parameters, name).clone()] as const);
  return { parameters: Object.fromEntries(all), forms: left };
}

function formed(part: Part, forms: ReadonlyMap<LayerName, LayerForm>): Part {
  const layers = layersOf(part.parameters).flatMap((layer): FormedLayer[] => {
    const form = forms.get(layer.name);
    if (!form || form.kind === 'dense') return [];
    return [{ layer, form, rules: rulesOf(form) }];
  });
  if (layers.length === 0) return part;
  const byLayer = new Map(layers.map((one) => [one.layer.name, one]));
  return {
    ...part,
    parameters: formedSpecs(part.parameters, layers),
    run(parameters, x, context) {
      const made: Record<string, Tensor> = {};
      for (const { layer, form, rules } of layers) {
        made[layer.weight.name] = rules.weight(parameters, layer, form);
        if (rules.foldsNorm && layer.norm) {
          made[foldedShift(layer.norm)] = named(parameters, `${layer.name}.bias`);
        }
      }
      return part.run({ ...parameters, ...made }, x, entering(context, parameters, byLayer));
    },
  };
}

/** Puts a layer's input into its form, after the caller had a look at it as it was. */
function entering(
  context: ForwardContext,
  parameters: Parameters,
  layers: ReadonlyMap<LayerName, FormedLayer>,
): ForwardContext {
  return {
    ...context,
    enter(name, input) {
      const x = context.enter?.(name, input) ?? input;
      const { layer, form, rules } = layers.get(name) ?? {};
      return layer && form ? (rules?.input?.(parameters, layer, form, x) ?? x) : x;
    },
  };
}

/** A part's parameters, those of its formed layers by their forms, where the weights were. */
function formedSpecs(
  specs: readonly ParameterSpec[],
  layers: readonly FormedLayer[],
): readonly ParameterSpec[] {
  const gone = new Set<string>();
  const inPlace = new Map<string, readonly ParameterSpec[]>();
  for (const { layer, form, rules } of layers) {
    inPlace.set(layer.weight.name, rules.specs(layer, form));
    if (layer.bias) gone.add(layer.bias.name);
    if (rules.foldsNorm && layer.norm) {
      for (const { name } of batchNormSpecs(layer.norm, 0)) gone.add(name);
    }
  }
  return specs.flatMap((spec) => inPlace.get(spec.name) ?? (gone.has(spec.name) ? [] : [spec]));
}

/** What a layer in a form takes where it is stored as tightly as the form allows; a layer without one is dense. */
export function storedLayer(
  layer: DenseLayer,
  form: LayerForm | undefined,
  tensors: HostParameters,
): StoredLayer {
  return !form || form.kind === 'dense'
    ? dense.stored(layer, { kind: 'dense' }, tensors)
    : rulesOf(form).stored(layer, form, tensors);
}

/** The weight that a layer works with, of its dense shape; made on the current backend where the layer has a form. */
export async function usedWeight(
  layer: DenseLayer,
  form: LayerForm | undefined,
  tensors: HostParameters,
): Promise<Float32Array> {
  if (!form || form.kind === 'dense') return valuesIn(tensors, layer.weight.name);
  const names = new Set(storedNames(layer, form));
  const own = toDevice(Object.fromEntries(Object.entries(tensors).filter(([name]) => names.has(name))));
  const made = tidy(() => rulesOf(form).weight(own, layer, form));
  try {
    return Float32Array.from(await made.data());
  } finally {
    dispose([...Object.values(own), made]);
  }
}

/** The names of all that a layer in a form keeps. */
export function storedNames(layer: DenseLayer, form: LayerForm | undefined): readonly string[] {
  const specs =
    !form || form.kind === 'dense'
      ? [layer.weight, ...(layer.bias ? [layer.bias] : [])]
      : rulesOf(form).specs(layer, form);
  return specs.map(({ name }) => name);
}

/** The catalogue's line for a form; its type says no more which. */
function rulesOf(form: Formed): EngineForm<Formed> {
  return catalogue[form.kind] as EngineForm<Formed>;
}
