import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { trainedTeacherId } from './teachers.ts';

const folder: Experiment = { ...defaultExperiment, dataset: 'folder-0123456789abcdef', teacher: 'mlp' };

describe('trainedTeacherId', () => {
  it('is another for whatever changes the images or the training', () => {
    const changes: readonly Partial<Experiment>[] = [
      {},
      { imageSize: 16 },
      { seed: 1 },
      { validationShare: 0.5 },
      { learningRate: 0.001 },
      { dataset: 'insects' },
    ];
    const ids = changes.map((change) => trainedTeacherId({ ...folder, ...change }, 'drawn'));
    expect(new Set(ids).size).toBe(changes.length);
    for (const id of ids) expect(id).toMatch(/^saved-[0-9a-f]{16}$/);
  });

  it('does not mind the validation share of a folder that brings its own validation', () => {
    const other = { ...folder, validationShare: 0.5 };
    expect(trainedTeacherId(other, 'given')).toBe(trainedTeacherId(folder, 'given'));
    expect(trainedTeacherId({ ...other, seed: 1 }, 'given')).not.toBe(trainedTeacherId(other, 'given'));
  });

  it('does not mind what only students are taught with', () => {
    expect(trainedTeacherId({ ...folder, alphas: [0.5], temperature: 9, runs: 2 }, 'drawn')).toBe(
      trainedTeacherId(folder, 'drawn'),
    );
  });
});
