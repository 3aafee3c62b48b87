/**
 * Self-distillation through a whole session: what it trains beside the student stays behind.
 */
import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { openCheckpoint } from './checkpointFile.ts';
import { onWasm } from './onWasmForTests.ts';
import { memoryNetworks, memoryStore, open, tiny } from './sessionForTests.ts';

async function exported(similarity: 'kl' | 'self-distillation', backend?: typeof onWasm) {
  const session = open(memoryStore(), backend ?? (() => ({})), undefined, memoryNetworks().store);
  const experiment = {
    ...tiny,
    ...({ alphas: [0.5], runs: 1, student: 'resnet8', studentWidth: 0.25 } as const),
  };
  const command = { ...experiment, similarity };
  await session.obey({ type: 'run', experiment: command, finished: [], anyTeacher: true });
  expect(session.of('problem')).toEqual([]);
  const [run] = session.of('run-started');
  const opened = await openCheckpoint(
    await session.ask({ type: 'export-student', id: run?.id ?? ('' as never) }),
  );
  return { session, tensors: Object.keys(opened?.checkpoint.tensors ?? {}) };
}

describe.each([
  ['cpu', undefined],
  ['wasm', onWasm],
] as const)('self-distillation on %s', (_, backend) => {
  it('exports the tensors of a student that was taught by KL, and no auxiliary classifier', async () => {
    const { session, tensors } = await exported('self-distillation', backend);
    expect(tensors.length).toBeGreaterThan(0);
    expect(tensors.filter((name) => name.startsWith('loss.'))).toEqual([]);
    expect(tensors).toEqual((await exported('kl', backend)).tensors);
    const [epoch] = session.of('epoch');
    expect(epoch?.record.train.terms.soft).toBeGreaterThan(0);
    const before = memory().numTensors;
    await exported('self-distillation', backend);
    await exported('self-distillation', backend);
    const after = memory().numTensors;
    await exported('self-distillation', backend);
    await exported('self-distillation', backend);
    expect(memory().numTensors - after).toBe(after - before);
  });
});
