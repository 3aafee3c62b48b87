/**
 * Cuts against Torch-Pruning's: the same channels where margins allow float32, the same shapes, parameters and multiply-adds.
 */
import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dispose, memory, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { build, catalogue } from '../../families/catalogue.ts';
import { relativeGap } from '../../families/relativeGap.ts';
import { toDevice } from '../../layers/hostParameters.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { torchShape } from '../../weights/layout.ts';
import { drawnImages, drawnNetwork } from '../quantising/drawnForTests.ts';
import { held } from '../quantising/folded.ts';
import { channelGroups } from './channelGroups.ts';
import { plannedCut } from './plannedCut.ts';
import { type PruneSettings, prune } from './prune.ts';
import {
  countedBiases,
  plainPruning,
  type ReferenceCase,
  type ReferenceModel,
  referenceBatches,
  referenceCheckpoint,
  referenceFolder,
  referenceImages,
  referenceIsHere,
  referenceModels,
  referenceOf,
} from './pruningReference.ts';
import { rankedChannels } from './ranked.ts';

const scopeOf = ({ isomorphic, global }: ReferenceCase): PruneSettings['scope'] =>
  isomorphic ? 'isomorphic' : global ? 'global' : 'uniform';

beforeAll(startWasmInNode);

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

async function logitsGap({ architecture, tensors }: Checkpoint, size: number, expected: readonly number[]) {
  const parameters = toDevice(tensors);
  const model = build(architecture);
  const logits = tidy(() => model.forward(parameters, referenceImages(1, size), { training: false }));
  const gap = relativeGap(await logits.data(), expected);
  for (const tensor of [logits, ...Object.values(parameters)]) tensor.dispose();
  return gap;
}

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
    'convnext_tiny hashed l2 isomorphic',
    'convnext_tiny sin taylor isomorphic',
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
    expect(report.after.multiplyAdds + countedBiases(model)).toBe(one.conv_linear_macs_after);
    expect(await logitsGap(pruned, one.size, one.logits_after)).toBeLessThan(1e-4);
    expect(memory().numTensors).toBe(before);
  });
});

describe.skipIf(!referenceIsHere)('a plan alone (skipped without the shared data)', () => {
  const planned = [
    ['resnet18', 'hashed', 'global'],
    ['resnet18', 'sin', 'isomorphic'],
    ['resnet50', 'sin', 'isomorphic'],
    ['mobilenet_v2', 'sin', 'isomorphic'],
  ] as const;

  it.each(planned)(
    'of %s, %s weights, by l2, %s, keeps what Torch-Pruning keeps',
    async (model, weights, scope) => {
      const one = referenceOf(model).cases.find(
        (one) =>
          one.weights === weights && one.importance === 'l2' && scopeOf(one) === scope && !one.round_to,
      );
      if (!one) throw new Error('there is a case');
      const ranked = await rankedChannels(referenceCheckpoint(model, one), plainPruning, []);
      const { kept, after } = plannedCut(ranked, { ...plainPruning, keep: 1 - one.ratio, scope });
      expect(keptByRoot(model, kept)).toEqual(keptThere(model, one));
      expect(after.parameters).toBe(one.params_after);
      expect(after.multiplyAdds + 10).toBe(one.conv_linear_macs_after);
    },
  );
});

describe.skipIf(!referenceIsHere)('multiples of 8 (skipped without the shared data)', () => {
  // Rounded down there and up here, from the same number.
  it.each(['cifar_resnet20_B', 'resnet18'] as const)('of %s are next to Torch-Pruning’s', async (name) => {
    const one = referenceOf(name).cases.find(({ round_to }) => round_to === 8);
    if (!one) throw new Error('there is a case');
    const checkpoint = referenceCheckpoint(name, one);
    const settings = { ...plainPruning, by: 'taylor', scope: 'isomorphic' } as const;
    const ranked = await rankedChannels(checkpoint, settings, referenceBatches(one.size));
    const at = (round: number) => keptByRoot(name, plannedCut(ranked, { ...settings, round }).kept);
    const [exact, rounded, theirs] = [at(1), at(8), keptThere(name, one)];
    const floored = Object.values(theirs).some((kept) => kept === 'all');
    for (const [root, kept] of Object.entries(theirs)) {
      const stay = exact[root] ?? [];
      // A group of which none would be left is left whole there; here it keeps 8, and others lose more.
      if (kept === 'all') expect(stay.length).toBeLessThan(8);
      else {
        expect(kept).toHaveLength(8 * Math.floor(stay.length / 8));
        expect(stay).toEqual(expect.arrayContaining([...(kept ?? [])]));
      }
      const left = rounded[root]?.length ?? 0;
      expect([left > 0, left % 8]).toEqual([true, 0]);
      if (!floored) expect(rounded[root]).toHaveLength(8 * Math.ceil(stay.length / 8));
      if (!floored) expect(rounded[root]).toEqual(expect.arrayContaining([...stay]));
    }
  });
});

describe.skipIf(!referenceIsHere)('pruning in steps (skipped without the shared data)', () => {
  interface Steps {
    readonly steps: number;
    readonly per_step: readonly {
      readonly macs_params: readonly [number, number];
      readonly logits: readonly number[];
      readonly kept_counts: readonly number[];
    }[];
    readonly kept: readonly (readonly number[])[];
  }
  const { cases } = referenceIsHere
    ? (JSON.parse(readFileSync(join(referenceFolder, 'structured_iterative.json'), 'utf8')) as {
        readonly cases: readonly Steps[];
      })
    : { cases: [] };

  it.each(cases)('is Torch-Pruning’s in $steps steps', async ({ steps, per_step, kept }) => {
    const checkpoint = referenceCheckpoint('cifar_resnet20_B', { weights: 'hashed', size: 32 });
    const settings = { ...plainPruning, scope: 'isomorphic', steps } as const;
    const { checkpoint: pruned, report } = await prune(checkpoint, settings, untouched);
    expect(keptByRoot('cifar_resnet20_B', report.kept)).toEqual(keptThere('cifar_resnet20_B', { kept }));
    const last = per_step.at(-1);
    expect(report.after.parameters).toBe(last?.macs_params[1]);
    expect(await logitsGap(pruned, 32, last?.logits ?? [])).toBeLessThan(1e-4);
    expect(report).toMatchObject({ asked: { keep: 0.5 }, images: 0 });
  });
});

/** Squares of weights need no images. */
const untouched = { batches: () => [] };

it.each(['magnitude', 'l1', 'lamp', 'fpgm', 'taylor', 'hessian'] as const)(
  'ranks by %s the weights and not the masks over them',
  async (by) => {
    const dense = drawnNetwork('cnn', 1);
    const { shape, values } = held(dense.tensors, 'conv2.weight');
    const masked: Checkpoint = {
      architecture: { ...dense.architecture, forms: { conv2: { kind: 'masked' } } },
      tensors: { ...dense.tensors, 'conv2.weight_mask': { shape, values: values.map(() => 1) } },
    };
    const scoresOf = async (from: Checkpoint) => {
      const { imageSize, classes } = from.architecture;
      const labels = tensor2d(
        Array.from({ length: 2 * classes }, (_, i) => Number(i % (classes + 1) === 0)),
        [2, classes],
      );
      const batch = { images: drawnImages(2, imageSize), labels };
      const { groups } = await rankedChannels(from, { ...plainPruning, by }, [batch]);
      if (!batch.labels.isDisposed) dispose([batch.images, batch.labels]);
      return groups.map(({ space, signature, scores }) => ({ space, signature, scores }));
    };
    expect(await scoresOf(masked)).toEqual(await scoresOf(dense));
  },
);

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
