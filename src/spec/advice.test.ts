import { describe, expect, it } from 'vitest';
import { inEnglish } from '../lang/sentence.ts';
import { adviceFor } from './advice.ts';
import { defaultExperiment, type Experiment } from './experiment.ts';
import { readRecipe } from './recipe/spelling.ts';

const adviceInEnglish = (experiment: Experiment) => adviceFor(experiment).map(inEnglish);

describe('adviceFor', () => {
  it('has none for the defaults', () => {
    expect(adviceInEnglish(defaultExperiment)).toEqual([]);
  });

  it('warns where the seed command’s gamma of 0 stops learning after epoch 7 of 25', () => {
    const seed = { ...defaultExperiment, schedule: 'step', gamma: 0, stepSize: 7, epochs: 25 } as const;
    const [advice, ...others] = adviceInEnglish(seed);
    expect(others).toEqual([]);
    expect(advice).toContain('after epoch 7');
    expect(advice).toContain('18 epochs');
    expect(adviceInEnglish({ ...seed, epochs: 7 })).toEqual([]);
    expect(adviceInEnglish({ ...seed, schedule: 'cosine' })).toEqual([]);
  });

  it('says which stage of the recipe cannot work, before anything is run', () => {
    const experiment: Experiment = { ...defaultExperiment, student: 'mlp' };
    const read = readRecipe('distil; depth');
    if ('fault' in read) throw new Error('no recipe');
    expect(adviceInEnglish({ ...experiment, recipe: read.recipe })).toEqual([
      'Stage 2 of the recipe cannot work where it stands. The network has no residual block that could go: one whose shortcut is its input itself, beside another in its stage. Choose a deeper residual network, or remove the stage depth from the recipe.',
    ]);
    expect(adviceInEnglish({ ...experiment, student: 'resnet20', recipe: read.recipe })).toEqual([]);
  });

  it('warns of a sweep that shows no gain or no spread, and of a rate too high for Adam', () => {
    expect(adviceInEnglish({ ...defaultExperiment, alphas: [0, 0.5] })[0]).toContain('alpha 1');
    expect(adviceInEnglish({ ...defaultExperiment, runs: 1 })[0]).toContain('spread');
    expect(adviceInEnglish({ ...defaultExperiment, optimizer: 'adam', learningRate: 0.05 })[0]).toContain(
      'Adam',
    );
  });
});
