/**
 * Factorisation: layers of a network run as two or three smaller ones each, whose product is near the layer's weight. No layer gets
 * more multiply-adds than it had; one that would stays dense.
 *
 * The head stays one linear layer. Depthwise convolutions are left alone: each of their filters is of one channel.
 */

import { random } from '../../../base/random.ts';
import { problem } from '../../../lang/problem.ts';
import type { LeftDense } from '../../../protocol/layerRanks.ts';
import type { LayerFactors } from '../../../spec/network/layerFactors.ts';
import type { LayerForm, LayerName } from '../../../spec/network/layerForms.ts';
import {
  type FactoriseBudget,
  type FactoriseName,
  factorisedTwice,
  type RanksName,
} from '../../../spec/recipe/factorise.ts';
import { factorisedShared } from '../../../spec/recipe/share.ts';
import { build } from '../../families/catalogue.ts';
import { layersOf } from '../../families/withForms.ts';
import { factorsOf } from '../../layers/factors.ts';
import type { HostParameters } from '../../layers/hostParameters.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { held } from '../quantising/folded.ts';
import { withoutForms } from '../withoutForms.ts';
import { withinBudget } from './budget.ts';
import {
  byEnergy,
  byNoise,
  candidatesOf,
  densePrice,
  estimated,
  type FactorableLayer,
  methodsFor,
  type Price,
} from './candidates.ts';
import { layerSpectra } from './layerSpectra.ts';
import { factorWeights } from './layerWeights.ts';

export interface FactoriseSettings {
  readonly method: FactoriseName;
  readonly ranks: RanksName;
  /** Of a budget: the share of the network's multiply-adds or parameters that stays at most, (0, 1]. */
  readonly keep: number;
  readonly of: FactoriseBudget;
  /** Of ranks by energy: the share of the squared singular values, (0, 1]. */
  readonly energy: number;
}

export interface FactorisedLayer {
  readonly layer: LayerName;
  readonly before: Price;
  readonly after: Price;
  /** Undefined where it is dense. */
  readonly factors: LayerFactors | undefined;
  readonly left: LeftDense | undefined;
  /** ‖factors' product − weight‖ / ‖weight‖, 0 where it is dense. */
  readonly error: number;
}

export interface FactoriseReport {
  readonly asked: { readonly keep: number };
  /** Share of the network's multiply-adds, or of its parameters, that stayed. */
  readonly reached: { readonly keep: number };
  readonly layers: readonly FactorisedLayer[];
}

export interface Factorised {
  /** With batch norm's statistics of before: see `recalibrated`. */
  readonly checkpoint: Checkpoint;
  readonly report: FactoriseReport;
}

/** What factorisation takes of a network, whatever the method and the ranks. */
export interface Factorable {
  /** Without any forms. */
  readonly dense: Checkpoint;
  readonly layers: ReadonlyMap<LayerName, FactorableLayer>;
}

const sharing: readonly LayerForm['kind'][] = ['codebook', 'hashed', 'sharedWith'];

/**
 * @throws ProblemError `setting-invalid` where the network is quantised or factorised already, or its weights are shared.
 */
export async function factorable(checkpoint: Checkpoint): Promise<Factorable> {
  const kinds = Object.values(checkpoint.architecture.forms).map(({ kind }) => kind);
  if (kinds.some((kind) => sharing.includes(kind))) {
    throw problem('setting-invalid', factorisedShared.what, factorisedShared.fix);
  }
  const dense = await withoutForms(checkpoint);
  const { architecture, tensors } = dense;
  if (Object.keys(architecture.forms).length > 0) {
    throw problem(
      'setting-invalid',
      'A quantised network is not factorised.',
      'Factorise the network before it is quantised.',
    );
  }
  if (Object.keys(architecture.factors ?? {}).length > 0) {
    throw problem('setting-invalid', factorisedTwice.what, factorisedTwice.fix);
  }
  const model = build(architecture);
  const costs = new Map(model.parts.flatMap(({ layers = [] }) => layers).map((cost) => [cost.name, cost]));
  const layers = layersOf(model.parameters).flatMap((layer) => {
    const cost = costs.get(layer.name);
    if (!cost) return [];
    const { shape, values } = held(tensors, layer.weight.name);
    return [[layer.name, { layer, cost, spectra: layerSpectra(shape, values) }] as const];
  });
  return { dense, layers: new Map(layers) };
}

export async function factorise(checkpoint: Checkpoint, settings: FactoriseSettings): Promise<Factorised> {
  return factorisedAs(await factorable(checkpoint), settings);
}

/**
 * As `factorise`, of a network that was looked at already.
 *
 * @throws ProblemError `setting-invalid` where it has no layer of the method's kind.
 */
