import { describe, expect, it } from 'vitest';
import { plainRun } from '../../../protocol/record.ts';
import type { EpochRecord, RunRecord } from '../../../protocol/records.ts';
import { pointKey } from '../../../protocol/runId.ts';
import { pointOf } from '../../../spec/point.ts';
import { pointsPerLine } from './rows.ts';
import { absorb, emptySeries } from './series.ts';
import {
  axisOf,
  bandStretches,
  extentOfSpans,
  linePoints,
  onAxis,
  type Spans,
  shownValue,
  spansOf,
  unplaced,
} from './spans.ts';

const run = (alpha: number, number: number, accuracies: readonly number[]): RunRecord =>
  plainRun({
    alpha,
    run: number,
    seed: number,
    status: 'running',
    history: accuracies.map((accuracy, i): EpochRecord => {
      const measures = { loss: 1, terms: { hard: 1, soft: 1 }, accuracy, difference: 1 };
      return { epoch: i + 1, learningRate: 0.1, train: measures, validation: measures, seconds: 1 };
    }),
  });

// Epoch 1: .2 and .6, mean .4, std √.08 = .282843. Epoch 2: .5 and .7, mean .6, std √.02 = .141421. Epoch 3: one run.
const { points } = absorb(emptySeries, [run(0, 1, [0.2, 0.5, 0.9]), run(0, 2, [0.6, 0.7]), run(1, 1, [0.3])]);
const zero = points[0] ?? { key: pointKey(pointOf(0)), point: pointOf(0), epochs: [] };
const of = (from: number, to: number) =>
  points.map((one) => spansOf(one, 'validation', 'accuracy', from, to));
const measured = spansOf(zero, 'validation', 'accuracy', 1, 4);

describe('spans', () => {
  it('are means over runs, with a band where there is a spread', () => {
    expect(linePoints(measured, 1)).toEqual([
      { epoch: 1, value: 0.4 },
      { epoch: 2, value: 0.6 },
      { epoch: 3, value: 0.9 },
    ]);
    const bands = bandStretches(measured, 1);
    expect(bands).toHaveLength(1);
    expect(bands[0]?.map((point) => point.epoch)).toEqual([1, 2]);
    expect(bands[0]?.[0]?.low).toBeCloseTo(0.117157, 6);
    expect(bands[0]?.[1]?.high).toBeCloseTo(0.741421, 6);
  });

  it('know their extent with bands and with every run', () => {
    expect(extentOfSpans(of(1, 2), false, false)?.low).toBeCloseTo(0.117157, 6);
    expect(extentOfSpans(of(2, 2), true, false)).toEqual({
      low: expect.closeTo(0.458579, 6),
      high: expect.closeTo(0.741421, 6),
    });
    expect(extentOfSpans(of(5, 9), true, false)).toBeUndefined();
  });

  it('smoothed are moving means of those means, from the smallest to the largest of them', () => {
    // Means .4, .6, .9; over three: .5, .6333, .75.
    const drawn = spansOf(zero, 'validation', 'accuracy', 1, 3, 3);
    expect(drawn.map((span) => span?.value)).toEqual([
      expect.closeTo(0.5, 12),
      expect.closeTo(1.9 / 3, 12),
      expect.closeTo(0.75, 12),
    ]);
    expect(drawn.map((span) => span?.band)).toEqual([
      { low: 0.4, high: 0.6 },
      { low: 0.4, high: 0.9 },
      { low: 0.6, high: 0.9 },
    ]);
    // A window that begins later is drawn as it was.
    expect(spansOf(zero, 'validation', 'accuracy', 2, 3, 3)).toEqual(drawn.slice(1));
  });

  it('of a thousand epochs keep their ends and their spikes', () => {
    const spike = Array.from({ length: 1000 }, (_, i) => (i === 631 ? 0.99 : 0.5 + 0.01 * Math.sin(i)));
    const [only] = absorb(emptySeries, [run(0, 1, spike), run(0, 2, spike)]).points;
    if (!only) throw new Error('no series');
    const spans = spansOf(only, 'validation', 'accuracy', 1, 1000, 3);
    const points = linePoints(spans, 1);
    expect(points.length).toBeLessThanOrEqual(pointsPerLine);
    expect(points[0]?.epoch).toBe(1);
    expect(points.at(-1)?.epoch).toBe(1000);
    const [band = []] = bandStretches(spans, 1);
    expect(band.length).toBeLessThanOrEqual(pointsPerLine);
    expect(Math.max(...band.map((point) => point.high))).toBe(0.99);
  });

  it('are cut into stretches where an epoch has no band', () => {
    const band = { low: 1, high: 2 };
    const span = { value: 1, band, runs: band };
    const epochs = bandStretches([span, undefined, span, span], 5).map((stretch) =>
      stretch.map((point) => point.epoch),
    );
    expect(epochs).toEqual([[5], [7, 8]]);
    const long: Spans = Array.from({ length: 1000 }, (_, i) => (i === 500 ? undefined : span));
    const ends = bandStretches(long, 1).map((stretch) => [stretch[0]?.epoch, stretch.at(-1)?.epoch]);
    expect(ends).toEqual([
      [2, 500],
      [502, 1000],
    ]);
  });
});

