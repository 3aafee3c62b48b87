/**
 * Teacher assistants and networks born again, through whole sessions.
 */
import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../spec/experiment.ts';
import { faultsIn } from '../spec/recipe/faults.ts';
import { readRecipe, recipeText } from '../spec/recipe/spelling.ts';
import { openCheckpoint } from './checkpointFile.ts';
import { onWasm } from './onWasmForTests.ts';
import { memoryNetworks, memoryStore, open, tiny } from './sessionForTests.ts';

function withRecipe(text: string): Experiment {
  const read = readRecipe(text);
  if (!('recipe' in read)) throw new Error('no recipe');
  return { ...tiny, alphas: [0.5], runs: 1, student: 'resnet14', studentWidth: 0.25, recipe: read.recipe };
}

async function made(text: string, backend?: typeof onWasm, networks = memoryNetworks().store) {
  const session = open(memoryStore(), backend ?? (() => ({})), undefined, networks);
  await session.obey({ type: 'run', experiment: withRecipe(text), finished: [], anyTeacher: true });
  expect(session.of('problem')).toEqual([]);
  const [run] = session.of('run-started');
  const file = await session.ask({ type: 'export-student', id: run?.id ?? ('' as never) });
  const opened = await openCheckpoint(file);
  if (!opened) throw new Error('no architecture');
  return { session, checkpoint: opened.checkpoint, epochs: session.of('epoch') };
}
const steps = (epochs: Awaited<ReturnType<typeof made>>['epochs']) =>
  epochs.map(({ stage, record }) => ({ stage, ...record, seconds: 0, gradients: undefined }));

describe.each([
  ['cpu', undefined],
  ['wasm', onWasm],
] as const)('a staircase of sizes on %s', (_, backend) => {
  it('goes on as the smaller network, which learned from the one before it', async () => {
    const text = 'distil epochs=1; teach student=resnet8 width=0.125 epochs=2';
    const { session, checkpoint, epochs } = await made(text, backend);
    expect(checkpoint.architecture.family).toBe('resnet8');
    expect(epochs.map(({ stage }) => stage)).toEqual([0, 1, 1]);
    const [last] = session.of('stage-ended').slice(-1);
    expect(last?.record.measures.parameters).toBeLessThan(
      session.of('stage-ended')[0]?.record.measures.parameters ?? 0,
    );
    // It is compared with another teacher than the first stage's student is.
    const other = await made('reinitialise; teach student=resnet8 width=0.125 epochs=2', backend);
    expect(steps(other.epochs).map(({ train }) => train.loss)).not.toEqual(
      steps(epochs)
        .slice(1)
        .map(({ train }) => train.loss),
    );
    expect(steps((await made(text, backend)).epochs)).toEqual(steps(epochs));
  });
});

describe('a stage that teaches', () => {
  it('gives generations of one network, each drawn anew, and self-distillation from the weights that are there', async () => {
    const { session, checkpoint, epochs } = await made(
      'distil epochs=1; teach epochs=1; teach start=kept epochs=1',
    );
    expect(checkpoint.architecture.family).toBe('resnet14');
    expect(epochs).toHaveLength(3);
    const parameters = session.of('stage-ended').map(({ record }) => record.measures.parameters);
    expect(new Set(parameters).size).toBe(1);
    // A network is not far from itself: KL is 0 where it starts, so the first step moves it by the labels alone.
    const [, born, kept] = steps(epochs);
    expect(kept?.train.terms.soft).toBeLessThan(born?.train.terms.soft ?? 0);
  });

  it('is kept and found by a later visit', async () => {
    const { store } = memoryNetworks();
    const text = 'distil epochs=1; teach student=resnet8 width=0.125 epochs=1';
    const first = await made(text, undefined, store);
    const again = await made(text, undefined, store);
    expect(again.checkpoint).toEqual(first.checkpoint);
    expect(again.session.of('pace').filter(({ pace }) => pace.kind === 'student')).toEqual([]);
    const kept = await again.session.ask({ type: 'kept-networks' });
    expect(kept?.networks.map(({ label }) => label).join()).toContain('ResNet-8');
  });

  it('frees what it made', async () => {
    const session = open();
    const held: number[] = [];
    session.on((event) => {
      if (event.type === 'run-ended') held.push(memory().numTensors);
    });
    const experiment = { ...withRecipe('distil epochs=1; teach student=mlp width=0.125 epochs=1'), runs: 3 };
    await session.obey({ type: 'run', experiment, finished: [], anyTeacher: true });
    expect(held).toHaveLength(3);
    expect(held[2]).toBe(held[1]);
  });

  it('is spelt as a recipe, and refuses to hold fixed what is drawn', () => {
    const text = 'distil; teach student=resnet8 width=0.125 epochs=9 alpha=0.3';
    expect(recipeText(withRecipe(text).recipe)).toContain('teach student=resnet8 width=0.125');
    const faults = (recipe: string) => faultsIn(withRecipe(recipe)).filter((fault) => fault !== undefined);
    expect(faults(text)).toEqual([]);
    expect(faults('distil; teach freeze=head')).toHaveLength(1);
    expect(faults('distil; teach start=kept freeze=head')).toEqual([]);
  });

  it('is refused before anything is trained where the new network cannot take the images', async () => {
    const experiment = { ...withRecipe('distil epochs=1; teach student=rednet-cifar'), imageSize: 30 };
    const session = open();
    await session.obey({ type: 'run', experiment, finished: [], anyTeacher: true });
    expect(session.of('problem')[0]?.problem.code).toBe('setting-invalid');
    expect(session.of('epoch')).toEqual([]);
    expect(faultsIn({ ...experiment, imageSize: 32 })).toEqual([undefined, undefined]);
  });
});
