import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../lang/sentence.ts';
import type { KeptNetworkCard } from '../../protocol/keptNetworks.ts';
import { runIdOf } from '../../protocol/runId.ts';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { linkOf } from '../../spec/link.ts';
import type { Point } from '../../spec/point.ts';
import { actOf, briefActOf, recipeActs } from './act.ts';
import { advantage, questionsOf } from './arms.ts';
import { groupNetworks, type NetworkGroup, runOf } from './groups.ts';
import { paretoFront } from './pareto.ts';
import { type ProvenanceNode, parentsOf, provenance } from './provenance.ts';

interface Made {
  readonly parent?: string;
  readonly recipe?: string;
  readonly stage?: number;
  readonly run?: number;
  readonly point?: Point;
  readonly accuracy?: number;
  readonly experiment?: Experiment;
  readonly at?: number;
}

function network(id: string, made: Made = {}): KeptNetworkCard {
  const { parent, recipe = 'distil', stage = 0, run = 1, point = { alpha: 0.5 }, accuracy } = made;
  return {
    ...{ id, label: 'CNN', recipe, fileBytes: 400, pinned: false, createdAt: made.at ?? 1 },
    measurements: accuracy === undefined ? { bytes: 100 } : { bytes: 100, accuracy },
    ...(parent === undefined ? {} : { parent }),
    origin: {
      experiment: linkOf(made.experiment ?? defaultExperiment),
      ...{ dataset: 'insects', run: runIdOf(point, run), stage },
    },
  };
}

describe('groups of kept networks', () => {
  it('are the same stage of the same point over runs, with mean and sample deviation', () => {
    const groups = groupNetworks([
      network('b', { run: 2, accuracy: 0.8 }),
      network('a', { run: 1, accuracy: 0.6 }),
      network('alone', { point: { alpha: 1 }, accuracy: 0.5, at: 2 }),
      network('later', { stage: 1, recipe: 'distil; prune', at: 3 }),
    ]);
    expect(groups.map(({ networks }) => networks.map(({ id }) => id))).toEqual([
      ['later'],
      ['alone'],
      ['a', 'b'],
    ]);
    expect(groups[2]?.networks.map(runOf)).toEqual([1, 2]);
    expect(groups[2]?.quantities.accuracy?.mean).toBeCloseTo(0.7, 12);
    // √(2 · 0.1²) of two values, n − 1 in the denominator.
    expect(groups[2]?.quantities.accuracy?.std).toBeCloseTo(Math.SQRT2 * 0.1, 12);
    expect(groups[2]?.quantities.accuracy?.n).toBe(2);
    expect(groups[0]?.quantities.accuracy).toBeUndefined();
    expect(groups[0]?.stages.map(({ kind }) => kind)).toEqual(['distil', 'prune']);
  });

  it('go on over sweeps of more runs or other alphas, and not over sweeps of other settings', () => {
    const more = { ...defaultExperiment, runs: 9, alphas: [0.5] };
    const other = { ...defaultExperiment, epochs: 3 };
    const groups = groupNetworks([
      network('a'),
      network('b', { run: 2, experiment: more }),
      network('c', { experiment: other }),
    ]);
    expect(groups.map(({ networks }) => networks.length)).toEqual([2, 1]);
  });
});

describe('networks that come with the lab', () => {
  const shipped = (id: string, made: Made = {}): KeptNetworkCard => ({ ...network(id, made), shipped: true });

  it('are groups of their own, after those of this browser, in their order', () => {
    const groups = groupNetworks([
      shipped('first', { at: 9 }),
      shipped('second', { point: { alpha: 1 }, at: 10 }),
      network('own', { at: 5 }),
    ]);
    expect(groups.map(({ networks }) => networks.map(({ id }) => id))).toEqual([
      ['own'],
      ['first'],
      ['second'],
    ]);
  });

  it('begin at the shipped teacher, as every student of it does, whatever images it learned from', () => {
    const { origin: _, ...rest } = shipped('teacher');
    const link = linkOf({ ...defaultExperiment, teacher: 'shipped' });
    const teacher: KeptNetworkCard = {
      ...rest,
      teacher: { experiment: link, dataset: 'insects', source: 'shipped' },
    };
    const groups = groupNetworks([
      shipped('example'),
      network('own', { experiment: { ...defaultExperiment, trainImages: 64, seed: 3 } }),
      network('other', { experiment: { ...defaultExperiment, teacher: 'resnet20' } }),
      teacher,
    ]);
    const parents = parentsOf(groups);
    const parentOf = (id: string) =>
      [...parents].find(([group]) => group.networks[0]?.id === id)?.[1]?.networks[0]?.id;
    expect(['example', 'own', 'other'].map(parentOf)).toEqual(['teacher', 'teacher', undefined]);
  });
});

