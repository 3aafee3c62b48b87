import { describe, expect, it } from 'vitest';
import { groupNetworks } from '../../../analysis/networks/groups.ts';
import type { KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import { distilStage } from '../../../protocol/record.ts';
import type { EpochRecord, ModelCard, RunRecord } from '../../../protocol/records.ts';
import { runNameOf } from '../../../protocol/runId.ts';
import { defaultExperiment, type Experiment } from '../../../spec/experiment.ts';
import { linkOf } from '../../../spec/link.ts';
import type { Point } from '../../../spec/point.ts';
import { readRecipe } from '../../../spec/recipe/spelling.ts';
import { networksUnderWay } from './liveNetworks.ts';

const read = readRecipe('distil; prune; distil');
if (!('recipe' in read)) throw new Error('it can be read');
const experiment: Experiment = { ...defaultExperiment, recipe: read.recipe };
const student = { label: 'CNN', bytes: 400, multiplyAdds: 9, parameters: 100 } as ModelCard;

const epoch = (number: number, accuracy: number) =>
  ({ epoch: number, validation: { accuracy, loss: 1, terms: {}, difference: 0 } }) as unknown as EpochRecord;

function running(run: number, histories: readonly (readonly EpochRecord[])[], point: Point = { alpha: 0.5 }) {
  const stages = histories.map((history, i) => ({
    ...distilStage(history),
    kind: i === 1 ? 'prune' : 'distil',
  }));
  const record: RunRecord = { ...runNameOf(point, run), seed: run, status: 'running', stages };
  return record;
}

function kept(id: string, run: number, stage: number, made: Partial<KeptNetworkCard> = {}): KeptNetworkCard {
  const {
    recipe = ['distil', 'distil; prune scope=isomorphic', 'distil; prune scope=isomorphic; distil'][stage] ??
      '',
  } = made;
  return {
    ...{ id, label: 'CNN', fileBytes: 4, pinned: false, createdAt: 1, touchedAt: 1 },
    measurements: { bytes: 100, multiplyAdds: 3, parameters: 25, accuracy: 0.5 },
    origin: {
      experiment: linkOf(experiment),
      dataset: 'insects',
      run: runNameOf({ alpha: 0.5 }, run).id,
      stage,
    },
    ...made,
    recipe,
  };
}

const underWay = (
  runs: readonly RunRecord[],
  networks: readonly KeptNetworkCard[],
  more: Partial<Experiment> = {},
) =>
  networksUnderWay(
    { experiment: { ...experiment, ...more }, dataset: 'insects', student, runs },
    groupNetworks(networks),
  );

describe('networks under way', () => {
  it('have the key that they will be kept under, the accuracy of the curve and the size of the student', () => {
    const { groups, growth } = underWay([running(1, [[epoch(1, 0.3), epoch(2, 0.4)]])], []);
    const [group] = groups;
    expect(groups).toHaveLength(1);
    expect(group?.key).toBe(groupNetworks([kept('a', 1, 0)])[0]?.key);
    expect(group?.quantities.accuracy?.mean).toBe(0.4);
    expect(group?.quantities.bytes?.mean).toBe(400);
    expect([...growth]).toEqual([[group?.key, { epoch: 2, share: 2 / experiment.epochs }]]);
  });

  it('are made of the stage before, and have its size', () => {
    const { groups } = underWay(
      [running(1, [[], [], [epoch(1, 0.6)]])],
      [kept('root', 1, 0), kept('half', 1, 1)],
    );
    expect(groups.map(({ networks }) => networks[0])).toMatchObject([
      {
        parent: 'half',
        recipe: 'distil; prune scope=isomorphic; distil',
        measurements: { bytes: 100, accuracy: 0.6 },
      },
    ]);
  });

  it('have no size while they are cut, nor before what they were cut to is listed', () => {
    for (const stages of [
      [[], []],
      [[], [], [epoch(1, 0.6)]],
    ]) {
      const { groups } = underWay([running(1, stages)], [kept('root', 1, 0)]);
      expect(groups[0]?.quantities).not.toHaveProperty('bytes');
      expect(groups[0]?.quantities).not.toHaveProperty('parameters');
    }
  });

  it('are made of what an earlier sweep of fewer stages kept', () => {
    const short = linkOf({ ...experiment, recipe: read.recipe.slice(0, 2) });
    const half = kept('half', 1, 1);
    const { groups } = underWay(
      [running(1, [[], [], []])],
      [{ ...half, origin: { ...half.origin, experiment: short } as NonNullable<typeof half.origin> }],
    );
    expect(groups[0]?.networks[0]?.parent).toBe('half');
  });

  it('grow with the epochs of their own stage, and not before it trains', () => {
    const short = readRecipe('distil; prune; distil epochs=4');
    if (!('recipe' in short)) throw new Error('it can be read');
    const shares = (histories: readonly (readonly EpochRecord[])[]) =>
      [...underWay([running(1, histories)], [], { recipe: short.recipe }).growth.values()].map(
        ({ share }) => share,
      );
    expect(shares([[epoch(3, 0.3)]])).toEqual([3 / experiment.epochs]);
    expect(shares([[], []])).toEqual([0]);
    expect(shares([[], [], []])).toEqual([0]);
    expect(shares([[], [], [epoch(3, 0.6)]])).toEqual([0.75]);
    expect(shares([[], [], [epoch(4, 0.6)]])).toEqual([1]);
  });

  it('are none where one of the group is kept, or nothing runs', () => {
    expect(underWay([running(2, [[epoch(1, 0.3)]])], [kept('a', 1, 0)]).groups).toEqual([]);
    const finished = { ...running(1, [[epoch(1, 0.3)]]), status: 'finished' as const };
    expect(underWay([finished, { ...finished, status: 'running', stages: [] }], []).groups).toEqual([]);
  });

  it('are of several runs one group', () => {
    const { groups, growth } = underWay([running(1, [[epoch(3, 0.4)]]), running(2, [[epoch(1, 0.2)]])], []);
    expect(groups[0]?.quantities.accuracy?.mean).toBeCloseTo(0.3, 12);
    expect([...growth.values()]).toMatchObject([{ epoch: 3 }]);
    expect([...growth.values()][0]?.share).toBeCloseTo(2 / experiment.epochs, 12);
  });
});
