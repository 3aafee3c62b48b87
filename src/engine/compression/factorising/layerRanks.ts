/**
 * The ranks of one layer, with the singular values that they are chosen from.
 */
import type { LayerRanks, UnfoldingRank } from '../../../protocol/layerRanks.ts';
import type { Architecture } from '../../../spec/network/architecture.ts';
import type { LayerFactors } from '../../../spec/network/layerFactors.ts';
import type { LayerName } from '../../../spec/network/layerForms.ts';
import { build } from '../../families/catalogue.ts';
import { layersOf, usedWeight } from '../../families/withForms.ts';
import { factorName, factorsOf } from '../../layers/factors.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { type Factorable, type FactoriseSettings, plannedLayers } from './factorise.ts';
import { type Filter, filterOf, relativeError } from './filter.ts';
import { type LayerSpectra, layerSpectra, type Side, sideOf } from './layerSpectra.ts';
import { tailShares } from './svd.ts';

interface Own {
  readonly layer: LayerName;
  readonly factors: LayerFactors;
}

/** The layer that runs as factors of which `name` is one, or that it names itself; undefined of any other. */
export function ownFactors({ factors = {} }: Architecture, name: string): Own | undefined {
  const found = Object.entries(factors).find(
    ([layer, { method }]) =>
      name === layer ||
      Array.from({ length: lengthOf(method) }, (_, i) => factorName(layer, i)).includes(name),
  );
  return found && { layer: found[0], factors: found[1] };
}

const lengthOf = (method: LayerFactors['method']) => (method === 'tucker' || method === 'cp' ? 3 : 2);

/**
 * Of a layer that runs as factors.
 *
 * @param before a network in which it is dense, of the same shape; undefined where none is kept
 */
export async function ranksItHas(
  checkpoint: Checkpoint,
  { layer, factors }: Own,
  before: Checkpoint | undefined,
): Promise<LayerRanks> {
  const { shape, values } = await factorProduct(checkpoint, { layer, factors });
  const dense = before && (await denseWeight(before, layer));
  const same = dense?.shape.join() === shape.join() ? dense?.values : undefined;
  return {
    ...{ layer, isOwn: true, factors },
    unfoldings: unfoldingsOf(layerSpectra(shape, same ?? values), factors),
    ...(same ? { error: relativeError(values, same) } : {}),
  };
}

/** Of a layer that is dense: what the settings choose. Undefined where there is no such layer. */
export function ranksChosen(
  of: Factorable,
  layer: LayerName,
  settings: FactoriseSettings,
): LayerRanks | undefined {
  const spectra = of.layers.get(layer)?.spectra;
  const plan = plannedLayers(of, settings, (name) => name === layer).find((one) => one.layer === layer);
  if (!spectra || !plan) return undefined;
  const { factors, left } = plan;
  const unfoldings = factors ? unfoldingsOf(spectra, factors) : [];
  return { layer, isOwn: false, factors, left, unfoldings };
}

/** Of each matrix that the method truncates. */
function unfoldingsOf(
  spectra: LayerSpectra,
  { method, ranks: [first = 1, second = first] }: LayerFactors,
): readonly UnfoldingRank[] {
  const of = (side: Side, rank: number): UnfoldingRank => {
    const { singularValues } = spectra.spectrum(side);
    const singular = [...singularValues].sort((a, b) => b - a);
    return { side, singular, rank, held: 1 - (tailShares(Float64Array.from(singular))[rank] ?? 0) };
  };
  if (method === 'cp') return [];
  if (method === 'tucker') return [of('outputs', first), of('inputs', second)];
  return [of(sideOf(method), first)];
}

async function denseWeight({ architecture, tensors }: Checkpoint, name: LayerName) {
  const model = build({ ...architecture, forms: {} });
  const layer = layersOf(model.parameters).find((one) => one.name === name);
  if (!layer) return undefined;
  return { shape: layer.weight.shape, values: await usedWeight(model, layer, architecture.forms, tensors) };
}

/** The weight that factors together are, in the dense layer's layout. */
async function factorProduct({ architecture, tensors }: Checkpoint, { layer: name, factors }: Own) {
  const whole = build({ ...architecture, forms: {}, factors: {} });
  const layer = layersOf(whole.parameters).find((one) => one.name === name);
  if (!layer) throw new Error(`The network has no layer ${name}.`);
  const model = build({ ...architecture, forms: {} });
  const layers = new Map(layersOf(model.parameters).map((one) => [one.name, one]));
  const weights: Float32Array[] = [];
  for (const { name: factor } of factorsOf(layer, factors)) {
    const one = layers.get(factor);
    if (!one) throw new Error(`The network has no factor ${factor}.`);
    weights.push(await usedWeight(model, one, architecture.forms, tensors));
  }
  const { shape } = layer.weight;
  const filter = filterOf(shape.length === 2 ? [1, 1, ...shape] : shape, []);
  return { shape, values: productOf(factors, filter, weights) };
}

/** W[h, w, i, o], as `layers/factors.ts` has the factors run. */
function productOf(
  { method, ranks: [first = 1, second = first] }: LayerFactors,
  { height, width, inputs, outputs }: Omit<Filter, 'values'>,
  [a, b, c]: readonly Float32Array[],
): Float64Array {
  const result = new Float64Array(height * width * inputs * outputs);
  const at = (values: Float32Array | undefined, i: number) => values?.[i] ?? Number.NaN;
  /** Of a place (h, w), an input and one channel between the factors, what its output is multiplied by. */
  const between: Readonly<
    Record<LayerFactors['method'], (h: number, w: number, i: number, r: number) => number>
  > = {
    svd: (_, __, i, r) => at(a, i * first + r),
    channel: (_, __, i, r) => at(a, i * first + r),
    spatial: (h, _, i, r) => at(a, (h * inputs + i) * first + r),
    cp: (h, w, i, r) => at(a, i * first + r) * at(b, (h * width + w) * first + r),
    tucker(h, w, i, r) {
      let sum = 0;
      for (let s = 0; s < second; s++)
        sum += at(a, i * second + s) * at(b, ((h * width + w) * second + s) * first + r);
      return sum;
    },
  };
  const last = (h: number, w: number, r: number, o: number) => {
    if (method === 'tucker' || method === 'cp') return at(c, r * outputs + o);
    const place = method === 'spatial' ? w : h * width + w;
    return at(b, (place * first + r) * outputs + o);
  };
  for (let index = 0; index < result.length; index += outputs) {
    const i = (index / outputs) % inputs;
    const w = Math.floor(index / (outputs * inputs)) % width;
    const h = Math.floor(index / (outputs * inputs * width));
    for (let r = 0; r < first; r++) {
      const before = between[method](h, w, i, r);
      for (let o = 0; o < outputs; o++)
        result[index + o] = (result[index + o] ?? 0) + before * last(h, w, r, o);
    }
  }
  return result;
}
