import { describe, expect, it } from 'vitest';
import { adviceFor } from './advice.ts';
import { defaultExperiment } from './experiment.ts';

describe('adviceFor', () => {
  it('has none for the defaults', () => {
    expect(adviceFor(defaultExperiment)).toEqual([]);
  });

  it('warns where the seed command’s gamma of 0 stops learning after epoch 7 of 25', () => {
    const seed = { ...defaultExperiment, schedule: 'step', gamma: 0, stepSize: 7, epochs: 25 } as const;
    const [advice, ...others] = adviceFor(seed);
    expect(others).toEqual([]);
    expect(advice).toContain('after epoch 7');
    expect(advice).toContain('18 epochs');
    expect(adviceFor({ ...seed, epochs: 7 })).toEqual([]);
    expect(adviceFor({ ...seed, schedule: 'cosine' })).toEqual([]);
  });

  it('warns of a sweep that shows no gain or no spread, and of a rate too high for Adam', () => {
    expect(adviceFor({ ...defaultExperiment, alphas: [0, 0.5] })[0]).toContain('alpha 1');
    expect(adviceFor({ ...defaultExperiment, runs: 1 })[0]).toContain('spread');
    expect(adviceFor({ ...defaultExperiment, optimizer: 'adam', learningRate: 0.05 })[0]).toContain('Adam');
  });
});
