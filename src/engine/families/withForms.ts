/**
 * A network with some of its layers in other forms than dense (`layers/forms`). Families and layers know nothing of it: a
 * part is handed the dense weights that its layers' forms make, inside of a gradient's tape.
 */
import { dispose, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { type Said, words } from '../../lang/sentence.ts';
import type { LayerForm, LayerForms, LayerName } from '../../spec/network/layerForms.ts';
import { batchNormSpecs } from '../layers/batchNorm.ts';
import { foldedShift } from '../layers/foldBatchNorm.ts';
import { codebook, codebookName } from '../layers/forms/codebook.ts';
import { dense } from '../layers/forms/dense.ts';
import { fakeQuantised } from '../layers/forms/fakeQuantised.ts';
import {
  type DenseLayer,
  type LayerForm as EngineForm,
  type LayerCodes,
  type StoredLayer,
  valuesIn,
} from '../layers/forms/form.ts';
import { hashed } from '../layers/forms/hashed.ts';
import { lowRank } from '../layers/forms/lowRank.ts';
import { masked } from '../layers/forms/masked.ts';
import { quantised } from '../layers/forms/quantised/quantised.ts';
import { sharedWith } from '../layers/forms/sharedWith.ts';
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
  hashed,
  sharedWith,
};

/** A form and the layer that is in it. */
interface FormedLayer {
  readonly layer: DenseLayer;
  readonly form: Formed;
  readonly rules: EngineForm<Formed>;
  /** The one whose numbers it uses, dense where it has no form. */
  readonly lender: { readonly layer: DenseLayer; readonly form: LayerForm } | undefined;
}

function formedLayers(
  specs: readonly ParameterSpec[],
  forms: ReadonlyMap<LayerName, LayerForm>,
): ReadonlyMap<LayerName, FormedLayer> {
  const layers = new Map(layersOf(specs).map((layer) => [layer.name, layer]));
  const formed = new Map<LayerName, FormedLayer>();
  for (const layer of layers.values()) {
    const form = forms.get(layer.name);
    if (!form || form.kind === 'dense') continue;
    const rules = rulesOf(form);
    const from = rules.lender?.(form);
    const other = from === undefined ? undefined : layers.get(from);
    const lender = other && { layer: other, form: forms.get(other.name) ?? ({ kind: 'dense' } as const) };
    formed.set(layer.name, { layer, form, rules, lender });
  }
  return formed;
}

/** Differentiable. */
function weightOf(
  { layer, form, rules, lender }: FormedLayer,
  parameters: Parameters,
  training = false,
): Tensor {
  return form.kind === 'sharedWith' && lender && lender.form.kind !== 'dense'
    ? rulesOf(lender.form).weight(parameters, lender.layer, lender.form, training)
    : rules.weight(parameters, layer, form, training);
}

/** Parameters of another layer that a layer's gradients reach. */
function readFrom({ form, lender }: FormedLayer): readonly string[] {
  if (!lender) return [];
  if (form.kind === 'codebook') return [codebookName(lender.layer.name)];
  const specs =
    lender.form.kind === 'dense'
      ? [lender.layer.weight]
      : rulesOf(lender.form).specs({ ...lender.layer, bias: undefined }, lender.form);
  return specs.filter(({ role }) => role === 'trainable').map(({ name }) => name);
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
  const all = formedLayers(model.parameters, wanted);
  const lenders = new Set([...all.values()].flatMap(({ lender }) => (lender ? [lender.layer.name] : [])));
  return {
    ...model,
    ...chained(
      model.parts.map((part) => formed(part, all, lenders)),
      model,
    ),
  };
}

/**
 * Why layers cannot have these forms, as the end of a sentence; undefined where they can. A layer may use the numbers of one before
 * it alone, which has numbers of its own.
 *
 * @param layers of the dense network
 */
