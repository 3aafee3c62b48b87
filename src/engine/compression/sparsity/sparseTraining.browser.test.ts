/**
 * Masks that are put on, and penalties, in recorded steps on a WebGPU device: the numbers of steps that are not recorded.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import { toHost } from '../../layers/hostParameters.ts';
import { initialise } from '../../layers/initialise.ts';
import { gpuIsHere, startGpuInBrowser } from '../../ops/webgpu/startGpuInBrowser.ts';
import { tinyNetwork, trainTiny } from '../../training/trainingForTests.ts';
import { groupPenalty, growingPenalty, leastChannels, normPenalty } from '../regularising/penalties.ts';
import { sparseTraining } from './sparseTraining.ts';

describe.skipIf(!gpuIsHere)('compression in training, on WebGPU (skipped without an adapter)', () => {
  beforeAll(startGpuInBrowser);

  it.each(['hard', 'soft'] as const)('masks weights in recorded steps, %s', async (masks) => {
    const architecture = catalogue.resnet8.architecture({ classes: 3, imageSize: 6, width: 0.25 });
    const tensors = await toHost(initialise(build(architecture).parameters, random(3)));
    const run = async (capture: boolean) => {
      const sparse = sparseTraining(
        { architecture, tensors },
        {
          ...{ keep: 0.3, what: 'entries', block: [1, 1], pool: 'mean', by: 'magnitude', scope: 'global' },
          ...{ ends: 'prune', schedule: 'gradual', first: 0.6, rounds: 3, begin: 0, end: 0.8, every: 0.5 },
        },
        { hard: masks === 'hard', batches: () => [], random: random(4) },
      );
      const first = { tensors: sparse.from.tensors, optimiser: {}, step: 0, sums: [] };
      const learners = [{ model: build(sparse.from.architecture), from: first }];
      const trained = await trainTiny({ learners, epochs: 3, capture, hooks: sparse.hooks });
      const [end = {}] = trained.tensors;
      return { trained, ...sparse.finished({ architecture: sparse.from.architecture, tensors: end }) };
    };
    const [recorded, plain] = [await run(true), await run(false)];
    expect(recorded.trained).toEqual(plain.trained);
    expect(recorded.report.reached.keep).toBeCloseTo(0.3, 2);
    expect(recorded.trained.leaked).toBe(0);
  });

  it('penalises channels in recorded steps', async () => {
    const tensors = await toHost(initialise(tinyNetwork.parameters, random(3)));
    const chosen = leastChannels(tinyNetwork, tensors, 0.5);
    const growing = growingPenalty(tinyNetwork, chosen, { ceiling: 2, every: 2 });
    const norm = normPenalty(tinyNetwork, 0.01);
    if (!norm) throw new Error('a network with batch norm');
    const plain = await trainTiny({});
    for (const { penalty, hooks } of [
      { penalty: norm, hooks: [] },
      { penalty: groupPenalty(tinyNetwork, 0.01), hooks: [] },
      growing,
    ]) {
      const run = (capture: boolean) => trainTiny({ learners: [{ penalty }], hooks, capture });
      const [recorded, other] = [await run(true), await run(false)];
      expect(recorded).toEqual(other);
      expect(recorded.leaked).toBe(0);
      expect(recorded.curves).not.toEqual(plain.curves);
    }
  });
});