describe('networks of imported families', () => {
  const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
  const experiment: Experiment = { ...defaultExperiment, teacher: 'resnet20' };
  const from = (family: string, card: KeptNetworkCard): KeptNetworkCard => ({
    ...card,
    ...{ imported: 'family.zip', families: [family] },
  });
  function teacher(id: string): KeptNetworkCard {
    const { origin: _, ...rest } = network(id);
    return { ...rest, teacher: { experiment: linkOf(experiment), dataset: 'insects', source: 'trained' } };
  }
  const parentsByName = (cards: readonly KeptNetworkCard[]) =>
    Object.fromEntries(
      [...parentsOf(groupNetworks(cards))].map(([child, parent]) => [
        child.networks[0]?.id,
        parent.networks[0]?.id,
      ]),
    );

  it('are groups of their family, also where two files have the same name', () => {
    const groups = groupNetworks([
      network('own', { experiment }),
      from(a, network('one', { experiment })),
      from(a, network('two', { experiment, run: 2 })),
      from(b, network('other', { experiment })),
    ]);
    expect(groups.map(({ networks }) => networks.map(({ id }) => id))).toEqual([
      ['own'],
      ['one', 'two'],
      ['other'],
    ]);
  });

  it('stand under the teacher of their family alone, and own ones under their own', () => {
    const students = [
      network('own', { experiment }),
      from(a, network('one', { experiment })),
      from(b, network('other', { experiment })),
    ];
    expect(parentsByName([...students, teacher('mine'), from(a, teacher('its'))])).toEqual({
      own: 'mine',
      one: 'its',
    });
    // After the own teacher is deleted, its students are no one else's.
    expect(parentsByName([...students, from(a, teacher('its'))])).toEqual({ one: 'its' });
    const roots = provenance(groupNetworks(students), () => 'ResNet-20');
    expect(roots.map(({ name, children }) => [name, children.length])).toEqual(
      Array(3).fill(['ResNet-20', 1]),
    );
    expect(new Set(roots.map(({ key }) => key)).size).toBe(3);
  });

  it('stand under a teacher of this browser that is of their family too', () => {
    const both = { ...teacher('mine'), families: [a] };
    const students = [network('own', { experiment }), from(a, network('one', { experiment }))];
    expect(parentsByName([...students, both])).toEqual({ own: 'mine', one: 'mine' });
  });

  it('are no arms of what was made here', () => {
    const groups = groupNetworks([
      network('own', { experiment, accuracy: 0.5, point: { alpha: 1 } }),
      network('mine', { experiment, accuracy: 0.6 }),
      from(a, network('one', { experiment, accuracy: 0.9 })),
      teacher('parent'),
    ]);
    const questions = questionsOf(groups.filter(({ networks: [first] }) => first?.origin));
    expect(questions.map((arms) => arms.map(({ networks }) => networks[0]?.id))).toEqual([
      ['own', 'mine'],
      ['one'],
    ]);
  });
});

describe('the difference of two arms', () => {
  it('counts a run that is there twice once, with the mean of its accuracies', () => {
    const [over, group] = [1, 0.5].map(
      (alpha) =>
        groupNetworks(
          [0.5, 0.7, 0.4].map((accuracy, i) =>
            network(`${alpha}-${i}`, {
              ...{ run: i === 2 ? 2 : 1, point: { alpha } },
              accuracy: alpha === 1 ? accuracy : accuracy + 0.1,
            }),
          ),
        )[0],
    );
    const gain = group && over && advantage(group, over)?.gain;
    expect(gain).toMatchObject({ n: 2 });
    expect(gain?.mean).toBeCloseTo(0.1, 12);
  });
});

