import { expect, it } from 'vitest';
import { build } from '../engine/families/catalogue.ts';
import type { Experiment } from '../spec/experiment.ts';
import { readRecipe } from '../spec/recipe/spelling.ts';
import { openCheckpoint } from './checkpointFile.ts';
import { open, tiny } from './sessionForTests.ts';

function withRecipe(text: string, runs: number): Experiment {
  const read = readRecipe(text);
  if (!('recipe' in read)) throw new Error('no recipe');
  return { ...tiny, alphas: [0.5], runs, student: 'resnet8', recipe: read.recipe };
}

/** Of run 1 and 2, in a session of its own. */
async function made(text: string) {
  const { obey, of, ask } = open();
  await obey({ type: 'run', experiment: withRecipe(text, 2), finished: [] });
  expect(of('problem')).toEqual([]);
  const files = await Promise.all(
    of('run-started').map(async ({ id }) => openCheckpoint(await ask({ type: 'export-student', id }))),
  );
  return files.map((file) => {
    if (!file) throw new Error('no architecture');
    return file.checkpoint;
  });
}

it('keeps what was cut, and draws weights from the seed of each run', async () => {
  const cut = 'distil epochs=1; prune keep=0.5 recalibrate=16';
  const [[first, second], [again], [pruned]] = await Promise.all([
    made(`${cut}; reinitialise`),
    made(`${cut}; reinitialise`),
    made(cut),
  ]);
  if (!first || !second || !again || !pruned) throw new Error('there are two runs');
  expect(first.architecture).toEqual(pruned.architecture);
  expect(again).toEqual(first);
  const weight = first.tensors['layer1.0.conv1.weight']?.values ?? new Float32Array(0);
  const other = second.tensors['layer1.0.conv1.weight']?.values;
  expect(weight).not.toEqual(other);
  expect(weight).not.toEqual(pruned.tensors['layer1.0.conv1.weight']?.values);
  // Kaiming's deviation, and batch norm as it begins.
  const { initial } =
    build(first.architecture).parameters.find(({ name }) => name === 'layer1.0.conv1.weight') ?? {};
  const fan = initial?.kind === 'kaiming-normal' ? initial.fan : Number.NaN;
  const square = weight.reduce((sum, value) => sum + value ** 2, 0) / weight.length;
  expect(square / (2 / fan)).toBeGreaterThan(0.5);
  expect(square / (2 / fan)).toBeLessThan(2);
  expect([...new Set(first.tensors['layer1.0.bn1.running_var']?.values)]).toEqual([1]);
});

it('leaves all as it is where nothing is drawn, so that both arms are of one sweep', async () => {
  const cut = 'distil epochs=1; prune keep=0.5 recalibrate=16';
  const [[left], [pruned]] = await Promise.all([made(`${cut}; reinitialise share=0`), made(cut)]);
  expect(left).toEqual(pruned);
});

it('keeps masks, which belong to the architecture', async () => {
  const [network] = await made('distil epochs=1; sparsify keep=0.3; reinitialise; distil epochs=1');
  if (!network) throw new Error('no run');
  const masks = Object.keys(network.tensors).filter((name) => name.endsWith('weight_mask'));
  expect(masks.length).toBeGreaterThan(0);
});
