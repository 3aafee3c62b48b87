import { describe, expect, it } from 'vitest';
import {
  adviceFor,
  defaultExperiment,
  fieldNames,
  isFieldName,
  nearestFieldName,
  readExperiment,
  withField,
} from './experiment.ts';

describe('readExperiment', () => {
  it('keeps what is valid and gives the rest its default, with a notice for each', () => {
    const { experiment, notices } = readExperiment([
      ['runs', 6],
      ['temperature', 1000],
      ['similarity', 'cosine'],
    ]);
    expect(experiment).toEqual({ ...defaultExperiment, runs: 6 });
    expect(notices).toEqual([
      { name: 'temperature', given: '1000', allowed: 'a number from 0.1 to 100', used: '4' },
      {
        name: 'similarity',
        given: 'cosine',
        allowed: 'one of kl, mse, dkd, dist, standardised-kl',
        used: 'kl',
      },
    ]);
  });

  it('is not led astray by keys of objects, nor by values that cannot be written', () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const { experiment, notices } = readExperiment([
      ['__proto__', { polluted: true }],
      ['constructor', 1],
      ['hasOwnProperty', 1],
      ['runs', circular],
      ['epochs', 10n],
      ['seed', Symbol('s')],
    ]);
    expect(experiment).toEqual(defaultExperiment);
    expect(notices).toHaveLength(6);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('gives a frozen experiment that does not share its lists with the given one', () => {
    const alphas = [0, 1];
    const { experiment } = readExperiment([['alphas', alphas]]);
    alphas.push(5);
    expect(experiment.alphas).toEqual([0, 1]);
    expect(Object.isFrozen(experiment)).toBe(true);
    expect(Object.isFrozen(defaultExperiment)).toBe(true);
  });
});

describe('names', () => {
  it('knows its own and no inherited ones', () => {
    expect(fieldNames.every(isFieldName)).toBe(true);
    expect(['__proto__', 'constructor', 'toString', ''].some(isFieldName)).toBe(false);
  });

  it.each([
    ['temprature', 'temperature'],
    ['batch_size', 'batchSize'],
    ['learning-rate', 'learningRate'],
    ['alpha', 'alphas'],
    ['Epoch', 'epochs'],
    ['zzzzzzzz', undefined],
    ['', undefined],
    ['x'.repeat(1e6), undefined],
  ])('nearest to %.20s is %s', (name, nearest) => {
    expect(nearestFieldName(name)).toBe(nearest);
  });
});

describe('withField', () => {
  it('sets what is valid and ignores what is not', () => {
    expect(withField(defaultExperiment, 'runs', 9).runs).toBe(9);
    expect(withField(defaultExperiment, 'runs', -1)).toEqual(defaultExperiment);
  });
});

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
