import { describe, expect, it } from 'vitest';
import { modelNames } from '../../../spec/choices.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import { channelsAlong, lengthOf } from '../../layers/parameters.ts';
import { torchOrder } from '../../weights/layout.ts';
import { torchvisionsName } from '../../weights/vitKeys.ts';
import { channelGroups, type GroupMember } from './channelGroups.ts';
import {
  type ReferenceModel,
  referenceIsHere,
  referenceModels,
  referenceOf,
  vitCheckpoint,
} from './pruningReference.ts';

describe('channel spaces', () => {
  it.each(modelNames)(
    'of %s are all that its parameters’ axes count, but images, filters and classes',
    (name) => {
      for (const width of [1, 0.1]) {
        const model = catalogue[name].build({ classes: 7, imageSize: 32, width });
        const heads = new Set(model.parts.at(-1)?.parameters.map((spec) => spec.name));
        for (const { axes, shape, kind, name: parameter } of model.parameters) {
          expect(axes.length).toBe(shape.length);
          for (const [i, axis] of axes.entries()) {
            expect(shape[i]).toBe(lengthOf(axis));
            if (typeof axis !== 'number') {
              for (const { space, channels, rows, run } of channelsAlong(axis)) {
                expect(model.architecture?.channels[space]).toBe(channels);
                expect((shape[i] ?? 0) % (rows * channels * run)).toBe(0);
              }
              continue;
            }
            const isHead = heads.has(parameter);
            const isPool = parameter.startsWith('classifier.attention_pool.');
            const allowed = {
              conv: i < 2 || (i === 2 && axis === 3),
              depthwise: i !== 2,
              linear: i === 0 ? parameter === 'fc1.weight' : isHead || isPool,
              // Tokens and their positions are [1, N, D].
              vector: isHead || isPool || axis === 1 || (shape.length === 3 && i < 2),
            };
            expect(allowed[kind], `axis ${i} of ${parameter}`).toBe(true);
          }
        }
      }
    },
  );

  it.each(modelNames)('of %s each belong to layers that give and layers that take them', (name) => {
    const model = catalogue[name].build({ classes: 7, imageSize: 32, width: 1 });
    const groups = channelGroups(model);
    expect(groups.map(({ space }) => space).sort()).toEqual(
      Object.keys(model.architecture?.channels ?? {}).sort(),
    );
    for (const { members } of groups) {
      const sides = members.filter(({ spec }) => spec.kind !== 'vector').map(({ side }) => side);
      expect(new Set(sides)).toEqual(new Set(['in', 'out']));
    }
  });
});

/** Parameter, dimension in PyTorch's layout, side, length. */
const inTorch =
  (keyOf: (name: string) => string) =>
  ({ spec, axis, side }: GroupMember): string => {
    const order = torchOrder(spec.kind, [...spec.axes.keys()]);
    return [keyOf(spec.name), order.indexOf(axis), side, spec.shape[axis]].join();
  };

describe.skipIf(!referenceIsHere)('coupled groups (skipped without the shared data)', () => {
  const models = Object.keys(referenceModels) as ReferenceModel[];
  it.each([...models, 'vit_small_timm'] as const)('of %s are Torch-Pruning’s', (name) => {
    const { structure } = referenceOf(name);
    const isVit = name === 'vit_small_timm';
    const model = isVit
      ? build(vitCheckpoint({ weights: 'sin', size: 32 }).architecture)
      : catalogue[referenceModels[name]].build({ classes: 10, imageSize: 32, width: 1 });
    const inTheirs = inTorch((key) => (isVit ? (torchvisionsName(key) ?? key) : key));
    const ours = channelGroups(model)
      // There are none for streams that shortcuts without weights connect.
      .filter(({ space }) => name !== 'cifar_resnet20_A' || space.endsWith('.hidden'))
      // Heads are ranked by their dimensions' scores there, and are no groups.
      .filter(({ role }) => role !== 'heads')
      .map(({ members, signature }) => ({ members: members.map(inTheirs).sort().join('; '), signature }));
    const theirs = structure.groups.map((group) => ({
      members: group.members
        .map(([parameter, dimension, side, length]) => [parameter, dimension, side, length].join())
        .sort()
        .join('; '),
      class: group.class,
    }));
    expect(ours.map(({ members }) => members).sort()).toEqual(theirs.map(({ members }) => members).sort());
    // Groups of one class there have one signature here, and those of two have two.
    const classOf = new Map(theirs.map((group) => [group.members, group.class]));
    const pairs = new Set(ours.map(({ members, signature }) => `${classOf.get(members)} ${signature}`));
    const [classes, signatures] = [
      new Set(classOf.values()),
      new Set(ours.map(({ signature }) => signature)),
    ];
    expect([pairs.size, signatures.size]).toEqual([classes.size, classes.size]);
  });

  it('of attention are not those of torchvision’s module, whose queries, keys, values and stream are one group', () => {
    // A mistake of coupling: row i of the queries has nothing to do with channel i of the stream.
    const coupled = referenceOf('vit_small_torchvision').structure.groups.find(({ members }) =>
      members.some(([key]) => key === 'encoder.ln.weight'),
    );
    const rows = coupled?.members.flatMap(([key, dimension]) =>
      key.endsWith('in_proj_weight') ? dimension : [],
    );
    expect(new Set<unknown>(rows)).toEqual(new Set(['0 (x3: q, k and v) and 1']));
    const groups = channelGroups(build(vitCheckpoint({ weights: 'sin', size: 32 }).architecture));
    const stream = groups.find(({ space }) => space === 'embed');
    const places = stream?.members.map(({ spec, axis }) => `${spec.name} ${axis}`);
    expect(places).toEqual(expect.arrayContaining(['norm.weight 0', 'blocks.0.attn.qkv.weight 0']));
    expect(places).not.toContain('blocks.0.attn.qkv.weight 1');
    expect(places).not.toContain('blocks.0.attn.qkv.bias 0');
  });
});
