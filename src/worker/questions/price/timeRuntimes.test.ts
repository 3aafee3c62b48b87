/**
 * The price of kept networks: counted, and timed in every runtime. Times themselves are this machine's and not looked at.
 */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadRuntimeInNode } from '../../../engine/external/onnx/runtimeInNode.ts';
import { inEnglish } from '../../../lang/sentence.ts';
import type { Event } from '../../../protocol/protocol.ts';
import {
  isTimed,
  type NetworkTimes,
  type RuntimeName,
  runtimeNames,
} from '../../../protocol/runtimeTimes.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { readRecipe } from '../../../spec/recipe/spelling.ts';
import { memoryNetworks, memoryStore, open, tiny } from '../../sessionForTests.ts';

const recipeOf = (text: string): Experiment['recipe'] => {
  const read = readRecipe(text);
  if ('fault' in read) throw new Error(inEnglish(read.fault));
  return read.recipe;
};
const trained: Experiment = { ...tiny, student: 'cnn', alphas: [0.5], runs: 1, epochs: 1 };

beforeAll(async () => {
  await loadRuntimeInNode();
});

/** The networks that the stages of a recipe gave, in their order. */
async function made(recipe: string) {
  const { store: networks } = memoryNetworks();
  const session = open(memoryStore(), undefined, undefined, networks);
  await session.obey({
    type: 'run',
    experiment: { ...trained, recipe: recipeOf(recipe) },
    finished: [],
  });
  expect(session.of('problem')).toEqual([]);
  const rows = (await networks.list()).filter(({ origin }) => origin);
  const ids = rows.sort((a, b) => (a.origin?.stage ?? 0) - (b.origin?.stage ?? 0)).map(({ id }) => id);
  return { ...session, networks, ids };
}

const textOf = ({ times }: NetworkTimes, name: RuntimeName) => {
  const time = times[name];
  return isTimed(time) ? 'timed' : inEnglish(time.reason);
};
const textsOf = (network: NetworkTimes | undefined) =>
  network && runtimeNames.map((name) => textOf(network, name));