export function lendingFault(layers: readonly DenseLayer[], forms: LayerForms): Said | undefined {
  const before = new Map<LayerName, DenseLayer>();
  for (const layer of layers) {
    const form = forms[layer.name];
    const from = form && form.kind !== 'dense' ? rulesOf(form).lender?.(form) : undefined;
    const lender = from === undefined ? undefined : before.get(from);
    before.set(layer.name, layer);
    if (!form || from === undefined) continue;
    if (!lender)
      return words`${layer.name} uses the weights of ${from.slice(0, 60)}, which is no layer before it`;
    const other = forms[from] ?? { kind: 'dense' };
    const isOwn = other.kind === 'dense' || rulesOf(other).lender?.(other) === undefined;
    const fits =
      form.kind === 'codebook'
        ? other.kind === 'codebook' && other.entries === form.entries && other.zero === form.zero
        : lender.weight.kind === layer.weight.kind &&
          lender.weight.shape.join() === layer.weight.shape.join();
    const folds = other.kind !== 'dense' && rulesOf(other).foldsNorm;
    if (!isOwn || !fits || folds) {
      return words`${layer.name} uses the weights of ${from.slice(0, 60)}, which do not fit it`;
    }
  }
  return undefined;
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
  for (const one of formedLayers(model.parameters, new Map(Object.entries(forms))).values()) {
    if (one.rules.foldsNorm) left[one.layer.name] = one.form;
    else
      made.set(
        one.layer.weight.name,
        // What is another layer's tensor is copied.
        tidy(() => weightOf(one, parameters).clone()),
      );
  }
  const specs = withForms(model, left).parameters;
  const all = specs.map(({ name }) => [name, made.get(name) ?? named(parameters, name).clone()] as const);
  return { parameters: Object.fromEntries(all), forms: left };
}

function formed(part: Part, all: ReadonlyMap<LayerName, FormedLayer>, lenders: ReadonlySet<LayerName>): Part {
  const own = layersOf(part.parameters);
  const layers = own.flatMap(({ name }) => all.get(name) ?? []);
  const lending = own.filter(({ name }) => lenders.has(name));
  if (layers.length === 0 && lending.length === 0) return part;
  const byLayer = new Map(layers.map((one) => [one.layer.name, one]));
  const parameters = withoutNorms(formedSpecs(part.parameters, layers), lending);
  const names = new Set(parameters.map(({ name }) => name));
  const reads = [...new Set(layers.flatMap(readFrom))].filter((name) => !names.has(name));
  return {
    ...part,
    parameters,
    ...(reads.length > 0 ? { reads } : {}),
    run(parameters, x, context) {
      const made: Record<string, Tensor> = {};
      for (const one of layers) {
        const { layer, rules } = one;
        made[layer.weight.name] = weightOf(one, parameters, context.training);
        if (rules.foldsNorm && layer.norm) {
          made[foldedShift(layer.norm)] = named(parameters, `${layer.name}.bias`);
        }
      }
      return part.run({ ...parameters, ...made }, x, entering(context, parameters, byLayer));
    },
  };
}

/** A weight that several layers use is not one that a norm could be folded into. */
function withoutNorms(
  specs: readonly ParameterSpec[],
  lending: readonly DenseLayer[],
): readonly ParameterSpec[] {
  const modules = new Set(lending.map(({ name }) => name));
  return specs.map((spec) => {
    if (!modules.has(spec.name.slice(0, spec.name.lastIndexOf('.')))) return spec;
    const { normalisedBy, ...same } = spec;
    return same;
  });
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

/** Of a layer whose form keeps indices or levels; undefined of any other. */
export const layerCodes = (
  layer: DenseLayer,
  form: LayerForm | undefined,
  tensors: HostParameters,
): LayerCodes | undefined =>
  form && form.kind !== 'dense' ? rulesOf(form).codes?.(layer, form, tensors) : undefined;

/**
 * The weight that a layer works with, of its dense shape; made on the current backend where the layer has a form.
 *
 * @param model dense
 */
export async function usedWeight(
  model: Pick<Model, 'parameters'>,
  layer: DenseLayer,
  forms: LayerForms,
  tensors: HostParameters,
): Promise<Float32Array> {
  const one = formedLayers(model.parameters, new Map(Object.entries(forms))).get(layer.name);
  if (!one) return valuesIn(tensors, layer.weight.name);
  const { lender } = one;
  const names = new Set([
    ...storedNames(layer, one.form),
    ...(lender ? storedNames(lender.layer, lender.form) : []),
  ]);
  const held = toDevice(Object.fromEntries(Object.entries(tensors).filter(([name]) => names.has(name))));
  const made = tidy(() => weightOf(one, held).clone());
  try {
    return Float32Array.from(await made.data());
  } finally {
    dispose([...Object.values(held), made]);
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
