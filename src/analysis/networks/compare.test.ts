import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../lang/sentence.ts';
import { predictionsFrom } from '../../protocol/imagePredictions.ts';
import type { KeptNetworkCard } from '../../protocol/keptNetworks.ts';
import type { Quantities } from '../../protocol/quantityNames.ts';
import { runIdOf } from '../../protocol/runId.ts';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { linkOf } from '../../spec/link.ts';
import type { Point } from '../../spec/point.ts';
import { briefActs } from './act.ts';
import { advantage } from './arms.ts';
import { onlyOneRight } from './compareImages.ts';
import { comesFrom, kinOf } from './compareKin.ts';
import { comparedQuantities, compareQuantity, contrastOf, isBetter, testsIn } from './compareNumbers.ts';
import { measuredAlike, recipesApart, sameLoss, withRecipes } from './compareRecipes.ts';
import { groupNetworks, type NetworkGroup } from './groups.ts';

interface Made {
  readonly recipe?: string;
  readonly stage?: number;
  readonly point?: Point;
  readonly experiment?: Partial<Experiment>;
  /** Of each run, from run 1. */
  readonly measured?: readonly Quantities[];
  readonly parents?: readonly string[];
}

/** Runs of one stage. */
function group(name: string, made: Made = {}): NetworkGroup {
  const { recipe = 'distil', stage = 0, point = { alpha: 0.5 }, measured = [{}], parents = [] } = made;
  const experiment = linkOf({ ...defaultExperiment, ...made.experiment });
  const networks = measured.map((measurements, i): KeptNetworkCard => {
    const parent = parents[i];
    return {
      ...{ id: `${name}${i + 1}`, label: 'CNN', recipe, fileBytes: 400, pinned: false, createdAt: 1 },
      measurements,
      ...(parent === undefined ? {} : { parent }),
      origin: { experiment, dataset: 'insects', run: runIdOf(point, i + 1), stage },
    };
  });
  const [only] = groupNetworks(networks);
  if (!only) throw new Error('at least one run');
  return only;
}

function teacher(measurements: Quantities, experiment: Partial<Experiment> = {}): NetworkGroup {
  const [network] = group('teacher', { measured: [measurements] }).networks;
  if (!network) throw new Error('one network');
  const { origin: _, ...rest } = network;
  const link = linkOf({ ...defaultExperiment, ...experiment });
  const [only] = groupNetworks([
    { ...rest, teacher: { experiment: link, dataset: 'insects', source: 'trained' } },
  ]);
  if (!only) throw new Error('one network');
  return only;
}

const accuracies = (...values: readonly number[]) => values.map((accuracy) => ({ accuracy }));
const said = (sentences: readonly Parameters<typeof inEnglish>[0][]) => sentences.map(inEnglish);

