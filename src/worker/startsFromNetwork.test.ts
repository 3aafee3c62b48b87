import { describe, expect, it } from 'vitest';
import type { KeptNetwork } from '../data/store/networks/rows.ts';
import { inEnglish } from '../lang/sentence.ts';
import type { Experiment } from '../spec/experiment.ts';
import { continuedExperiment } from '../spec/recipe/continued.ts';
import { readRecipe } from '../spec/recipe/spelling.ts';
import { memoryNetworks, memoryStore, open, tiny } from './sessionForTests.ts';

const recipeOf = (text: string) => {
  const read = readRecipe(text);
  if ('fault' in read) throw new Error('no recipe');
  return read.recipe;
};

/** A session with the networks of a recipe of one run, each stage's by its number. */
async function withNetworks(recipe: string) {
  const experiment: Experiment = {
    ...{ ...tiny, student: 'cnn', alphas: [0.5], runs: 1, epochs: 1 },
    recipe: recipeOf(recipe),
  };
  const { store: networks } = memoryNetworks();
  const visit = () => open(memoryStore(), undefined, undefined, networks);
  const session = visit();
  await session.obey({ type: 'run', experiment, finished: [] });
  const kept = await networks.list();
  const ofStage = (stage: number): KeptNetwork => {
    const found = kept.find(({ origin }) => origin?.stage === stage);
    if (!found) throw new Error('no network');
    return found;
  };
  return { experiment, networks, visit, ofStage };
}

type Session = ReturnType<typeof open>;
async function give({ ask }: Session, { id }: KeptNetwork, experiment: Experiment) {
  const file = await ask({ type: 'network-file', id });
  return ask({ type: 'use-student-file', name: 'kept.safetensors', blob: new Blob([file]), experiment });
}

describe('a student that starts from a kept network', () => {
  it('has the channels that pruning left, is trained with them, and is told to be made of it', async () => {
    const { experiment, networks, visit, ofStage } = await withNetworks('distil; prune keep=0.5');
    const pruned = ofStage(1);
    const session = visit();
    const card = await give(session, pruned, experiment);
    expect(card).toMatchObject({ name: 'cnn', parameters: pruned.measurements.parameters });
    expect(card.width).toBeUndefined();
    expect(card.remarks?.map(inEnglish).join()).toContain('channels of its own');

    const file: Experiment = { ...experiment, student: 'cnn', studentWidth: 2 };
    for (const [recipe, epochs] of [
      ['distil', 2],
      ['distil epochs=2; prune keep=0.5', 2],
    ] as const) {
      const next = continuedExperiment({ file: { ...file, epochs } }, recipeOf(recipe), { runs: 2 });
      await session.obey({ type: 'run', experiment: next, finished: [] });
      expect(session.of('problem')).toEqual([]);
      expect(
        session
          .of('run-ended')
          .slice(-2)
          .map(({ status }) => status),
      ).toEqual(['finished', 'finished']);
    }
    const made = (await networks.list()).filter(({ origin }) => origin?.start === pruned.id);
    // The recipe’s first stage is that of the sweep without one, so it was not trained again.
    expect(made).toHaveLength(4);
    const first = made.filter(({ origin }) => origin?.stage === 0);
    expect(new Set(first.map(({ parent }) => parent))).toEqual(new Set([pruned.id]));
    for (const { architecture } of first) expect(architecture).toEqual(pruned.architecture);
    const before = await networks.read(pruned.id);
    const after = await networks.read(first[0]?.id ?? '');
    expect(after).not.toEqual(before);

    // Another student that was trained from the same weights goes on from its own.
    const again = made.filter(({ origin }) => origin?.stage === 1);
    const ids = again.map(({ id }) => id);
    expect(await session.ask({ type: 'continues', ids })).toBe(true);
    // In a visit that was not given the file nobody has it.
    expect(await visit().ask({ type: 'continues', ids })).toBe(false);
  });

  it('starts from exactly its weights', async () => {
    const { experiment, visit, ofStage } = await withNetworks('distil; prune keep=0.5 recalibrate=16');
    const pruned = ofStage(1);
    const session = visit();
    await give(session, pruned, experiment);
    const next = continuedExperiment({ file: experiment }, recipeOf('prune keep=1 recalibrate=0'), {
      runs: 1,
    });
    await session.obey({ type: 'run', experiment: next, finished: [] });
    expect(session.of('problem')).toEqual([]);
    const { measures } = session.of('stage-ended').at(-1)?.record ?? {};
    expect(measures?.accuracy).toBeCloseTo(pruned.measurements.accuracy ?? Number.NaN, 6);
    expect(measures?.parameters).toBe(pruned.measurements.parameters);
    expect(measures?.difference).toBeCloseTo(pruned.measurements.difference ?? Number.NaN, 6);
  });

  it('is refused where it is quantised', async () => {
    const { experiment, visit, ofStage } = await withNetworks('distil; quantise images=16');
    await expect(give(visit(), ofStage(1), experiment)).rejects.toMatchObject({
      problem: { code: 'student-start' },
      message: expect.stringContaining('quantised'),
    });
  });
});
