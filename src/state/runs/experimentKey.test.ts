import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../spec/experiment.ts';
import { experimentKey, sameExperiment } from './experimentKey.ts';

describe('an experiment’s key', () => {
  it('spells every field, defaults too', () => {
    expect(experimentKey(defaultExperiment)).toContain('temperature=4&');
  });

  it('is what it was before there were kernels, captured steps and given networks to choose, unless they are chosen', () => {
    expect(experimentKey(defaultExperiment)).toMatch(/&gamma=0\.1&backend=auto$/);
    expect(experimentKey(defaultExperiment)).not.toMatch(/views|Head|Freeze|Start|Rate=[01]&m|memory/);
    const stock = { ...defaultExperiment, kernels: 'stock', capture: 'off' } as const;
    expect(experimentKey(stock)).toMatch(/&backend=auto&kernels=stock&capture=off$/);
    expect(sameExperiment(defaultExperiment, stock)).toBe(false);
  });
});
