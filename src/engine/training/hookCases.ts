/**
 * What holds of a training with a middle on every backend, for tests.
 */
import { expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import type { OptimizerName } from '../../spec/choices.ts';
import type { LayerForm } from '../../spec/network/layerForms.ts';
import type { Model } from '../families/model.ts';
import { layersOf, withForms } from '../families/withForms.ts';
import type { HostParameters } from '../layers/hostParameters.ts';
import { dropout, dropPath } from '../layers/transformer/dropout.ts';
import { dropHooks } from './drop/dropCounter.ts';
import { roundingHooks } from './rounding/roundingHooks.ts';
import { stepsPerEpoch, type TinyTraining, tinyNetwork, trainTiny } from './trainingForTests.ts';
import type { Hook, TrainingPoint } from './trainState.ts';

/** A hook that keeps what the first learner is after `step` steps. */
function keeping(step: number) {
  const kept: { point?: TrainingPoint | undefined } = {};
  const hook: Hook = {
    at: 'step',
    run: async ({ learners }, about) => {
      if (about.step === step) kept.point = await learners[0]?.point();
    },
  };
  return { hook, kept };
}

const masked = (name: string) => name.endsWith('conv1.weight');

/** Every other weight of some layers is zero. */
const withMask = (tensors: HostParameters): HostParameters =>
  Object.fromEntries(
    Object.entries(tensors)
      .filter(([name]) => masked(name))
      .map(([name, { shape, values }]) => [
        name,
        { shape, values: values.map((value, i) => (i % 2 === 0 ? value : 0)) },
      ]),
  );

const rounded: LayerForm = {
  kind: 'quantised',
  weights: { method: 'plain', bits: 3, per: 'channel', rounding: 'stochastic' },
};

const optimisers: readonly OptimizerName[] = ['sgd', 'adam', 'adamw'];

/** The small network with dropout before its head, and drop path before its last block. */
const dropping: Model = {
  ...tinyNetwork,
  parts: tinyNetwork.parts.map((part, i, { length }) => ({
    ...part,
    run: (parameters, x, context) =>
      part.run(
        parameters,
        i === length - 1
          ? dropout('head', x, context)
          : i === length - 2
            ? dropPath('last', x, 1, context)
            : x,
        context,
      ),
  })),
};

const regularised = {
  model: dropping,
  drop: { dropout: 0.4, dropPath: 0.3 },
  labelSmoothing: 0.1,
  emaDecay: 0.7,
};

/** @param given what all trainings of the backend have in common. */
export function hookCases(given: TinyTraining = {}): void {
  const trained = (more: TinyTraining) => trainTiny({ ...given, ...more });

  it('fellow students learn from each other, in whatever order they stand, and alone where they listen to nobody', async () => {
    const fellows = (seeds: readonly number[], alpha = 0.5) =>
      trained({ learners: seeds.map((seed) => ({ seed, alpha, cohort: seeds.length })) });
    const forward = await fellows([1, 2, 3]);
    const backward = await fellows([3, 2, 1]);
    expect(forward.status).toBe('finished');
    expect(forward.leaked).toBe(0);
    expect(backward.tensors.toReversed()).toEqual(forward.tensors);
    expect(backward.curves.toReversed()).toEqual(forward.curves);
    const alone = await trained({ learners: [{ seed: 1 }] });
    expect(alone.tensors[0]).not.toEqual(forward.tensors[0]);
    const deaf = await fellows([1, 2], 1);
    const single = await trained({ learners: [{ seed: 1, alpha: 1 }] });
    expect(deaf.tensors[0]).toEqual(single.tensors[0]);
    expect(deaf.curves[0]).toEqual(single.curves[0]);
  });

  it.each(optimisers)('%s goes on from any step as if it had never been left', async (optimizer) => {
    const [middle, between] = [keeping(stepsPerEpoch - 1), keeping(stepsPerEpoch)];
    const through = await trained({ optimizer, hooks: [middle.hook, between.hook] });
    for (const [{ point }, step] of [
      [middle.kept, stepsPerEpoch - 1],
      [between.kept, stepsPerEpoch],
    ] as const) {
      expect(point?.step).toBe(step);
      const resumed = await trained({ optimizer, learners: [{ from: point }] });
      expect(resumed.steps).toBe(through.steps - step);
      expect(resumed.curves).toEqual([through.curves[0]?.slice(Math.floor(step / stepsPerEpoch))]);
      expect(resumed.tensors).toEqual(through.tensors);
      expect(resumed.optimiser).toEqual(through.optimiser);
      expect(resumed.leaked).toBe(0);
    }
  });

  it('goes on from any step with the batches changed as they would have been', async () => {
    const changes = { mixup: 0.8, cutmix: 1, erasing: 0.5, randAugment: 9 };
    const middle = keeping(stepsPerEpoch - 1);
    const through = await trained({ changes, hooks: [middle.hook] });
    const resumed = await trained({ changes, learners: [{ from: middle.kept.point }] });
    expect(resumed.curves).toEqual(through.curves);
    expect(resumed.tensors).toEqual(through.tensors);
    expect(through.leaked).toBe(0);
    const otherwise = await trained({ changes: { ...changes, erasing: 0 } });
    expect(otherwise.curves).not.toEqual(through.curves);
  });

  it('goes on from any step with the noise of stochastic rounding that it would have had', async () => {
    const layers = layersOf(tinyNetwork.parameters).map(({ name }) => [name, rounded] as const);
    const model = withForms(tinyNetwork, Object.fromEntries(layers));
    const rounding = roundingHooks(model.parameters, random(5));
    const [middle, between] = [keeping(stepsPerEpoch - 1), keeping(stepsPerEpoch)];
    const through = await trained({
      learners: [{ model }],
      hooks: [...rounding, middle.hook, between.hook],
    });
    const again = await trained({ learners: [{ model }], hooks: rounding });
    expect(again.tensors).toEqual(through.tensors);
    for (const { point } of [middle.kept, between.kept]) {
      const resumed = await trained({ learners: [{ model, from: point }], hooks: rounding });
      expect(resumed.steps).toBe(through.steps - (point?.step ?? 0));
      expect(resumed.tensors).toEqual(through.tensors);
      expect(resumed.curves[0]?.at(-1)).toEqual(through.curves[0]?.at(-1));
      expect(resumed.leaked).toBe(0);
    }
    const otherwise = await trained({
      learners: [{ model }],
      hooks: roundingHooks(model.parameters, random(6)),
    });
    expect(otherwise.tensors).not.toEqual(through.tensors);
  });

  it('goes on from any step with what would have been left out, gradients clipped and labels smoothed', async () => {
    const hooks = dropHooks(regularised.drop, random(5));
    const [middle, between] = [keeping(stepsPerEpoch - 1), keeping(stepsPerEpoch)];
    const common = { optimizer: 'adamw', clipNorm: 0.5 } as const;
    const through = await trained({
      ...common,
      learners: [regularised],
      hooks: [...hooks, middle.hook, between.hook],
    });
    expect((await trained({ ...common, learners: [regularised], hooks })).tensors).toEqual(through.tensors);
    for (const { point } of [middle.kept, between.kept]) {
      const resumed = await trained({ ...common, learners: [{ ...regularised, from: point }], hooks });
      expect(resumed.tensors).toEqual(through.tensors);
      expect(resumed.curves[0]?.at(-1)).toEqual(through.curves[0]?.at(-1));
      expect(resumed.leaked).toBe(0);
    }
    const others: readonly TinyTraining[] = [
      { learners: [regularised], hooks: dropHooks(regularised.drop, random(6)) },
      { clipNorm: 0, learners: [regularised], hooks },
      { learners: [{ ...regularised, labelSmoothing: 0 }], hooks },
    ];
    for (const other of others)
      expect((await trained({ ...common, ...other })).tensors).not.toEqual(through.tensors);
  });

  it('averages weights and running statistics after every step as timm’s ModelEma, and measures the average', async () => {
    const decay = 0.7;
    const seen: HostParameters[] = [];
    const looking: Hook = {
      at: 'step',
      run: async ({ learners }) => void seen.push((await learners[0]?.read()) ?? {}),
    };
    const starting: Hook = { ...looking, at: 'start' };
    const found = await trained({ learners: [{ emaDecay: decay }], hooks: [starting, looking] });
    const plain = await trained({});
    for (const name of ['linear.weight', 'bn1.running_mean']) {
      const average = Float64Array.from(seen[0]?.[name]?.values ?? []);
      for (const step of seen.slice(1)) {
        step[name]?.values.forEach((value, i) => {
          average[i] = decay * (average[i] ?? 0) + (1 - decay) * value;
        });
      }
      const [end] = found.tensors;
      expect(average.length).toBeGreaterThan(0);
      average.forEach((value, i) => {
        expect(end?.[`ema.${name}`]?.values[i]).toBeCloseTo(value, 5);
      });
      expect(end?.[name]).toEqual(plain.tensors[0]?.[name]);
    }
    expect(found.curves[0]?.map(({ train }) => train)).toEqual(plain.curves[0]?.map(({ train }) => train));
    expect(found.curves[0]?.at(-1)?.validation.loss).not.toBe(plain.curves[0]?.at(-1)?.validation.loss);
    expect(found.leaked).toBe(0);
  });

  it('is the same whether its parameters are looked at or not', async () => {
    const plain = await trained({});
    let looked = 0;
    const hooks: Hook[] = (['start', 'step', 'epoch', 'end'] as const).map((at) => ({
      at,
      run: async ({ learners: [learner] }) => {
        const point = await learner?.point();
        learner?.write(point?.tensors ?? {});
        learner?.writeOptimiser(point?.optimiser ?? {});
        looked++;
      },
    }));
    const seen = await trained({ hooks });
    expect(looked).toBe(2 + 2 + 2 * stepsPerEpoch);
    expect(seen).toEqual(plain);
  });

  it('keeps weights at zero that a hook sets to zero after each step', async () => {
    const held: boolean[] = [];
    const zeroing: Hook = {
      at: 'step',
      run: async ({ learners: [learner] }) => {
        const tensors = (await learner?.read()) ?? {};
        learner?.write(withMask(tensors));
      },
    };
    const checking: Hook = {
      at: 'step',
      run: async ({ learners: [learner] }) => {
        const tensors = (await learner?.read()) ?? {};
        held.push(Object.entries(withMask(tensors)).every(([name, one]) => same(one, tensors[name])));
      },
    };
    const pruned = await trained({ hooks: [zeroing, checking] });
    expect(held).toEqual(Array.from({ length: 2 * stepsPerEpoch }, () => true));
    const [end] = pruned.tensors;
    expect(Object.entries(withMask(end ?? {})).every(([name, one]) => same(one, end?.[name]))).toBe(true);
    const plain = await trained({});
    expect(pruned.curves).not.toEqual(plain.curves);
    expect(pruned.leaked).toBe(0);
  });

  it('rewinds to an early step: with all weights the same curve, with half of them another', async () => {
    const early = keeping(2);
    const through = await trained({ hooks: [early.hook] });
    const { point } = early.kept;
    if (!point) throw new Error('nothing was kept');
    const again = await trained({ learners: [{ from: point }] });
    expect(again.curves).toEqual(through.curves);
    const mask: Hook = {
      at: 'step',
      run: async ({ learners: [learner] }) => learner?.write(withMask(await learner.read())),
    };
    const ticket = { ...point, tensors: { ...point.tensors, ...withMask(point.tensors) } };
    const sparse = await trained({ learners: [{ from: ticket }], hooks: [mask] });
    expect(sparse.steps).toBe(2 * stepsPerEpoch - 2);
    expect(sparse.curves[0]?.at(-1)?.validation).not.toEqual(through.curves[0]?.at(-1)?.validation);
    const [end] = sparse.tensors;
    expect(Object.entries(withMask(end ?? {})).every(([name, one]) => same(one, end?.[name]))).toBe(true);
  });

  it('trains two networks side by side to the very numbers of each alone', async () => {
    const learners = [
      { seed: 3, alpha: 0.5 },
      { seed: 8, alpha: 1, model: { ...tinyNetwork } },
    ];
    const together = await trained({ learners });
    const alone = [];
    for (const learner of learners) alone.push(await trained({ learners: [learner] }));
    expect(together.curves).toEqual(alone.map(({ curves }) => curves[0]));
    expect(together.tensors).toEqual(alone.map(({ tensors }) => tensors[0]));
    expect(together.curves[0]).not.toEqual(together.curves[1]);
    expect(together.steps).toBe(alone[0]?.steps);
    expect(together.leaked).toBe(0);
  });
}

const same = (one: HostParameters[string], other: HostParameters[string] | undefined) =>
  other !== undefined && one.values.every((value, i) => value === other.values[i]);
