import { describe, expect, it } from 'vitest';
import { modelNames } from '../../../spec/choices.ts';
import { catalogue } from '../../families/catalogue.ts';
import { channelsAlong, lengthOf } from '../../layers/parameters.ts';
import { torchOrder } from '../../weights/layout.ts';
import { channelGroups, type GroupMember } from './channelGroups.ts';
import { type ReferenceModel, referenceIsHere, referenceModels, referenceOf } from './pruningReference.ts';

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
function inTorch({ spec, axis, side }: GroupMember): string {
  const order = torchOrder(spec.kind, [...spec.axes.keys()]);
  return [spec.name, order.indexOf(axis), side, spec.shape[axis]].join();
}

describe.skipIf(!referenceIsHere)('coupled groups (skipped without the shared data)', () => {
  const models = Object.keys(referenceModels) as ReferenceModel[];
  it.each(models)('of %s are Torch-Pruning’s', (name) => {
    const { structure } = referenceOf(name);
    const model = catalogue[referenceModels[name]].build({ classes: 10, imageSize: 32, width: 1 });
    const ours = channelGroups(model)
      // There are none for streams that shortcuts without weights connect.
      .filter(({ space }) => name !== 'cifar_resnet20_A' || space.endsWith('.hidden'))
      .map(({ members, signature }) => ({ members: members.map(inTorch).sort().join('; '), signature }));
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
});
