import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../spec/experiment.ts';
import { experimentOf } from '../../spec/link.ts';
import { openCheckpoint } from '../checkpointFile.ts';
import { memoryNetworks, memoryStore, open, tiny } from '../sessionForTests.ts';

const experiment: Experiment = { ...tiny, teacher: 'resnet8' };

describe('a teacher among the kept networks', () => {
  it('that was trained here is told of with its measures, and is the same network, bit for bit', async () => {
    const { store } = memoryNetworks();
    const lab = open(memoryStore(), undefined, undefined, store);
    await lab.obey({ type: 'train-teacher', experiment }, { type: 'prepare', experiment });
    expect(lab.of('problem')).toEqual([]);
    const [kept, ...others] = await store.list();
    expect(others).toEqual([]);
    const card = lab.of('teacher').at(-1)?.teacher;
    expect(kept).toMatchObject({
      architecture: { family: 'resnet8' },
      recipe: 'distil epochs=1 alpha=1',
      measurements: { accuracy: card?.accuracy, parameters: card?.parameters, bytes: card?.bytes },
      teacher: { dataset: 'insects', source: 'trained' },
    });
    const read = await store.read(kept?.id ?? '');
    const bytes = await lab.ask({ type: 'export-teacher' });
    expect(read).toEqual({ bytes });
    const opened = await openCheckpoint(bytes);
    expect(opened?.checkpoint.architecture.family).toBe('resnet8');
    // In a later visit it is found, not trained, and not kept twice.
    await lab.obey(
      { type: 'prepare', experiment: { ...experiment, seed: 5 } },
      { type: 'prepare', experiment },
    );
    expect(lab.of('teacher-epoch')).toHaveLength(1);
    expect(await store.list()).toHaveLength(1);
  });

  it('that was opened is kept once, by the name of its file, and with a new head as another', async () => {
    const trainer = open();
    await trainer.obey({ type: 'train-teacher', experiment });
    const blob = new Blob([await trainer.ask({ type: 'export-teacher' })]);
    const { store } = memoryNetworks();
    const visit = async (settings: Partial<Experiment>) => {
      const lab = open(undefined, undefined, undefined, store);
      const given: Experiment = { ...experiment, ...settings, teacher: 'file' };
      await lab.obey({ type: 'prepare', experiment: { ...given, teacher: 'cnn' } });
      await lab.ask({ type: 'use-teacher-file', name: 'mine.safetensors', blob, experiment: given });
      const prepare = { type: 'prepare', experiment: given } as const;
      await lab.obey(given.teacherHead === 'new' ? { ...prepare, type: 'train-teacher' } : prepare);
      expect(lab.of('problem')).toEqual([]);
    };
    await visit({});
    await visit({});
    const file = 'mine.safetensors';
    expect(await store.list()).toMatchObject([{ recipe: '', teacher: { source: 'file', file } }]);
    await visit({ teacherHead: 'new' });
    expect((await store.list()).map(({ teacher }) => [teacher?.source, teacher?.file])).toEqual([
      ['trained', file],
      ['file', file],
    ]);
    // Pinned ones stay where they are put again, until they are not pinned any more.
    const id = (await store.list())[1]?.id ?? '';
    await store.keep(id, true);
    await visit({});
    expect(await store.find(id)).toMatchObject({ kept: true });
    await store.keep(id, false);
    expect(await store.find(id)).toMatchObject({ kept: false });
  });

  it('is the same network however often, and for whatever experiment, it is opened', async () => {
    const { store } = memoryNetworks();
    const trainer = open(undefined, undefined, undefined, store);
    const made: Experiment = { ...experiment, student: 'cnn', runs: 1, alphas: [0.5], epochs: 1 };
    await trainer.obey({ type: 'run', experiment: made, finished: [] });
    const before = await store.list();
    expect(before).toHaveLength(2);
    const use = async (id: string, settings: Partial<Experiment> = {}) => {
      const read = await store.read(id);
      if (!read || 'damage' in read) throw new Error('it is kept');
      const lab = open(undefined, undefined, undefined, store);
      const given: Experiment = { ...experiment, ...settings, teacher: 'file' };
      await lab.obey({ type: 'prepare', experiment: { ...given, teacher: 'cnn' } });
      const blob = new Blob([read.bytes]);
      await lab.ask({ type: 'use-teacher-file', name: 'kept.safetensors', blob, experiment: given });
      await lab.obey({ type: 'prepare', experiment: given });
      expect(lab.of('problem')).toEqual([]);
    };
    const told = (rows: Awaited<ReturnType<typeof store.list>>) =>
      rows
        .map(({ id, label, teacher, origin, recipe }) => ({ id, label, teacher, origin, recipe }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const { id } of before) await use(id);
    for (const { id } of before) await use(id, { epochs: 9, batchSize: 8 });
    expect(told(await store.list())).toEqual(told(before));
    // Each says which experiments it taught.
    const taught = (await store.list()).map((row) =>
      row.taught?.map((link) => experimentOf(link).experiment),
    );
    expect(taught.map((each) => each?.map(({ epochs }) => epochs))).toEqual(
      before.map(() => [experiment.epochs, 9]),
    );
    // The one that was used last was touched last.
    expect((await store.list())[0]?.id).toBe(before.at(-1)?.id);
  });

  it('is found among rows that earlier releases wrote, which do not say whose weights they are', async () => {
    const trainer = open();
    await trainer.obey({ type: 'train-teacher', experiment });
    const bytes = await trainer.ask({ type: 'export-teacher' });
    const { store } = memoryNetworks();
    const teacher = { experiment: '', dataset: 'insects', source: 'trained' };
    const row = { label: 'Old', architecture: undefined, recipe: '', measurements: {}, teacher };
    await store.put(row, bytes);
    const lab = open(undefined, undefined, undefined, store);
    const given: Experiment = { ...experiment, epochs: 7, teacher: 'file' };
    await lab.obey({ type: 'prepare', experiment: { ...given, teacher: 'cnn' } });
    const blob = new Blob([bytes]);
    await lab.ask({ type: 'use-teacher-file', name: 'old.safetensors', blob, experiment: given });
    await lab.obey({ type: 'prepare', experiment: given });
    expect((await store.list()).map(({ label }) => label)).toEqual(['Old']);
  });
});
