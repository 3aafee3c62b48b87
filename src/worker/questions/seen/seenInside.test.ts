/**
 * Attention and involutions' kernels over one picture, held against what is computed of the network's own weights by other means.
 */
import { describe, expect, it } from 'vitest';
import type { AttentionSeen, KernelsSeen, SeeingNetwork } from '../../../protocol/seen/seenInside.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { onWasm } from '../../onWasmForTests.ts';
import { memoryStore, open, tiny } from '../../sessionForTests.ts';

const ofStudent = (student: Experiment['student'], more: Partial<Experiment> = {}): Experiment => ({
  ...{ ...tiny, alphas: [0.5], runs: 1, student, studentWidth: 1 / 3 },
  ...more,
});

async function trained(experiment: Experiment, backend: Parameters<typeof open>[1] = () => ({})) {
  const session = open(memoryStore(), backend);
  await session.obey({ type: 'run', experiment, finished: [] });
  expect(session.of('problem')).toEqual([]);
  const id = session.of('run-ended')[0]?.id;
  if (!id) throw new Error('no run ended');
  return { ...session, id };
}

async function attentionOf(
  { ask }: Pick<ReturnType<typeof open>, 'ask'>,
  of: SeeingNetwork,
): Promise<AttentionSeen> {
  const seen = await ask({ type: 'seen-inside', of, picture: 3 });
  if (seen?.kind !== 'attention') throw new Error('no attention');
  return seen;
}

describe('what a network sees', () => {
  const backend = onWasm;

  it('of a transformer: shares of each token that add up to 1, at each epoch', async () => {
    const session = await trained(ofStudent('vit-tiny'), backend);
    const { id } = session;
    const last = await attentionOf(session, { student: id });
    expect(last.epochs).toEqual([1, 2]);
    expect([last.first, last.grid, last.covered]).toEqual([1, 2, 1]);
    expect(last.layers.map(({ name }) => name)).toEqual([0, 1, 2, 3, 4, 5].map((i) => `blocks.${i}.attn`));
    const tokens = 5;
    for (const { heads, probabilities } of last.layers) {
      expect(probabilities).toHaveLength(heads * tokens * tokens);
      for (let row = 0; row < heads * tokens; row++) {
        const shares = probabilities.subarray(row * tokens, (row + 1) * tokens);
        expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 5);
      }
    }
    const flat = ({ layers }: AttentionSeen) => layers.flatMap(({ probabilities }) => [...probabilities]);
    const [first, second] = [
      await attentionOf(session, { student: id, epoch: 1 }),
      await attentionOf(session, { student: id, epoch: 2 }),
    ];
    expect(flat(second)).toEqual(flat(last));
    expect(flat(first)).not.toEqual(flat(last));
  }, 60_000);

  it('of a compact transformer: attention without a class token, and the weights of its pooling', async () => {
    const session = await trained(ofStudent('cct-2', { studentWidth: 0.5 }), backend);
    const seen = await attentionOf(session, { student: session.id });
    expect([seen.first, seen.grid, seen.layers.length]).toEqual([0, 2, 2]);
    expect(seen.pooling).toHaveLength(4);
    expect(seen.pooling?.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 5);
  }, 60_000);

  it('of an involution network: a kernel at each place of each group, beside its one convolution', async () => {
    const session = await trained(ofStudent('rednet-cifar', { studentWidth: 1 }), backend);
    const seen = (await session.ask({
      ...{ type: 'seen-inside', of: { student: session.id }, picture: 3 },
    })) as KernelsSeen;
    expect(seen.kind).toBe('kernels');
    const [stem] = seen.layers;
    expect(stem).toMatchObject({ name: 'stem.1', kernel: 3, places: 8 });
    for (const { kernel, groups, places, kernels } of seen.layers) {
      expect(kernels).toHaveLength(places * places * groups * kernel * kernel);
    }
    const at = (place: number) => stem?.kernels.slice(place * 9 * stem.groups, (place + 1) * 9 * stem.groups);
    expect(at(0)).not.toEqual(at(27));
    expect(seen.convolution?.name).toBe('stem.0.conv');
    expect(seen.convolution?.filters.length).toBeGreaterThanOrEqual(9);
  }, 60_000);

  it('of other networks: nothing', async () => {
    const { ask, id } = await trained(tiny, backend);
    expect(await ask({ type: 'seen-inside', of: { student: id }, picture: 0 })).toBeUndefined();
    expect(await ask({ type: 'seen-inside', of: { teacher: 0 }, picture: 0 })).toBeUndefined();
    await expect(ask({ type: 'seen-inside', of: { teacher: 1 }, picture: 0 })).rejects.toThrow(
      'no trained teacher',
    );
  }, 60_000);
});
