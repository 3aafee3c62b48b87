/**
 * How much a network loses when one of its layers alone has few bits, all else being in float32: the mean relative entropy from
 * its predictions before to those after (as in ZeroQ, Cai et al. 2020, arXiv 2001.00281, eq. 3), and where labels are given the
 * cross entropy and the accuracy.
 */
import { dispose, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { random } from '../../../base/random.ts';
import type { InputScale } from '../../../spec/choices.ts';
import type { LayerName } from '../../../spec/network/layerForms.ts';
import type { Model, Part } from '../../families/model.ts';
import { onScale } from '../../families/onScale.ts';
import { layersOf } from '../../families/withForms.ts';
import { weightLevels } from '../../layers/forms/fakeQuantised.ts';
import { type DenseLayer, outputsOf } from '../../layers/forms/form.ts';
import { type HostParameters, toDevice } from '../../layers/hostParameters.ts';
import { withShifts } from './equalise.ts';
import { held } from './folded.ts';
import { symmetricGrid } from './observers.ts';
import { roundedWeight } from './quantisedLayer.ts';
import type { CompleteSettings } from './settings.ts';
import { valuesByChannel, weightRange } from './weightRange.ts';

/** Of one layer at so many bits. */
export interface Sensitivity {
  readonly layer: LayerName;
  readonly bits: number;
  /** Mean of Σ p·ln(p/q), nats: p before, q after. */
  readonly divergence: number;
  /** Nats; undefined without labels. */
  readonly loss: number | undefined;
  /** Undefined without labels. */
  readonly accuracy: number | undefined;
}

export interface ScanGiven {
  readonly images: Iterable<Tensor4D> | AsyncIterable<Tensor4D>;
  /** Of all images, in their order. */
  readonly labels?: ArrayLike<number>;
  readonly takes?: InputScale | undefined;
  /** All unless given. */
  readonly only?: readonly LayerName[] | undefined;
  /** Before each layer at each number of bits; throws where it was told to stop. */
  readonly turn: (done: number, of: number) => Promise<void>;
}

export interface Scan {
  /** Of the network in float32. */
  readonly before: Pick<Sensitivity, 'loss' | 'accuracy'>;
  readonly layers: readonly Sensitivity[];
}

/**
 * What is in front of a layer is computed once for all of its bits.
 *
 * @param model dense
 * @param folded see `foldedTensors`
 * @param bits that each layer is tried at
 */
export async function sensitivities(
  model: Model,
  folded: HostParameters,
  bits: readonly number[],
  settings: Pick<CompleteSettings, 'range' | 'percentile' | 'per'>,
  { images, labels, takes = 'imagenet', only, turn }: ScanGiven,
): Promise<Scan> {
  const { parts } = onScale(model, takes);
  const layers = layersOf(model.parameters);
  const isWanted = ({ name }: DenseLayer) => only === undefined || only.includes(name);
  const wanted = layers.filter(isWanted);
  const parameters = { ...toDevice(withShifts(layers, folded)) };
  let standing: Tensor[] = [];
  const found: Sensitivity[] = [];
  try {
    for await (const batch of images) standing.push(batch);
    if (standing.length === 0) throw new Error('A scan needs images.');
    const plain = await logitsAfter(parts, parameters, standing);
    const measured = (logits: Float32Array) => measures(logits, plain, model.classes, labels);
    for (const [p, part] of parts.entries()) {
      if (found.length === wanted.length * bits.length) break;
      for (const layer of layersOf(part.parameters).filter(isWanted)) {
        const float = parameters[layer.weight.name];
        for (const of of bits) {
          await turn(found.length, wanted.length * bits.length);
          const few = toDevice({ few: fewBits(layer, folded, of, settings) }).few;
          if (!few || !float) continue;
          const logits = await logitsAfter(
            parts.slice(p),
            { ...parameters, [layer.weight.name]: few },
            standing,
          );
          few.dispose();
          found.push({ layer: layer.name, bits: of, ...measured(logits) });
        }
      }
      const next = standing.map((x) => tidy(() => part.run(parameters, x, { training: false }).clone()));
      dispose(standing);
      standing = next;
    }
    const { loss, accuracy } = measured(plain);
    return { before: { loss, accuracy }, layers: found };
  } finally {
    dispose(standing);
    dispose(Object.values(parameters));
  }
}

/** A weight on its grid, rounded to the nearest level. */
function fewBits(
  { weight }: DenseLayer,
  folded: HostParameters,
  bits: number,
  settings: Pick<CompleteSettings, 'range' | 'percentile' | 'per'>,
) {
  const { shape, values } = held(folded, weight.name);
  const levels = weightLevels(bits);
  const groups = settings.per === 'tensor' ? [values] : valuesByChannel(values, outputsOf(weight));
  const scales = Float32Array.from(
    groups,
    (of) => symmetricGrid(weightRange(of, settings, levels, symmetricGrid), levels).scale,
  );
  return { shape, values: roundedWeight(values, scales, levels, 'nearest', random(0)) };
}

/** [count × K] */
async function logitsAfter(
  parts: readonly Part[],
  parameters: Readonly<Record<string, Tensor>>,
  standing: readonly Tensor[],
): Promise<Float32Array> {
  const all: Float32Array[] = [];
  for (const x of standing) {
    const logits = tidy(() =>
      parts.reduce((given, part) => part.run(parameters, given, { training: false }), x).clone(),
    );
    all.push(Float32Array.from(await logits.data()));
    logits.dispose();
  }
  const joined = new Float32Array(all.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of all) {
    joined.set(one, at);
    at += one.length;
  }
  return joined;
}

function measures(
  logits: Float32Array,
  plain: Float32Array,
  classes: number,
  labels: ArrayLike<number> | undefined,
): Pick<Sensitivity, 'divergence' | 'loss' | 'accuracy'> {
  const count = logits.length / classes;
  let [divergence, loss, right] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const own = logProbabilities(logits.subarray(i * classes, (i + 1) * classes));
    const before = logProbabilities(plain.subarray(i * classes, (i + 1) * classes));
    divergence += before.reduce((sum, log, k) => sum + Math.exp(log) * (log - (own[k] as number)), 0);
    const label = labels?.[i] ?? -1;
    loss -= own[label] ?? 0;
    right += Number(own.indexOf(Math.max(...own)) === label);
  }
  return {
    divergence: Math.max(divergence / count, 0),
    ...{ loss: labels && loss / count, accuracy: labels && right / count },
  };
}

/** In float64. */
function logProbabilities(row: Float32Array): Float64Array {
  const most = Math.max(...row);
  const sum = row.reduce((all, value) => all + Math.exp(value - most), 0);
  return Float64Array.from(row, (value) => value - most - Math.log(sum));
}
