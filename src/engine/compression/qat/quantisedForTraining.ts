/**
 * A network whose layers are quantised from now on while they learn (the form `quantised`), with steps, clips and scales where their
 * methods start, from the network's own weights and from what its layers are given.
 *
 * Batch norm stays apart and real-valued: in training it is of the batch, as in a float network, and what its scale does to a weight is
 * not known before. Whoever exports finds it there, after the quantised convolution.
 */
import type { LayerForm, LayerFormOf, LayerName } from '../../../spec/network/layerForms.ts';
import {
  floatBits,
  type QatMethod,
  roundsStochastically,
  type TrainedRoundingName,
} from '../../../spec/recipe/qat.ts';
import type { EndsName } from '../../../spec/recipe/quantise.ts';
import { build } from '../../families/catalogue.ts';
import { storedSize } from '../../families/storedSize.ts';
import { layersOf, withForms } from '../../families/withForms.ts';
import { inputLevels, inputScaleName, inputZeroPointName } from '../../layers/forms/fakeQuantised.ts';
import { type DenseLayer, outputsOf, valuesIn } from '../../layers/forms/form.ts';
import { binaryScaleName, lossAwareScale } from '../../layers/forms/quantised/lossAware.ts';
import { firstStep, inputStepName, learnedLevels, weightStepName } from '../../layers/forms/quantised/lsq.ts';
import { leastScale } from '../../layers/forms/quantised/method.ts';
import { firstWeightClip, inputClipName, weightClipName } from '../../layers/forms/quantised/powers.ts';
import { roundingCounterName } from '../../layers/forms/quantised/rounding.ts';
import { firstTernaryScales, negativeName, positiveName } from '../../layers/forms/quantised/ttq.ts';
import type { HostParameter, HostParameters } from '../../layers/hostParameters.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import type { ShownImages } from '../quantising/calibrate.ts';
import { affineGrid } from '../quantising/observers.ts';
import { denseTensors } from './denseTensors.ts';
import { type InputSize, inputSizes } from './inputSizes.ts';

export interface QatSettings {
  readonly method: QatMethod;
  /** Of a weight, 1 to 8, where the method has none of its own. */
  readonly bits: number;
  /** Of a layer's input, 1 to 8, or `floatBits`. */
  readonly activations: number;
  readonly ends: EndsName;
  readonly per: 'tensor' | 'channel';
  /** Nearest unless given. */
  readonly rounding?: TrainedRoundingName;
}

type Form = LayerFormOf<'quantised'>;
type Weights = NonNullable<Form['weights']>;
type Activations = NonNullable<Form['activations']>;

/** Of one bit and more, as learned steps: what the first and the last layer get. */
const endBits = 8;

/**
 * Masked, factorised and shared layers are made dense on the way, and what was quantised in training before starts anew from its
 * quantised weights.
 *
 * @param shown images, one batch at least.
 * @throws Error where a layer has its batch norm folded into it.
 */
export async function quantisedForTraining(
  { architecture, tensors }: Checkpoint,
  settings: QatSettings,
  shown: ShownImages,
): Promise<Checkpoint> {
  const model = build({ ...architecture, forms: {} });
  const dense = await denseTensors({ architecture, tensors });
  const layers = layersOf(model.parameters);
  const isFloat = settings.activations === floatBits;
  const sizes = isFloat ? undefined : await inputSizes(model, dense, shown);
  const rounding = roundsStochastically({ ...settings }) ? ({ rounding: 'stochastic' } as const) : {};
  const forms: Record<LayerName, LayerForm> = {};
  const first: Record<string, HostParameter> = {};
  for (const [i, layer] of layers.entries()) {
    const isEnd = (i === 0 || i === layers.length - 1) && settings.ends === '8';
    const size = sizes?.get(layer.name);
    const weights = { ...weightsFor(isEnd ? endSettings : settings), ...rounding };
    const activations = size && activationsFor(isEnd ? endSettings : settings, size);
    forms[layer.name] = { kind: 'quantised', weights, ...(activations ? { activations } : {}) };
    Object.assign(first, firstOfWeights(layer, weights, valuesIn(dense, layer.weight.name)));
    if (rounding.rounding) first[roundingCounterName(layer.name)] = vector(0, 0);
    if (size && activations) Object.assign(first, firstOfInput(layer.name, activations, size));
  }
  const all: HostParameters = { ...dense, ...first };
  const specs = withForms(model, forms).parameters;
  const own = specs.map(({ name }) => {
    const tensor = all[name];
    if (!tensor) throw new Error(`Nothing says where ${name} starts.`);
    return [name, tensor] as const;
  });
  return { architecture: { ...architecture, forms }, tensors: Object.fromEntries(own) };
}

