/**
 * Students that learn from each other, through whole sessions.
 */
import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../spec/experiment.ts';
import { onWasm } from './onWasmForTests.ts';
import { memoryStore, open, tiny } from './sessionForTests.ts';

const three: Experiment = { ...tiny, alphas: [0.5, 1], runs: 1, cohort: 3 };

async function curvesOf(experiment: Experiment, backend?: typeof onWasm) {
  const session = open(memoryStore(), backend ?? (() => ({})));
  await session.obey({ type: 'run', experiment, finished: [], anyTeacher: true });
  expect(session.of('problem')).toEqual([]);
  return session.of('epoch').map(({ id, record }) => ({ id, ...record, seconds: 0, gradients: undefined }));
}
const without = (curves: Awaited<ReturnType<typeof curvesOf>>) =>
  curves.map(({ fellows: _, ...record }) => record);

describe.each([
  ['cpu', undefined],
  ['wasm', onWasm],
] as const)('fellow students on %s', (_, backend) => {
  it('are all measured, learn from each other below alpha 1, and at alpha 1 each is alone', async () => {
    const together = await curvesOf(three, backend);
    for (const { fellows } of together) expect(fellows).toHaveLength(2);
    const alone = await curvesOf({ ...three, cohort: 1 }, backend);
    const at = (alpha: string, curves: typeof together) =>
      curves.filter(({ id }) => id.startsWith(`alpha=${alpha}#`));
    expect(without(at('1', together))).toEqual(without(at('1', alone)));
    expect(without(at('0.5', together))).not.toEqual(without(at('0.5', alone)));
    expect(await curvesOf(three, backend)).toEqual(together);
  });

  it('need no teacher in their loss, and frees what it made', async () => {
    const before = memory().numTensors;
    const [first, ...more] = await curvesOf({ ...three, alphas: [0.5], similarity: 'mutual' }, backend);
    expect(more).toHaveLength(1);
    expect(first?.train.terms.soft).toBeGreaterThan(0);
    expect(first?.validation.terms.soft).toBe(0);
    const after = memory().numTensors;
    await curvesOf({ ...three, alphas: [0.5], similarity: 'mutual' }, backend);
    expect(memory().numTensors - after).toBeLessThanOrEqual(after - before);
  });
});

describe('fellow students', () => {
  it('are those of a recipe and of a varied sweep too', async () => {
    const plain = await curvesOf({ ...three, alphas: [0.5] });
    const varied = await curvesOf({ ...three, alphas: [0.5], vary: [{ path: 'cohort', values: [1, 3] }] });
    expect(varied.map(({ fellows }) => fellows?.length ?? 0)).toEqual([0, 0, 2, 2]);
    expect(varied.slice(2).map(({ validation }) => validation.accuracy)).toHaveLength(plain.length);
  });

  it('are refused where nobody is there to learn from, or what stays fixed would be drawn', async () => {
    const problemOf = async (changes: Partial<Experiment>) => {
      const session = open();
      await session.obey({ type: 'run', experiment: { ...three, ...changes }, finished: [] });
      return session.of('problem')[0]?.problem.code;
    };
    expect(await problemOf({ cohort: 1, similarity: 'mutual' })).toBe('setting-invalid');
    expect(await problemOf({ student: 'teacher', studentFreeze: 'head' })).toBe('setting-invalid');
  });
});
