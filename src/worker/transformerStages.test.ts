/**
 * Every stage that makes networks smaller, of a transformer and of a ConvNeXt, through a whole session.
 */
import { describe, expect, it } from 'vitest';
import type { QuantityName } from '../protocol/quantityNames.ts';
import { type Experiment, fieldOf } from '../spec/experiment.ts';
import { readExperiment } from '../spec/readExperiment.ts';
import { onWasm } from './onWasmForTests.ts';
import { memoryStore, open, tiny } from './sessionForTests.ts';

const recipes = {
  pruned:
    'distil epochs=1; prune keep=0.5 by=taylor images=16 recalibrate=16; distil epochs=1; quantise bits=8 images=16',
  factorised: 'distil epochs=1; factorise method=svd keep=0.6 recalibrate=16; distil epochs=1',
  sparse: 'distil epochs=1; sparsify keep=0.5 epochs=1; distil epochs=1',
  shallow: 'distil epochs=1; depth keep=0.5 images=16 recalibrate=16; distil epochs=1',
  shared: 'distil epochs=1; share entries=8 recalibrate=16; distil epochs=1',
  trained: 'distil epochs=1; qat bits=4 epochs=1',
} as const;

function having(student: Experiment['student'], recipe: string): Experiment {
  const experimentOf = readExperiment([['recipe', fieldOf('recipe').parse(recipe)]], {
    ...{ ...tiny, student, studentWidth: student === 'vit-tiny' ? 0.67 : 0.25, alphas: [0.5], runs: 1 },
    learningRate: 0.01,
  });
  expect(experimentOf.notices).toEqual([]);
  return experimentOf.experiment;
}

async function measuresOf(experiment: Experiment) {
  const { obey, of } = open(memoryStore(), onWasm);
  await obey({ type: 'run', experiment, finished: [] });
  expect(of('problem')).toEqual([]);
  expect(of('run-ended').map(({ status }) => status)).toEqual(['finished']);
  return of('stage-ended').map(({ record }) => record);
}

describe.each(['vit-tiny', 'convnext-cifar'] as const)('%s', (student) => {
  it.each(Object.entries(recipes))('is %s, and trains on', async (kind, recipe) => {
    const records = await measuresOf(having(student, recipe));
    expect(records.map((record) => record.kind)).toEqual(
      recipe.split('; ').map((stage) => stage.split(' ')[0]),
    );
    for (const { measures } of records) expect(measures.loss).toBeGreaterThan(0);
    const of = (measure: QuantityName) => records.map(({ measures }) => measures[measure] ?? Number.NaN);
    const measured = /^(sparse|shared|trained)$/.test(kind) ? 'bytes' : 'multiplyAdds';
    const [whole = 0, smaller = 0] = of(measured);
    expect(smaller).toBeLessThan(0.9 * whole);
    // What comes after keeps what is left.
    expect(of(measured)[2] ?? smaller).toBeLessThan(0.9 * whole);
  });
});

it('loses whole heads where a recipe says so', async () => {
  const recipe = 'distil epochs=1; prune keep=1 heads=0.5; distil epochs=1';
  const [whole, cut] = await measuresOf(having('vit-tiny', recipe));
  const parameters = (record: typeof whole) => record?.measures.parameters ?? Number.NaN;
  // Of 6 blocks with 2 heads of 32 dimensions and 64 channels, 6 heads: queries, keys and values with their biases, and the projection.
  expect(parameters(whole) - parameters(cut)).toBe(6 * 32 * (3 * (64 + 1) + 64));
});