describe('a logarithmic axis', () => {
  it('shows an accuracy as an error', () => {
    expect(axisOf('accuracy', true)).toEqual({ log: true, error: true });
    expect(axisOf('loss', true)).toEqual({ log: true, error: false });
    expect(axisOf('accuracy', false)).toEqual({ log: false, error: false });
    expect(shownValue(0.9, axisOf('accuracy', true))).toBeCloseTo(0.1, 12);
    const [first] = onAxis(measured, axisOf('accuracy', true));
    expect(first?.value).toBeCloseTo(0.6, 12);
    expect(first?.band).toEqual({ low: expect.closeTo(0.317157, 6), high: expect.closeTo(0.882843, 6) });
  });

  it('has no place for 0 and less: the line breaks there, and each is counted', () => {
    const runs = { low: 0, high: 1 };
    const given: Spans = [
      { value: 1, band: { low: 0.5, high: 1.5 }, runs },
      { value: 0, band: { low: -0.5, high: 0.5 }, runs },
      undefined,
      { value: -1, band: { low: -2, high: -0.5 }, runs },
      { value: 2, runs },
    ];
    const drawn = onAxis(given, { log: true, error: false });
    expect(unplaced(drawn)).toBe(2);
    expect(linePoints(drawn, 1)).toEqual([
      { epoch: 1, value: 1 },
      { epoch: 2, value: Number.NaN },
      { epoch: 4, value: Number.NaN },
      { epoch: 5, value: 2 },
    ]);
    // A band that ends above 0 is cut below every axis; one that does not is not drawn.
    expect(bandStretches(drawn, 1)).toEqual([
      [
        { epoch: 1, low: 0.5, high: 1.5 },
        { epoch: 2, low: expect.closeTo(5e-7, 12), high: 0.5 },
      ],
    ]);
    // The axis goes half-way below the lowest line, and no further for a band.
    expect(extentOfSpans([drawn], false, true)).toEqual({ low: 0.5, high: 2 });
    // Of runs at 0 there is nothing to draw.
    expect(extentOfSpans([drawn], true, true)).toEqual({ low: 0.5, high: 2 });
  });

  it('goes down to the lowest single run where each is drawn', () => {
    const one = { value: 1, band: { low: -8, high: 10 }, runs: { low: 0.01, high: 9 } };
    const drawn = onAxis([one], { log: true, error: false });
    expect(extentOfSpans([drawn], true, true)).toEqual({ low: 0.01, high: 10 });
    expect(extentOfSpans([drawn], false, true)).toEqual({ low: 0.5, high: 10 });
    // As errors, 1 − accuracy, the best run is the lowest.
    const accuracies = { value: 0.9, runs: { low: 0.8, high: 0.999 } };
    const errors = extentOfSpans([onAxis([accuracies], { log: true, error: true })], true, true);
    expect(errors).toEqual({ low: expect.closeTo(0.001, 12), high: expect.closeTo(0.2, 12) });
  });
});