describe('what differs in recipes', () => {
  const kept = (keep: number, more = '') =>
    group(`keep${keep}`, {
      recipe: `distil; prune keep=${keep}${more}; distil epochs=8`,
      stage: 2,
      experiment: { recipe: [{ kind: 'distil', arm: 'distilled' }] },
    });

  it('is what each has between what all begin and end with', () => {
    const found = recipesApart([kept(0.5), kept(0.25)]);
    expect(said(found.begin)).toEqual(['distilling, α 0.5']);
    expect(found.own.map(said)).toEqual([['keeping 50 % of the channels'], ['keeping 25 % of the channels']]);
    expect(said(found.end)).toEqual(['distilling, α 0.5']);
    expect(found).toMatchObject({ stageSettings: [], settings: [], images: 'same' });
  });

  it('of parent and child is what the child has more', () => {
    const found = recipesApart([group('root'), group('child', { recipe: 'distil; quantise', stage: 1 })]);
    expect(said(found.begin)).toEqual(['distilling, α 0.5']);
    expect(found.own.map((each) => each.length)).toEqual([0, 1]);
    expect(found.end).toEqual([]);
  });

  it('names settings of stages that their acts do not say', () => {
    const found = recipesApart([kept(0.5), kept(0.25, ' by=taylor')]);
    expect(found.stageSettings).toEqual([{ kind: 'prune', name: 'by', values: ['magnitude', 'taylor'] }]);
  });

  it('names settings of the experiments that have a say, with the value of each', () => {
    const found = recipesApart([
      group('a', { experiment: { epochs: 30, temperature: 4, runs: 2, stepSize: 7 } }),
      group('b', { experiment: { epochs: 60, temperature: 4, runs: 3, stepSize: 9 } }),
      group('c', { experiment: { epochs: 60, temperature: 8, runs: 3 } }),
    ]);
    expect(found.settings).toEqual([
      { name: 'epochs', values: ['30', '60', '60'] },
      { name: 'temperature', values: ['4', '4', '8'] },
    ]);
    expect(found.images).toBe('same');
  });

  it('says a setting that a sweep varies as one of the network’s own', () => {
    const experiment = { vary: [{ path: 'temperature', values: [2, 4] }] };
    const at = (temperature: number) =>
      group(`t${temperature}`, { experiment, point: { alpha: 0.5, temperature } });
    expect(recipesApart([at(2), at(4)]).settings).toEqual([{ name: 'temperature', values: ['2', '4'] }]);
  });

  it('tells other images and other teachers', () => {
    const [a, b] = [group('a'), group('b', { experiment: { trainImages: 100, teacher: 'resnet20' } })];
    expect(recipesApart([a, b])).toMatchObject({ images: 'other', teacher: 'other' });
    expect(measuredAlike(a, b)).toBe(true);
    expect(measuredAlike(a, group('c', { experiment: { validationImages: 100 } }))).toBe(false);
    expect(measuredAlike(a, group('d', { experiment: { seed: 5 } }))).toBe(false);
  });

  it('is among students where there are several, whatever teachers stand beside them', () => {
    const [top, a, b] = [teacher({}), group('a'), group('b')];
    expect(withRecipes([a, top, b])).toEqual([a, b]);
    expect(withRecipes([a, top])).toEqual([a, top]);
    expect(withRecipes([top, top])).toEqual([top, top]);
  });

  it('says what all start as', () => {
    const copy = (keep: number) =>
      group(`c${keep}`, {
        recipe: `prune keep=${keep}; distil epochs=8`,
        stage: 1,
        experiment: { student: 'teacher', teacher: 'resnet20' },
      });
    expect(recipesApart([copy(0.5), copy(0.25)])).toMatchObject({ start: 'teacher', begin: [] });
    expect(recipesApart([copy(0.5), group('a')]).start).toBeUndefined();
    expect(recipesApart([group('a'), group('b')]).start).toBeUndefined();
    expect(briefActs(copy(0.25)).map(([, act]) => inEnglish(act))).toEqual([
      '25 % of channels',
      'distilled α 0.5',
    ]);
  });

  it('of a teacher beside its student is no recipe', () => {
    const found = recipesApart([teacher({}), group('student', { experiment: { epochs: 3 } })]);
    expect(found).toMatchObject({ begin: [], end: [], settings: [], teacher: 'same' });
    expect(said(found.own[1] ?? [])).toEqual(['distilling, α 0.5']);
  });
});

describe('whether two losses are one function', () => {
  it('needs the same weights, similarity, its settings and teacher; labels alone need none of them', () => {
    const a = group('a');
    expect(sameLoss(a, group('b', { experiment: { epochs: 3, learningRate: 0.1 } }))).toBe(true);
    expect(sameLoss(a, group('c', { experiment: { temperature: 8 } }))).toBe(false);
    expect(sameLoss(a, group('d', { point: { alpha: 0 } }))).toBe(false);
    expect(sameLoss(a, group('e', { experiment: { teacher: 'resnet20' } }))).toBe(false);
    const alone = (experiment: Partial<Experiment>) => group('f', { point: { alpha: 1 }, experiment });
    expect(sameLoss(alone({}), alone({ temperature: 8, teacher: 'resnet20' }))).toBe(true);
    expect(sameLoss(a, group('g', { recipe: 'distil; distil alpha=0.5', stage: 1 }))).toBe(true);
    expect(sameLoss(a, group('h', { recipe: 'distil; distil temperature=1', stage: 1 }))).toBe(false);
  });

  it('decides which loss is compared', () => {
    const both = [{ loss: 1, hard: 2, accuracy: 0.5 }];
    const a = group('a', { measured: both });
    expect(comparedQuantities([a, group('b', { measured: both })])).toEqual(['accuracy', 'loss']);
    const hotter = group('b', { measured: both, experiment: { temperature: 8 } });
    expect(comparedQuantities([a, hotter])).toEqual(['accuracy', 'hard']);
  });
});

