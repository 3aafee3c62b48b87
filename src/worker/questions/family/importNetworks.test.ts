import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../base/sha256.ts';
import { familyRowOf, familyText } from '../../../data/familyRows.ts';
import { inEnglish } from '../../../lang/sentence.ts';
import { familyIndex } from '../../../protocol/networkIndex.ts';
import { memoryNetworks, memoryStore, open } from '../../sessionForTests.ts';

const bytes = new Uint8Array(
  readFileSync(join(import.meta.dirname, '../../../../public/teachers/insects-resnet20.safetensors')),
);

/** The shipped teacher, whose file is of a release that named no architecture, as the lab takes it along. */
async function brought(change: object) {
  const id = await sha256(bytes);
  const row = familyRowOf(
    id,
    {
      ...{ label: 'ResNet-20', recipe: '', bytes: bytes.length, createdAt: 3, architecture: undefined },
      measurements: { accuracy: 0.939 },
      teacher: { experiment: '?teacher=shipped', dataset: 'insects', source: 'shipped' },
    },
    'teacher.safetensors',
  );
  const index = new TextEncoder().encode(familyText([{ ...row, ...change }]));
  const zip = zipSync({ [familyIndex]: index, 'teacher.safetensors': bytes });
  const { store } = memoryNetworks();
  const lab = open(memoryStore(), undefined, undefined, store);
  const report = await lab.ask({
    type: 'import-networks',
    ...{ name: 'family.zip', blob: new Blob([new Uint8Array(zip)]) },
  });
  return { id, report, row: await store.find(id) };
}

describe('a network that is imported', () => {
  it('may be the shipped teacher, and stays the same file', async () => {
    const { id, report, row } = await brought({});
    expect(report).toEqual({ added: 1, present: 0, gone: 0, noRoom: [], refused: [] });
    expect(row).toMatchObject({ id, teacher: { source: 'shipped' }, measurements: { accuracy: 0.939 } });
    expect(row?.architecture).toMatchObject({ family: 'resnet20', classes: 10, imageSize: 32 });
  });

  it('has the sizes of its file, whatever is told of it, and no time of another machine', async () => {
    const measurements = { accuracy: 0.9, loss: 0.3, bytes: 1600, parameters: 5, multiplyAdds: 7 };
    const { row } = await brought({ measurements: { ...measurements, milliseconds: 3 } });
    expect(row?.measurements).toMatchObject({ accuracy: 0.9, loss: 0.3 });
    expect(row?.measurements).not.toHaveProperty('milliseconds');
    const { parameters = 0, bytes: size, multiplyAdds } = row?.measurements ?? {};
    // ResNet-20 of He et al. (2015): 0.27 million parameters, 41 million multiply-adds.
    expect(parameters).toBeGreaterThan(265_000);
    expect(parameters).toBeLessThan(275_000);
    expect(multiplyAdds).toBeGreaterThan(4e7);
    expect(size).toBeGreaterThan(4 * parameters);
    expect(size).toBeLessThanOrEqual(bytes.length);
  });

  it.each([
    [{ measurements: { accuracy: 7e300 } }, 'measurements.accuracy'],
    [{ measurements: { accuracy: -3 } }, 'measurements.accuracy'],
    [{ measurements: { bytes: -5 } }, 'measurements.bytes'],
    [{ measurements: { sparsity: 1.5 } }, 'measurements.sparsity'],
    [{ createdAt: 9e15 }, 'createdAt'],
  ])('is refused where what is told of it cannot be: %j', async (change, at) => {
    const { report, row } = await brought(change);
    expect(report.added).toBe(0);
    expect(report.refused.map(({ why }) => inEnglish(why))).toEqual([
      `What is told of it is damaged (at “${at}”).`,
    ]);
    expect(row).toBeUndefined();
  });
});
