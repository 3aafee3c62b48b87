import { describe, expect, it } from 'vitest';
import { alphaRunId } from '../../protocol/runId.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { memoryNetworks, open, tiny } from '../sessionForTests.ts';

describe('students of a finished sweep', () => {
  const experiment: Experiment = {
    ...tiny,
    teacher: 'cnn',
    student: 'resnet8',
    alphas: [0.5, 1],
    runs: 1,
    epochs: 1,
  };

  it('are found again after a reload, to the bit, unless they are damaged', async () => {
    const { store, bytes } = memoryNetworks();
    const before = open(undefined, undefined, undefined, store);
    await before.obey({ type: 'prepare', experiment }, { type: 'run', experiment, finished: [] });
    expect(before.of('problem')).toEqual([]);
    const listed = await before.ask({ type: 'students', experiment });
    expect(listed).toHaveLength(2);
    const [kept] = await store.list();
    expect(kept).toMatchObject({ recipe: 'distil', architecture: { family: 'resnet8' } });
    expect(kept?.measurements.accuracy).toBe(before.of('epoch').at(-1)?.record.validation.accuracy);
    const weights = await before.ask({ type: 'export-student', id: alphaRunId(0.5, 1) });

    const after = open(undefined, undefined, undefined, store);
    await after.obey({ type: 'train-teacher', experiment }, { type: 'prepare', experiment });
    expect(await after.ask({ type: 'students', experiment })).toEqual(expect.arrayContaining([...listed]));
    expect(await after.ask({ type: 'export-student', id: alphaRunId(0.5, 1) })).toEqual(weights);
    expect(await after.ask({ type: 'students', experiment: { ...experiment, temperature: 2 } })).toEqual([]);

    for (const name of bytes.keys()) bytes.set(name, new Uint8Array(8));
    const later = open(undefined, undefined, undefined, store);
    await later.obey({ type: 'train-teacher', experiment }, { type: 'prepare', experiment });
    expect(await later.ask({ type: 'students', experiment })).toEqual([]);
  });
});
