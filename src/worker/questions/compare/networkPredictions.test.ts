import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { isRight } from '../../../protocol/imagePredictions.ts';
import type { KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { memoryNetworks, open, tiny } from '../../sessionForTests.ts';

const experiment: Experiment = {
  ...tiny,
  ...{ student: 'cnn', alphas: [0.5], runs: 1, epochs: 1 },
  recipe: [
    { kind: 'distil', arm: 'distilled' },
    { kind: 'quantise', bits: 3 } as Experiment['recipe'][number],
  ],
};

async function trained() {
  const session = open(undefined, undefined, undefined, memoryNetworks().store);
  await session.obey({ type: 'prepare', experiment }, { type: 'run', experiment, finished: [] });
  expect(session.of('problem')).toEqual([]);
  return { ...session, networks: (await session.ask({ type: 'kept-networks' }))?.networks ?? [] };
}

describe('what kept networks say of the open images', () => {
  it('is as often right as was measured when each was made, teacher, student and what was made of it', async () => {
    const { ask, networks } = await trained();
    expect(networks).toHaveLength(3);
    const before = memory().numTensors;
    for (const { id, measurements } of networks) {
      const predictions = await ask({ type: 'network-predictions', id });
      const right = predictions.labels.reduce((sum, _, n) => sum + Number(isRight(predictions, n)), 0);
      expect(predictions.labels).toHaveLength(20);
      expect(right / 20).toBeCloseTo(measurements.accuracy ?? Number.NaN, 6);
    }
    expect(memory().numTensors).toBe(before);
  });

  it('is refused while anything is trained, of other images, and of what is gone', async () => {
    const { ask, obey, session, networks } = await trained();
    const [network] = networks.filter(({ teacher }) => !teacher);
    const refusal = (id: string) =>
      ask({ type: 'network-predictions', id }).then(
        () => undefined,
        ({ problem }) => problem.code,
      );
    const { id } = network as KeptNetworkCard;
    expect(await refusal('0'.repeat(64))).toBe('weights-invalid');
    const more = { ...experiment, runs: 2, epochs: 3 };
    session.obey({ type: 'run', experiment: more, finished: [] });
    expect(await refusal(id)).toBe('setting-invalid');
    session.obey({ type: 'stop' });
    await session.idle();
    await obey({ type: 'prepare', experiment: { ...experiment, seed: 7 } });
    expect(await refusal(id)).toBe('dataset-missing');
    await obey({ type: 'prepare', experiment });
    expect(await refusal(id)).toBeUndefined();
  });

  it('is given up for networks that are asked for later', async () => {
    const { ask, networks } = await trained();
    const all = await Promise.allSettled(networks.map(({ id }) => ask({ type: 'network-predictions', id })));
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });

  it('is asked of all runs of a step at once, and comes to what each says alone', async () => {
    const { ask, networks } = await trained();
    const [teacher, distilled, quantised] = [
      networks.find((one) => one.teacher),
      ...[0, 1].map((stage) => networks.find(({ origin }) => origin?.stage === stage)),
    ];
    if (!teacher || !distilled || !quantised) throw new Error('there are three');
    const found = await ask({
      ...{ type: 'who-pays', before: [distilled.id], after: [quantised.id], teacher: teacher.id },
    });
    const [early, late, said] = await Promise.all([
      ask({ type: 'network-predictions', id: distilled.id }),
      ask({ type: 'network-predictions', id: quantised.id }),
    ]).then(async (pair) => [...pair, await ask({ type: 'network-predictions', id: teacher.id })] as const);
    expect(found.before.accuracy).toBeCloseTo(distilled.measurements.accuracy ?? Number.NaN, 6);
    expect(found.after.accuracy).toBeCloseTo(quantised.measurements.accuracy ?? Number.NaN, 6);
    const changed = [...early.predicted.keys()].filter((n) => early.predicted[n] !== late.predicted[n]);
    expect([...found.exemplars].sort((a, b) => a - b)).toEqual(changed);
    expect(found.classes.reduce((sum, one) => sum + (one?.images ?? 0), 0)).toBe(20);
    const agreed = [...late.predicted].filter((label, n) => label === said.predicted[n]).length;
    expect(found.after.agreement).toBeCloseTo(agreed / 20, 12);
  });
});
