/**
 * A vision transformer pruned as Torch-Pruning prunes timm's: the stream, perceptrons, dimensions of heads and whole heads.
 */
import '@tensorflow/tfjs-backend-cpu';
import { dispose, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChannelSpace } from '../../../spec/network/architecture.ts';
import { build } from '../../families/catalogue.ts';
import { relativeGap } from '../../families/relativeGap.ts';
import { opened } from '../../graph/drawnNetwork.ts';
import { writeGraphModel } from '../../graph/graphModel.ts';
import { recordNetwork } from '../../graph/record.ts';
import { toDevice } from '../../layers/hostParameters.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { torchShape } from '../../weights/layout.ts';
import { torchvisionsName } from '../../weights/vitKeys.ts';
import { held } from '../quantising/folded.ts';
import { headGroups } from './channelGroups.ts';
import { cut, type KeptChannels } from './cut.ts';
import { type PruneSettings, prune } from './prune.ts';
import {
  countedBiases,
  plainPruning,
  type ReferenceCase,
  referenceBatches,
  referenceImages,
  referenceIsHere,
  referenceOf,
  vitCheckpoint,
} from './pruningReference.ts';
import { rankedChannels } from './ranked.ts';

beforeAll(startWasmInNode);

/** Our space of a group by the layer that it is named after there. */
const spaceOf = (root: string): ChannelSpace => {
  const [, block = '', layer] = /encoder_layer_(\d)\.(.*)$/.exec(root) ?? [];
  if (root.endsWith('encoder_layer_3.mlp.3')) return 'embed';
  return layer === 'mlp.0' ? `blocks.${block}.hidden` : `blocks.${block}.heads × blocks.${block}.headDim`;
};

function settingsOf(one: ReferenceCase): PruneSettings {
  const { importance, isomorphic, ratio, head_pruning_ratio = 0, head_dim_pruning_ratio } = one;
  return {
    ...{ ...plainPruning, keep: 1 - ratio, heads: 1 - head_pruning_ratio },
    headDims: head_dim_pruning_ratio === undefined ? 0 : 1 - head_dim_pruning_ratio,
    by: importance === 'l2' ? 'magnitude' : 'taylor',
    scope: isomorphic ? 'isomorphic' : 'global',
  };
}

/**
 * With scores of attention as they are there: divided by the root of the dimensions that are left of a head, so that a network whose
 * dimensions are zeroed is not the one from which they are removed. Here they are divided by what they were divided by before.
 */
function sharpened({ architecture, tensors }: Checkpoint): Checkpoint {
  const { headDim = 1 } = architecture.details ?? {};
  const attentions = [...headGroups(build(architecture)).values()];
  const scaled = attentions.flatMap(({ heads, dims, group }) => {
    const queries = heads.channels * dims.channels;
    return group.members.flatMap(({ spec, side }) => {
      const { shape, values } = held(tensors, spec.name);
      const times = (i: number) => (i % (3 * queries) < queries ? Math.sqrt(headDim / dims.channels) : 1);
      return side === 'in'
        ? []
        : [[spec.name, { shape, values: values.map((v, i) => v * times(i)) }] as const];
    });
  });
  return { architecture, tensors: { ...tensors, ...Object.fromEntries(scaled) } };
}

async function logitsOf({ architecture, tensors }: Checkpoint): Promise<ArrayLike<number>> {
  const parameters = toDevice(tensors);
  const logits = tidy(() =>
    build(architecture).forward(parameters, referenceImages(1, architecture.imageSize), { training: false }),
  );
  const values = await logits.data();
  dispose([logits, ...Object.values(parameters)]);
  return values;
}

/** All multiply-adds but those of attention, which are counted with it there; with biases. */
function withoutAttention(checkpoint: Checkpoint): number {
  const model = build(checkpoint.architecture);
  const isAttentions = (name: string) => /\.attn\.(qkv|proj)\b/.test(name);
  const layers = model.parts.flatMap(({ layers = [] }) => layers);
  const counted = layers.filter(({ name }) => !isAttentions(name));
  const parameters = model.parameters.filter(({ name }) => !isAttentions(name));
  return (
    counted.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0) + countedBiases({ ...model, parameters })
  );
}

function keptThere(
  kept: ReferenceCase['kept'],
): Readonly<Record<string, readonly number[] | 'all' | undefined>> {
  const { groups } = referenceOf('vit_small_timm').structure;
  return Object.fromEntries(groups.map(({ root }, i) => [spaceOf(root), kept[i]]));
}

const only = (kept: KeptChannels, spaces: readonly string[]) =>
  Object.fromEntries(spaces.map((space) => [space, kept.get(space)]));

