import { describe, expect, it } from 'vitest';
import type { Pace } from '../protocol/protocol.ts';
import { alphaRunId } from '../protocol/runId.ts';
import { createPacer, createPreparing, createStopwatch, type Place } from './pace.ts';

const place: Place = {
  kind: 'student',
  id: alphaRunId(0.5, 1),
  epoch: 1,
  epochs: 2,
  step: 1,
  steps: 10,
  runsDone: 0,
  runsTotal: 3,
};

describe('createPacer', () => {
  it('counts images per second and extrapolates what is left, less the pauses', () => {
    let ms = 0;
    let idle = 0;
    const said: Pace[] = [];
    const pacer = createPacer(
      (pace) => said.push(pace),
      () => idle,
      () => ms,
    );
    // 32 images every 100 ms are 320 a second; 100 steps in all take 10 s.
    for (let step = 1; step <= 10; step++) {
      ms += 100;
      pacer.step(place, 32, step / 100);
    }
    ms += 60_000;
    idle += 60;
    for (let step = 11; step <= 21; step++) {
      ms += 100;
      pacer.step(place, 32, step / 100);
    }
    const last = said.at(-1);
    expect(last?.imagesPerSecond).toBeCloseTo(320, 6);
    expect(last?.secondsLeft).toBeGreaterThan(7.5);
    expect(last?.secondsLeft).toBeLessThan(8.5);
    expect(said.length).toBeLessThanOrEqual(Math.ceil(2.1 / 0.25));
  });

  it('tells what is left only after some steps, and leaves out what the first one waited for', () => {
    let ms = 0;
    const said: Pace[] = [];
    const pacer = createPacer(
      (pace) => said.push(pace),
      () => 0,
      () => ms,
    );
    // The kernels take 20 s; then 100 steps of half a second.
    ms += 20_000;
    for (let step = 1; step <= 8; step++) {
      ms += 500;
      pacer.step(place, 32, step / 100);
    }
    expect(said.slice(0, 5).map(({ secondsLeft }) => secondsLeft)).toEqual(Array(5).fill(Number.NaN));
    expect(said.at(-1)?.secondsLeft).toBeCloseTo(46, 6);
  });
});

describe('createPreparing', () => {
  it('tells the first and the last at once, and at most four a second between', () => {
    let ms = 0;
    const said: (readonly [number, number])[] = [];
    const preparing = createPreparing(
      (done, total) => said.push([done, total]),
      () => ms,
    );
    for (let done = 0; done <= 38; done++, ms += 20) preparing(done, 38);
    // 260 ms and 520 ms are the first multiples of 20 after a quarter and another quarter of a second.
    expect(said).toEqual([
      [0, 38],
      [13, 38],
      [26, 38],
      [38, 38],
    ]);
    preparing(0, 2);
    expect(said.at(-1)).toEqual([0, 2]);
  });
});

describe('createStopwatch', () => {
  it('leaves out what came before the first report, and counts to the end', () => {
    let at = 0;
    const passed: number[] = [];
    const watch = createStopwatch(
      (done) => passed.push(done),
      () => at,
    );
    at = 5000;
    watch.progress(64, 192);
    expect(watch.msPerPiece()).toBeUndefined();
    at = 5001;
    watch.progress(128, 192);
    at = 5002;
    watch.progress(192, 192);
    // The device is done a quarter of a second after it was told the last.
    at = 5256;
    expect(watch.msPerPiece()).toBe(2);
    expect(passed).toEqual([64, 128, 192]);
  });
});
