/**
 * Post-training quantisation (Jacob et al. 2018, arXiv 1712.05877; Nagel et al. 2021, arXiv 2106.08295, section 3), by the extremes:
 *
 * 1. Batch norm is folded into the convolution before it, and is gone.
 * 2. Every layer's input gets an affine grid, from the least and greatest value over the calibration images.
 * 3. Every weight gets a symmetric grid for each output channel.
 * 4. Biases are whole numbers of 32 bits, in units of weight scale · input scale.
 *
 * What comes out is evaluated with simulated integers: every weight and every layer's input takes values of its grid alone, and
 * sums are of floats. What is added at the end of a residual block stays a float: it is put on a grid where a layer takes it in.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { LayerFormOf, LayerForms, LayerName } from '../../shared/layerForms.ts';
import {
  biasScale,
  inputLevels,
  inputScaleName,
  inputZeroPointName,
  weightLevels,
  weightScaleName,
} from '../layers/forms/fakeQuantised.ts';
import { type DenseLayer, outputsOf } from '../layers/forms/form.ts';
import type { Parameters } from '../layers/parameters.ts';
import type { Model } from '../models/model.ts';
import { layersOf, withForms } from '../models/withForms.ts';
import { type HostParameter, type HostParameters, toDevice } from '../transfer/hostParameters.ts';
import { inputExtremes } from './calibrate.ts';
import { foldedTensors, held } from './folded.ts';
import { affineGrid, channelExtremes, type Extremes, roundHalfToEven, symmetricGrid } from './observers.ts';

export interface QuantiseSettings {
  /** Of a weight, 2 to 8. */
  readonly bits: number;
  /** Of a layer's input, 2 to 8. */
  readonly activationBits: number;
  /** The first and the last layer: 8 bits for weights and inputs, or as all others. Usually 8, as little is gained there and much lost. */
  readonly ends: 8 | 'same';
}

export interface QuantisedLayer {
  readonly layer: LayerName;
  readonly bits: number;
  readonly activationBits: number;
  /** Of its weight: mean of (w − quantised w)². */
  readonly meanSquaredError: number;
}

export interface QuantiseReport {
  readonly asked: { readonly bits: number; readonly activationBits: number };
  /** Means over all weights, and over all layers. */
  readonly reached: { readonly bits: number; readonly activationBits: number };
  /** Of the network before: float32 of all parameters and statistics. */
  readonly bytesBefore: number;
  /** See `quantisedBytes`. */
  readonly bytes: number;
  readonly layers: readonly QuantisedLayer[];
}

export interface QuantisedNetwork {
  readonly forms: LayerForms;
  readonly tensors: HostParameters;
  readonly report: QuantiseReport;
}

/** A network whose layers are dense, or fake-quantised already. */
export interface FormedNetwork {
  /** Without its forms. */
  readonly model: Model;
  readonly forms: LayerForms;
  readonly tensors: HostParameters;
}

/**
 * @param images batches for calibration, see `inputExtremes`.
 * @throws Error where a layer has another form: it is to be made dense first.
 */
export async function quantise(
  { model, forms, tensors }: FormedNetwork,
  settings: QuantiseSettings,
  images: Iterable<Tensor4D> | AsyncIterable<Tensor4D>,
): Promise<QuantisedNetwork> {
  const before = withForms(model, forms);
  for (const { kind } of Object.values(forms)) {
    if (kind !== 'fakeQuantised' && kind !== 'dense') throw new Error(`A ${kind} layer is not quantised.`);
  }
  const parameters: Parameters = toDevice(tensors);
  let extremes: ReadonlyMap<LayerName, Extremes>;
  try {
    extremes = await inputExtremes(before, parameters, images);
  } finally {
    for (const parameter of Object.values(parameters)) parameter.dispose();
  }
  const folded = foldedTensors(before.parameters, tensors);
  const layers = layersOf(model.parameters);
  const quantised = layers.map((layer, i) => {
    const isEnd = i === 0 || i === layers.length - 1;
    const own = isEnd && settings.ends === 8 ? { ...settings, bits: 8, activationBits: 8 } : settings;
    return quantisedLayer(layer, folded, own, extremes.get(layer.name) ?? { min: 0, max: 0 });
  });
  const size = (one: (typeof quantised)[number]) => held(folded, one.weightName).values.length;
  const weights = quantised.reduce((sum, one) => sum + size(one), 0);
  const made = Object.fromEntries(quantised.map(({ report, form }) => [report.layer, form]));
  const all = Object.assign({}, folded, ...quantised.map((one) => one.tensors)) as HostParameters;
  return {
    forms: made,
    tensors: all,
    report: {
      asked: { bits: settings.bits, activationBits: settings.activationBits },
      reached: {
        bits: quantised.reduce((sum, one) => sum + one.form.bits * size(one), 0) / weights,
        activationBits: quantised.reduce((sum, { form }) => sum + form.activationBits, 0) / quantised.length,
      },
      bytesBefore: Object.values(tensors).reduce((sum, { values }) => sum + values.byteLength, 0),
      bytes: quantisedBytes(all, made),
      layers: quantised.map(({ report }) => report),
    },
  };
}

