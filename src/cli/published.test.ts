import { describe, expect, it } from 'vitest';
import { seedExperiment } from '../spec/presets.ts';
import { published, publishedText } from './published.ts';

const text = (ran = seedExperiment) => publishedText(published.seed, ran, seedExperiment);
const lines = (ran = seedExperiment) =>
  text(ran)
    .split('\n')
    .map((line) => line.trim().replace(/ {2,}/g, ' | '));

describe('the published table', () => {
  it('is named, and has n and what ± means', () => {
    expect(lines()[0]).toMatch(/^Published: anvelezec\/distillation .*, not measured here\.$/);
    expect(lines()).toContain('0 | 4 | 1.2327 ± 0.0844 | 0.9542 ± 0.0053 | 0.9346 | 0.8779 ± 0.1253');
    expect(text()).toContain('sample standard deviation over n runs');
  });

  it('has the table as its authors printed it, with a doubt where n is not known', () => {
    expect(lines()).toContain('0 | 100 | 1.4813 ± 0.5859 | 0.9454 ± 0.0285 | 0.9346 | 0.9647 ± 0.2268');
    expect(lines().some((line) => line.startsWith('0.5 | ? |'))).toBe(true);
    expect(text()).toContain('not the spread between runs');
  });

  it('says where ours is another experiment', () => {
    expect(text()).not.toContain('another experiment');
    expect(
      text({ ...seedExperiment, runs: 2, seed: 7, alphas: [0, 1], dataset: 'folder-0123456789abcdef' }),
    ).toBe(text());
    expect(text({ ...seedExperiment, imageSize: 64, epochs: 3 })).toContain(
      'another experiment; it differs in --image-size, --epochs.',
    );
  });
});
