import { expect, it } from 'vitest';
import type { RunRecord, StageRecord } from '../protocol/records.ts';
import { runNameOf } from '../protocol/runId.ts';
import { defaultExperiment } from '../spec/experiment.ts';
import { choiceContrasts, choiceContrastsText } from './choiceContrasts.ts';

const stage = (accuracy: number): StageRecord => ({
  ...{ kind: 'distil', level: 0, history: [] },
  measures: { loss: 1, accuracy, difference: 0.5 },
});
const run = (arm: string, number: number, accuracy: number, keep = 0.5): RunRecord => ({
  ...runNameOf({ alpha: 0.5, 'prune.keep': keep, 'distil.arm': arm }, number),
  ...{ seed: number, status: 'finished', stages: [stage(accuracy)] },
});
const experiment = {
  ...defaultExperiment,
  alphas: [0.5],
  vary: [
    { path: 'prune.keep', values: [0.5] },
    { path: 'distil.arm', values: ['fine-tuned', 'distilled', 'scratch'] },
  ],
};

// Distilled: .02 .04 .03, mean .03, deviation .01, standard error .01/√3 = .0057735. From scratch: −.1 −.1.
const runs = [
  ...[run('fine-tuned', 1, 0.8), run('fine-tuned', 2, 0.7), run('fine-tuned', 3, 0.75)],
  ...[run('distilled', 1, 0.82), run('distilled', 2, 0.74), run('distilled', 3, 0.78)],
  ...[run('scratch', 1, 0.7), run('scratch', 2, 0.6)],
];

it('holds every value of a choice against the first, run by run', () => {
  const [distilled, scratch, ...more] = choiceContrasts(experiment, runs);
  expect(more).toEqual([]);
  expect(distilled).toMatchObject({ value: 'distilled', over: 'fine-tuned' });
  expect(distilled?.place).toEqual({ alpha: 0.5, 'prune.keep': 0.5 });
  expect(distilled?.gain.n).toBe(3);
  expect(distilled?.gain.mean).toBeCloseTo(0.03, 10);
  expect(distilled?.gain.standardError).toBeCloseTo(0.0057735, 7);
  expect(scratch).toMatchObject({ value: 'scratch', over: 'fine-tuned' });
  expect(scratch?.gain.n).toBe(2);
  expect(scratch?.gain.mean).toBeCloseTo(-0.1, 10);
});

it('says nothing of numbers, whose difference from the first is no question that was asked', () => {
  const vary = [{ path: 'prune.keep', values: [0.5, 0.2] }];
  expect(choiceContrasts({ ...experiment, vary }, runs)).toEqual([]);
});

it('is a line each for a terminal', () => {
  expect(choiceContrastsText(choiceContrasts(experiment, runs)).split('\n').slice(0, 2)).toEqual([
    'alpha 0.5, prune.keep 0.5: distil.arm distilled over fine-tuned +3.00 ± 0.58 (3 pairs)',
    'alpha 0.5, prune.keep 0.5: distil.arm scratch over fine-tuned -10.00 ± 0.00 (2 pairs)',
  ]);
});
