import { expect, it } from 'vitest';
import { openingOf } from './opening.ts';
import type { Timeline } from './timeline.ts';

const resource = (name: string, until: number) => ({
  name,
  type: 'script',
  until,
  transferred: 100,
  bytes: 300,
});

const timeline: Timeline = {
  paints: { 'first-paint': 200, 'first-contentful-paint': 420 },
  marks: { 'lab-drawn': 400, 'lab-ready': 1500, 'lab-drawn-again': 9 },
  largestPaint: 430,
  shifts: [{ at: 500, value: 0.01, expected: false, moved: ['div > dd'] }],
  longTasks: [
    { at: 300, milliseconds: 90 },
    { at: 1600, milliseconds: 200 },
  ],
  ...{ longFrames: [], clicks: [], interactions: [] },
  resources: [
    resource('/assets/index.js', 250),
    resource('/assets/Curves.js', 500),
    resource('/late.js', 2000),
  ],
  now: 2100,
};

it('a paint is when it was shown, and only what came before it weighs on it', () => {
  expect(openingOf(timeline)).toEqual({
    ...{
      firstPaint: 200,
      firstContentfulPaint: 420,
      usefulPaint: 420,
      largestContentfulPaint: 430,
      ready: 1500,
    },
    // The second began after the page was ready.
    ...{ longTasks: 1, longestTask: 90 },
    ...{ layoutShift: 0.01, moved: ['div > dd'] },
    before: { requests: 1, transferred: 100, script: 300 },
    byReady: { requests: 2, transferred: 200, script: 600 },
  });
});

it('what the page never said is not a number', () => {
  expect(openingOf({ ...timeline, marks: {} }).ready).toBeNaN();
  expect(openingOf({ ...timeline, marks: {} }).usefulPaint).toBeNaN();
});