describe('the provenance of kept networks', () => {
  const pruned = (keep: number, run: number, parent: string) =>
    network(`half${keep}-${run}`, {
      ...{ run, parent, stage: 1, recipe: `distil; prune keep=${keep}` },
      point: { alpha: 0.5, 'prune.keep': keep },
    });
  const groups = groupNetworks([
    network('root1', { run: 1, at: 9 }),
    network('root2', { run: 2, at: 9 }),
    pruned(0.5, 1, 'root1'),
    pruned(0.5, 2, 'root2'),
    pruned(0.25, 1, 'root1'),
    network('orphan', { parent: 'gone', stage: 1, recipe: 'distil; quantise' }),
  ]);

  const trees = (given: readonly NetworkGroup[]) => provenance(given, () => 'auto');
  const idsOf = ({ group }: ProvenanceNode) => group?.networks.map(({ id }) => id);
  const all = (nodes: readonly ProvenanceNode[]): readonly ProvenanceNode[] =>
    nodes.flatMap((node) => [node, ...all(node.children)]);

  it('is a tree of groups: children of the network that a run was made of, under what taught the first', () => {
    const [teacher, ...more] = trees(groups);
    expect(teacher).toMatchObject({ group: undefined, name: 'auto', orphan: false });
    expect(more).toEqual([]);
    const [orphan, root] = teacher?.children ?? [];
    expect(root && idsOf(root)).toEqual(['root1', 'root2']);
    expect(root?.children.map(idsOf)).toEqual([['half0.5-1', 'half0.5-2'], ['half0.25-1']]);
    expect(root?.orphan).toBe(false);
    expect(orphan).toMatchObject({ orphan: true, children: [] });
  });

  it('begins at teachers that are kept: those of the same settings, and of no file', () => {
    const link = linkOf({ ...defaultExperiment, teacher: 'resnet20', epochs: 7 });
    const { origin: _, ...rest } = network('teacher');
    const teacher = (id: string, source: string): KeptNetworkCard => ({
      ...rest,
      ...{ id, teacher: { experiment: link, dataset: 'insects', source } },
    });
    const made = { ...defaultExperiment, teacher: 'resnet20' as const };
    const found = parentsOf(
      groupNetworks([
        network('student', { experiment: made }),
        network('other', { experiment: { ...made, teacherEpochs: 3 } }),
        teacher('opened', 'file'),
        teacher('trained', 'trained'),
      ]),
    );
    const ids = ({ networks: [first] }: NetworkGroup) => first?.id;
    expect([...found].map(([group, parent]) => [ids(group), ids(parent)])).toEqual([['student', 'trained']]);
  });

  it('begins at a file, or any kept network, that taught as one, whichever of its experiments that was', () => {
    const file = (epochs: number): Experiment => ({ ...defaultExperiment, teacher: 'file', epochs });
    const { origin: _, ...rest } = network('file');
    const taught = [3, 9].map((epochs) => linkOf({ ...file(epochs), runs: 9 }));
    const found = parentsOf(
      groupNetworks([
        { ...rest, taught, teacher: { experiment: '', dataset: 'insects', source: 'file' } },
        network('three', { experiment: file(3) }),
        network('nine', { experiment: { ...file(9), alphas: [0.5] } }),
        network('five', { experiment: file(5) }),
        { ...network('student', { point: { alpha: 1 } }), taught: [linkOf(file(7))] },
        network('seven', { experiment: file(7) }),
      ]),
    );
    const ids = ({ networks: [first] }: NetworkGroup) => first?.id;
    expect([...found].map(([group, parent]) => [ids(group), ids(parent)])).toEqual([
      ...[
        ['three', 'file'],
        ['nine', 'file'],
        ['seven', 'student'],
      ],
    ]);
  });

  it('shows a network that was made of itself, or in a circle, once', () => {
    const circle = groupNetworks([
      network('self', { parent: 'self' }),
      network('x', { parent: 'y', stage: 1, recipe: 'distil; prune' }),
      network('y', { parent: 'x', stage: 2, recipe: 'distil; prune; quantise' }),
    ]);
    const nodes = all(trees(circle)).filter(({ group }) => group);
    expect(nodes.flatMap(idsOf).sort()).toEqual(['self', 'x', 'y']);
    expect(nodes.some(({ orphan }) => orphan)).toBe(false);
  });
});