/**
 * What the numbers take where they are kept as tightly as their bits allow: a layer's weights at `bits` each, rounded up to whole
 * bytes, biases at 4 bytes, a scale of 4 bytes for each output channel, scale and zero point of the input at 4 and 1. Tensors
 * that belong to no quantised layer count 4 bytes a number.
 */
export function quantisedBytes(tensors: HostParameters, forms: LayerForms): number {
  return Object.entries(tensors).reduce((sum, [name, { values }]) => {
    const form = forms[name.slice(0, name.lastIndexOf('.'))];
    if (form?.kind !== 'fakeQuantised') return sum + values.byteLength;
    if (name.endsWith('.weight')) return sum + Math.ceil((values.length * form.bits) / 8);
    return sum + (name.endsWith('.input_zero_point') ? 1 : 4) * values.length;
  }, 0);
}

interface Quantised {
  readonly form: LayerFormOf<'fakeQuantised'>;
  readonly weightName: string;
  readonly tensors: HostParameters;
  readonly report: QuantisedLayer;
}

function quantisedLayer(
  { name, weight: spec }: DenseLayer,
  folded: HostParameters,
  { bits, activationBits }: Pick<QuantiseSettings, 'bits' | 'activationBits'>,
  extremes: Extremes,
): Quantised {
  const channels = outputsOf(spec);
  const { shape, values } = held(folded, spec.name);
  const input = affineGrid(extremes, inputLevels(activationBits));
  const bias = folded[`${name}.bias`];
  const levels = weightLevels(bits);
  const scales = Float32Array.from(channelExtremes(values, channels), (of, channel) =>
    Math.max(symmetricGrid(of, levels).scale, leastScaleFor(bias?.values[channel] ?? 0, input.scale)),
  );
  const onGrid = values.map((value, i) => {
    const scale = scales[i % channels] as number;
    const level = roundHalfToEven(Math.fround(value * Math.fround(1 / scale)));
    return Math.min(Math.max(level, levels.least), levels.most) * scale;
  });
  const vector = (...numbers: number[]): HostParameter => ({
    shape: [numbers.length],
    values: Float32Array.from(numbers),
  });
  return {
    form: { kind: 'fakeQuantised', bits, activationBits },
    weightName: spec.name,
    tensors: {
      [spec.name]: { shape, values: onGrid },
      ...(bias
        ? { [`${name}.bias`]: { shape: bias.shape, values: wholeBiases(bias.values, scales, input.scale) } }
        : {}),
      [weightScaleName(name)]: { shape: [channels], values: scales },
      [inputScaleName(name)]: vector(input.scale),
      [inputZeroPointName(name)]: vector(input.zeroPoint),
    },
    report: { layer: name, bits, activationBits, meanSquaredError: squaredError(values, onGrid) },
  };
}

/** Up to here a float32 tells all whole numbers apart. */
const mostWhole = 2 ** 24;

/**
 * The least weight scale with which a bias is a whole number that a float32 holds. It is larger than the weights' own where they
 * are next to nothing, as after a norm with a γ of 0; what is lost of them is then less than the last digit of the bias.
 */
const leastScaleFor = (bias: number, inputScale: number) => Math.abs(bias) / (inputScale * (mostWhole / 2));

function wholeBiases(biases: Float32Array, scales: Float32Array, inputScale: number): Float32Array {
  return biases.map((bias, channel) => {
    const unit = biasScale(scales[channel] as number, inputScale);
    return roundHalfToEven(bias / unit) * unit;
  });
}

function squaredError(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, i) => sum + (value - (other[i] as number)) ** 2, 0) / one.length;
}