describe('two networks, quantity by quantity', () => {
  const all = { images: 600, tests: 1 };
  // Differences 0.10, 0.08, 0.12, 0.10: mean 0.1, deviation √(0.0008 / 3), standard error 0.0081650.
  const a = group('a', { measured: accuracies(0.6, 0.62, 0.58, 0.61) });
  const b = group('b', { measured: accuracies(0.7, 0.7, 0.7, 0.71), experiment: { epochs: 60 } });

  it('are paired run by run where images and seeds are the same', () => {
    const found = compareQuantity(a, b, 'accuracy', all);
    expect(found).toMatchObject({ pairing: 'runs', verdict: 'more', contrast: { pairs: 4, freedom: 3 } });
    expect(found?.contrast.mean).toBeCloseTo(0.1, 12);
    expect(found?.contrast.standardError).toBeCloseTo(0.008165, 6);
    expect(compareQuantity(b, a, 'accuracy', all)?.verdict).toBe('less');
  });

  it('are held against 5 % divided by the number of comparisons', () => {
    // t = 12.247 of 3 degrees of freedom: p = 0.00117, so that 42 comparisons allow it and 43 do not.
    expect(compareQuantity(a, b, 'accuracy', { ...all, tests: 42 })?.verdict).toBe('more');
    expect(compareQuantity(a, b, 'accuracy', { ...all, tests: 43 })).toMatchObject({
      verdict: 'unclear',
      doubt: 'seeds',
    });
  });

  it('may not be told apart on few images, or on a number that nobody knows', () => {
    // √(0.1 · 0.9 / 20) = 0.067, and 1.96 of it are more than 0.1.
    const few = compareQuantity(a, b, 'accuracy', { images: 20, tests: 1 });
    expect(few?.verdict).toBe('unclear');
    expect(few?.doubt).toBe('images');
    const unknown = compareQuantity(a, b, 'accuracy', { images: undefined, tests: 1 });
    expect(unknown).toMatchObject({ verdict: 'unclear', doubt: 'unknown-images' });
  });

  it('are not compared on different validation images', () => {
    const other = group('c', { measured: accuracies(0.7, 0.8), experiment: { validationImages: 100 } });
    expect(compareQuantity(a, other, 'accuracy', all)).toMatchObject({
      pairing: 'none',
      verdict: 'other-images',
    });
    expect(testsIn(a, [other], ['accuracy'])).toBe(0);
  });

  it('are independent samples where seeds differ though images do not', () => {
    const folder = { dataset: 'folder-0123456789abcdef' } as const;
    const at = (seed: number, ...values: readonly number[]) =>
      group(`s${seed}`, {
        measured: values.map((milliseconds) => ({ milliseconds })),
        experiment: { ...folder, seed },
      });
    // Welch: means 2 and 5, variances 1 and 1, n 3: √(2/3), 4 degrees of freedom.
    const found = contrastOf(at(0, 1, 2, 3), at(100, 4, 5, 6), 'milliseconds');
    expect(found).toMatchObject({ pairing: 'none', contrast: { mean: 3, pairs: undefined } });
    expect(found?.contrast.standardError).toBeCloseTo(Math.sqrt(2 / 3), 12);
    expect(found?.contrast.freedom).toBeCloseTo(4, 12);
  });

  it('claim nothing of accuracies of one run each', () => {
    const [one, other] = [
      group('x', { measured: accuracies(0.1) }),
      group('y', { measured: accuracies(0.9) }),
    ];
    expect(compareQuantity(one, other, 'accuracy', all)?.verdict).toBe('one-pair');
    expect(testsIn(one, [other], ['accuracy'])).toBe(0);
  });

  it('are the runs of one against the single network of the other, where that is a teacher or their parent', () => {
    // Differences −0.1, −0.12, −0.08: mean −0.1, standard error 0.02 / √3.
    const found = compareQuantity(
      teacher({ accuracy: 0.7 }),
      group('s', { measured: accuracies(0.6, 0.58, 0.62) }),
      'accuracy',
      all,
    );
    expect(found).toMatchObject({ pairing: 'one-network', contrast: { pairs: 3, counts: [1, 3] } });
    expect(found?.contrast.mean).toBeCloseTo(-0.1, 12);
    expect(found?.contrast.standardError).toBeCloseTo(0.02 / Math.sqrt(3), 12);
    const root = group('root', { measured: accuracies(0.7) });
    const child = group('child', {
      measured: accuracies(0.6, 0.58),
      ...{ parents: ['root1', 'root1'], recipe: 'distil; prune', stage: 1 },
    });
    expect(contrastOf(child, root, 'accuracy')).toMatchObject({ pairing: 'one-network' });
    expect(contrastOf(child, root, 'accuracy')?.contrast.mean).toBeCloseTo(0.11, 12);
  });

  it('are against the one of several that all were made of, not run by run', () => {
    const root = group('root', { measured: accuracies(0.7, 0.9, 0.8) });
    const child = (...parents: readonly string[]) =>
      group('child', {
        measured: accuracies(0.6, 0.58, 0.62),
        ...{ parents, recipe: 'distil; prune', stage: 1 },
      });
    const one = contrastOf(root, child('root1', 'root1', 'root1'), 'accuracy');
    expect(one).toMatchObject({ pairing: 'one-of-several', contrast: { pairs: 3, counts: [1, 3] } });
    expect(one?.contrast.mean).toBeCloseTo(-0.1, 12);
    const back = contrastOf(child('root1', 'root1', 'root1'), root, 'accuracy');
    expect(back).toMatchObject({ pairing: 'one-of-several', contrast: { counts: [3, 1] } });
    expect(back?.contrast.mean).toBeCloseTo(0.1, 12);
    expect(contrastOf(root, child('root1', 'root1', 'root2'), 'accuracy')?.pairing).toBe('none');
  });

  it('are with what each was made of, whichever runs those are', () => {
    const root = group('root', { measured: accuracies(0.7, 0.9) });
    const child = group('child', {
      measured: accuracies(0.85, 0.6),
      ...{ parents: ['root2', 'root1'], recipe: 'distil; prune', stage: 1 },
    });
    // −0.05 and −0.1, where run by run it would be +0.15 and −0.3.
    const found = contrastOf(root, child, 'accuracy');
    expect(found).toMatchObject({ pairing: 'runs', contrast: { pairs: 2 } });
    expect(found?.contrast.standardError).toBeCloseTo(0.025, 12);
  });

  it('of arms are of those that were made of the same network', () => {
    const arm = (alpha: number, ...parents: readonly string[]) =>
      group(`arm${alpha}`, { point: { alpha }, measured: accuracies(0.6, 0.7), parents });
    const gain = (a: NetworkGroup, b: NetworkGroup) => advantage(a, b)?.gain.n;
    expect(gain(arm(0.5, 'root1', 'root2'), arm(1, 'root1', 'root2'))).toBe(2);
    expect(gain(arm(0.5, 'root1', 'root1'), arm(1, 'root1', 'root1'))).toBe(2);
    expect(gain(arm(0.5, 'root1', 'root1'), arm(1, 'root1', 'root2'))).toBe(1);
  });

  it('are counted where no chance is in it', () => {
    const [small, large] = [100, 400].map((bytes) =>
      group(`b${bytes}`, { measured: [{ bytes }, { bytes }] }),
    );
    if (!small || !large) throw new Error('two groups');
    expect(compareQuantity(large, small, 'bytes', all)).toMatchObject({ verdict: 'counted', ratio: 0.25 });
    expect(testsIn(large, [small], ['bytes'])).toBe(0);
    expect(isBetter('bytes', -300)).toBe(true);
    expect(isBetter('accuracy', -0.1)).toBe(false);
    expect(isBetter('sparsity', 0.1)).toBeUndefined();
  });

  it('count each comparison that chance has a say in', () => {
    const measured = [
      { accuracy: 0.5, bytes: 4, milliseconds: 1 },
      { accuracy: 0.6, bytes: 4, milliseconds: 2 },
    ];
    const [x, y, z] = [5, 6, 7].map((epochs) => group(`e${epochs}`, { measured, experiment: { epochs } }));
    if (!x || !y || !z) throw new Error('three groups');
    expect(testsIn(x, [y, z], ['accuracy', 'bytes', 'milliseconds'])).toBe(4);
  });
});

