import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../base/sha256.ts';
import { familyRowOf, familyText } from '../../../data/familyRows.ts';
import { bytesInMemory } from '../../../engine/weights/byteSource.ts';
import { openSafetensors, writeSafetensors } from '../../../engine/weights/safetensors.ts';
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

/** The shipped teacher’s tensors, without anything said of them. */
async function unsaid(without: readonly string[] = []) {
  const { tensors } = await openSafetensors(bytesInMemory(bytes));
  const kept = [...tensors].filter(([name]) => !without.includes(name));
  const host = await Promise.all(
    kept.map(async ([name, { shape, values }]) => [name, { shape, values: await values() }] as const),
  );
  return writeSafetensors({ tensors: new Map(host), metadata: {} });
}

async function broughtUnsaid(file: Uint8Array<ArrayBuffer>) {
  const id = await sha256(file);
  const told = {
    ...{ label: 'ResNet-20', recipe: '', bytes: file.length, createdAt: 3, measurements: {} },
    teacher: { experiment: '?teacher=shipped', dataset: 'insects', source: 'file' },
  };
  const index = new TextEncoder().encode(familyText([familyRowOf(id, told, 'one.safetensors')]));
  const zip = new Uint8Array(zipSync({ [familyIndex]: index, 'one.safetensors': file }));
  const { store } = memoryNetworks();
  const lab = open(memoryStore(), undefined, undefined, store);
  const report = await lab.ask({ type: 'import-networks', name: 'f.zip', blob: new Blob([zip]) });
  return { ...lab, id, report, row: await store.find(id) };
}

describe('a network whose file says no architecture', () => {
  it('is recognised by its shapes, and opened by what was recognised', async () => {
    const { id, report, row, ask } = await broughtUnsaid(await unsaid());
    expect(report).toMatchObject({ added: 1, refused: [] });
    expect(row?.architecture).toMatchObject({ family: 'resnet20', classes: 10, imageSize: 32 });
    const { layers } = await ask({ type: 'network-inside', id });
    expect(layers.filter(({ kind }) => kind === 'conv')).toHaveLength(19);
  });

  it('is refused where no network of the lab has its shapes', async () => {
    const { report, row } = await broughtUnsaid(await unsaid(['conv1.weight', 'bn1.weight']));
    expect(report).toMatchObject({ added: 0 });
    expect(report.refused.map(({ why }) => inEnglish(why)).join()).toMatch(/conv1\.weight/);
    expect(row).toBeUndefined();
  });
});

describe('a network that is imported', () => {
  it('may be the shipped teacher, and stays the same file', async () => {
    const { id, report, row } = await brought({});
    expect(report).toEqual({ added: 1, present: 0, gone: 0, noRoom: [], refused: [] });
    expect(row).toMatchObject({ id, teacher: { source: 'shipped' }, measurements: { accuracy: 0.939 } });
    expect(row?.architecture).toMatchObject({ family: 'resnet20', classes: 10, imageSize: 32 });
  });

  it('was pruned group by group where an earlier release tells its recipe without a scope', async () => {
    const { row } = await brought({ recipe: 'prune keep=0.25; distil' });
    expect(row?.recipe).toBe('prune keep=0.25 scope=uniform; distil');
    const today = await brought({ recipe: 'prune scope=isomorphic; distil' });
    expect(today.row?.recipe).toBe('prune scope=isomorphic; distil');
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
