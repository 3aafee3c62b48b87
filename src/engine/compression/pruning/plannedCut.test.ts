/**
 * What holds of every cut, whatever the scores: as much goes as was asked for, within one channel, of every group at least one
 * stays and no more goes than its cap allows, and what is planned is what is cut.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { type ModelName, modelNames } from '../../../spec/choices.ts';
import { declaredFamily, mostChannels } from '../../../spec/families/catalogue.ts';
import { scopeNames } from '../../../spec/recipe/prune.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import { fittingSize } from '../../families/sizesForTests.ts';
import { channelGroups } from './channelGroups.ts';
import { cut } from './cut.ts';
import { type CutSettings, cutsOf, losingIn, plannedCut, sizeOf, timedCut } from './plannedCut.ts';
import { prune } from './prune.ts';
import { plainPruning } from './pruningReference.ts';
import { type RankedChannels, rankedChannels } from './ranked.ts';

const families = ['resnet8', 'resnet20b', 'mobilenetv2', 'cnn'] as const satisfies readonly ModelName[];

const architectureOf = (name: ModelName) =>
  catalogue[name].architecture({ classes: 3, imageSize: fittingSize(name, 16), width: 0.5 });

/** Scores that are drawn, of few values so that some are equal, and some of them no numbers. */
function drawn(name: ModelName, seed: number, gaps = 0): RankedChannels {
  const architecture = architectureOf(name);
  const groups = channelGroups(build(architecture)).map((group) => {
    const stream = random(seed).fork(group.space);
    const scores = Float64Array.from({ length: group.channels }, () =>
      stream.uniform() < gaps ? Number.NaN : stream.below(9) / 4,
    );
    return { ...group, scores };
  });
  return { architecture, groups, images: 0, headsBeside: () => [] };
}

const settings: fc.Arbitrary<CutSettings> = fc.record({
  keep: fc.double({ min: 0.01, max: 1, noNaN: true }),
  target: fc.constantFrom('channels', 'parameters', 'multiplyAdds'),
  scope: fc.constantFrom(...scopeNames),
  round: fc.constantFrom(1, 2, 8),
  cap: fc.constantFrom(1, 0.5, 0.3),
  heads: fc.constant(1),
  headDims: fc.constant(0),
});

const cases = fc
  .record({ name: fc.constantFrom(...families), seed: fc.nat(1000), settings })
  .filter(({ name, settings: { scope } }) => name !== 'cnn' || scope !== 'block');

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

