/**
 * What is learned of a quantised network layer after layer, each from what the layers before it give, quantised, and from what it
 * gives itself in float32 (Nagel et al. 2020, arXiv 2004.10568, eq. 25, without the activation behind the layer):
 *
 *     rounding of its weight:  the least mean of ‖(W·x + b) − (Ŵ·x̂ + b)‖²          (`adaround.ts`)
 *     its bias:                b̂ = E[W·x + b] − E[Ŵ·x̂], for each output channel    (Nagel et al. 2019, arXiv 1906.04721, section 4.2)
 *
 * All images' activations in front of one part of the network are in the backend's memory, twice.
 */
import {
  add,
  conv2d,
  depthwiseConv2d,
  dispose,
  grad,
  keep,
  matMul,
  mul,
  reshape,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Random } from '../../../base/random.ts';
import type { LayerForms } from '../../../spec/network/layerForms.ts';
import type { Model, Part } from '../../families/model.ts';
import { onScale } from '../../families/onScale.ts';
import { layersOf, withForms } from '../../families/withForms.ts';
import { foldedShift } from '../../layers/foldBatchNorm.ts';
import {
  inputLevels,
  inputScaleName,
  inputZeroPointName,
  weightLevels,
  weightScaleName,
} from '../../layers/forms/fakeQuantised.ts';
import type { DenseLayer } from '../../layers/forms/form.ts';
import { type HostParameter, type HostParameters, toDevice } from '../../layers/hostParameters.ts';
import type { ParameterSpec, Parameters } from '../../layers/parameters.ts';
import { fakeQuantise } from '../../ops/fakeQuantise/fakeQuantise.ts';
import { sides, tfPadding } from '../../ops/padding.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { learnedRounding } from './adaround.ts';
import { inSlices, type ShownImages } from './calibrate.ts';
import { withShifts } from './equalise.ts';
import { held } from './folded.ts';
import { wholeBiases } from './quantisedLayer.ts';

export interface LearnedSettings {
  /** Steps of each layer's rounding; 0 leaves it. */
  readonly steps: number;
  readonly correct: boolean;
}

export interface LearnedGiven {
  readonly shown: ShownImages;
  /** Which images a step sees. */
  readonly stream: Random;
  /** Before each step, and each layer; throws where it was told to stop. */
  readonly turn: (done: number, of: number) => Promise<void>;
}

/**
 * @param model dense
 * @param folded the network in float32, see `foldedTensors`
 * @param quantised the same, all of its layers `fakeQuantised`
 * @returns it with other levels and biases
 */
export async function learnedByLayer(
  model: Model,
  folded: HostParameters,
  quantised: Checkpoint,
  settings: LearnedSettings,
  { shown, stream, turn }: LearnedGiven,
): Promise<Checkpoint> {
  const { takes = 'imagenet' } = shown;
  const { forms } = quantised.architecture;
  const [plain, formed] = [onScale(model, takes).parts, onScale(withForms(model, forms), takes).parts];
  const floats = withShifts(layersOf(model.parameters), folded);
  const tensors: Record<string, HostParameter> = { ...quantised.tensors };
  const all = layersOf(model.parameters).length * (settings.steps + Number(settings.correct));
  let done = 0;
  const counted = () => turn(done++, all);
  let standing = await imagesOf(shown);
  try {
    for (const [p, part] of plain.entries()) {
      const whole = formed[p] ?? part;
      for (const layer of layersOf(part.parameters)) {
        const product = productOf(layer.weight);
        if (!product) continue;
        const seen = layerInputs(layer, product, { part, formed: whole, floats, tensors, forms, standing });
        try {
          const learning = { tensors, folded, forms, settings, stream, turn: counted };
          Object.assign(tensors, await learnedLayer(layer, product, seen, learning));
        } finally {
          dispose(seen.flatMap(({ x, y }) => [x, y]));
        }
      }
      standing = passed(standing, [part, partially(part, floats)], [whole, partially(whole, tensors)]);
    }
  } finally {
    dispose(standing.flatMap(({ float, whole }) => [float, whole]));
  }
  return { ...quantised, tensors };
}

type RunPart = readonly [part: Part, parameters: Parameters];

/** What goes into the next part; what went into this one, and the parameters, are gone. */
function passed(
  standing: readonly Standing[],
  [part, inFloat]: RunPart,
  [formed, inWhole]: RunPart,
): readonly Standing[] {
  const next = standing.map(({ float, whole }) => ({
    float: tidy(() => part.run(inFloat, float, { training: false }).clone()),
    whole: tidy(() => formed.run(inWhole, whole, { training: false }).clone()),
  }));
  dispose(standing.flatMap(({ float, whole }) => [float, whole]));
  dispose([...Object.values(inFloat), ...Object.values(inWhole)]);
  return next;
}

