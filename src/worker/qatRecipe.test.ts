/**
 * Recipes with quantisation in training, in a session: by learned steps, by Adam's curvature, and what is refused.
 */
import { describe, expect, it } from 'vitest';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import { openSafetensors } from '../engine/weights/safetensors.ts';
import { type Experiment, fieldOf, isFieldName } from '../spec/experiment.ts';
import { architectureIn } from '../spec/network/architecture.ts';
import { readExperiment } from '../spec/readExperiment.ts';
import { qatMethods } from '../spec/recipe/qat.ts';
import { memoryNetworks, memoryStore, open, tiny } from './sessionForTests.ts';

function having(settings: Readonly<Record<string, unknown>>): Experiment {
  const given = Object.entries(settings).map(
    ([name, value]) =>
      [name, typeof value === 'string' && isFieldName(name) ? fieldOf(name).parse(value) : value] as const,
  );
  const { experiment, notices } = readExperiment(given, { ...tiny, alphas: [0.5], runs: 1, student: 'cnn' });
  expect(notices).toEqual([]);
  return experiment;
}

const formKinds = (architecture: ReturnType<typeof architectureIn>) =>
  new Set(Object.values(architecture?.forms ?? {}).map(({ kind }) => kind));

describe('a recipe with quantisation in training', () => {
  it('trains, says what was asked and reached, is kept as it learns and leaves packed', async () => {
    const { obey, of, ask } = open();
    const recipe = 'distil epochs=1; qat bits=2 epochs=2 images=16 alpha=0.2; distil epochs=1';
    await obey({ type: 'run', experiment: having({ recipe }), finished: [] });
    expect(of('problem')).toEqual([]);
    expect(of('epoch').map(({ stage }) => stage)).toEqual([0, 1, 1, 2]);
    const [float, trained, again] = of('stage-ended').map(({ record }) => record);
    expect(trained?.asked).toEqual({ bits: 2, activations: 8 });
    expect(trained?.reached?.bits).toBe(trained?.measures.bits);
    // Two layers have eight bits.
    expect(trained?.measures.bits).toBeGreaterThan(2);
    expect(trained?.measures.bits).toBeLessThan(8);
    expect(trained?.measures.bytes).toBeLessThan((float?.measures.bytes ?? 0) / 3);
    expect(again?.measures.bits).toBe(trained?.measures.bits);
    const id = of('run-started')[0]?.id;
    if (!id) throw new Error('no run');
    const kept = await openSafetensors(bytesInMemory(await ask({ type: 'export-student', id })));
    expect(formKinds(architectureIn(kept.metadata))).toEqual(new Set(['quantised']));
    const { bytes } = await ask({ type: 'export-network', of: id, format: 'safetensors' });
    const left = await openSafetensors(bytesInMemory(bytes));
    expect(formKinds(architectureIn(left.metadata))).toEqual(new Set(['fakeQuantised']));
  });

  it('takes the curvature from Adam, and is folded and quantised afterwards', async () => {
    const { obey, of } = open();
    const recipe = 'distil epochs=1; qat method=lab epochs=1 images=16; quantise images=16';
    await obey({ type: 'run', experiment: having({ recipe, optimizer: 'adam' }), finished: [] });
    expect(of('problem')).toEqual([]);
    expect(of('stage-ended').map(({ record }) => record.measures.bits)[2]).toBe(8);
  });

  it.each([
    ['the scales of Adam’s curvature that it was left with', 'method=lab'],
    ['the noise that it would have had', 'method=lsq bits=2 rounding=stochastic'],
    ...qatMethods.map((method) => [`the steps, clips and scales of ${method}`, `method=${method} bits=2`]),
  ])('goes on in the middle with %s', async (_, settings) => {
    const recipe = `distil epochs=1; qat ${settings} epochs=3 images=16`;
    const experiment = having({ recipe, optimizer: 'adam' });
    const whole = open();
    await whole.obey({ type: 'run', experiment, finished: [] });
    expect(whole.of('problem')).toEqual([]);
    const [networks, middles] = [memoryNetworks(), memoryNetworks()];
    const visit = () => open(memoryStore(), undefined, undefined, networks.store, middles.store);
    const first = visit();
    first.on((event) => {
      if (event.type === 'epoch' && event.stage === 1 && event.record.epoch === 1) {
        first.session.obey({ type: 'stop' });
      }
    });
    await first.obey({ type: 'run', experiment, finished: [] });
    expect(middles.bytes.size).toBe(1);
    const second = visit();
    await second.obey({ type: 'run', experiment, finished: [] });
    const curve = ({ of }: ReturnType<typeof open>) =>
      of('epoch').map(({ stage, record }) => ({ stage, ...record, seconds: 0 }));
    expect(curve(second)).toEqual(curve(whole));
  });

  it('rounds stochastically while it learns, in every stage, with the noise of its run', async () => {
    const curvesOf = async (rounding: string) => {
      const { obey, of } = open();
      const recipe = `distil epochs=1; qat method=plain bits=2 ${rounding} epochs=1 images=16; distil epochs=1`;
      await obey({ type: 'run', experiment: having({ recipe }), finished: [] });
      expect(of('problem')).toEqual([]);
      return of('epoch').map(({ record }) => record.train.loss);
    };
    const [nearest, drawn] = [await curvesOf(''), await curvesOf('rounding=stochastic')];
    expect(await curvesOf('rounding=nearest')).toEqual(nearest);
    expect(await curvesOf('rounding=stochastic')).toEqual(drawn);
    expect(drawn[0]).toBe(nearest[0]);
    expect(drawn[1]).not.toBe(nearest[1]);
    expect(drawn[2]).not.toBe(nearest[2]);
  });

  it('is pruned and trained on with its steps, and quantised anew otherwise', async () => {
    const { obey, of } = open();
    const recipe =
      'qat epochs=1 images=16; prune keep=0.5 recalibrate=16; distil epochs=1; qat method=twn epochs=1 activations=32';
    await obey({ type: 'run', experiment: having({ recipe }), finished: [] });
    expect(of('problem')).toEqual([]);
    const [whole, pruned, , ternary] = of('stage-ended').map(({ record }) => record);
    expect(pruned?.measures.parameters).toBeLessThan(whole?.measures.parameters ?? 0);
    expect(ternary?.reached?.activations).toBe(32);
    expect(ternary?.measures.sparsity).toBeGreaterThan(0);
  });

  it.each([
    ['qat method=lab', 'Adam'],
    ['qat method=plain bits=1', 'two bits'],
    ['qat activations=12', '1 to 8 bits'],
  ])('refuses %s', async (recipe, why) => {
    const { obey, of } = open();
    await obey({ type: 'run', experiment: having({ recipe, optimizer: 'sgd' }), finished: [] });
    expect(JSON.stringify(of('problem'))).toContain(why);
  });
});
