/**
 * Post-training quantisation with all that takes more passes than one: bits under a budget of bytes, equalised ranges, learned
 * rounding, corrected biases.
 */
import type { Random } from '../../../base/random.ts';
import { problem } from '../../../lang/problem.ts';
import { words } from '../../../lang/sentence.ts';
import { build } from '../../families/catalogue.ts';
import { layersOf } from '../../families/withForms.ts';
import { packedBytes, weightsOf } from '../../layers/forms/form.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { inSlices, type ShownImages } from './calibrate.ts';
import { learnedByLayer } from './layerByLayer.ts';
import { fewestBits, mixedBits } from './mixedPrecision.ts';
import {
  type BitsOf,
  type Calibrated,
  calibrated,
  calibratedEqualised,
  floatBytes,
  plainBits,
  type Quantised,
  quantiseCalibrated,
} from './quantise.ts';
import { type Scan, sensitivities } from './sensitivity.ts';
import { type CompleteSettings, completed, type QuantiseSettings } from './settings.ts';

export interface TuningGiven {
  /** Calibration images, anew for every pass; no more than `most` where that is given. */
  readonly shown: (most?: number) => ShownImages;
  /** Of stochastic rounding, and of which images a step of learned rounding sees. */
  readonly stream: Random;
  /** Makes once what several settings have in common, by a name that says which. */
  readonly once: <Made>(name: string, make: () => Promise<Made>) => Promise<Made>;
  /** Before each step of what takes long; throws where it was told to stop. */
  readonly turn: (done: number, of: number) => Promise<void>;
}

/** Images of the scan: all that a layer could be tried at is tried on them. */
const scanImages = 64;

/** @throws ProblemError `setting-invalid` where two bits a weight are beyond the budget */
export async function tuned(
  checkpoint: Checkpoint,
  settings: QuantiseSettings,
  { shown, stream, once, turn }: TuningGiven,
): Promise<Quantised> {
  const complete = completed(settings);
  const { observer, equalise, rounding, correct, steps } = complete;
  const calibration = await once(`inputs by ${observer}, ${equalise} equalised`, () =>
    equalise === 'layers'
      ? calibratedEqualised(checkpoint, shown, complete)
      : calibrated(checkpoint, shown(), complete),
  );
  const bitsOf =
    complete.budget < 1
      ? await budgeted(checkpoint, complete, calibration, { shown, stream, once, turn })
      : undefined;
  const quantised = quantiseCalibrated(checkpoint, complete, calibration, bitsOf, stream.fork('rounding'));
  if (rounding !== 'adaround' && correct === 'none') return quantised;
  const model = build({ ...checkpoint.architecture, forms: {} });
  const learned = await learnedByLayer(
    model,
    calibration.folded,
    quantised.checkpoint,
    { steps: rounding === 'adaround' ? steps : 0, correct: correct === 'empirical' },
    { shown: shown(), stream: stream.fork('steps'), turn },
  );
  return { ...quantised, checkpoint: learned };
}

async function budgeted(
  checkpoint: Checkpoint,
  settings: CompleteSettings,
  calibration: Calibrated,
  { shown, once, turn, stream }: TuningGiven,
): Promise<BitsOf> {
  const model = build({ ...checkpoint.architecture, forms: {} });
  const layers = layersOf(model.parameters).map((layer, i, all) => {
    const own = plainBits(settings, i, all.length);
    const isFixed = settings.ends === '8' && (i === 0 || i === all.length - 1);
    return {
      layer: layer.name,
      own,
      isFixed,
      bytesOf: (bits: number) => packedBytes(weightsOf(layer), bits),
    };
  });
  const free = layers.filter(({ isFixed }) => !isFixed).map((one) => ({ ...one, most: one.own.bits }));
  const plain = quantiseCalibrated(checkpoint, settings, calibration, undefined, stream);
  const beside = plain.report.bytes - free.reduce((sum, { bytesOf, most }) => sum + bytesOf(most), 0);
  const whole = floatBytes(checkpoint);
  const budget = settings.budget * whole;
  const least = beside + free.reduce((sum, { bytesOf }) => sum + bytesOf(fewestBits), 0);
  if (least > budget) throw beyond(settings.budget, least / whole);
  const { range, percentile, per, equalise, bits } = settings;
  const tried = Array.from({ length: bits - fewestBits + 1 }, (_, i) => fewestBits + i);
  const { layers: scanned } = await once<Scan>(
    `sensitivities by ${range} ${percentile} ${per}, ${equalise} equalised, to ${bits} bits`,
    () => {
      const { images, takes } = shown(scanImages);
      return sensitivities(model, calibration.folded, tried, settings, {
        images: inSlices(images),
        takes,
        turn,
      });
    },
  );
  const mixed = mixedBits(free, scanned, budget - beside);
  if (!mixed) throw beyond(settings.budget, least / whole);
  return (name) => {
    const of = mixed.bits.get(name);
    return of === undefined ? undefined : { bits: of, activations: settings.activations };
  };
}

const beyond = (budget: number, least: number) =>
  problem(
    'setting-invalid',
    words`With two bits a weight the network still takes ${(100 * least).toFixed(1)} % of its bytes, more than the budget of ${(100 * budget).toFixed(1)} %.`,
    'Raise the budget, or give the first and the last layer as many bits as the others.',
  );