/** What goes into a part: of the float network, and of the quantised one. */
interface Standing {
  readonly float: Tensor;
  readonly whole: Tensor;
}

/** More pixels than these are not looked at: of every one, what a part gives is in memory. */
const mostPixels = 512 * 64 * 64;

async function imagesOf({ images }: ShownImages): Promise<readonly Standing[]> {
  const found: Standing[] = [];
  let pixels = 0;
  try {
    for await (const batch of inSlices(images)) {
      const [count, side] = batch.shape;
      if (pixels > 0 && pixels + count * side ** 2 > mostPixels) {
        batch.dispose();
        break;
      }
      pixels += count * side ** 2;
      found.push({ float: batch, whole: batch.clone() });
    }
  } catch (thrown) {
    dispose(found.flatMap(({ float, whole }) => [float, whole]));
    throw thrown;
  }
  if (found.length === 0) throw new Error('A calibration needs images.');
  return found;
}

/** The parameters of one part on the device, with what is left of its norms where that is there. */
function partially(part: Part, tensors: HostParameters): Parameters {
  const shifts = layersOf(part.parameters).flatMap(({ norm }) => (norm ? [foldedShift(norm)] : []));
  const names = new Set([...part.parameters.map(({ name }) => name), ...shifts]);
  return toDevice(Object.fromEntries(Object.entries(tensors).filter(([name]) => names.has(name))));
}

/** x·w without a bias, of the layer's kind; undefined for a kind that is none of these. */
function productOf({ kind, steps }: ParameterSpec): Product | undefined {
  const { stride, padding } = steps ?? { stride: 1, padding: 0 };
  if (kind === 'linear') {
    return (x, weight) => matMul(reshape(x, [-1, weight.shape[0] ?? 1]), weight as Tensor2D);
  }
  if (kind === 'conv') {
    const strides: [number, number] = [...sides(stride)];
    return (x, weight) => conv2d(x as Tensor4D, weight as Tensor4D, strides, tfPadding(padding));
  }
  if (kind === 'depthwise') {
    const [step] = sides(stride);
    const zeros = tfPadding(sides(padding)[0]) as number | 'valid';
    return (x, weight) => depthwiseConv2d(x as Tensor4D, weight as Tensor4D, step, zeros);
  }
  return undefined;
}

type Product = (x: Tensor, weight: Tensor) => Tensor;

/** Of one batch: the layer's input on its grid, [B, …], and what it gives in float32 with its bias, [n, C]. */
interface Seen {
  readonly x: Tensor;
  readonly y: Tensor2D;
}

interface LayerPlace {
  readonly part: Part;
  readonly formed: Part;
  readonly floats: HostParameters;
  readonly tensors: HostParameters;
  readonly forms: LayerForms;
  readonly standing: readonly Standing[];
}

/** The caller disposes them. */
function layerInputs(layer: DenseLayer, product: Product, place: LayerPlace): readonly Seen[] {
  const { part, formed, floats, tensors, forms, standing } = place;
  const form = forms[layer.name];
  const grid = gridOn(layer, tensors);
  const [inFloat, inWhole] = [partially(part, floats), partially(formed, tensors)];
  const weight = deviceTensor(held(floats, layer.weight.name));
  const bias = floats[`${layer.name}.bias`];
  try {
    return standing.map(({ float, whole }) =>
      tidy(() => {
        const exact = inputOf(layer, part, inFloat, float);
        const given = inputOf(layer, formed, inWhole, whole);
        const levels = inputLevels(form?.kind === 'fakeQuantised' ? form.activationBits : 8);
        const made = byChannel(product(exact, weight));
        return {
          x: keep(fakeQuantise({ x: given, ...grid }, levels)),
          y: keep(bias ? add<Tensor2D>(made, Array.from(bias.values)) : made.clone()),
        };
      }),
    );
  } finally {
    dispose([weight, ...Object.values({ ...grid }), ...Object.values(inFloat), ...Object.values(inWhole)]);
  }
}

const gridOn = ({ name }: DenseLayer, tensors: HostParameters) => ({
  scale: deviceTensor<Tensor1D>(held(tensors, inputScaleName(name))),
  zeroPoint: deviceTensor<Tensor1D>(held(tensors, inputZeroPointName(name))),
});

const deviceTensor = <T extends Tensor>({ shape, values }: HostParameter): T =>
  tensor(values, [...shape]) as T;