describe('time in every runtime', () => {
  it('is of a network and of what it was, with bytes and agreement, and leaves nothing', async () => {
    const { ask, ids, of } = await made('distil; prune keep=0.5 recalibrate=0');
    const before = memory().numTensors;
    const found = await ask({ type: 'time-runtimes', ids });
    expect(memory().numTensors).toBe(before);
    expect(found).toMatchObject({ rounds: 31, warmUps: 5, least: 4, threads: 1 });
    expect(found?.networks.map(({ id }) => id)).toEqual(ids);
    for (const network of found?.networks ?? []) {
      expect(textsOf(network)).toEqual(['timed', 'timed', 'timed']);
      for (const time of Object.values(network.times)) {
        if (!isTimed(time)) throw new Error('no time');
        const [low, high] = time.quartiles;
        expect(low).toBeLessThanOrEqual(time.milliseconds);
        expect(time.milliseconds).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThan(0);
        expect(time.ratio).toBeGreaterThan(0);
      }
      expect(network.isQuantised).toBe(false);
      expect(network.overFloat).toBeGreaterThan(0);
      expect(network.agreement?.images).toBe(trained.validationImages);
      expect((network.agreement?.share ?? -1) * trained.validationImages).toBeCloseTo(
        Math.round((network.agreement?.share ?? -1) * trained.validationImages),
        9,
      );
      const { onnxFloat, onnxInt8 } = network.files;
      expect(onnxInt8?.bytes).not.toBe(onnxFloat?.bytes);
      expect(onnxInt8?.zipped).toBeLessThan(onnxInt8?.bytes ?? 0);
      expect(onnxFloat?.zipped).toBeLessThan(onnxFloat?.bytes ?? 0);
    }
    // The first over itself, round by round.
    expect(found?.networks[0]?.times.lab).toMatchObject({ ratio: 1 });
    const told = of('timing').map(({ done, total }) => [done, total]);
    expect(told.slice(0, 2)).toEqual([
      [0, 1],
      [0, 36 * 6],
    ]);
    expect(told).toHaveLength(36 + 2);
    expect(told.at(-1)).toEqual([0, 0]);
  });

  it('is not that of integers which the lab simulates; float32 is then what was rounded', async () => {
    const { ask, ids } = await made('distil; quantise bits=4 images=16');
    const found = await ask({ type: 'time-runtimes', ids });
    const [float, quantised] = found?.networks ?? [];
    expect(textsOf(quantised)).toEqual([
      'The lab only simulates its integers: how long that takes says nothing of the network.',
      'timed',
      'timed',
    ]);
    expect(quantised?.isQuantised).toBe(true);
    expect(quantised?.files.onnxFloat).toEqual(float?.files.onnxFloat);
    expect(quantised?.agreement?.images).toBe(trained.validationImages);
  });

  it('of int8 is never beside a float32 network of other channels', async () => {
    const { ask, ids } = await made('distil; qat epochs=1; prune keep=0.5 recalibrate=0; distil epochs=1');
    const found = await ask({ type: 'time-runtimes', ids: [ids[1] ?? '', ids[3] ?? ''] });
    const [trainedOnLevels, pruned] = found?.networks ?? [];
    const lab = expect.stringContaining('simulates');
    expect(textsOf(trainedOnLevels)).toEqual([lab, 'timed', 'timed']);
    expect(textsOf(pruned)).toEqual([
      lab,
      'It is quantised, and of the networks that it was made of no float32 one with the same channels, blocks and factors is stored.',
      'timed',
    ]);
    expect(pruned?.files.onnxFloat).toBeUndefined();
    expect(pruned?.agreement).toBeUndefined();
    expect(pruned?.overFloat).toBeUndefined();
  });

  it('is refused where its levels are no whole numbers, and takes shared weights as they are', async () => {
    const { ask, ids } = await made('distil; qat method=ttq epochs=1');
    const found = await ask({ type: 'time-runtimes', ids: ids.slice(1) });
    expect(textsOf(found?.networks[0])).toEqual([
      expect.stringContaining('simulates'),
      'timed',
      'Its levels are not whole numbers times one scale, so its file holds them as float32.',
    ]);
    expect(found?.networks[0]?.agreement).toBeUndefined();
    const shared = await made('distil; share entries=4');
    const dense = await shared.ask({ type: 'time-runtimes', ids: shared.ids.slice(1) });
    expect(textsOf(dense?.networks[0])).toEqual(['timed', 'timed', 'timed']);
  });

  it('needs its own images for int8 alone', async () => {
    const { ask, obey, ids, of } = await made('distil');
    await obey({ type: 'prepare', experiment: { ...trained, trainImages: 40 } });
    expect(of('problem')).toEqual([]);
    const found = await ask({ type: 'time-runtimes', ids });
    expect(textsOf(found?.networks[0])).toEqual([
      'timed',
      'timed',
      'Its int8 is calibrated on its own images. This student was trained on other images than those that are open.',
    ]);
    expect(found?.networks[0]?.agreement).toBeUndefined();
  });

  it('ends when it is told to, when something else is to be timed, and where training begins', async () => {
    const { ask, obey, on, ids, session } = await made('distil');
    const atRound = (act: () => void) => {
      let acted = false;
      on((event: Event) => {
        if (event.type !== 'timing' || event.done < 3 || acted) return;
        acted = true;
        act();
      });
    };
    atRound(() => void ask({ type: 'stop-timing' }));
    const before = memory().numTensors;
    expect(await ask({ type: 'time-runtimes', ids })).toBeUndefined();
    expect(memory().numTensors).toBe(before);
    const cancelled = ask({ type: 'time-runtimes', ids });
    await ask({ type: 'stop-timing' });
    expect(await cancelled).toBeUndefined();
    const [older, newer] = await Promise.all([
      ask({ type: 'time-runtimes', ids }),
      ask({ type: 'time-runtimes', ids }),
    ]);
    expect(older).toBeUndefined();
    expect(newer?.networks).toHaveLength(1);
    atRound(() => session.obey({ type: 'run', experiment: trained, finished: [] }));
    expect(await ask({ type: 'time-runtimes', ids })).toBeUndefined();
    const refused = ask({ type: 'time-runtimes', ids });
    await expect(refused).rejects.toThrow('not timed while something is trained');
    await obey();
  });

  it('is refused of what is not kept', async () => {
    const { ask } = await made('distil');
    await expect(ask({ type: 'time-runtimes', ids: ['0'.repeat(64)] })).rejects.toThrow('not kept any more');
  });
});

it('what a network costs is what its stage measured', async () => {
  const { ask, ids, of } = await made('distil; quantise images=16');
  for (const [stage, id] of ids.entries()) {
    const measured = of('stage-ended')[stage]?.record.measures;
    const costs = await ask({ type: 'network-costs', id });
    expect(measured).toMatchObject(costs);
    expect(costs).toMatchObject({
      energy: expect.any(Number),
      activationBytes: expect.any(Number),
      zippedBytes: expect.any(Number),
    });
    expect('huffmanBytes' in costs).toBe(stage === 1);
  }
});