export function factorisedAs({ dense, layers }: Factorable, settings: FactoriseSettings): Factorised {
  const { architecture, tensors } = dense;
  const model = build(architecture);
  const head = model.parts.at(-1)?.parameters[0]?.name;
  const plans = chosen([...layers.values()], head, settings, model, () => true);
  const weights: Record<string, HostParameters[string]> = { ...tensors };
  const report = plans.map((plan): FactorisedLayer => {
    const { layer, spectra } = plan.of;
    const about = { layer: layer.name, before: densePrice(plan.of), factors: plan.factors };
    if (!plan.factors) return { ...about, after: about.before, left: plan.left, error: 0 };
    const stream = random(0, `factorise/${layer.name}`);
    const made = factorWeights(spectra, plan.factors, stream);
    const factors = factorsOf(layer, plan.factors);
    delete weights[layer.weight.name];
    for (const [i, { weight }] of factors.entries()) {
      weights[weight.name] = { shape: [...weight.shape], values: Float32Array.from(made.weights[i] ?? []) };
    }
    const last = factors.at(-1);
    if (layer.bias && last) {
      weights[`${last.name}.bias`] = held(tensors, layer.bias.name);
      delete weights[layer.bias.name];
    }
    return { ...about, after: plan.price, left: undefined, error: made.error };
  });
  const factors = Object.fromEntries(
    plans.flatMap(({ of, factors }) => (factors ? [[of.layer.name, factors] as const] : [])),
  );
  const made = { ...architecture, factors };
  const after = build(made);
  return {
    checkpoint: {
      architecture: made,
      tensors: Object.fromEntries(after.parameters.map(({ name }) => [name, held(weights, name)])),
    },
    report: {
      asked: { keep: settings.keep },
      reached: { keep: sizeOf(after, settings.of) / sizeOf(model, settings.of) },
      layers: report,
    },
  };
}

/**
 * How layers would run, without making their factors.
 *
 * @param wanted of a layer's name; of the others nothing is said, or computed where they do not share a budget
 * @throws ProblemError as `factorisedAs`
 */
export function plannedLayers(
  { dense: { architecture }, layers }: Factorable,
  settings: FactoriseSettings,
  wanted: (layer: LayerName) => boolean,
): readonly (Pick<Plan, 'factors' | 'left'> & { readonly layer: LayerName })[] {
  const model = build(architecture);
  const head = model.parts.at(-1)?.parameters[0]?.name;
  return chosen([...layers.values()], head, settings, model, wanted).map(({ of, factors, left }) => ({
    ...{ layer: of.layer.name, factors, left },
  }));
}

type Plan = { readonly of: FactorableLayer; readonly price: Price } & (
  | { readonly factors: LayerFactors; readonly left: undefined }
  | { readonly factors: undefined; readonly left: LeftDense }
);

function chosen(
  layers: readonly FactorableLayer[],
  head: string | undefined,
  settings: FactoriseSettings,
  model: ReturnType<typeof build>,
  wanted: (layer: LayerName) => boolean,
): readonly Plan[] {
  const left = (of: FactorableLayer, why: LeftDense): Plan => ({
    ...{ of, price: densePrice(of), factors: undefined, left: why },
  });
  const methods = layers.map(({ layer }) => {
    if (layer.weight.name === head) return 'head' as const;
    if (layer.weight.kind === 'depthwise') return 'depthwise' as const;
    const found = methodsFor(layer, settings.method);
    return found.length > 0 ? found : ('method' as const);
  });
  if (methods.every((found) => typeof found === 'string')) throw nothingToFactorise(settings.method);
  if (settings.ranks === 'budget') {
    const choices = layers.map((of, i) => {
      const own = methods[i];
      return {
        dense: densePrice(of),
        candidates: own && typeof own !== 'string' ? candidatesOf(of, own) : [],
      };
    });
    const own = choices.reduce((sum, { dense }) => sum + dense[settings.of], 0);
    const rest = sizeOf(model, settings.of) - own;
    const budget = settings.keep * sizeOf(model, settings.of) - rest;
    const found = withinBudget(choices, budget, settings.of);
    return layers.map((of, i): Plan => {
      const own = methods[i];
      if (own === undefined || typeof own === 'string') return left(of, own ?? 'method');
      const candidate = found[i];
      if (candidate) return { of, price: candidate, factors: candidate.factors, left: undefined };
      return left(of, choices[i]?.candidates.length ? 'budget' : 'costs');
    });
  }
  const rank = settings.ranks === 'energy' ? byEnergy(settings.energy) : byNoise;
  return layers.flatMap((of, i): Plan[] => {
    if (!wanted(of.layer.name)) return [];
    const own = methods[i];
    if (own === undefined || typeof own === 'string') return [left(of, own ?? 'method')];
    const found = own.flatMap((method) => estimated(of, method, rank) ?? []);
    const [cheapest] = found.toSorted((a, b) => a.multiplyAdds - b.multiplyAdds);
    if (!cheapest) return [left(of, 'noise')];
    if (cheapest.multiplyAdds >= of.cost.multiplyAdds) return [left(of, 'costs')];
    return [{ of, price: cheapest, factors: cheapest.factors, left: undefined }];
  });
}

/** Trained numbers, or multiply-adds. */
function sizeOf({ parameters, multiplyAdds }: ReturnType<typeof build>, of: FactoriseBudget): number {
  if (of === 'multiplyAdds') return multiplyAdds;
  return parameters.reduce(
    (sum, { role, shape }) =>
      role === 'trainable' ? sum + shape.reduce((product, length) => product * length, 1) : sum,
    0,
  );
}

function nothingToFactorise(method: FactoriseName) {
  return problem(
    'setting-invalid',
    'The network has no layer that this method factorises.',
    method === 'svd'
      ? 'It has no convolution of 1×1, and no linear layer but the head, which stays as it is: choose the method auto.'
      : 'It has no convolution whose channels mix: choose the method svd or auto.',
  );
}