const endSettings = { method: 'lsq', bits: endBits, activations: endBits, per: 'channel' } as const;

/** PACT has DoReFa's weights. */
function weightsFor({ method, bits, per }: Pick<QatSettings, 'method' | 'bits' | 'per'>): Weights {
  return { method: method === 'pact' ? 'dorefa' : method, bits, per };
}

/**
 * The method's own of activations; learned steps where it has none, and where there are inputs below 0, which the clips of DoReFa, PACT and
 * APoT cut off. Of one bit such inputs keep their sign.
 */
function activationsFor(
  { method, activations: bits }: Pick<QatSettings, 'method' | 'activations'>,
  { min }: InputSize,
): Activations {
  const signed = min < 0;
  if (signed && bits === 1) return { method: 'sign', bits, signed };
  if (method === 'plain') return { method, bits, signed };
  if (signed) return { method: 'lsq', bits, signed };
  if (method === 'dorefa' || method === 'pact') return { method, bits, signed };
  // Levels that are sums of powers of two; of more bits there are too many to be told apart by comparisons in other formats.
  if (method === 'apot' && bits > 1 && bits <= 4) return { method, bits, signed };
  return { method: 'lsq', bits, signed };
}

const vector = (...numbers: readonly number[]): HostParameter => ({
  shape: [numbers.length],
  values: Float32Array.from(numbers),
});

function firstOfWeights(
  { name, weight }: DenseLayer,
  { method, bits, per }: Weights,
  values: Float32Array,
): HostParameters {
  switch (method) {
    case 'lsq': {
      const levels = learnedLevels(bits);
      const sizes = meanSizes(values, per === 'channel' ? outputsOf(weight) : 1);
      return { [weightStepName(name)]: vector(...sizes.map((size) => firstStep(size, levels))) };
    }
    case 'ttq': {
      const [positive, negative] = firstTernaryScales(values);
      return { [positiveName(name)]: vector(positive), [negativeName(name)]: vector(negative) };
    }
    case 'apot':
    case 'pot':
      return { [weightClipName(name)]: vector(firstWeightClip) };
    case 'lab':
      return { [binaryScaleName(name)]: vector(lossAwareScale(values, undefined)) };
    default:
      return {};
  }
}

/** Mean of |w| of each output, or of all. */
function meanSizes(values: Float32Array, scales: number): number[] {
  const sums = new Float64Array(scales);
  values.forEach((value, i) => {
    sums[i % scales] = (sums[i % scales] ?? 0) + Math.abs(value);
  });
  return Array.from(sums, (sum) => (sum * scales) / values.length);
}

function firstOfInput(
  layer: LayerName,
  { method, bits, signed }: Activations,
  { min, max, size }: InputSize,
): HostParameters {
  const zeroPoint = inputZeroPointName(layer);
  switch (method) {
    case 'lsq': {
      const levels = inputLevels(bits);
      const zero = signed ? 2 ** (bits - 1) : 0;
      const most = Math.max(levels.most - zero, 1);
      return { [inputStepName(layer)]: vector(firstStep(size, { most })), [zeroPoint]: vector(zero) };
    }
    case 'plain': {
      const grid = affineGrid({ min, max }, inputLevels(bits));
      return { [inputScaleName(layer)]: vector(grid.scale), [zeroPoint]: vector(grid.zeroPoint) };
    }
    case 'dorefa':
      return { [inputClipName(layer)]: vector(1), [zeroPoint]: vector(0) };
    case 'pact':
      return { [inputClipName(layer)]: vector(Math.max(max, leastScale)), [zeroPoint]: vector(0) };
    case 'apot':
      return { [inputClipName(layer)]: vector(Math.max(max, leastScale)) };
    case 'sign':
      return { [inputScaleName(layer)]: vector(Math.max(size, leastScale)) };
  }
}

export interface QatReport {
  /** Mean over all weights. */
  readonly bits: number;
  /** Mean over all layers, `floatBits` of those that are not quantised. */
  readonly activations: number;
}

/** What a network has that was trained so. */
export function qatReport({ architecture, tensors }: Checkpoint): QatReport {
  const layers = layersOf(build({ ...architecture, forms: {} }).parameters);
  const bitsOf = (name: LayerName) => {
    const form = architecture.forms[name];
    return form?.kind === 'quantised' ? (form.activations?.bits ?? floatBits) : floatBits;
  };
  return {
    bits: storedSize(layers, architecture.forms, tensors).bits,
    activations: layers.reduce((sum, { name }) => sum + bitsOf(name), 0) / Math.max(layers.length, 1),
  };
}
