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
import { dispose } from '@tensorflow/tfjs-core';
import type { LayerFormOf, LayerName } from '../../../spec/network/layerForms.ts';
import type { EndsName } from '../../../spec/recipe/quantise.ts';
import { build } from '../../families/catalogue.ts';
import type { Model } from '../../families/model.ts';
import { storedSize } from '../../families/storedSize.ts';
import { layersOf, madeDense, withForms } from '../../families/withForms.ts';
import {
  biasScale,
  inputLevels,
  inputScaleName,
  inputZeroPointName,
  weightLevels,
  weightScaleName,
} from '../../layers/forms/fakeQuantised.ts';
import { type DenseLayer, outputsOf } from '../../layers/forms/form.ts';
import {
  type HostParameter,
  type HostParameters,
  hostBytes,
  toDevice,
  toHost,
} from '../../layers/hostParameters.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { inputExtremes, type ShownImages } from './calibrate.ts';
import { foldedTensors, held } from './folded.ts';
import { affineGrid, channelExtremes, type Extremes, roundHalfToEven, symmetricGrid } from './observers.ts';

export interface QuantiseSettings {
  /** Of a weight, 2 to 8. */
  readonly bits: number;
  /** Of a value of a layer's input, 2 to 8. */
  readonly activations: number;
  /** Bits of the first and the last layer, weights and inputs: there little is gained by few, and much lost. */
  readonly ends: EndsName;
}

export interface QuantisedLayer {
  readonly layer: LayerName;
  readonly bits: number;
  readonly activations: number;
  /** Of its weight: mean of (w − quantised w)². */
  readonly meanSquaredError: number;
}

export interface QuantiseReport {
  readonly asked: { readonly bits: number; readonly activations: number };
  /** Means over all weights, and over all layers. */
  readonly reached: { readonly bits: number; readonly activations: number };
  /** Of the network before: float32 of all parameters and statistics. */
  readonly bytesBefore: number;
  /** See `storedSize`. */
  readonly bytes: number;
  readonly layers: readonly QuantisedLayer[];
}

export interface Quantised {
  readonly checkpoint: Checkpoint;
  readonly report: QuantiseReport;
}

/**
 * Masked and low-rank layers are made dense on the way; what was quantised before is quantised anew, from its weights as they are.
 *
 * @param shown images for calibration, one batch at least.
 */
export async function quantise(
  checkpoint: Checkpoint,
  settings: QuantiseSettings,
  shown: ShownImages,
): Promise<Quantised> {
  return quantiseCalibrated(checkpoint, settings, await calibrated(checkpoint, shown));
}

/** What quantisation takes of a network, whatever the bits. */
export interface Calibrated {
  /** Dense, with batch norm folded into them. */
  readonly folded: HostParameters;
  /** Of every layer's input. */
  readonly extremes: ReadonlyMap<LayerName, Extremes>;
}

/** @param shown images for calibration, one batch at least. */
export async function calibrated(checkpoint: Checkpoint, shown: ShownImages): Promise<Calibrated> {
  const model = build({ ...checkpoint.architecture, forms: {} });
  const { tensors, forms } = await denseTensors(model, checkpoint);
  const before = withForms(model, forms);
  const extremes = await inputExtremes(before, tensors, shown);
  return { extremes, folded: foldedTensors(before.parameters, tensors) };
}

/** As `quantise`, of a network that is calibrated already. */
export function quantiseCalibrated(
  checkpoint: Checkpoint,
  settings: QuantiseSettings,
  { folded, extremes }: Calibrated,
): Quantised {
  const { architecture } = checkpoint;
  const layers = layersOf(build({ ...architecture, forms: {} }).parameters);
  const quantised = layers.map((layer, i) => {
    const isEnd = i === 0 || i === layers.length - 1;
    const own = isEnd && settings.ends === '8' ? { bits: 8, activations: 8 } : settings;
    return quantisedLayer(layer, folded, own, extremes.get(layer.name) ?? { min: 0, max: 0 });
  });
  const size = (one: (typeof quantised)[number]) => held(folded, one.weightName).values.length;
  const weights = quantised.reduce((sum, one) => sum + size(one), 0);
  const made = Object.fromEntries(quantised.map(({ report, form }) => [report.layer, form]));
  const all = Object.assign({}, folded, ...quantised.map((one) => one.tensors)) as HostParameters;
  return {
    checkpoint: { architecture: { ...architecture, forms: made }, tensors: all },
    report: {
      asked: { bits: settings.bits, activations: settings.activations },
      reached: {
        bits: quantised.reduce((sum, one) => sum + one.form.bits * size(one), 0) / weights,
        activations: quantised.reduce((sum, { form }) => sum + form.activationBits, 0) / quantised.length,
      },
      bytesBefore: hostBytes(checkpoint.tensors),
      bytes: storedSize(layers, made, all).bytes,
      layers: quantised.map(({ report }) => report),
    },
  };
}

/** The tensors of a network whose only forms are such as quantisation can begin with. */
async function denseTensors(model: Model, { architecture: { forms }, tensors }: Checkpoint) {
  const given = toDevice(tensors);
  const dense = madeDense(model, forms, given);
  dispose({ ...given });
  const held = await toHost(dense.parameters);
  dispose({ ...dense.parameters });
  return { tensors: held, forms: dense.forms };
}

interface QuantisedParts {
  readonly form: LayerFormOf<'fakeQuantised'>;
  readonly weightName: string;
  readonly tensors: HostParameters;
  readonly report: QuantisedLayer;
}

function quantisedLayer(
  { name, weight: spec }: DenseLayer,
  folded: HostParameters,
  { bits, activations }: Pick<QuantiseSettings, 'bits' | 'activations'>,
  extremes: Extremes,
): QuantisedParts {
  const channels = outputsOf(spec);
  const { shape, values } = held(folded, spec.name);
  const input = affineGrid(extremes, inputLevels(activations));
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
    form: { kind: 'fakeQuantised', bits, activationBits: activations },
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
    report: { layer: name, bits, activations, meanSquaredError: squaredError(values, onGrid) },
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
