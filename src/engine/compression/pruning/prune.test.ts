/**
 * Cuts against Torch-Pruning's: the same channels where margins allow float32, the same shapes, parameters and multiply-adds.
 */
import '@tensorflow/tfjs-backend-cpu';
import { memory, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { build, catalogue } from '../../families/catalogue.ts';
import { relativeGap } from '../../families/relativeGap.ts';
import { toDevice } from '../../layers/hostParameters.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import { torchShape } from '../../weights/layout.ts';
import { channelGroups } from './channelGroups.ts';
import { type PruneSettings, prune } from './prune.ts';
import {
  plainPruning,
  type ReferenceCase,
  type ReferenceModel,
  referenceBatches,
  referenceCheckpoint,
  referenceImages,
  referenceIsHere,
  referenceModels,
  referenceOf,
} from './pruningReference.ts';

const scopeOf = ({ isomorphic, global }: ReferenceCase): PruneSettings['scope'] =>
  isomorphic ? 'isomorphic' : global ? 'global' : 'uniform';

beforeAll(startWasmInNode);

describe.skipIf(!referenceIsHere)('pruning half (skipped without the shared data)', () => {
  /** Of those of the large networks, a few: each takes seconds. */
  const large = [
    'resnet18 hashed l2 isomorphic',
    'resnet18 hashed l2 uniform',
    'resnet18 hashed taylor isomorphic',
    'resnet50 hashed l2 isomorphic',
    'resnet50 sin taylor isomorphic',
    'mobilenet_v2 hashed l2 isomorphic',
    'mobilenet_v2 hashed l2 global',
    // Not the hashed weights' gradients: float32's differ by 1e-2 from backend to backend, where sums end on a bend of ReLU6.
    'mobilenet_v2 sin taylor isomorphic',
  ];
  const cases = (Object.keys(referenceModels) as ReferenceModel[]).flatMap((model) =>
    (referenceIsHere ? referenceOf(model).cases : [])
      .map((one) => ({ ...one, model, scope: scopeOf(one) }))
      .filter(
        ({ weights, importance, scope, round_to }) =>
          round_to === null &&
          (model.startsWith('cifar') || large.includes(`${model} ${weights} ${importance} ${scope}`)),
      ),
  );

  it('is compared as often as it is meant to be', () => {
    expect(cases.filter(({ model }) => !model.startsWith('cifar'))).toHaveLength(large.length);
    expect(cases.filter(({ model }) => model.startsWith('cifar'))).toHaveLength(12);
  });

  it.each(cases)('of $model, $weights weights, by $importance, $scope', async (one) => {
    const before = memory().numTensors;
    const checkpoint = referenceCheckpoint(one.model, one);
    const settings = {
      ...{ ...plainPruning, keep: 1 - one.ratio, scope: one.scope },
      by: one.importance === 'l2' ? 'magnitude' : 'taylor',
    } as const;
    const isPrunable = (space: string) => one.model !== 'cifar_resnet20_A' || space.endsWith('.hidden');
    const { checkpoint: pruned, report } = await prune(checkpoint, settings, {
      batches: () => referenceBatches(one.size),
      prunable: isPrunable,
    });
    expect(keptByRoot(one.model, report.kept)).toEqual(keptThere(one.model, one));
    const model = build(pruned.architecture);
    const shapes = model.parameters.map(({ name, kind, shape }) => [name, torchShape(kind, shape)]);
    expect(Object.fromEntries(shapes)).toEqual(one.shapes_after);
    expect(report.after.parameters).toBe(one.params_after);
    // A linear layer's bias counts there.
    expect(report.after.multiplyAdds + 10).toBe(one.conv_linear_macs_after);
    const parameters = toDevice(pruned.tensors);
    const logits = tidy(() => model.forward(parameters, referenceImages(1, one.size), { training: false }));
    expect(relativeGap(await logits.data(), one.logits_after)).toBeLessThan(1e-4);
    for (const tensor of [logits, ...Object.values(parameters)]) tensor.dispose();
    expect(memory().numTensors).toBe(before);
  });

  /** By the layer that Torch-Pruning names a group after. */
  function keptByRoot(model: ReferenceModel, kept: ReadonlyMap<string, readonly number[]>) {
    const network = catalogue[referenceModels[model]].build({ classes: 10, imageSize: 32, width: 1 });
    const spaceOf = new Map(
      channelGroups(network).flatMap(({ space, members }) =>
        members.filter(({ side }) => side === 'out').map(({ spec }) => [spec.name, space] as const),
      ),
    );
    return Object.fromEntries(
      referenceOf(model).structure.groups.map(({ root }) => [
        root,
        kept.get(spaceOf.get(`${root}.weight`) ?? ''),
      ]),
    );
  }

  function keptThere(model: ReferenceModel, { kept }: Pick<ReferenceCase, 'kept'>) {
    const { groups } = referenceOf(model).structure;
    return Object.fromEntries(groups.map(({ root }, i) => [root, kept[i]]));
  }
});

/** Squares of weights need no images. */
const untouched = { batches: () => [] };

describe('what is pruned', () => {
  const architecture = catalogue.cnn.architecture({ classes: 3, imageSize: 8, width: 0.25 });
  const tensors = Object.fromEntries(
    build(architecture).parameters.map(({ name, shape }) => {
      const length = shape.reduce((product, one) => product * one, 1);
      return [name, { shape, values: Float32Array.from({ length }, (_, i) => Math.sin(i + 1)) }];
    }),
  );
  const checkpoint = { architecture, tensors };
  const channelsAt = async (settings: Partial<PruneSettings>) => {
    const { checkpoint: pruned, report } = await prune(
      checkpoint,
      { ...plainPruning, ...settings },
      untouched,
    );
    return { channels: pruned.architecture.channels, report };
  };

  it('is exactly the share that was asked for, of 4, 8 and 16 channels', async () => {
    expect((await channelsAt({ keep: 0.75 })).channels).toEqual({ conv1: 3, conv2: 6, conv3: 12 });
    const { channels, report } = await channelsAt({ keep: 0.7 });
    expect(channels).toEqual({ conv1: 2, conv2: 5, conv3: 11 });
    expect(report).toMatchObject({ asked: { keep: 0.7 }, reached: { keep: 18 / 28 }, images: 0 });
    expect(report.before).toMatchObject({ channels: 28 });
    expect(report.after).toMatchObject({ channels: 18 });
  });

  it('leaves every group a channel, and the network whole where all is kept', async () => {
    for (const scope of ['uniform', 'isomorphic', 'global'] as const) {
      expect((await channelsAt({ keep: 0.01, scope })).channels).toEqual({ conv1: 1, conv2: 1, conv3: 1 });
    }
    const { channels, report } = await channelsAt({ keep: 1 });
    expect(channels).toEqual(architecture.channels);
    expect(report.after).toEqual(report.before);
  });

  it('is rounded up to a multiple, as far as there are so many channels', async () => {
    expect((await channelsAt({ keep: 0.3, round: 4 })).channels).toEqual({ conv1: 4, conv2: 4, conv3: 4 });
    expect((await channelsAt({ keep: 0.3, round: 64 })).channels).toEqual({ conv1: 4, conv2: 8, conv3: 16 });
  });

  it('is the first of equals, and a group that is all zeros before others', async () => {
    const zeros = Object.fromEntries(
      Object.entries(tensors).map(([name, { shape, values }]) => [
        name,
        { shape, values: /^(conv1|bn1|conv2)/.test(name) ? values.map(() => 0) : values },
      ]),
    );
    const { report } = await prune({ architecture, tensors: zeros }, plainPruning, untouched);
    expect(report.kept.get('conv1')).toEqual([2, 3]);
    const all = await prune(
      { architecture, tensors: zeros },
      { ...plainPruning, keep: 0.9, scope: 'global' },
      untouched,
    );
    // 28 − ⌊25.2⌋ = 3 go.
    expect(all.checkpoint.architecture.channels).toEqual({ conv1: 1, conv2: 8, conv3: 16 });
  });
});
