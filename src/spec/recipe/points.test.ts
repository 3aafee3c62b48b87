import { expect, it } from 'vitest';
import { experimentOf } from '../link.ts';
import { hasOwnImages } from './points.ts';

it('a point has the experiment’s own images and teacher unless it varies what decides them', () => {
  const { experiment } = experimentOf('?imageSize=32&alphas=0.5,1&vary=imageSize:32,24');
  expect(hasOwnImages(experiment, { alpha: 1, imageSize: 32 })).toBe(true);
  expect(hasOwnImages(experiment, { alpha: 1, imageSize: 24 })).toBe(false);
  const hot = experimentOf('?vary=temperature:1,4').experiment;
  expect(hasOwnImages(hot, { alpha: 0.5, temperature: 1 })).toBe(true);
  const plain = experimentOf('?alphas=0.5,1').experiment;
  expect(hasOwnImages(plain, { alpha: 0.5 })).toBe(true);
});
