/**
 * The sentences of kept sweeps, of comparing two of them, and of how charts are drawn in English.
 */
import type { Smoothing } from '../../results/smoothing.ts';
import { grouped } from '../numbers.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;

/** How a chart is drawn, beside what it shows. */
export interface Drawing {
  readonly log: boolean;
  readonly error: boolean;
  readonly smoothing: Smoothing;
  /** Epochs of lines that have no place on a logarithmic axis. */
  readonly unplaced: number;
  /** More epochs than points. */
  readonly thinned: boolean;
}

const unplaced = (count: number) =>
  `${plural(count, 'value', 'values')} at or below 0 ${count === 1 ? 'has' : 'have'} no place on a logarithmic axis; the line breaks there.`;

export const runsEn = {
  title: 'Runs',
  charts: {
    log: 'log axis',
    logUnit: 'log',
    smooth: 'Smoothing',
    window: (epochs: Smoothing) => (epochs === 1 ? 'not smoothed' : `smooth: ${epochs}`),
    errorTitle: 'Error rate',
    error: 'error rate',
    /** What line and band are. */
    legend: (smoothing: Smoothing) =>
      smoothing === 1
        ? 'line: mean over runs; band: ± 1 std'
        : `line: moving mean over ${smoothing} epochs; band: from the smallest to the largest mean in them, not ± std`,
    legendRuns: 'thin lines: each run as measured; ×: a run that failed',
    legendLog: 'logarithmic: accuracy is drawn as error rate',
    how: ({ log, error, smoothing, unplaced: without, thinned }: Drawing) =>
      [
        log ? `Drawn on a logarithmic axis${error ? ' as error rate, 1 − accuracy' : ''}.` : '',
        smoothing > 1
          ? `Smoothed: moving mean over ${smoothing} epochs, fewer at the ends; the band goes from the smallest to the largest mean in them.`
          : '',
        thinned ? 'Of epochs that share a pixel the smallest and the largest are drawn.' : '',
        without > 0 ? unplaced(without) : '',
      ]
        .filter(Boolean)
        .join(' '),
    unplaced,
    nothingPlaced: 'Every value is at or below 0, which a logarithmic axis cannot show.',
    interval: (value: string, low: string, high: string) => `${value} [${low}, ${high}]`,
    raw: 'As measured: accuracies, not smoothed',
    page: 'Epochs in the table',
    pageOf: (first: number, last: number) => `epochs ${first} to ${last}`,
  },
};

export type RunsText = typeof runsEn;
