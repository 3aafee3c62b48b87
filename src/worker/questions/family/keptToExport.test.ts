import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../lang/problem.ts';
import type { ExportedNetwork } from '../../../protocol/exportedNetwork.ts';
import { alphaRunId } from '../../../protocol/runId.ts';
import { exportFormats } from '../../../spec/choices.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { readRecipe } from '../../../spec/recipe/spelling.ts';
import { memoryNetworks, memoryStore, open, tiny } from '../../sessionForTests.ts';

const one = alphaRunId(0.5, 1);
const small: Experiment = { ...tiny, student: 'cnn', runs: 1, alphas: [0.5], epochs: 1 };
const read = readRecipe('distil; quantise images=16');
const quantised: Experiment = {
  ...small,
  recipe: 'recipe' in read ? read.recipe : [],
};

async function trained(experiment: Experiment) {
  const { store } = memoryNetworks();
  const lab = open(memoryStore(), undefined, undefined, store);
  await lab.obey({ type: 'run', experiment, finished: [] });
  expect(lab.of('problem')).toEqual([]);
  const { networks } = (await lab.ask({ type: 'kept-networks' })) ?? { networks: [] };
  const last = networks.find(({ origin }) => origin?.stage === Math.max(0, experiment.recipe.length - 1));
  const teacher = networks.find((network) => network.teacher);
  return { ...lab, student: last?.id ?? '', teacher: teacher?.id ?? '' };
}

/** A zip says when it was made. */
const contentOf = ({ name, bytes }: ExportedNetwork) => (name.endsWith('.zip') ? unzipSync(bytes) : bytes);

describe('a kept network as a file', () => {
  it.each(exportFormats)('of %s is what the bench gives of the same student', async (format) => {
    for (const experiment of [small, quantised]) {
      const { ask, student } = await trained(experiment);
      const bench = await ask({ type: 'export-network', of: one, format });
      const kept = await ask({ type: 'export-network', of: { network: student }, format });
      expect(contentOf(kept)).toEqual(contentOf(bench));
      expect({ ...kept, bytes: 0, zippedBytes: 0 }).toEqual({ ...bench, bytes: 0, zippedBytes: 0 });
      expect(kept.memoryBytes).toBeGreaterThan(1000);
      expect(kept.zippedBytes).toBeLessThan(kept.bytes.length);
    }
  });

  it.each(exportFormats)('of %s is what the bench gives of the same teacher', async (format) => {
    const { ask, teacher } = await trained(small);
    const bench = await ask({ type: 'export-network', of: 'teacher', format });
    const kept = await ask({ type: 'export-network', of: { network: teacher }, format });
    expect(contentOf(kept)).toEqual(contentOf(bench));
    expect(kept.name).toBe(bench.name);
  });

  it('is refused where it is not kept any more', async () => {
    const { ask, student } = await trained(small);
    await ask({ type: 'delete-network', id: student });
    const refused = await ask({
      type: 'export-network',
      of: { network: student },
      format: 'safetensors',
    }).catch((thrown) => thrown);
    expect(refused).toBeInstanceOf(ProblemError);
    expect(refused).toMatchObject({ problem: { code: 'weights-invalid' } });
  });
});
