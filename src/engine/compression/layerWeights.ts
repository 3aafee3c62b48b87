/**
 * One layer's weight, as it is used, in figures: how its numbers are spread, what rounding would take from it, and how much of it
 * a product of smaller matrices would hold.
 */
import type { Histogram, LayerWeights, RoundingError } from '../../protocol/layerWeights.ts';
import type { LayerName } from '../../spec/network/layerForms.ts';
import { build } from '../families/catalogue.ts';
import { layersOf, usedWeight } from '../families/withForms.ts';
import { weightLevels } from '../layers/forms/fakeQuantised.ts';
import { outputsOf } from '../layers/forms/form.ts';
import type { Checkpoint } from '../transfer/checkpoint.ts';
import { torchShape } from '../weights/layout.ts';
import { spectrumOf } from './factorising/svd.ts';
import { channelExtremes, roundHalfToEven, symmetricGrid } from './quantising/observers.ts';

/** Of a histogram. */
const steps = 64;
/** Up to so many values are levels. */
const mostLevels = 256;
/** Singular values take the cube of it: a second here. */
const longestSide = 256;
const bitsTried = [2, 3, 4, 5, 6, 7, 8] as const;

/**
 * @param before the network that it was made of
 * @returns undefined where it has no such layer
 */
export async function layerWeights(
  checkpoint: Checkpoint,
  layer: LayerName,
  before?: Checkpoint,
): Promise<LayerWeights | undefined> {
  const found = await weightOf(checkpoint, layer);
  if (!found) return undefined;
  const { values, shape, channels, kind } = found;
  const [least, most] = extremesOf(values);
  const mean = sumOf(values, (value) => value) / values.length;
  const earlier = before && (await weightOf(before, layer));
  const same = earlier && earlier.shape.join() === shape.join() ? earlier.values : undefined;
  const levels = levelsOf(values);
  const singular = kind === 'depthwise' ? undefined : singularValues(values, channels);
  return {
    ...{ layer, shape, count: values.length, mean },
    deviation: Math.sqrt(sumOf(values, (value) => (value - mean) ** 2) / values.length),
    zeros: sumOf(values, (value) => Number(value === 0)),
    histogram: histogramOf(values, least, most),
    ...(levels ? { levels } : {}),
    channels: channelExtremes(values, channels).map(({ min, max }) => Math.max(-min, max)),
    ...(singular ? { singular } : {}),
    errors: bitsTried.map((bits) => roundingError(values, channels, bits)),
    ...(same
      ? { before: { histogram: histogramOf(same, least, most), change: relativeChange(values, same) } }
      : {}),
  };
}

async function weightOf({ architecture, tensors }: Checkpoint, name: LayerName) {
  const model = build({ ...architecture, forms: {} });
  const layer = layersOf(model.parameters).find((one) => one.name === name);
  if (!layer) return undefined;
  const { weight } = layer;
  return {
    values: await usedWeight(model, layer, architecture.forms, tensors),
    shape: torchShape(weight.kind, weight.shape),
    channels: outputsOf(weight),
    kind: weight.kind,
  };
}

const sumOf = (values: Float32Array, of: (value: number) => number): number =>
  values.reduce((sum, value) => sum + of(value), 0);

function extremesOf(values: Float32Array): readonly [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

/** What lies outside is not counted; of a single value all is in the middle. */
export function histogramOf(values: Float32Array, least: number, most: number): Histogram {
  const counts = new Array<number>(steps).fill(0);
  const width = (most - least) / steps;
  for (const value of values) {
    if (!(value >= least && value <= most)) continue;
    const step = width > 0 ? Math.min(steps - 1, Math.floor((value - least) / width)) : steps / 2;
    counts[step] = (counts[step] ?? 0) + 1;
  }
  return { least, most, counts };
}

/** Undefined where there are more than `mostLevels`, or nearly as many as numbers. */
function levelsOf(values: Float32Array): LayerWeights['levels'] | undefined {
  const counts = new Map<number, number>();
  for (const value of values) {
    // −0 is 0.
    counts.set(value + 0, (counts.get(value + 0) ?? 0) + 1);
    if (counts.size > mostLevels) return undefined;
  }
  if (2 * counts.size > values.length) return undefined;
  return [...counts].sort(([a], [b]) => a - b);
}

/** With a symmetric grid for each output c, which values c, c + C, c + 2·C … have. */
function roundingError(values: Float32Array, channels: number, bits: number): RoundingError {
  const levels = weightLevels(bits);
  const grids = channelExtremes(values, channels).map((of) => symmetricGrid(of, levels).scale);
  let [error, square] = [0, 0];
  for (const [i, value] of values.entries()) {
    const scale = grids[i % channels] ?? 1;
    const level = Math.min(Math.max(roundHalfToEven(value / scale), levels.least), levels.most);
    error += (level * scale - value) ** 2;
    square += value ** 2;
  }
  return { bits, share: square > 0 ? Math.sqrt(error / square) : 0 };
}

/** Of a matrix [n, channels]; undefined where both sides are longer than `longestSide`. */
function singularValues(values: Float32Array, columns: number): readonly number[] | undefined {
  const rows = values.length / columns;
  if (Math.min(rows, columns) > longestSide) return undefined;
  const spectrum = spectrumOf({ rows, columns, values: Float64Array.from(values) });
  return [...spectrum.singularValues].sort((a, b) => b - a);
}

/** ‖w − before‖ / ‖before‖ */
function relativeChange(values: Float32Array, before: Float32Array): number {
  let [change, square] = [0, 0];
  for (const [i, value] of values.entries()) {
    change += (value - (before[i] ?? 0)) ** 2;
    square += (before[i] ?? 0) ** 2;
  }
  return square > 0 ? Math.sqrt(change / square) : 0;
}
