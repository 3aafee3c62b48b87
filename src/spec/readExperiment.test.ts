import { describe, expect, it } from 'vitest';
import { inEnglish } from '../lang/sentence.ts';
import { similarityNames } from './choices.ts';
import { defaultExperiment } from './experiment.ts';
import { nearestFieldName, readExperiment, withField } from './readExperiment.ts';

describe('readExperiment', () => {
  it('keeps what is valid and gives the rest its default, with a notice for each', () => {
    const { experiment, notices } = readExperiment([
      ['runs', 6],
      ['temperature', 1000],
      ['similarity', 'cosine'],
    ]);
    expect(experiment).toEqual({ ...defaultExperiment, runs: 6 });
    expect(notices.map((notice) => ({ ...notice, allowed: inEnglish(notice.allowed) }))).toEqual([
      { name: 'temperature', given: '1000', allowed: 'a number from 0.1 to 100', used: '4' },
      {
        name: 'similarity',
        given: 'cosine',
        allowed: `one of ${similarityNames.join(', ')}`,
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

describe('nearestFieldName', () => {
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
