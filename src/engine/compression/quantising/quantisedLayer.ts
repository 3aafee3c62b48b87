/**
 * One layer on its grids: the scales of its weight, the grid of its input, and weight and bias on their levels.
 */
import type { Random } from '../../../base/random.ts';
import type { LayerFormOf, LayerName } from '../../../spec/network/layerForms.ts';
import {
  biasScale,
  inputLevels,
  inputScaleName,
  inputZeroPointName,
  weightLevels,
  weightScaleName,
} from '../../layers/forms/fakeQuantised.ts';
import { type DenseLayer, outputsOf } from '../../layers/forms/form.ts';
import type { HostParameter, HostParameters } from '../../layers/hostParameters.ts';
import { inputRange, type ObservedInput } from './calibrate.ts';
import { held } from './folded.ts';
import {
  affineGrid,
  type Extremes,
  type LevelRange,
  type QuantisationGrid,
  roundHalfToEven,
  symmetricGrid,
} from './observers.ts';
import type { CompleteSettings } from './settings.ts';
import { valuesByChannel, weightRange } from './weightRange.ts';

/** Bits of a value of the weight, and of a value of the input. */
export interface LayerBits {
  readonly bits: number;
  readonly activations: number;
}

export interface QuantisedLayer extends LayerBits {
  readonly layer: LayerName;
  /** Of its weight: mean of (w − quantised w)². */
  readonly meanSquaredError: number;
}

export interface QuantisedParts {
  readonly form: LayerFormOf<'fakeQuantised'>;
  readonly weightName: string;
  readonly tensors: HostParameters;
  readonly report: QuantisedLayer;
}

/**
 * @param stream of the layer, where rounding draws
 */
export function quantisedLayer(
  { name, weight: spec }: DenseLayer,
  folded: HostParameters,
  { bits, activations }: LayerBits,
  observed: ObservedInput | undefined,
  settings: CompleteSettings,
  stream: Random,
): QuantisedParts {
  const { shape, values } = held(folded, spec.name);
  const seen = observed ?? { extremes: { min: 0, max: 0 } };
  const range = inputRange(seen, settings.observer, activations, settings.percentile);
  const input = inputGrid(range, inputLevels(activations), settings.inputs);
  const bias = folded[`${name}.bias`];
  const scales = weightScales(values, outputsOf(spec), bias?.values, input.scale, bits, settings);
  const onGrid = roundedWeight(values, scales, weightLevels(bits), settings.rounding, stream);
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
      [weightScaleName(name)]: { shape: [scales.length], values: scales },
      [inputScaleName(name)]: vector(input.scale),
      [inputZeroPointName(name)]: vector(input.zeroPoint),
    },
    report: { layer: name, bits, activations, meanSquaredError: squaredError(values, onGrid) },
  };
}

/**
 * Of an input: affine, or symmetric round the middle level where it goes below 0, and from the lowest level on where it does not
 * (Nagel et al. 2021, section 2.2.2).
 */
function inputGrid(range: Extremes, levels: LevelRange, kind: CompleteSettings['inputs']): QuantisationGrid {
  return kind === 'affine' || range.min >= 0 ? affineGrid(range, levels) : symmetricGrid(range, levels);
}

/** [C]; all alike where the tensor has one. */
function weightScales(
  values: Float32Array,
  channels: number,
  biases: Float32Array | undefined,
  inputScale: number,
  bits: number,
  settings: CompleteSettings,
): Float32Array {
  const levels = weightLevels(bits);
  const scaleOf = (of: Float32Array) =>
    symmetricGrid(weightRange(of, settings, levels, symmetricGrid), levels).scale;
  const least = (channel: number) => leastScaleFor(biases?.[channel] ?? 0, inputScale);
  if (settings.per === 'channel') {
    const byChannel = valuesByChannel(values, channels);
    return Float32Array.from(byChannel, (of, channel) => Math.max(scaleOf(of), least(channel)));
  }
  const all = Array.from({ length: channels }, (_, channel) => least(channel));
  return new Float32Array(channels).fill(all.reduce((most, one) => Math.max(most, one), scaleOf(values)));
}

/**
 * Nearest: halves to even, and by the reciprocal as `fakeQuantise`. Stochastic: up with the probability of what is above the level
 * below, so that the mean is the weight itself (Gupta et al. 2015, arXiv 1502.02551). Learned rounding begins with the nearest.
 */
export function roundedWeight(
  values: Float32Array,
  scales: Float32Array,
  levels: LevelRange,
  rounding: CompleteSettings['rounding'],
  stream: Random,
): Float32Array {
  return values.map((value, i) => {
    const scale = scales[i % scales.length] as number;
    const level =
      rounding === 'stochastic'
        ? Math.floor(value / scale + stream.uniform())
        : roundHalfToEven(Math.fround(value * Math.fround(1 / scale)));
    return Math.min(Math.max(level, levels.least), levels.most) * scale;
  });
}

/** Up to here a float32 tells all whole numbers apart. */
const mostWhole = 2 ** 24;

/**
 * The least weight scale with which a bias is a whole number that a float32 holds. It is larger than the weights' own where they
 * are next to nothing, as after a norm with a γ of 0; what is lost of them is then less than the last digit of the bias.
 */
export const leastScaleFor = (bias: number, inputScale: number) =>
  Math.abs(bias) / (inputScale * (mostWhole / 2));

/** In units of weight scale · input scale. */
export function wholeBiases(biases: Float32Array, scales: Float32Array, inputScale: number): Float32Array {
  return biases.map((bias, channel) => {
    const unit = biasScale(scales[channel] as number, inputScale);
    return Math.min(Math.max(roundHalfToEven(bias / unit), -mostWhole), mostWhole) * unit;
  });
}

export function squaredError(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, i) => sum + (value - (other[i] as number)) ** 2, 0) / one.length;
}
