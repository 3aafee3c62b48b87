/**
 * What is asked of a program that has the additions of `additions.ts`: a test that is run in the copy of the sources. It is text,
 * because in the sources themselves nothing that it names is there.
 */
export const addedTest = `import { grad, tensor1d } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { helpText } from './cli/help.ts';
import { twice } from './engine/ops/twice/twice.ts';
import { registerKernels } from './engine/ops/registerKernels.ts';
import { bytesInMemory } from './engine/weights/byteSource.ts';
import { openWeights } from './engine/weights/readers.ts';
import { recipeField } from './spec/recipe/recipeField.ts';
import { experimentOf, linkOf } from './spec/link.ts';
import { lessonSlugs, loadLesson } from './state/page/lessonFiles.ts';
import { open, tiny } from './worker/sessionForTests.ts';

const link = 'similarity=doubled&student=perceptron&optimizer=sign&recipe=distil~epochs:1,shrink~factor:0.25,distil~epochs:1~similarity:projected';

it('reads what was added from a link, and writes it', () => {
  const { experiment, notices } = experimentOf(link);
  expect(notices).toEqual([]);
  expect(experiment).toMatchObject({ similarity: 'doubled', student: 'perceptron', optimizer: 'sign' });
  expect(experimentOf(linkOf(experiment)).experiment).toEqual(experiment);
});

it('trains with all of it', async () => {
  const { experiment } = experimentOf(link);
  const { similarity, student, optimizer, recipe } = experiment;
  const { obey, of } = open();
  await obey({
    type: 'run',
    experiment: { ...tiny, similarity, student, optimizer, recipe, alphas: [0], runs: 1 },
    finished: [],
  });
  expect(of('problem')).toEqual([]);
  expect(of('run-ended').map(({ status }) => status)).toEqual(['finished']);
  expect(of('stage-ended').map(({ record }) => record.kind)).toEqual(['distil', 'shrink', 'distil']);
});

it('offers it on the command line', () => {
  for (const name of ['doubled', 'projected', 'perceptron', 'sign', 'shrink', 'factor']) expect(helpText()).toContain(name);
});

it('computes the operation and its gradient', async () => {
  registerKernels('cpu');
  expect(Array.from(await twice(tensor1d([1, 2])).data())).toEqual([2, 4]);
  expect(Array.from(await grad(twice)(tensor1d([1, 2])).data())).toEqual([2, 2]);
});

it('reads the format', async () => {
  const { tensors } = await openWeights(bytesInMemory(Uint8Array.of(7, 42)));
  expect(await tensors.get('only')?.values()).toEqual(Float32Array.of(42));
});

it('has the lesson', async () => {
  expect(lessonSlugs).toContain('added');
  expect(await loadLesson('added')).toMatchObject({ status: 'ready' });
});
`;
