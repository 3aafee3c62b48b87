/**
 * The gate for what was measured of runs, as it is kept.
 */
import * as v from 'valibot';

export const number = v.pipe(v.number(), v.finite());
export const wholeNumber = v.pipe(number, v.integer(), v.minValue(0));
const share = v.pipe(number, v.minValue(0), v.maxValue(1));
// Loose: a row that is read and put back keeps what this release does not know of.
const measures = v.looseObject({
  loss: number,
  terms: v.record(v.pipe(v.string(), v.maxLength(60)), number),
  accuracy: share,
  difference: v.pipe(number, v.minValue(0)),
});
const norm = v.pipe(number, v.minValue(0));
const gradients = v.looseObject({
  hard: norm,
  soft: norm,
  cosine: v.pipe(number, v.minValue(-1), v.maxValue(1)),
});
export const epochRecord = v.looseObject({
  epoch: wholeNumber,
  learningRate: number,
  train: measures,
  validation: measures,
  /** Absent in runs that were saved before it was measured. */
  gradients: v.exactOptional(gradients),
  fellows: v.exactOptional(v.array(share)),
  seconds: number,
});
export const figures = v.record(v.string(), number);
export const stageRecord = v.looseObject({
  kind: v.pipe(v.string(), v.maxLength(60)),
  level: wholeNumber,
  history: v.array(epochRecord),
  measures: figures,
  uncalibrated: v.exactOptional(figures),
  asked: v.exactOptional(figures),
  reached: v.exactOptional(figures),
  layerBits: v.exactOptional(figures),
});
