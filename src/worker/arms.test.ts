import { afterEach, expect, it, vi } from 'vitest';
import type { HostParameters } from '../engine/layers/hostParameters.ts';
import type { Experiment } from '../spec/experiment.ts';
import { readRecipe } from '../spec/recipe/spelling.ts';
import { openCheckpoint } from './checkpointFile.ts';
import { memoryNetworks, open, tiny } from './sessionForTests.ts';
import { distilStage } from './stages/distilStage.ts';
import { pruneStage } from './stages/pruneStage.ts';
import { reinitialiseStage } from './stages/reinitialiseStage.ts';

afterEach(() => vi.restoreAllMocks());

const cut = 'distil epochs=1; prune keep=0.5 recalibrate=16';
const arms: Experiment['vary'] = [{ path: 'distil.2.arm', values: ['fine-tuned', 'distilled', 'scratch'] }];

function withRecipe(text: string, settings: Partial<Experiment>): Experiment {
  const read = readRecipe(text);
  if (!('recipe' in read)) throw new Error('no recipe');
  return { ...tiny, alphas: [0.5], runs: 1, student: 'cnn', recipe: read.recipe, ...settings };
}

/** Weights and epochs of every run's last stage, by the name of the run, in a session of its own. */
async function made(text: string, settings: Partial<Experiment> = {}) {
  const { obey, of, ask } = open(undefined, undefined, undefined, memoryNetworks().store);
  await obey({ type: 'run', experiment: withRecipe(text, settings), finished: [] });
  expect(of('problem')).toEqual([]);
  const runs = await Promise.all(
    of('run-started').map(async ({ id }) => {
      const file = await openCheckpoint(await ask({ type: 'export-student', id }));
      if (!file) throw new Error('no architecture');
      const { architecture, tensors } = file.checkpoint;
      const epochs = of('epoch').flatMap((told) => (told.id === id ? [{ ...told.record, seconds: 0 }] : []));
      return [id as string, { architecture, tensors, epochs }] as const;
    }),
  );
  return new Map(runs);
}

const only = (runs: Awaited<ReturnType<typeof made>>) => [...runs.values()][0];

it('is from scratch what drawing the weights anew and training on the labels comes to, to the bit', async () => {
  const scratch = only(await made(`${cut}; distil epochs=2 arm=scratch`));
  const run = distilStage.run.bind(distilStage);
  vi.spyOn(distilStage, 'run').mockImplementation(async function* (from, spec, given) {
    if (spec.arm !== 'scratch') return yield* run(from, spec, given);
    const drawn = await reinitialiseStage.run(from, { kind: 'reinitialise', share: 1 }, given).next();
    if (!drawn.done || !drawn.value) throw new Error('nothing was drawn');
    return yield* run(drawn.value.checkpoint, { ...spec, arm: 'distilled', alpha: 1 }, given);
  });
  const composed = only(await made(`${cut}; distil epochs=2 arm=scratch`));
  expect(scratch?.epochs).toHaveLength(3);
  expect(scratch).toEqual(composed);
});

it('is fine-tuned what alpha 1 is, to the bit, whatever alpha it has', async () => {
  const [tuned, plain] = [
    only(await made(`${cut}; distil epochs=2 arm=fine-tuned alpha=0.2`)),
    only(await made(`${cut}; distil epochs=2 alpha=1`)),
  ];
  expect(tuned?.epochs).toHaveLength(3);
  expect(tuned).toEqual(plain);
});

it('trains what arms have in common once, and each arm as it is alone', async () => {
  const prune = vi.spyOn(pruneStage, 'run');
  const distil = vi.spyOn(distilStage, 'run');
  const all = await made(`${cut}; distil epochs=2`, { vary: arms });
  expect(prune).toHaveBeenCalledTimes(1);
  expect(distil).toHaveBeenCalledTimes(4);
  expect([...all.keys()]).toEqual(
    ['fine-tuned', 'distilled', 'scratch'].map((arm) => `alpha=0.5&distil.2.arm=${arm}#1`),
  );
  const weights = (tensors: HostParameters = {}) => tensors['layers.0.weight']?.values ?? tensors;
  for (const arm of ['fine-tuned', 'distilled', 'scratch']) {
    const alone = only(await made(`${cut}; distil epochs=2 arm=${arm}`));
    expect(all.get(`alpha=0.5&distil.2.arm=${arm}#1`)).toEqual(alone);
  }
  const [tuned, distilled, scratch] = [...all.values()];
  expect(weights(tuned?.tensors)).not.toEqual(weights(distilled?.tensors));
  expect(weights(tuned?.tensors)).not.toEqual(weights(scratch?.tensors));
  expect(scratch?.architecture).toEqual(tuned?.architecture);
});