describe('arms of one question', () => {
  const run = (name: string, alpha: number, accuracies: readonly number[]) =>
    accuracies.map((accuracy, i) => network(`${name}${i + 1}`, { run: i + 1, point: { alpha }, accuracy }));
  const arms = (...networks: readonly (readonly KeptNetworkCard[])[]) =>
    provenance(groupNetworks(networks.flat()), () => 'auto')[0]?.children ?? [];

  it('stand under the one without the teacher, with the mean of paired differences and its standard error', () => {
    const [alone, distilled, soft] = arms(
      run('d', 0.5, [0.9, 0.8, 0.7]),
      run('a', 1, [0.8, 0.76, 0.6, 0.5]),
      run('s', 0, [0.9]),
    );
    expect([alone, soft, distilled].map((node) => node?.group?.point.alpha)).toEqual([1, 0.5, 0]);
    expect(alone?.advantage).toBeUndefined();
    // Differences 0.1, 0.04, 0.1: mean 0.08, deviation √(0.0024 / 2), by hand.
    const gain = soft?.advantage?.gain;
    expect(gain?.n).toBe(3);
    expect(gain?.mean).toBeCloseTo(0.08, 12);
    expect(gain?.standardError).toBeCloseTo(0.02, 12);
    expect(soft?.advantage?.over).toBe(alone?.group);
    expect(distilled?.advantage?.gain).toMatchObject({ n: 1, standardError: Number.NaN });
    expect(new Set([alone, distilled, soft].map((node) => node?.firstArm))).toEqual(new Set([alone?.key]));
  });

  it('are of the same settings but for the recipe, points and runs, of the same kinds of stages, and share runs', () => {
    const children = (...made: readonly Made[]) =>
      provenance(
        groupNetworks([
          network('root', { accuracy: 0.5 }),
          ...made.map((one, i) => network(`child${i}`, { parent: 'root', stage: 1, accuracy: 0.6, ...one })),
        ]),
        () => 'auto',
      )[0]?.children[0]?.children.filter(({ advantage }) => advantage).length;
    const [half, quarter] = [{ recipe: 'distil; prune' }, { recipe: 'distil; prune keep=0.25' }];
    expect(children(half, quarter)).toBe(1);
    expect(children(half, { recipe: 'distil; quantise' })).toBe(0);
    expect(children(half, { ...quarter, run: 2 })).toBe(0);
    expect(children(half, { ...quarter, experiment: { ...defaultExperiment, epochs: 3 } })).toBe(0);
    expect(children(half, { ...quarter, experiment: { ...defaultExperiment, runs: 9 } })).toBe(1);
  });
});

describe('ways to one architecture', () => {
  const sized = (card: KeptNetworkCard, parameters: number): KeptNetworkCard => ({
    ...card,
    measurements: { ...card.measurements, parameters, multiplyAdds: 10 * parameters, bytes: 4 * parameters },
  });
  /** Over two runs: a student of 400, one of 100 pruned of it and trained again, and one that was pruned when it was drawn. */
  const made = (recipe: string, accuracies: readonly number[], point: Point, name: string) => {
    const stages = recipe.split('; ');
    return accuracies.flatMap((accuracy, i) =>
      stages.map((_, stage) => {
        const isLast = stage === stages.length - 1;
        const isCut = stages.slice(0, stage + 1).some((one) => one.startsWith('prune'));
        return sized(
          network(`${name}-${stage}-${i + 1}`, {
            ...{ stage, point, run: i + 1, recipe: stages.slice(0, stage + 1).join('; ') },
            ...(stage > 0 ? { parent: `${name}-${stage - 1}-${i + 1}` } : {}),
            accuracy: isLast ? accuracy : 0.3,
          }),
          isCut ? 100 : 400,
        );
      }),
    );
  };
  const leaves = (networks: readonly KeptNetworkCard[]) => {
    const all = (nodes: readonly ProvenanceNode[]): readonly ProvenanceNode[] =>
      nodes.flatMap((node) => [node, ...all(node.children)]);
    return new Map(
      all(provenance(groupNetworks(networks), () => 'auto'))
        .filter(({ group, children }) => group && children.length === 0)
        .map((node) => [node.group?.networks[0]?.id.split('-')[0], node]),
    );
  };
  const recipe = 'distil; prune; distil epochs=8';
  const alone = made(recipe, [0.5, 0.6], { alpha: 1 }, 'alone');
  const taught = made(recipe, [0.6, 0.75], { alpha: 0.5 }, 'taught');
  const scratch = made('prune; distil epochs=8', [0.4, 0.45], { alpha: 1 }, 'scratch');

  it('are arms of one question under different parents, compared with the one without the teacher, run by run', () => {
    const found = leaves([...alone, ...taught, ...scratch]);
    expect([...found.keys()].sort()).toEqual(['alone', 'scratch', 'taught']);
    const first = found.get('alone');
    expect(first?.advantage).toBeUndefined();
    // By hand: differences 0.1 and 0.15, and −0.1 and −0.15.
    expect(found.get('taught')?.advantage?.gain.mean).toBeCloseTo(0.125, 12);
    expect(found.get('scratch')?.advantage?.gain.mean).toBeCloseTo(-0.125, 12);
    expect(found.get('taught')?.advantage?.gain).toMatchObject({ n: 2 });
    expect(found.get('taught')?.advantage?.over).toBe(first?.group);
    expect(new Set([...found.values()].map(({ firstArm }) => firstArm))).toEqual(new Set([first?.key]));
  });

  it('pair by run also where all runs of each began with one network', () => {
    const fromOne = (networks: readonly KeptNetworkCard[]) =>
      networks.map((card) =>
        card.origin?.stage === 2 && card.parent ? { ...card, parent: `${card.parent.slice(0, -1)}1` } : card,
      );
    const found = leaves([...fromOne(alone), ...fromOne(taught)].filter(({ id }) => !/-[01]-2$/.test(id)));
    expect(found.get('taught')?.advantage?.gain).toMatchObject({ n: 2 });
  });

  it('have the same size, epochs and experiment, and end with a stage that trains', () => {
    const advantages = (other: readonly KeptNetworkCard[]) =>
      [...leaves([...alone, ...other]).values()].filter(({ advantage }) => advantage).length;
    expect(advantages(taught)).toBe(1);
    expect(advantages(made(`${recipe}0`, [0.6, 0.7], { alpha: 0.5 }, 'longer'))).toBe(0);
    expect(advantages(taught.map((card) => (card.id.startsWith('taught-2') ? sized(card, 101) : card)))).toBe(
      0,
    );
    const elsewhere = linkOf({ ...defaultExperiment, epochs: 3 });
    expect(
      advantages(
        taught.map((card) => ({
          ...card,
          ...(card.origin && { origin: { ...card.origin, experiment: elsewhere } }),
        })),
      ),
    ).toBe(0);
    const cut = (alpha: number, name: string) => made('distil; prune', [0.3, 0.4], { alpha }, name);
    expect([...leaves([...cut(1, 'a'), ...cut(0.5, 'b')]).values()].some(({ firstArm }) => firstArm)).toBe(
      false,
    );
  });

  it('are none of which one was made of the other', () => {
    const twice = made(
      'distil; prune; distil epochs=8; distil epochs=8',
      [0.6, 0.7],
      { alpha: 0.5 },
      'twice',
    );
    expect(leaves(twice).get('twice')?.firstArm).toBeUndefined();
  });
});

