/**
 * A network that was quantised in training as one of whole numbers alone (the form `fakeQuantised`), with batch norm folded into weights
 * and biases as for those that are quantised afterwards: what runtimes have kernels for, and what is packed in files.
 *
 * A weight ŵ = level·s of output c becomes level·sign(a_c) times s·|a_c|, a = γ/√(σ² + ε): the same levels, so nothing is rounded anew but
 * biases, to units of 32 bits. Levels that go further to one side may need a bit more, and of eight bits the lowest becomes one less.
 */
import type { LayerFormOf, LayerForms } from '../../../spec/network/layerForms.ts';
import { build } from '../../families/catalogue.ts';
import { layersOf } from '../../families/withForms.ts';
import { epsilon } from '../../layers/batchNorm.ts';
import {
  inputLevels,
  inputScaleName,
  inputZeroPointName,
  weightLevels,
  weightScaleName,
} from '../../layers/forms/fakeQuantised.ts';
import { type DenseLayer, outputsOf, valuesIn } from '../../layers/forms/form.ts';
import { inputStepName, weightStepName } from '../../layers/forms/quantised/lsq.ts';
import { leastScale } from '../../layers/forms/quantised/method.ts';
import { inputClipName } from '../../layers/forms/quantised/powers.ts';
import type { HostParameter, HostParameters } from '../../layers/hostParameters.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { foldedTensors, held } from '../quantising/folded.ts';
import { roundHalfToEven } from '../quantising/observers.ts';
import { leastScaleFor, wholeBiases } from '../quantising/quantisedLayer.ts';
import { denseTensors } from './denseTensors.ts';

type Form = LayerFormOf<'quantised'>;

/** Undefined where some layer has levels that are not whole numbers times a scale, or an input that stays float32. */
export async function onWholeNumbers(checkpoint: Checkpoint): Promise<Checkpoint | undefined> {
  const { architecture, tensors } = checkpoint;
  const forms = new Map(
    Object.entries(architecture.forms).flatMap(([name, form]) =>
      isWhole(form) ? [[name, form] as const] : [],
    ),
  );
  const { parameters } = build({ ...architecture, forms: {} });
  const layers = layersOf(parameters);
  if (layers.some(({ name }) => !forms.has(name))) return undefined;
  const dense = await denseTensors(checkpoint);
  const all: Record<string, HostParameter> = { ...foldedTensors(parameters, dense) };
  const made: Record<string, LayerForms[string]> = {};
  for (const layer of layers) {
    const form = forms.get(layer.name);
    if (!form) continue;
    const input = inputGrid(layer.name, form.activations, tensors);
    const units = unitsOf(layer, form.weights, tensors, dense);
    const bias = all[`${layer.name}.bias`];
    const scales = units.map((unit, c) =>
      Math.max(
        unit * Math.abs(normScale(layer, dense, c)),
        leastScaleFor(bias?.values[c] ?? 0, input.scale),
        leastScale ** 2,
      ),
    );
    const { shape, values } = held(all, layer.weight.name);
    const levels = values.map((value, i) => roundHalfToEven(value / (scales[i % scales.length] as number)));
    const bits = bitsFor(levels);
    const { least, most } = weightLevels(bits);
    const onGrid = levels.map(
      (level, i) => Math.min(Math.max(level, least), most) * (scales[i % scales.length] as number),
    );
    all[layer.weight.name] = { shape, values: onGrid };
    if (bias)
      all[`${layer.name}.bias`] = {
        shape: bias.shape,
        values: wholeBiases(bias.values, scales, input.scale),
      };
    all[weightScaleName(layer.name)] = { shape: [scales.length], values: scales };
    all[inputScaleName(layer.name)] = { shape: [1], values: Float32Array.of(input.scale) };
    all[inputZeroPointName(layer.name)] = { shape: [1], values: Float32Array.of(input.zeroPoint) };
    made[layer.name] = { kind: 'fakeQuantised', bits, activationBits: form.activations.bits };
  }
  return { architecture: { ...architecture, forms: made }, tensors: all };
}

type Whole = Form & Required<Pick<Form, 'weights' | 'activations'>>;

function isWhole(form: LayerForms[string]): form is Whole {
  if (form.kind !== 'quantised' || !form.weights || !form.activations) return false;
  const { weights, activations } = form;
  const hasScale = ['lsq', 'plain', 'bwn', 'xnor', 'twn', 'lab'].includes(weights.method);
  // Of b bits its levels are the odd numbers of b + 1.
  const isOdd = weights.method === 'dorefa' && weights.bits < 8;
  return (
    (hasScale || isOdd) &&
    activations.bits > 1 &&
    ['lsq', 'plain', 'pact', 'dorefa'].includes(activations.method)
  );
}

function inputGrid(layer: string, { method, bits }: Whole['activations'], tensors: HostParameters) {
  const one = (name: string) => held(tensors, name).values[0] ?? Number.NaN;
  const zeroPoint = one(inputZeroPointName(layer));
  if (method === 'lsq') return { scale: Math.max(one(inputStepName(layer)), leastScale), zeroPoint };
  if (method === 'plain') return { scale: one(inputScaleName(layer)), zeroPoint };
  const clip = Math.max(one(inputClipName(layer)), leastScale);
  return { scale: Math.fround(clip * Math.fround(1 / inputLevels(bits).most)), zeroPoint };
}

/** What one level of the weight is, of each output. */
function unitsOf(
  layer: DenseLayer,
  { method, bits, per }: Whole['weights'],
  tensors: HostParameters,
  dense: HostParameters,
): Float32Array {
  const channels = outputsOf(layer.weight);
  const each = (unit: (channel: number) => number) =>
    Float32Array.from({ length: channels }, (_, c) => unit(c));
  if (method === 'lsq' && bits > 1) {
    const steps = valuesIn(tensors, weightStepName(layer.name));
    return each((c) => Math.max(steps[c % steps.length] ?? 0, leastScale));
  }
  const greatest = (values: Float32Array) => {
    const most = new Float32Array(channels);
    values.forEach((value, i) => {
      most[i % channels] = Math.max(most[i % channels] ?? 0, Math.abs(value));
    });
    return most;
  };
  // One level, or the odd ones up to n.
  const ofMade = greatest(valuesIn(dense, layer.weight.name));
  if (method !== 'plain') return bits > 1 && method === 'dorefa' ? each(() => 1 / (2 ** bits - 1)) : ofMade;
  const latent = greatest(valuesIn(tensors, layer.weight.name));
  const most = latent.reduce((all, one) => Math.max(all, one), 0);
  return each((c) =>
    Math.max((2 * (per === 'channel' ? (latent[c] ?? 0) : most)) / (2 ** bits - 1), leastScale),
  );
}

/** a_c, 1 without a norm. */
function normScale({ norm }: DenseLayer, tensors: HostParameters, channel: number): number {
  if (norm === undefined) return 1;
  const part = (name: string) => held(tensors, `${norm}.${name}`).values[channel] ?? Number.NaN;
  return part('weight') / Math.sqrt(part('running_var') + epsilon);
}

/** The least number of bits that has them all, 2 to 8. */
function bitsFor(levels: Float32Array): number {
  let [least, most] = [0, 0];
  for (const level of levels) [least, most] = [Math.min(least, level), Math.max(most, level)];
  for (let bits = 2; bits < 8; bits++) {
    const range = weightLevels(bits);
    if (range.least <= least && range.most >= most) return bits;
  }
  return 8;
}