describe('a cut', () => {
  it('leaves of every group a channel or a multiple, and no less than its cap', () => {
    fc.assert(
      fc.property(cases, ({ name, seed, settings }) => {
        const { groups, kept } = plannedCut(drawn(name, seed, 0.1), settings);
        for (const { space, before, after, kept: stay } of groups) {
          expect(stay).toHaveLength(after);
          expect(kept.get(space)).toBe(stay);
          expect(after).toBeGreaterThanOrEqual(Math.min(before, settings.round));
          expect(after % settings.round === 0 || after === before).toBe(true);
          expect(after).toBeGreaterThanOrEqual(before * (1 - settings.cap) - 1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has as many channels as were asked for, exactly, where nothing binds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...families),
        fc.nat(1000),
        fc.constantFrom('isomorphic', 'global' as const),
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        (name, seed, scope, keep) => {
          const ranked = drawn(name, seed);
          const { groups } = plannedCut(ranked, { ...plainPruning, scope, keep });
          const pools = new Map<string, { before: number; after: number; floored: boolean }>();
          for (const { class: pool, before, after } of groups) {
            const own = scope === 'global' ? '' : pool;
            const so = pools.get(own) ?? { before: 0, after: 0, floored: false };
            pools.set(own, {
              ...{ before: so.before + before, after: so.after + after },
              floored: so.floored || after === 1,
            });
          }
          for (const { before, after } of pools.values()) {
            expect(after).toBe(Math.max(Math.floor(before * keep + 1e-9), 1));
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is the largest that is no larger than asked for, within a channel of each ranking', () => {
    fc.assert(
      fc.property(cases, ({ name, seed, settings }) => {
        fc.pre(settings.target !== 'channels');
        const ranked = drawn(name, seed);
        const target = settings.target as 'parameters' | 'multiplyAdds';
        const planned = plannedCut(ranked, settings);
        const { at, first } = cutsOf(ranked, settings);
        const asked = settings.keep * first.size[target];
        const smallest = at(0);
        // What floors put out of reach is as small as it can be.
        if (smallest.after[target] > asked) {
          expect(planned.kept).toEqual(smallest.kept);
          return;
        }
        expect(planned.after[target]).toBeLessThanOrEqual(asked);
        // Any cut that keeps more is larger than asked for.
        const sizes = Array.from({ length: 100 }, (_, i) => at(i / 100)).filter(
          ({ after }) => after.channels > planned.after.channels,
        );
        for (const { after } of sizes.slice(0, 2)) expect(after[target]).toBeGreaterThan(asked);
      }),
      { numRuns: 20 },
    );
  });

  it('takes the channels of a larger one and more', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 1, noNaN: true }), ({ name, seed, settings }, share) => {
        const { at } = cutsOf(drawn(name, seed), settings);
        const [less, more] = [at(share * settings.keep), at(settings.keep)];
        for (const [space, kept] of less.kept) {
          expect(more.kept.get(space)).toEqual(expect.arrayContaining([...kept]));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('takes what is no number first, then the lowest, then the one that comes first', () => {
    const ranked = drawn('cnn', 1);
    const scores = Float64Array.of(1, Number.NaN, 0.5, 0.5, 2, Number.NaN, 0.5, 3);
    const own = {
      ...ranked,
      groups: ranked.groups.map((group) => ({ ...group, scores: scores.slice(0, group.channels) })),
    };
    const keeping = (keep: number) =>
      plannedCut(own, { ...plainPruning, keep }).groups.find(({ space }) => space === 'conv1');
    expect(keeping(0.75)?.before).toBe(8);
    expect(keeping(0.75)?.kept).toEqual([0, 2, 3, 4, 6, 7]);
    expect(keeping(0.5)?.kept).toEqual([0, 4, 6, 7]);
    expect([...(keeping(0.5)?.ranks ?? [])]).toEqual([5, 0, 2, 3, 6, 1, 4, 7]);
  });

  it('takes more of others where one group is at its cap', () => {
    const ranked = drawn('resnet20b', 3);
    const first = ranked.groups[1]?.space;
    // One group’s channels are the least important of all.
    const own = {
      ...ranked,
      groups: ranked.groups.map((group) =>
        group.space === first ? { ...group, scores: new Float64Array(group.channels).fill(-1) } : group,
      ),
    };
    const asked = { ...plainPruning, scope: 'global', keep: 0.5 } as const;
    const [free, capped] = [plannedCut(own, asked), plannedCut(own, { ...asked, cap: 0.5 })];
    const of = ({ groups }: typeof free) => groups.find(({ space }) => space === first)?.after;
    expect(of(free)).toBe(1);
    expect(of(capped)).toBe((ranked.groups[1]?.channels ?? 0) / 2);
    expect(capped.after.channels).toBe(free.after.channels);
  });

  it('keeps groups whole that nothing ranks, and those that must not be touched', () => {
    const ranked = drawn('resnet8', 2);
    const unscored = { ...ranked.groups[0], scores: undefined } as (typeof ranked.groups)[number];
    const { groups } = plannedCut(
      { ...ranked, groups: [unscored, ...ranked.groups.slice(1)] },
      plainPruning,
      { prunable: (space) => !space.endsWith('.hidden') },
    );
    for (const { space, before, after } of groups) {
      expect(after === before, space).toBe(space === unscored.space || space.endsWith('.hidden'));
    }
    expect([...(groups[0]?.ranks ?? [])].every((rank) => rank === -1)).toBe(true);
  });

  it('is told as it is made: widths, parameters and multiply-adds', () => {
    const ranked = drawn('mobilenetv2', 5);
    const planned = plannedCut(ranked, { ...plainPruning, scope: 'isomorphic', target: 'multiplyAdds' });
    const tensors = Object.fromEntries(
      build(ranked.architecture).parameters.map(({ name, shape }) => [
        name,
        {
          shape,
          values: new Float32Array(shape.reduce((product, length) => product * length, 1)),
        },
      ]),
    );
    const made = cut({ architecture: ranked.architecture, tensors }, losingIn(planned.groups));
    expect(sizeOf(build(made.architecture))).toEqual(planned.after);
    for (const { space, after } of planned.groups) expect(made.architecture.channels[space]).toBe(after);
  });

  it('keeps every channel at a multiple that no group is wider than, which students declare', () => {
    for (const name of modelNames) {
      for (const width of [0.25, 1, 1.3]) {
        const { channels } = catalogue[name].architecture({ classes: 3, imageSize: 16, width });
        const widest = Math.max(...Object.values(channels));
        const told = mostChannels(name, width);
        // Those that say nothing are wider than the largest multiple at width 1.
        if (told !== undefined) expect(widest, `${name} ${width}`).toBe(told);
        else if (width === 1) expect(widest, name).toBeGreaterThan(64);
      }
    }
    const { before, after } = plannedCut(drawn('cnn', 1), { ...plainPruning, round: 64 });
    expect(after).toEqual(before);
  });

  it('of a stage’s blocks is refused where there are none', () => {
    for (const name of modelNames) {
      const planned = () => plannedCut(drawn(name, 1), { ...plainPruning, scope: 'block' });
      if (declaredFamily(name).lacks?.includes('blocks'))
        expect(planned).toThrow('This network has no blocks');
      else expect(planned().groups.length, name).toBeGreaterThan(0);
      const hasNorms = build(architectureOf(name)).parameters.some(({ normalisedBy }) => normalisedBy);
      expect(declaredFamily(name).lacks?.includes('norms') ?? false, name).toBe(!hasNorms);
    }
    const { groups } = plannedCut(drawn('resnet8', 1), { ...plainPruning, scope: 'block' });
    const stage = groups.filter(({ space }) => space.startsWith('layer3'));
    // Together half, and not each.
    expect(total(stage.map(({ after }) => after))).toBe(total(stage.map(({ before }) => before)) / 2);
    expect(stage.map(({ ranks }) => ranks.length)).toEqual(stage.map(({ before }) => before));
    expect(new Set(stage.flatMap(({ ranks }) => [...ranks])).size).toBe(
      total(stage.map(({ before }) => before)),
    );
  });
});

describe('a cut for a time', () => {
  it('is found by measuring, and says what it came to', async () => {
    const ranked = drawn('resnet8', 4);
    const before = sizeOf(build(ranked.architecture)).channels;
    let measured = 0;
    const measure = async (kept: ReadonlyMap<string, readonly number[]>) => {
      measured++;
      return total([...kept.values()].map(({ length }) => length)) / 10;
    };
    const settings = { ...plainPruning, keep: 0.6, target: 'ms', scope: 'global' } as const;
    const { planned, reached } = await timedCut(ranked, settings, measure, before / 10);
    expect(reached).toBeLessThanOrEqual(0.6);
    expect(reached).toBeGreaterThan(0.58);
    expect(planned.after.channels / before).toBeCloseTo(reached, 12);
    expect(measured).toBe(8);
    expect(() => plannedCut(ranked, settings)).toThrow('time is measured');
  });
});

describe('pruning', () => {
  const architecture = architectureOf('cnn');
  const tensors = Object.fromEntries(
    build(architecture).parameters.map(({ name, shape }) => {
      const length = shape.reduce((product, one) => product * one, 1);
      return [name, { shape, values: Float32Array.from({ length }, (_, i) => Math.sin(i + 1)) }];
    }),
  );
  const given = { batches: () => [] };

  it('says what was asked for and reached, of the target and of channels', async () => {
    const asked = { ...plainPruning, target: 'parameters' } as const;
    const { report } = await prune({ architecture, tensors }, asked, given);
    expect(report.asked).toEqual({ parameters: 0.5 });
    expect(report.reached).toEqual({
      parameters: report.after.parameters / report.before.parameters,
      keep: report.after.channels / report.before.channels,
    });
    expect(report.reached.parameters).toBeLessThanOrEqual(0.5);
    expect(report.reached.parameters).toBeGreaterThan(0.45);
  });

  it('by time needs a clock, and by batch norm a network that has one', async () => {
    const timed = { ...plainPruning, target: 'ms' } as const;
    await expect(prune({ architecture, tensors }, timed, given)).rejects.toThrow(
      'where time can be measured',
    );
    const timeOf = async ({ architecture: { channels } }: { readonly architecture: typeof architecture }) =>
      total(Object.values(channels));
    const { report } = await prune({ architecture, tensors }, timed, { ...given, timeOf });
    expect(report.reached.ms).toBeCloseTo(report.reached.keep ?? Number.NaN, 12);
    expect(report.reached.ms).toBeLessThanOrEqual(0.5);
    const plain = architectureOf('mlp');
    const weights = Object.fromEntries(
      build(plain).parameters.map(({ name, shape }) => [
        name,
        { shape, values: new Float32Array(shape.reduce((product, one) => product * one, 1)).fill(1) },
      ]),
    );
    await expect(
      rankedChannels({ architecture: plain, tensors: weights }, { ...plainPruning, by: 'norm' }, []),
    ).rejects.toThrow('has no batch norm');
  });

  it('by chance is the same of the same seed, and another of another', async () => {
    const keptBy = async (seed: number) =>
      (await prune({ architecture, tensors }, { ...plainPruning, by: 'random', seed }, given)).report.kept;
    expect(await keptBy(1)).toEqual(await keptBy(1));
    expect(await keptBy(1)).not.toEqual(await keptBy(2));
  });

  it('keeps the channels’ numbers over several steps', async () => {
    const { checkpoint, report } = await prune(
      { architecture, tensors },
      { ...plainPruning, keep: 0.3, steps: 3, target: 'multiplyAdds', scope: 'global' },
      given,
    );
    expect(checkpoint.tensors).toEqual(cut({ architecture, tensors }, report.kept).tensors);
    expect(report.reached.multiplyAdds).toBeLessThanOrEqual(0.3);
  });
});