describe('two networks, image by image', () => {
  /** Of two classes: right on those images, wrong on the others; all are of class 0. */
  const right = (...which: readonly number[]) =>
    predictionsFrom(
      Float32Array.from(which.flatMap((is) => (is ? [1, 0] : [0, 1]))),
      new Int32Array(which.length),
    );

  it('are held against McNemar’s exact test', () => {
    const one = right(...Array.from({ length: 20 }, (_, n) => Number(n < 11)));
    const other = right(...Array.from({ length: 20 }, (_, n) => Number(n < 1 || n === 19)));
    // b = 10, c = 1: 2 · (C(11, 10) + C(11, 11)) / 2¹¹ = 24 / 2048.
    const found = onlyOneRight(one, other);
    expect(found).toMatchObject({ first: 10, second: 1, images: 20 });
    expect(found.chance).toBeCloseTo(24 / 2048, 12);
  });

  it('are alike where each alone is right as often, or never', () => {
    expect(onlyOneRight(right(1, 0, 1), right(0, 1, 1)).chance).toBe(1);
    expect(onlyOneRight(right(1, 0), right(1, 0)).chance).toBe(1);
  });
});

describe('networks that are near', () => {
  it('are what it was made of, what else was, and the teacher', () => {
    const made = { experiment: { teacher: 'resnet20' as const } };
    const top = teacher({}, made.experiment);
    const root = group('root', made);
    const [half, eight] = ['prune', 'quantise'].map((stage) =>
      group(stage, { ...made, recipe: `distil; ${stage}`, stage: 1, parents: ['root1'] }),
    );
    if (!half || !eight) throw new Error('two groups');
    const groups = [top, root, half, eight];
    expect(kinOf(half, groups)).toEqual({ parent: root, siblings: [eight], teacher: top, children: [] });
    expect(kinOf(root, groups)).toEqual({
      ...{ parent: undefined, siblings: [], teacher: top, children: [half, eight] },
    });
    expect(comesFrom(half, root, groups)).toBe(true);
    expect(comesFrom(half, top, groups)).toBe(true);
    expect(comesFrom(root, half, groups)).toBe(false);
    expect(comesFrom(half, eight, groups)).toBe(false);
  });
});
