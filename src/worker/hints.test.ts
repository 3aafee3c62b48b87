/**
 * A loss that looks inside the teacher, from the command to the kept network.
 */
import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import { openSafetensors } from '../engine/weights/safetensors.ts';
import type { Experiment } from '../spec/experiment.ts';
import { readExperiment } from '../spec/readExperiment.ts';
import { readRecipe } from '../spec/recipe/spelling.ts';
import { requireInside } from './resources/insideTeacher.ts';
import { memoryNetworks, memoryStore, open, tiny } from './sessionForTests.ts';

const recipeOf = (text: string) => {
  const read = readRecipe(text);
  if (!('recipe' in read)) throw new Error(`no recipe: ${text}`);
  return read.recipe;
};

/** `tiny` with a student that has maps, hints, and more settings. */
function having(settings: Partial<Experiment>): Experiment {
  const given = { student: 'cnn', similarity: 'fitnet', alphas: [0.5], runs: 1, ...settings };
  const { experiment, notices } = readExperiment(Object.entries(given), tiny);
  expect(notices).toEqual([]);
  return experiment;
}

describe('a sweep with hints', () => {
  it('trains students that are kept and exported without the loss’s own parameters, and frees what it made', async () => {
    const { obey, of, ask } = open();
    const experiment = having({});
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('problem')).toEqual([]);
    expect(of('run-ended').map(({ status }) => status)).toEqual(['finished']);
    const [first] = of('epoch');
    expect(first?.record.validation.terms.soft).toBeGreaterThan(0);
    expect(Number.isFinite(first?.record.gradients?.cosine)).toBe(true);
    // Every image of every step.
    expect(of('teacher-use')[0]?.use.asked).toBe(2 * 32);
    const id = of('run-started')[0]?.id;
    if (!id) throw new Error('no run');
    const { tensors } = await openSafetensors(bytesInMemory(await ask({ type: 'export-student', id })));
    const names = [...tensors.keys()];
    expect(names).toContain('conv2.weight');
    expect(names.filter((name) => name.startsWith('loss'))).toEqual([]);
    const before = memory().numTensors;
    await obey({ type: 'run', experiment, finished: [] });
    expect(memory().numTensors).toBe(before);
  });

  it('can be of relations whose weight is measured in every run, against a teacher that learned nothing', async () => {
    const { obey, of } = open();
    const settings = { similarity: 'sp', featureWeighting: 'as-long-as-labels', runs: 2 } as const;
    const trained = async (control: Experiment['featureControl']) => {
      const before = of('epoch').length;
      await obey({ type: 'run', experiment: having({ ...settings, featureControl: control }), finished: [] });
      expect(of('problem')).toEqual([]);
      return of('epoch').slice(before);
    };
    const epochs = await trained('none');
    const first = epochs.filter(({ record }) => record.epoch === 1);
    expect(first).toHaveLength(2);
    for (const { record } of first) expect(record.featureWeight).toBeGreaterThan(0);
    expect(epochs.some(({ record }) => record.epoch > 1 && record.featureWeight !== undefined)).toBe(false);
    const random = await trained('random-teacher');
    expect(random[0]?.record.featureWeight).not.toBe(epochs[0]?.record.featureWeight);
    expect(random[0]?.record.validation.terms.soft).not.toBe(epochs[0]?.record.validation.terms.soft);
  });

  it('can be what one stage of a recipe does, on whatever channels are left', async () => {
    const { store: networks } = memoryNetworks();
    const { obey, of } = open(memoryStore(), undefined, undefined, networks);
    const recipe = recipeOf(
      'distil epochs=1 similarity=fitnet; prune keep=0.5 recalibrate=16; distil epochs=1 similarity=fitnet; distil epochs=1',
    );
    const experiment = having({ similarity: 'kl', recipe });
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('problem')).toEqual([]);
    expect(of('stage-ended').map(({ record }) => record.kind)).toEqual([
      'distil',
      'prune',
      'distil',
      'distil',
    ]);
    const soft = of('epoch').map(({ record }) => record.train.terms.soft ?? Number.NaN);
    // A hint of weight 100 beside the KL.
    expect(Math.min(soft[0] ?? 0, soft[1] ?? 0)).toBeGreaterThan(soft[2] ?? Number.NaN);
    const parameters = of('stage-ended').map(({ record }) => record.measures.parameters);
    expect(parameters[2]).toBe(parameters[1]);
  });

  it('measures of a stage’s network what does not hang on parameters that are gone', async () => {
    const { obey, of } = open();
    await obey({
      type: 'run',
      experiment: having({ recipe: recipeOf('distil epochs=1; prune keep=0.5') }),
      finished: [],
    });
    expect(of('problem')).toEqual([]);
    for (const { record } of of('stage-ended')) {
      const { accuracy, difference, hard, soft, loss } = record.measures;
      expect([accuracy, difference, hard].every(Number.isFinite)).toBe(true);
      expect([soft, loss]).toEqual([undefined, undefined]);
    }
  });
});

describe('a teacher that other software runs', () => {
  const external = { predict: () => Promise.reject(new Error('not asked')) } as never;

  it.each<[string, Partial<Experiment>]>([
    ['the experiment', {}],
    ['a stage', { similarity: 'kl', recipe: recipeOf('distil; distil similarity=fitnet') }],
  ])('is refused where %s has hints, before anything is trained', (_, settings) => {
    expect(() => requireInside(having(settings), [{ teacher: external }])).toThrow(
      /^FitNet compares maps .* of this teacher there are only logits\. Choose a teacher/,
    );
    // Of several too, and wherever it stands among them.
    const several = [{ teacher: undefined }, { teacher: external }];
    expect(() => requireInside(having(settings), several)).toThrow(/of this teacher there are only logits/);
  });

  it('is taken where all of it is logits', () => {
    expect(requireInside(having({ similarity: 'dist' }), [{ teacher: external }])).toBeUndefined();
  });
});
