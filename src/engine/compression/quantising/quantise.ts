/**
 * Post-training quantisation (Jacob et al. 2018, arXiv 1712.05877; Nagel et al. 2021, arXiv 2106.08295, section 3):
 *
 * 1. Batch norm is folded into the convolution before it, and is gone; the ranges of layers may be equalised (`equalise.ts`).
 * 2. Every layer's input gets a grid, from what was seen of it over the calibration images (`calibrate.ts`).
 * 3. Every weight gets a symmetric grid, for each output channel or for all (`weightRange.ts`), and is rounded.
 * 4. Biases are whole numbers of 32 bits, in units of weight scale · input scale.
 * 5. Rounding may be learned and biases corrected, layer after layer (`layerByLayer.ts`).
 *
 * What comes out is evaluated with simulated integers: every weight and every layer's input takes values of its grid alone, and
 * sums are of floats. What is added at the end of a residual block stays a float: it is put on a grid where a layer takes it in.
 */
import { dispose } from '@tensorflow/tfjs-core';
import { type Random, random } from '../../../base/random.ts';
import type { LayerName } from '../../../spec/network/layerForms.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import type { Model } from '../../families/model.ts';
import { storedSize } from '../../families/storedSize.ts';
import { layersOf, madeDense, withForms } from '../../families/withForms.ts';
import { type HostParameters, toDevice, toHost } from '../../layers/hostParameters.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { greatestByChannel, type ObservedInputs, observedInputs, type ShownImages } from './calibrate.ts';
import { equalisablePairs, equalised, withShifts } from './equalise.ts';
import { foldedTensors, held } from './folded.ts';
import { type LayerBits, type QuantisedLayer, quantisedLayer } from './quantisedLayer.ts';
import { type CompleteSettings, completed, type QuantiseSettings } from './settings.ts';

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
 * Without what takes more passes than one: roundings are not learned, biases not corrected, and no budget counts (see `tuned`).
 * Masked and low-rank layers are made dense on the way; what was quantised before is quantised anew, from its weights as they are.
 *
 * @param shown images for calibration, one batch at least.
 */
export async function quantise(
  checkpoint: Checkpoint,
  settings: QuantiseSettings,
  shown: ShownImages,
): Promise<Quantised> {
  const complete = completed(settings);
  return quantiseCalibrated(checkpoint, settings, await calibrated(checkpoint, shown, complete));
}

/** What quantisation takes of a network, whatever the bits. */
export interface Calibrated {
  /** Dense, with batch norm folded into them. */
  readonly folded: HostParameters;
  /** Of every layer's input. */
  readonly inputs: ObservedInputs;
}

/** @param shown images for calibration, one batch at least. */
export async function calibrated(
  checkpoint: Checkpoint,
  shown: ShownImages,
  { observer }: Pick<CompleteSettings, 'observer'>,
): Promise<Calibrated> {
  const { before, tensors } = await dense(checkpoint);
  const inputs = await observedInputs(before, tensors, shown, observer);
  return { inputs, folded: foldedTensors(before.parameters, tensors) };
}

/** As `calibrated`, of the network with equalised ranges: a pass more where ReLU6 is in it. */
export async function calibratedEqualised(
  checkpoint: Checkpoint,
  shown: () => ShownImages,
  { observer }: Pick<CompleteSettings, 'observer'>,
): Promise<Calibrated> {
  const { model, before, tensors } = await dense(checkpoint);
  const layers = layersOf(model.parameters);
  const given = foldedTensors(before.parameters, tensors);
  const { rectifier } = catalogue[checkpoint.architecture.family];
  const greatest =
    rectifier === 'relu6' ? await greatestByChannel(model, withShifts(layers, given), shown()) : undefined;
  const pairs = rectifier === undefined ? [] : equalisablePairs(model);
  const folded = equalised(given, pairs, greatest).tensors;
  return { folded, inputs: await observedInputs(model, withShifts(layers, folded), shown(), observer) };
}

/** A network in float32 with batch norm folded, as its dense model takes it with `withShifts`. */
export async function denseFolded(checkpoint: Checkpoint) {
  const { model, before, tensors } = await dense(checkpoint);
  return { model, folded: foldedTensors(before.parameters, tensors) };
}

/** Bits of every layer, where they are not as the settings say. */
export type BitsOf = (layer: LayerName) => LayerBits | undefined;

/**
 * As `quantise`, of a network that is calibrated already.
 *
 * @param bitsOf layers whose bits are not those that the settings say
 * @param stream of stochastic rounding
 */
export function quantiseCalibrated(
  checkpoint: Checkpoint,
  settings: QuantiseSettings,
  { folded, inputs }: Calibrated,
  bitsOf: BitsOf = () => undefined,
  stream: Random = random(0),
): Quantised {
  const complete = completed(settings);
  const layers = layersOf(build({ ...checkpoint.architecture, forms: {} }).parameters);
  const quantised = layers.map((layer, i) => {
    const own = bitsOf(layer.name) ?? plainBits(complete, i, layers.length);
    return quantisedLayer(layer, folded, own, inputs.get(layer.name), complete, stream.fork(layer.name));
  });
  const made = Object.fromEntries(quantised.map(({ report, form }) => [report.layer, form]));
  const tensors = Object.assign({}, folded, ...quantised.map((one) => one.tensors)) as HostParameters;
  const weights = quantised.map((one) => ({
    ...one.report,
    numbers: held(folded, one.weightName).values.length,
  }));
  return {
    checkpoint: { architecture: { ...checkpoint.architecture, forms: made }, tensors },
    report: reported(checkpoint, settings, weights, storedSize(layers, made, tensors).bytes),
  };
}

/** Of the network in float32, whatever forms its layers have: masks and steps are none of it. */
export const floatBytes = ({ architecture }: Pick<Checkpoint, 'architecture'>): number =>
  build({ ...architecture, forms: {} }).parameters.reduce(
    (sum, { shape }) => sum + 4 * shape.reduce((product, length) => product * length, 1),
    0,
  );

/** Of layer `i` of `count`. */
export function plainBits(
  { ends, bits, activations }: CompleteSettings,
  i: number,
  count: number,
): LayerBits {
  const isEnd = i === 0 || i === count - 1;
  return isEnd && ends === '8' ? { bits: 8, activations: 8 } : { bits, activations };
}

function reported(
  checkpoint: Checkpoint,
  { bits, activations }: QuantiseSettings,
  layers: readonly (QuantisedLayer & { readonly numbers: number })[],
  bytes: number,
): QuantiseReport {
  const weights = layers.reduce((sum, one) => sum + one.numbers, 0);
  return {
    asked: { bits, activations },
    reached: {
      bits: layers.reduce((sum, one) => sum + one.bits * one.numbers, 0) / weights,
      activations: layers.reduce((sum, one) => sum + one.activations, 0) / layers.length,
    },
    bytesBefore: floatBytes(checkpoint),
    bytes,
    layers: layers.map(({ numbers: _, ...one }) => one),
  };
}

/** A network as quantisation begins with it. */
async function dense(checkpoint: Checkpoint) {
  const model = build({ ...checkpoint.architecture, forms: {} });
  const { tensors, forms } = await denseTensors(model, checkpoint);
  return { model, before: withForms(model, forms), tensors };
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
