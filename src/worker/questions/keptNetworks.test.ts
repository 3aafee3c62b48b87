import { describe, expect, it } from 'vitest';
import { watched } from '../../data/store/networks/watched.ts';
import { ProblemError } from '../../lang/problem.ts';
import { parseRunId } from '../../protocol/runId.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { memoryNetworks, open, tiny } from '../sessionForTests.ts';

const experiment: Experiment = {
  ...tiny,
  ...{ student: 'cnn', alphas: [0.5], runs: 1, epochs: 1 },
  recipe: [
    { kind: 'distil', arm: 'distilled' },
    { kind: 'distil', arm: 'distilled', epochs: 1 },
  ],
};

describe('kept networks', () => {
  it('are listed with where they come from, pinned, deleted, put back, and read', async () => {
    const { store } = memoryNetworks();
    const { obey, ask, of } = open(undefined, undefined, undefined, store);
    expect(await ask({ type: 'kept-networks' })).toEqual({ networks: [], room: 1e9 });
    await obey({ type: 'prepare', experiment }, { type: 'run', experiment, finished: [] });
    expect(of('problem')).toEqual([]);
    const all = async () => (await ask({ type: 'kept-networks' }))?.networks ?? [];
    const teachers = (await all()).filter(({ teacher }) => teacher);
    expect(teachers).toMatchObject([{ teacher: { source: 'trained', dataset: 'insects' }, pinned: false }]);
    const list = async () => (await all()).filter(({ teacher }) => !teacher);
    const [second, first] = [...(await list())].sort(
      (a, b) => (b.origin?.stage ?? 0) - (a.origin?.stage ?? 0),
    );
    if (!first || !second) throw new Error('two stages, two networks');
    expect(first.parent).toBeUndefined();
    expect(second).toMatchObject({ parent: first.id, pinned: false });
    expect(parseRunId(second.origin?.run ?? '')).toMatchObject({ run: 1, point: { alpha: 0.5 } });
    expect(second.measurements.multiplyAdds).toBeGreaterThan(0);
    expect(second.measurements.accuracy).toBe(of('epoch').at(-1)?.record.validation.accuracy);

    await ask({ type: 'pin-network', id: first.id, pinned: true });
    expect((await list()).find(({ id }) => id === first.id)?.pinned).toBe(true);

    const file = await ask({ type: 'network-file', id: first.id });
    expect(file).toHaveLength(first.fileBytes);
    expect(await ask({ type: 'delete-network', id: first.id })).toBe(true);
    expect((await list()).map(({ id }) => id)).toEqual([second.id]);
    const refused = await ask({ type: 'network-file', id: first.id }).catch((thrown) => thrown);
    expect(refused).toBeInstanceOf(ProblemError);
    expect(await ask({ type: 'undo-delete-network', id: first.id })).toBe(true);
    expect((await list()).find(({ id }) => id === first.id)?.pinned).toBe(true);
    expect(await ask({ type: 'network-file', id: first.id })).toEqual(file);

    // Only the last deletion can be undone.
    await ask({ type: 'delete-network', id: first.id });
    await ask({ type: 'delete-network', id: second.id });
    expect(await ask({ type: 'undo-delete-network', id: first.id })).toBe(false);
    expect(await ask({ type: 'undo-delete-network', id: second.id })).toBe(true);
  });

  it('are not listed where their files are gone, and not at all where the browser keeps nothing', async () => {
    const { store, bytes } = memoryNetworks();
    const about = {
      label: 'CNN',
      architecture: undefined,
      recipe: 'distil',
      measurements: { accuracy: 0.5 },
    };
    await store.put(about, new Uint8Array(10));
    const { ask } = open(undefined, undefined, undefined, store);
    expect((await ask({ type: 'kept-networks' }))?.networks).toMatchObject([{ label: 'CNN' }]);
    bytes.clear();
    expect((await ask({ type: 'kept-networks' }))?.networks).toEqual([]);
    expect(await open().ask({ type: 'kept-networks' })).toBeUndefined();
  });

  it('that one tab deletes are gone in another, which is told so', async () => {
    const { store, bytes } = memoryNetworks();
    const listeners: { owner: number; hear: () => void }[] = [];
    const channel = (owner: number) => ({
      postMessage: () => listeners.filter((one) => one.owner !== owner).forEach(({ hear }) => void hear()),
      addEventListener: (_: 'message', hear: () => void) => void listeners.push({ owner, hear }),
    });
    const told = [0, 0];
    const [here, there] = [0, 1].map((owner) =>
      watched(store, channel(owner), () => {
        told[owner] = (told[owner] ?? 0) + 1;
      }),
    );
    const about = { label: 'CNN', architecture: undefined, recipe: 'distil', measurements: {} };
    const kept = await here?.put(about, new Uint8Array(10));
    expect(told).toEqual([1, 1]);
    await here?.take(kept?.id ?? '');
    expect(told).toEqual([2, 2]);
    expect(await there?.list()).toEqual([]);
    // So it is told of what comes in, is pinned, is found to be damaged, and goes with all that is not pinned.
    const imported = { at: 1, from: 'family.zip' };
    const one = await here?.bring({ about, createdAt: 1, imported, bytes: new Uint8Array(11) }, new Set());
    expect(told).toEqual([3, 3]);
    expect(await there?.list()).toMatchObject([{ imported, kept: false }]);
    await there?.keep(one?.id ?? '', true);
    expect(told).toEqual([4, 4]);
    expect(await here?.list()).toMatchObject([{ kept: true }]);
    await here?.read(one?.id ?? '');
    expect(told).toEqual([4, 4]);
    for (const name of bytes.keys()) bytes.set(name, new Uint8Array(3));
    await here?.read(one?.id ?? '');
    expect(told).toEqual([5, 5]);
    expect(await there?.list()).toMatchObject([{ damaged: true }]);
    await here?.keep(one?.id ?? '', false);
    await here?.removeUnpinned();
    expect(told).toEqual([7, 7]);
    expect(await there?.list()).toEqual([]);
  });
});