describe('the Pareto front', () => {
  const priced = (cost: number, worth: number) => ({ cost, worth });
  it('has what nothing beats, ascending in cost', () => {
    const given = [priced(4, 0.9), priced(1, 0.5), priced(2, 0.4), priced(2, 0.7), priced(3, 0.7)];
    expect(paretoFront(given)).toEqual([priced(1, 0.5), priced(2, 0.7), priced(4, 0.9)]);
  });
  it('has equals, and nothing that is not finite', () => {
    const given = [priced(1, 0.5), priced(1, 0.5), priced(1, Number.NaN), priced(Number.NaN, 1)];
    expect(paretoFront(given)).toEqual([priced(1, 0.5), priced(1, 0.5)]);
    expect(paretoFront([])).toEqual([]);
  });
});

describe('what made a network, in words', () => {
  const said = (recipe: string, point: Point) => {
    const [group] = groupNetworks([network('a', { recipe, point })]);
    if (!group) throw new Error('one network, one group');
    const act = actOf(group);
    return [act === undefined ? undefined : inEnglish(act), recipeActs(group).map(inEnglish)];
  };
  it('is what its stage declares, with alpha where it was distilled', () => {
    expect(said('distil', { alpha: 0.5 })).toEqual(['distilling, α 0.5', ['distilling, α 0.5']]);
    expect(said('distil', { alpha: 1 })[0]).toBe('training without the teacher');
    expect(said('distil; prune keep=0.5; distil alpha=0.25', { alpha: 1 })).toEqual([
      'distilling, α 0.25',
      ['training without the teacher', 'keeping 50 % of the channels', 'distilling, α 0.25'],
    ]);
    expect(said('distil', { alpha: 0.5, temperature: 2, 'prune.keep': 0.5 })[0]).toBe(
      'distilling, α 0.5, temperature 2',
    );
    const brief = (recipe: string, point: Point) => {
      const act = briefActOf(groupNetworks([network('a', { recipe, point })])[0] ?? { stages: [], point });
      return act === undefined ? undefined : inEnglish(act);
    };
    expect(brief('distil', { alpha: 0.5 })).toBe('distilled α 0.5');
    expect(brief('distil', { alpha: 1, temperature: 2 })).toBe('trained alone, temperature 2');
    expect(brief('distil; prune', { alpha: 0.5 })).toBe('half the channels');
    expect(brief('distil; prune keep=0.35', { alpha: 0.5 })).toBe('35 % of channels');
    expect(brief('distil; prune; distil alpha=1', { alpha: 0.5 })).toBe('fine-tuned');
    expect(brief('distil; quantise bits=4', { alpha: 0.5 })).toBe('4 bit');
    expect(said('melt', { alpha: 0.5 })).toEqual([undefined, []]);
  });
});
