/**
 * What of a sweep is being looked at: which images, which term of the loss, which epochs, with or without each run, on
 * which axis, smoothed or not.
 */

import type { EpochQuantity } from '../../protocol/quantityNames.ts';
import type { Side } from './charts/series.ts';
import type { Smoothing } from './charts/smoothing.ts';

export type LossTerm = 'loss' | 'hard' | 'soft';
export const lossTerms: readonly LossTerm[] = ['loss', 'hard', 'soft'];
export type CurveName = 'loss' | 'accuracy' | 'difference';
export const curveNames: readonly CurveName[] = ['loss', 'accuracy', 'difference'];

export interface View {
  readonly side: Side;
  readonly term: LossTerm;
  readonly eachRun: boolean;
  readonly zoomed: boolean;
  /** N of "last N epochs"; undefined until a person sets it. */
  readonly last: number | undefined;
  /** Whether value axes are logarithmic; accuracies are then drawn as errors. */
  readonly log: boolean;
  readonly smoothing: Smoothing;
  /** The chart that is shown where there is room for one. */
  readonly narrow: CurveName;
}

export const firstView: View = {
  side: 'validation',
  term: 'loss',
  eachRun: false,
  zoomed: false,
  last: undefined,
  log: false,
  smoothing: 1,
  narrow: 'accuracy',
};

/** N of the zoom: as set, at most all epochs; unset it is the seed repository's 15, or the later half of a short sweep. */
export function lastEpochs(last: number | undefined, epochs: number): number {
  const unset = epochs > 15 ? 15 : Math.ceil(epochs / 2);
  return Math.min(epochs, Math.max(1, last ?? unset));
}

/** First and last epoch of the axis, whatever has been measured so far. */
export function epochWindow(view: View, epochs: number): { readonly from: number; readonly to: number } {
  return { from: view.zoomed ? epochs - lastEpochs(view.last, epochs) + 1 : 1, to: epochs };
}

export function quantityOf(curve: CurveName, term: LossTerm): EpochQuantity {
  return curve === 'loss' ? term : curve;
}