/** [n, C] */
const byChannel = (x: Tensor): Tensor2D => reshape(x, [-1, x.shape.at(-1) ?? 1]);

/** What a part gives a layer of it; inside of a tidy scope. */
function inputOf({ name }: DenseLayer, part: Part, parameters: Parameters, x: Tensor): Tensor {
  let found: Tensor | undefined;
  part.run(parameters, x, {
    training: false,
    enter: (layer, input) => {
      if (layer === name) found = input.clone();
      return input;
    },
  });
  if (!found) throw new Error(`The part ${part.name} does not run its layer ${name}.`);
  return found;
}

interface Learning {
  readonly tensors: HostParameters;
  readonly folded: HostParameters;
  readonly forms: LayerForms;
  readonly settings: LearnedSettings;
  readonly stream: Random;
  /** Before each step. */
  readonly turn: () => Promise<void>;
}

/** The layer's weight and bias anew. */
async function learnedLayer(
  layer: DenseLayer,
  product: Product,
  seen: readonly Seen[],
  { tensors, folded, forms, settings, stream, turn }: Learning,
): Promise<HostParameters> {
  const { name, weight: spec } = layer;
  const form = forms[name];
  const [float, rounded] = [held(folded, spec.name), held(tensors, spec.name)];
  const scales = held(tensors, weightScaleName(name)).values;
  const bias = tensors[`${name}.bias`];
  const made: Record<string, HostParameter> = { [spec.name]: rounded };
  if (settings.steps > 0 && form?.kind === 'fakeQuantised') {
    const exactBias = folded[`${name}.bias`]?.values;
    const error = (values: Float32Array) => meanError(seen, product, { ...float, values }, exactBias);
    const values = await learnedRounding({
      ...{ weight: float.values, scales, levels: weightLevels(form.bits), steps: settings.steps },
      gradient: async (soft, _step) => {
        await turn();
        const batch = seen[stream.below(seen.length)];
        if (!batch) throw new Error('A calibration needs images.');
        return gradientOf(batch, product, { ...float, values: soft }, exactBias);
      },
    });
    // On these images never worse than the nearest levels.
    if ((await error(values)) < (await error(rounded.values))) made[spec.name] = { ...float, values };
  }
  if (settings.correct && bias) {
    await turn();
    const means = await meanGap(seen, product, made[spec.name] ?? rounded);
    const inputScale = held(tensors, inputScaleName(name)).values[0] ?? 1;
    made[`${name}.bias`] = { ...bias, values: wholeBiases(means, scales, inputScale) };
  }
  return made;
}

/** (Ŵ·x̂ + b) − (W·x + b), [n, C] */
function gapOf({ x, y }: Seen, product: Product, weight: Tensor, bias: Float32Array | undefined): Tensor2D {
  const given = byChannel(product(x, weight));
  return sub(bias ? add<Tensor2D>(given, Array.from(bias)) : given, y);
}

/** d/dŴ of the mean over n of Σ over channels of the squared gap. */
async function gradientOf(seen: Seen, product: Product, soft: HostParameter, bias: Float32Array | undefined) {
  const slope = tidy(() =>
    grad((weight) => {
      const gap = gapOf(seen, product, weight, bias);
      return mul(sum(mul(gap, gap)), 1 / gap.shape[0]);
    })(deviceTensor(soft)),
  );
  const values = (await slope.data()) as Float32Array;
  slope.dispose();
  return values;
}

async function meanError(
  seen: readonly Seen[],
  product: Product,
  weight: HostParameter,
  bias: Float32Array | undefined,
): Promise<number> {
  const found = tidy(() => {
    const own = deviceTensor(weight);
    return add(
      0,
      seen.map((one) => sum(square(gapOf(one, product, own, bias)))).reduce((all, one) => add(all, one)),
    );
  });
  const [value = 0] = await found.data();
  found.dispose();
  return value;
}

/** E[W·x + b] − E[Ŵ·x̂], [C] */
async function meanGap(
  seen: readonly Seen[],
  product: Product,
  weight: HostParameter,
): Promise<Float32Array> {
  const numbers = seen.reduce((all, { y }) => all + y.shape[0], 0);
  const found = tidy(() => {
    const own = deviceTensor(weight);
    const sums = seen.map((one) => sum(gapOf(one, product, own, undefined), 0));
    return mul(
      sums.reduce((all, one) => add(all, one)),
      -1 / numbers,
    );
  });
  const values = Float32Array.from(await found.data());
  found.dispose();
  return values;
}
