import * as v from 'valibot';
import { expect, it } from 'vitest';
import { defaultExperiment } from '../experiment.ts';
import { settingMatters } from './effect.ts';
import { settingsOf, stageKinds, stageOf, stageSchema, stages } from './stages.ts';

it('says of a stage’s own setting what its declaration says', () => {
  const prune = v.parse(stageSchema, { kind: 'prune' });
  expect(settingMatters(prune, 'images', defaultExperiment)).toBe(false);
  expect(
    settingMatters(v.parse(stageSchema, { kind: 'prune', by: 'taylor' }), 'images', defaultExperiment),
  ).toBe(true);
  expect(settingMatters(prune, 'keep', defaultExperiment)).toBe(true);
});

it('says of what a stage overrides what the experiment would, with all that the stage overrides', () => {
  const mse = { ...defaultExperiment, similarity: 'mse' } as const;
  expect(settingMatters({ kind: 'distil', arm: 'distilled' }, 'temperature', defaultExperiment)).toBe(true);
  expect(settingMatters({ kind: 'distil', arm: 'distilled' }, 'temperature', mse)).toBe(false);
  expect(settingMatters({ kind: 'distil', arm: 'distilled', similarity: 'kl' }, 'temperature', mse)).toBe(
    true,
  );
  expect(
    settingMatters({ kind: 'distil', arm: 'distilled', similarity: 'mse' }, 'temperature', defaultExperiment),
  ).toBe(false);
  expect(settingMatters({ kind: 'distil', arm: 'distilled' }, 'epochs', mse)).toBe(true);
});

it('says that an arm without the teacher reads nothing that is about the teacher', () => {
  const mattering = (arm: 'distilled' | 'fine-tuned' | 'scratch') => {
    const stage = v.parse(stageSchema, { kind: 'distil', arm });
    return [...settingsOf('distil').keys()].filter((name) => settingMatters(stage, name, defaultExperiment));
  };
  expect(mattering('distilled')).toEqual([
    ...[
      'arm',
      'epochs',
      'alpha',
      'temperature',
      'similarity',
      'rate',
      'warmup',
      'clip',
      'ema',
      'smoothing',
      'freeze',
    ],
  ]);
  expect(mattering('fine-tuned')).toEqual([
    'arm',
    'epochs',
    'rate',
    'warmup',
    'clip',
    'ema',
    'smoothing',
    'freeze',
  ]);
  expect(mattering('scratch')).toEqual(['arm', 'epochs', 'rate', 'warmup', 'clip', 'ema', 'smoothing']);
});

it('is declared of settings that stages have', () => {
  for (const kind of stageKinds) {
    const named = Object.keys(stageOf(kind).matters ?? {});
    expect(named.filter((name) => !settingsOf(kind).has(name))).toEqual([]);
  }
  expect(Object.keys(stages.prune.matters)).toEqual(['images', 'seed', 'reduce', 'depthwise', 'norms']);
});