describe.skipIf(!referenceIsHere)('a vision transformer (skipped without the shared data)', () => {
  const cases = (referenceIsHere ? referenceOf('vit_small_timm').cases : []).map((one) => ({
    ...one,
    of: `${one.weights} weights, by ${one.importance}, isomorphic ${one.isomorphic}, heads ${one.head_pruning_ratio}, dimensions ${one.head_dim_pruning_ratio}`,
  }));

  it('is compared in every case that there is', () => expect(cases).toHaveLength(10));

  it.each(cases)('is cut as Torch-Pruning 1.4.1 cuts it: $of', async (one) => {
    const { checkpoint: pruned, report } = await prune(vitCheckpoint(one), settingsOf(one), {
      batches: () => referenceBatches(one.size),
    });
    const theirs = keptThere(one.kept);
    expect(only(report.kept, Object.keys(theirs))).toEqual(theirs);
    const shapes = build(pruned.architecture).parameters.map(({ name, kind, shape }) => [
      torchvisionsName(name),
      torchShape(kind, shape),
    ]);
    expect(Object.fromEntries(shapes)).toEqual(one.shapes_after);
    for (const [name, [heads, dims]] of Object.entries(one.heads_and_head_dim_after ?? {})) {
      const block = /encoder_layer_(\d)/.exec(name)?.[1];
      const { channels } = pruned.architecture;
      expect([channels[`blocks.${block}.heads`], channels[`blocks.${block}.headDim`]]).toEqual([heads, dims]);
    }
    expect(report.after.parameters).toBe(one.params_after);
    expect(withoutAttention(pruned)).toBe(one.conv_linear_macs_after);
    expect(relativeGap(await logitsOf(sharpened(pruned)), one.logits_after)).toBeLessThan(1e-4);
  });

  it.each(cases)(
    'is cut as Torch-Pruning 1.6.1 where all heads lose the same dimensions: $of',
    async (one) => {
      const checkpoint = vitCheckpoint(one);
      const { checkpoint: pruned, report } = await prune(
        checkpoint,
        { ...settingsOf(one), dims: 'same' },
        { batches: () => referenceBatches(one.size) },
      );
      const attentions = [...headGroups(build(checkpoint.architecture)).values()];
      const places = attentions.map(({ heads, dims, group }) => {
        const of = (space: string) => report.kept.get(space) ?? [];
        const both = of(heads.space).flatMap((head) =>
          of(dims.space).map((dim) => head * dims.channels + dim),
        );
        return [group.space, both] as const;
      });
      const theirs = keptThere(one['kept_v1.6.1'] ?? []);
      const ours = new Map<string, readonly number[]>([...report.kept, ...places]);
      expect(only(ours, Object.keys(theirs))).toEqual(theirs);
      expect(relativeGap(await logitsOf(sharpened(pruned)), one['logits_after_v1.6.1'] ?? [])).toBeLessThan(
        1e-4,
      );
    },
  );

  it.each(cases.filter(({ scores }) => scores))('has Torch-Pruning’s scores: $of', async (one) => {
    const ranked = await rankedChannels(vitCheckpoint(one), settingsOf(one), referenceBatches(one.size));
    const scores = new Map([
      ...ranked.groups.map((group) => [group.space, group.scores] as const),
      ...ranked.headsBeside(new Map()).map(({ group, scores: of }) => [group.space, of] as const),
    ]);
    // Gradients are float32 here.
    const most = one.importance === 'l2' ? 1e-7 : 1e-4;
    for (const [g, { root }] of referenceOf('vit_small_timm').structure.groups.entries()) {
      const expected = one.scores?.[g] ?? [];
      const own = scores.get(spaceOf(root));
      expect(own).toHaveLength(expected.length);
      for (const [i, score] of expected.entries())
        expect(Math.abs((own?.[i] ?? 0) - score)).toBeLessThan(most);
    }
  });
});

describe('dimensions of heads', () => {
  it('go from each head, its own, in every step, and those that stay are counted among all', async () => {
    const whole = vitCheckpoint({ weights: 'hashed', size: 8 });
    const settings = { ...plainPruning, keep: 0.5, heads: 0.5, steps: 2, scope: 'isomorphic' } as const;
    const { checkpoint, report } = await prune(whole, settings, { batches: () => [] });
    // One cut of all that stays gives the same network as two.
    expect(cut(whole, report.kept)).toEqual(checkpoint);
  });
});

describe('a pruned transformer', () => {
  it('gives its logits as a GraphModel, whatever heads are left of each block', async () => {
    const settings = { ...plainPruning, heads: 0.5, scope: 'isomorphic' } as const;
    const { checkpoint } = await prune(vitCheckpoint({ weights: 'hashed', size: 16 }), settings, {
      batches: () => [],
    });
    const parameters = toDevice(checkpoint.tensors);
    const recording = await recordNetwork(build(checkpoint.architecture), parameters, { imageSize: 16 });
    dispose({ ...parameters });
    const model = await opened(writeGraphModel(recording, {}));
    const logits = tidy(() => (model.predict(referenceImages(1, 16)) as Tensor).dataSync());
    model.dispose();
    expect(relativeGap(logits, Array.from(await logitsOf(checkpoint)))).toBeLessThan(1e-5);
  });
});
