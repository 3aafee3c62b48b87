import { describe, expect, it } from 'vitest';
import { groupNetworks, isOfSweep } from '../../../analysis/networks/groups.ts';
import type { KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import { runIdOf } from '../../../protocol/runId.ts';
import { defaultExperiment, type Experiment } from '../../../spec/experiment.ts';
import { linkOf } from '../../../spec/link.ts';
import { recipeText } from '../../../spec/recipe/spelling.ts';
import { newStage } from '../../recipe/recipeEdits.ts';
import { curveOf, type Previewed, pictured, previewKey, remembered } from './previews.ts';
import {
  beginningOf,
  costOf,
  firstWish,
  hasSameImages,
  lastOf,
  ownImagesOf,
  setWish,
  toggleArm,
  valuesIn,
  type Wish,
  wishedExperiment,
} from './wish.ts';

const swept: Experiment = {
  ...defaultExperiment,
  ...{ alphas: [0.25, 1], runs: 2, student: 'cnn', recipe: [newStage('distil'), newStage('prune')] },
};

const card = (id: string, more: Partial<KeptNetworkCard>): KeptNetworkCard => ({
  ...{ id, label: 'CNN', recipe: 'distil', measurements: { accuracy: 0.9 }, fileBytes: 4, pinned: false },
  createdAt: 0,
  ...more,
});

const student = (alpha: number, stage: number, experiment = swept) =>
  groupNetworks(
    [1, 2].map((run) =>
      card(`${alpha} ${stage} ${run}`, {
        recipe: recipeText(experiment.recipe.slice(0, stage + 1)),
        origin: { experiment: linkOf(experiment), dataset: 'insects', run: runIdOf({ alpha }, run), stage },
      }),
    ),
  );

function wishOf(alpha: number, kind: 'prune' | 'quantise' | 'sparsify' | 'factorise'): Wish {
  const [group] = student(alpha, 0);
  const from = group && beginningOf(group);
  if (!from) throw new Error('there is a beginning');
  return firstWish(group, from, defaultExperiment, kind, undefined);
}

function beginning(alpha: number, stage = 0) {
  const [group] = student(alpha, stage);
  const from = group && beginningOf(group);
  if (!from) throw new Error('there is a beginning');
  return { group, from };
}

describe('a network that is to be made smaller', () => {
  it('goes on from its own point and stage, with the runs of its group, and learns again as the lab distils', () => {
    const { from } = beginning(0.25);
    const made = wishedExperiment(from, wishOf(0.25, 'prune'));
    expect(made).toMatchObject({ alphas: [0.25], runs: 2, student: 'cnn' });
    expect(recipeText(made?.recipe ?? [])).toBe(
      'distil; prune scope=isomorphic; distil epochs=8 alpha=0.5 rate=0.02',
    );
  });

  it('learns again in three arms unless one is chosen, which are one recipe beside each other', () => {
    const { from } = beginning(0.25);
    const wish = setWish(wishOf(0.25, 'prune'), 1, 'epochs', 3);
    expect(wish.arms).toEqual(['fine-tuned', 'distilled', 'scratch']);
    expect(costOf(wish, swept)).toEqual({ networks: 3, epochs: 3 * 3 * 2 });
    const made = wishedExperiment(from, { ...wish, also: [0.2] });
    expect(made?.vary).toEqual([
      { path: 'prune.keep', values: [0.5, 0.2] },
      { path: 'distil.2.arm', values: ['fine-tuned', 'distilled', 'scratch'] },
    ]);
    expect(recipeText(made?.recipe ?? [])).toBe(
      'distil; prune scope=isomorphic; distil epochs=3 alpha=0.5 rate=0.02',
    );
    const two = toggleArm(wish, 'distilled');
    expect(two.arms).toEqual(['fine-tuned', 'scratch']);
    expect(toggleArm(two, 'distilled')).toEqual(wish);
    const tuned = toggleArm(two, 'scratch');
    expect(toggleArm(tuned, 'fine-tuned')).toBe(tuned);
    expect(costOf(tuned, swept)).toEqual({ networks: 1, epochs: 6 });
    const alone = wishedExperiment(from, tuned);
    expect(alone?.vary).toEqual([]);
    // What it does not read is not said.
    expect(recipeText(alone?.recipe ?? [])).toBe(
      'distil; prune scope=isomorphic; distil arm=fine-tuned epochs=3 rate=0.02',
    );
  });

  it('learns again in one arm after what is not asked that of, and in none after what comes last', () => {
    expect(wishOf(0.25, 'sparsify').arms).toEqual(['distilled']);
    expect(costOf(wishOf(0.25, 'quantise'), swept)).toEqual({ networks: 1, epochs: 0 });
    expect(wishOf(0.25, 'factorise').arms).toHaveLength(3);
  });

  it('becomes a curve at several values, from the most that stays to the least', () => {
    const wish = setWish({ ...wishOf(0.25, 'prune'), also: [0.2, 0.8] }, 0, 'keep', 0.4);
    expect(valuesIn(wish)).toEqual([0.8, 0.4, 0.2]);
    expect(wishedExperiment(beginning(0.25).from, wish)?.vary[0]).toEqual({
      ...{ path: 'prune.keep', values: [0.8, 0.4, 0.2] },
    });
    // After a first pruning only the second is varied.
    expect(wishedExperiment(beginning(0.25, 1).from, wish)?.vary[0]).toEqual({
      ...{ path: 'prune.2.keep', values: [0.8, 0.4, 0.2] },
    });
  });

  it('is not retrained after a stage that comes last, and nothing follows that', () => {
    const made = wishedExperiment(beginning(1).from, wishOf(1, 'quantise'));
    expect(recipeText(made?.recipe ?? [])).toBe('distil; quantise');
    const { stages } = student(1, 1, { ...defaultExperiment, recipe: made?.recipe ?? [] })[0] ?? {};
    expect(lastOf({ stages: stages ?? [] })?.kind).toBe('quantise');
    expect(lastOf({ stages: [newStage('prune')] })).toBeUndefined();
  });

  it('may be a teacher, which then is its own', () => {
    const [group] = groupNetworks([
      card('t', {
        recipe: '',
        teacher: { experiment: linkOf(swept), dataset: 'insects', source: 'trained' },
      }),
    ]);
    const from = group && beginningOf(group);
    if (!from) throw new Error('there is a beginning');
    const made = wishedExperiment(from, firstWish(group, from, defaultExperiment, 'prune', undefined));
    expect(made).toMatchObject({ student: 'teacher', runs: 1 });
    expect(made?.recipe.map(({ kind }) => kind)).toEqual(['prune', 'distil']);
  });

  it('is retrained on its own images, which may be others than those of the form', () => {
    const { from } = beginning(0.25);
    expect(hasSameImages(from, { ...swept, epochs: 3, runs: 1 })).toBe(true);
    expect(hasSameImages(from, { ...swept, trainImages: 120 })).toBe(false);
    expect(ownImagesOf(from)).toBe(swept.trainImages);
  });

  it('has no beginning where nothing says what made it', () => {
    const [group] = groupNetworks([card('by hand', {})]);
    expect(group && beginningOf(group)).toBeUndefined();
  });

  it('is refused where its recipe would have more stages than any', () => {
    const long: Experiment = { ...swept, recipe: Array.from({ length: 15 }, () => newStage('prune')) };
    const [group] = student(0.25, 14, long);
    const from = group && beginningOf(group);
    if (!from) throw new Error('there is a beginning');
    expect(wishedExperiment(from, firstWish(group, from, long, 'prune', undefined))).toBeUndefined();
  });

  it('is found among those that are kept, whatever number of runs', () => {
    const made = wishedExperiment(beginning(0.25).from, wishOf(0.25, 'prune')) ?? defaultExperiment;
    const [group] = student(0.25, 2, { ...made, runs: 5 });
    expect(group && isOfSweep(group, linkOf(made), 2)).toBe(true);
    expect(group && isOfSweep(group, linkOf(made), 1)).toBe(false);
    expect(group && isOfSweep(group, linkOf(swept), 2)).toBe(false);
  });
});

describe('previews', () => {
  const answer = (network: string, keep: number, accuracy: number, by = 'magnitude'): Previewed => ({
    network,
    stage: { ...wishOf(0.25, 'prune').stage, keep, by } as Previewed['stage'],
    preview: {
      measures: { accuracy, bytes: 100 * keep },
      before: { accuracy: 0.9 },
      images: 128,
      asked: { keep },
      reached: { keep },
    },
  });
  const all = [
    answer('a', 0.8, 0.8),
    answer('a', 0.2, 0.1),
    answer('a', 0.5, 0.6, 'taylor'),
    answer('b', 0.5, 0.5),
  ].reduce<ReadonlyMap<string, Previewed>>(remembered, new Map());

  it('are remembered by network and all settings, the latest 300', () => {
    expect(all.get(previewKey('a', answer('a', 0.2, 0).stage))?.preview.measures.accuracy).toBe(0.1);
    expect(all.has(previewKey('b', answer('b', 0.2, 0).stage))).toBe(false);
    const many = Array.from({ length: 301 }, (_, i) => answer(`n ${i}`, 0.5, 0));
    const left = many.reduce<ReadonlyMap<string, Previewed>>(remembered, new Map());
    expect(left.size).toBe(300);
    expect([...left.values()][0]?.network).toBe('n 1');
  });

  it('make a curve of one network and one way, in the order of the slider', () => {
    const curve = curveOf(all, 'a', wishOf(0.25, 'prune').stage);
    expect(curve.map(({ preview }) => preview.measures.accuracy)).toEqual([0.1, 0.8]);
  });

  it('show the nearest that is answered until the slider’s own is', () => {
    const [group] = groupNetworks([card('a', {})]);
    if (!group) throw new Error('there is one');
    const wish = { ...wishOf(0.25, 'prune'), group: group.key };
    const at = (keep: number) => pictured(all, setWish(wish, 0, 'keep', keep), group, JSON.stringify);
    expect(at(0.3)).toMatchObject({ parentKey: group.key, quantities: { accuracy: 0.1, bytes: 20 } });
    expect(at(0.6)?.quantities.accuracy).toBe(0.8);
    expect(at(0.6)?.curve).toHaveLength(2);
    expect(pictured(new Map(), wish, group, JSON.stringify)).toBeUndefined();
  });
});
