/**
 * What every layer of a network is given over some images: the least and the greatest value, or the distribution of magnitudes.
 */
import {
  dispose,
  keep,
  max,
  maximum,
  min,
  minimum,
  reshape,
  slice,
  stack,
  type Tensor,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { InputScale } from '../../../spec/choices.ts';
import type { LayerName } from '../../../spec/network/layerForms.ts';
import type { ObserverName } from '../../../spec/recipe/quantise.ts';
import type { Model } from '../../families/model.ts';
import { onScale } from '../../families/onScale.ts';
import type { EnterLayer } from '../../layers/forwardContext.ts';
import { type HostParameters, toDevice } from '../../layers/hostParameters.ts';
import {
  counted,
  emptyHistogram,
  entropyClip,
  type MagnitudeHistogram,
  meanSquareClip,
  percentileClip,
} from './histogram.ts';
import { leastNormRange, type SpanHistogram, spanned } from './leastNorm.ts';
import { averaged, type Extremes } from './observers.ts';

/** Images that a network is shown. */
export interface ShownImages {
  /** Batches [B, S, S, 3], normalised; each is disposed once it was seen. */
  readonly images: Iterable<Tensor4D> | AsyncIterable<Tensor4D>;
  /** Which pixels the network's first layer takes, see `onScale`; the lab's unless given. */
  readonly takes?: InputScale | undefined;
}

/** What was seen of a layer's input. */
export interface ObservedInput {
  readonly extremes: Extremes;
  /** Where it is asked for. */
  readonly histogram?: MagnitudeHistogram;
  /** Where it is asked for. */
  readonly span?: SpanHistogram;
}

export type ObservedInputs = ReadonlyMap<LayerName, ObservedInput>;

/**
 * @param network as a function of the pixels that it takes.
 * @throws Error where there is no batch.
 */
export async function observedInputs(
  network: Model,
  tensors: HostParameters,
  shown: ShownImages,
  observer: ObserverName = 'minmax',
): Promise<ObservedInputs> {
  if (observer === 'average') return averagedInputs(network, tensors, shown);
  if (observer === 'histogram') return spannedInputs(network, tensors, shown);
  if (observer !== 'minmax') return countedInputs(network, tensors, shown);
  const extremes = await inputExtremes(network, tensors, shown);
  return new Map([...extremes].map(([layer, seen]) => [layer, { extremes: seen }]));
}

/**
 * Between which values a layer's input lies by its observer; what lies beyond is clipped.
 *
 * @param bits of a value of the input
 * @param percentile 0 to 100: of magnitudes, where the observer is one
 */
export function inputRange(
  { extremes, histogram, span }: ObservedInput,
  observer: ObserverName,
  bits: number,
  percentile: number,
): Extremes {
  if (span && span.max > span.min) return leastNormRange(span, 2 ** bits);
  if (!histogram || histogram.width === 0) return extremes;
  const isSigned = extremes.min < 0;
  const levels = 2 ** (isSigned ? bits - 1 : bits);
  const clips: Readonly<Partial<Record<ObserverName, () => number>>> = {
    percentile: () => percentileClip(histogram, percentile),
    mse: () => meanSquareClip(histogram, levels - 1),
    entropy: () => entropyClip(histogram, levels),
  };
  const clip = clips[observer]?.() ?? Number.POSITIVE_INFINITY;
  return { min: Math.max(extremes.min, -clip), max: Math.min(extremes.max, clip) };
}

/**
 * Runs the network in evaluation mode on the current backend, and reads from it once, at the end.
 *
 * @param network as a function of the pixels that it takes.
 * @throws Error where there is no batch.
 */
export async function inputExtremes(
  network: Model,
  tensors: HostParameters,
  shown: ShownImages,
): Promise<ReadonlyMap<LayerName, Extremes>> {
  const seen = new Map<LayerName, { least: Tensor; most: Tensor }>();
  const enter: EnterLayer = (layer, x) => {
    const before = seen.get(layer);
    const [least, most] = tidy(() => {
      const [low, high] = [min(x), max(x)];
      return before ? [minimum(before.least, low), maximum(before.most, high)] : [low, high];
    }) as [Tensor, Tensor];
    before?.least.dispose();
    before?.most.dispose();
    // Kept, because the forward pass runs in a tidy scope.
    seen.set(layer, { least: keep(least), most: keep(most) });
    return x;
  };
  try {
    await running(network, tensors, shown, enter, async () => undefined);
    const together = tidy(() => stack([...seen.values()].flatMap(({ least, most }) => [least, most])));
    const values = await together.data();
    together.dispose();
    return new Map(
      [...seen.keys()].map((layer, i) => [layer, { min: values[2 * i] ?? 0, max: values[2 * i + 1] ?? 0 }]),
    );
  } finally {
    for (const { least, most } of seen.values()) dispose([least, most]);
  }
}

/** The greatest value that every layer is given in each of its input's channels, its last axis. */
export async function greatestByChannel(
  network: Model,
  tensors: HostParameters,
  shown: ShownImages,
): Promise<ReadonlyMap<LayerName, Float64Array>> {
  const found = new Map<LayerName, Float64Array>();
  await gathered(network, tensors, shown, {
    taken: (x) => max(reshape(x, [-1, x.shape.at(-1) ?? 1]), 0),
    read: (layer, values) => {
      const before = found.get(layer);
      found.set(
        layer,
        Float64Array.from(values, (value, c) => Math.max(value, before?.[c] ?? value)),
      );
    },
  });
  return found;
}

/** MovingAverageMinMaxObserver's share, here of each image. */
const share = 0.01;

/** The extremes of the first image, moved a hundredth of the way to those of each further one. */
async function averagedInputs(network: Model, tensors: HostParameters, shown: ShownImages) {
  const found = new Map<LayerName, Extremes>();
  await gathered(network, tensors, shown, {
    taken: (x) => {
      const flat = reshape(x, [x.shape[0] ?? 1, -1]);
      return stack([min(flat, 1), max(flat, 1)]);
    },
    read: (layer, values) => {
      const images = values.length / 2;
      for (let i = 0; i < images; i++) {
        const one = { min: values[i] as number, max: values[images + i] as number };
        found.set(layer, averaged(found.get(layer), one, share));
      }
    },
  });
  return new Map([...found].map(([layer, extremes]) => [layer, { extremes }]));
}

async function countedInputs(network: Model, tensors: HostParameters, shown: ShownImages) {
  const found = new Map<LayerName, Required<Omit<ObservedInput, 'span'>>>();
  await gathered(network, tensors, shown, {
    taken: (x) => x.clone(),
    read: (layer, values) => {
      const { extremes, histogram } = found.get(layer) ?? {
        extremes: { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY },
        histogram: emptyHistogram,
      };
      let { min: least, max: most } = extremes;
      for (const value of values) {
        if (value < least) least = value;
        if (value > most) most = value;
      }
      found.set(layer, { extremes: { min: least, max: most }, histogram: counted(histogram, values) });
    },
  });
  return found;
}

async function spannedInputs(network: Model, tensors: HostParameters, shown: ShownImages) {
  const found = new Map<LayerName, SpanHistogram>();
  await gathered(network, tensors, shown, {
    taken: (x) => x.clone(),
    read: (layer, values) => found.set(layer, spanned(found.get(layer), values)),
  });
  return new Map([...found].map(([layer, span]) => [layer, { extremes: span, span }]));
}

interface Gathering {
  readonly taken: (x: Tensor) => Tensor;
  readonly read: (layer: LayerName, values: Float32Array) => void;
}

/** Reads something of every layer's input after each batch. */
async function gathered(
  network: Model,
  tensors: HostParameters,
  shown: ShownImages,
  { taken, read }: Gathering,
): Promise<void> {
  const waiting: [layer: LayerName, values: Tensor][] = [];
  const enter: EnterLayer = (layer, x) => {
    waiting.push([layer, keep(tidy(() => taken(x)))]);
    return x;
  };
  try {
    await running(network, tensors, { ...shown, images: inSlices(shown.images) }, enter, async () => {
      for (const [layer, values] of waiting) read(layer, (await values.data()) as Float32Array);
      for (const [, values] of waiting.splice(0)) values.dispose();
    });
  } finally {
    for (const [, values] of waiting) values.dispose();
  }
}

/** Pixels of a batch of which every layer's input may stand in memory at once. */
const mostPixels = 64 * 32 * 32;

/** Large batches as several, because all that their layers take is there until it was read. */
export async function* inSlices(images: ShownImages['images']): AsyncGenerator<Tensor4D> {
  for await (const batch of images) {
    const [count, side] = batch.shape;
    const each = Math.max(1, Math.floor(mostPixels / side ** 2));
    if (count <= each) {
      yield batch;
      continue;
    }
    try {
      for (let from = 0; from < count; from += each) {
        yield slice(batch, [from, 0, 0, 0], [Math.min(each, count - from), -1, -1, -1]);
      }
    } finally {
      batch.dispose();
    }
  }
}

/** Shows a network all batches. */
async function running(
  network: Model,
  tensors: HostParameters,
  { images, takes = 'imagenet' }: ShownImages,
  enter: EnterLayer,
  afterBatch: () => Promise<void>,
): Promise<void> {
  const model = onScale(network, takes);
  const parameters = toDevice(tensors);
  let batches = 0;
  try {
    for await (const batch of images) {
      const logits = tidy(() => model.forward(parameters, batch, { training: false, enter }));
      logits.dispose();
      batch.dispose();
      batches++;
      await afterBatch();
    }
    if (batches === 0) throw new Error('A calibration needs images.');
  } finally {
    dispose({ ...parameters });
  }
}
