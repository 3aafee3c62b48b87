/**
 * Scores against Torch-Pruning's, and where its code is not what a paper says, what it is instead.
 */
import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory, slice } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../families/catalogue.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { type LabelledBatch, lossGradients, normTerms, squaredTerms } from '../lossGradients.ts';
import {
  plainPruning,
  referenceBatches,
  referenceCheckpoint,
  referenceFolder,
  referenceIsHere,
  referenceOf,
} from './pruningReference.ts';
import { type Batches, type RankSettings, rankedChannels } from './ranked.ts';

const size = 32;
const checkpoint = () => referenceCheckpoint('cifar_resnet20_B', { weights: 'hashed', size });

/** One of the reference's four images. */
function* only(image: number): Generator<LabelledBatch> {
  for (const { images, labels } of referenceBatches(size)) {
    yield { images: slice(images, image, 1), labels: slice(labels, image, 1) };
    images.dispose();
    labels.dispose();
  }
}

beforeAll(startWasmInNode);

describe.skipIf(!referenceIsHere)('importance (skipped without the shared data)', () => {
  const { importances } = referenceIsHere
    ? JSON.parse(readFileSync(join(referenceFolder, 'structured_importances.json'), 'utf8'))
    : { importances: {} };

  /** The greatest difference of any channel's score, in parts of the reference's where `relative`. */
  async function gapTo(
    name: string,
    settings: Partial<RankSettings>,
    { from = checkpoint(), batches = [], relative = false }: Given = {},
  ): Promise<number> {
    const before = memory().numTensors;
    const { groups } = await rankedChannels(from, { ...plainPruning, ...settings }, batches);
    expect(memory().numTensors).toBe(before);
    const gaps = referenceOf('cifar_resnet20_B').structure.groups.flatMap(({ root }, g) => {
      const own = groups.find(({ members }) =>
        members.some(({ spec, side }) => side === 'out' && spec.name === `${root}.weight`),
      );
      const expected: readonly number[] = importances[name][g];
      // Raw there where a group's members are not averaged.
      const mean = relative ? expected.reduce((sum, score) => sum + score, 0) / expected.length : 1;
      expect(own?.scores).toHaveLength(expected.length);
      return expected.map((score, c) => Math.abs((own?.scores?.[c] ?? Number.NaN) - score / mean));
    });
    return Math.max(...gaps);
  }
  interface Given {
    readonly from?: Checkpoint;
    readonly batches?: Batches;
    readonly relative?: boolean;
  }

  it.each([
    ['l1', { by: 'l1' }, 1e-7],
    ['bn_scale', { by: 'norm' }, 1e-7],
    // Float32 there.
    ['lamp', { by: 'lamp' }, 5e-6],
  ] as const)('by %s is Torch-Pruning’s', async (name, settings, tolerance) => {
    expect(await gapTo(name, settings)).toBeLessThan(tolerance);
  });

  it('of the largest member is Torch-Pruning’s', async () => {
    expect(await gapTo('l2_max', { reduce: 'max' }, { relative: true })).toBeLessThan(1e-7);
  });

  it('of the first member is Torch-Pruning’s, where it begins with the same layer', async () => {
    const { groups } = await rankedChannels(checkpoint(), { ...plainPruning, reduce: 'first' }, []);
    const compared = referenceOf('cifar_resnet20_B').structure.groups.flatMap(({ root }, g) => {
      const own = groups.find(({ members }) => members[0]?.spec.name === `${root}.weight`);
      if (!own) return [];
      const expected: readonly number[] = importances.l2_first[g];
      const mean = expected.reduce((sum, score) => sum + score, 0) / expected.length;
      for (const [c, score] of expected.entries()) expect(own.scores?.[c]).toBeCloseTo(score / mean, 6);
      return [root];
    });
    // It begins with the shortcuts of the second and third stream, ours with the layers before them.
    expect(compared).toHaveLength(10);
  });

  it('by fpgm is of distances between weights, where Torch-Pruning’s are between their squares', async () => {
    const from = checkpoint();
    const squares = Object.fromEntries(
      Object.entries(from.tensors).map(([name, { shape, values }]) => [
        name,
        { shape, values: values.map((value) => value * value) },
      ]),
    );
    expect(await gapTo('fpgm', { by: 'fpgm' }, { from: { ...from, tensors: squares } })).toBeLessThan(1e-7);
    expect(await gapTo('fpgm', { by: 'fpgm' })).toBeGreaterThan(0.03);
  });

  it('by hessian is of every image, where Torch-Pruning’s is of the last', async () => {
    expect(await gapTo('hessian', { by: 'hessian' }, { batches: only(3) })).toBeLessThan(2e-5);
    expect(await gapTo('hessian', { by: 'hessian' }, { batches: referenceBatches(size) })).toBeGreaterThan(1);
  });
});

describe('terms of the loss', () => {
  const { architecture, tensors } = referenceCheckpoint('cifar_resnet20_B', { weights: 'hashed', size: 8 });
  const model = build(architecture);
  const batch = () => referenceBatches(8);
  const shiftedBy = (name: string, channel: number, factor: number): Checkpoint => {
    const { shape, values } = tensors[name] ?? { shape: [], values: new Float32Array() };
    const moved = values.map((value, i) => (i === channel ? value * factor : value));
    return { architecture, tensors: { ...tensors, [name]: { shape, values: moved } } };
  };

  it('are those of γ too: what the loss loses as γ grows', async () => {
    const terms = normTerms(model, tensors, await lossGradients(model, tensors, batch()));
    const name = 'layer2.0.bn1.weight';
    for (const channel of [0, 5]) {
      const step = 1e-2;
      const [above, below] = await Promise.all(
        [1 + step, 1 - step].map((factor) => lossOf(shiftedBy(name, channel, factor))),
      );
      const slope = ((above ?? 0) - (below ?? 0)) / (2 * step);
      expect(terms[name]?.[channel]).toBeGreaterThan(1e-3);
      expect(Math.abs((terms[name]?.[channel] ?? 0) / Math.abs(slope) - 1)).toBeLessThan(0.02);
    }
  });

  it('are squared for each image, and their mean taken', async () => {
    const { terms, images } = await squaredTerms(model, tensors, batch());
    expect(images).toBe(4);
    const each = await Promise.all(
      [0, 1, 2, 3].map(async (image) => {
        const { weights, gradients } = await lossGradients(model, tensors, alone(image));
        return {
          products: products(weights, gradients),
          norms: normTerms(model, tensors, { weights, gradients }),
        };
      }),
    );
    for (const i of [0, 7, 100]) {
      const mean = each.reduce((sum, { products: of }) => sum + of('layer1.0.conv1.weight', i) ** 2 / 4, 0);
      expect(Math.abs((terms['layer1.0.conv1.weight']?.values[i] ?? 0) / mean - 1)).toBeLessThan(1e-4);
    }
    const norm = each.reduce((sum, { norms }) => sum + (norms['bn1.weight']?.[2] ?? 0) ** 2 / 4, 0);
    expect(Math.abs((terms['bn1.weight']?.values[2] ?? 0) / norm - 1)).toBeLessThan(1e-4);
  });

  type Found = Awaited<ReturnType<typeof lossGradients>>;
  const products = (weights: Found['weights'], gradients: Found['gradients']) => (name: string, i: number) =>
    (weights[name]?.values[i] ?? 0) * (gradients[name]?.values[i] ?? 0);

  function* alone(image: number): Generator<LabelledBatch> {
    for (const { images, labels } of batch()) {
      yield { images: slice(images, image, 1), labels: slice(labels, image, 1) };
      images.dispose();
      labels.dispose();
    }
  }

  /** The mean cross entropy of the reference's four images. */
  async function lossOf({ tensors: of }: Checkpoint): Promise<number> {
    const { toDevice } = await import('../../layers/hostParameters.ts');
    const parameters = toDevice(of);
    let loss = 0;
    for (const { images, labels } of batch()) {
      const logits = model.forward(parameters, images, { training: false });
      const [rows, wanted] = await Promise.all([logits.array(), labels.array()]);
      for (const [b, row] of rows.entries()) {
        const most = Math.max(...row);
        const sum = row.reduce((so, logit) => so + Math.exp(logit - most), 0);
        loss += (Math.log(sum) + most - (row[wanted[b]?.indexOf(1) ?? 0] ?? 0)) / rows.length;
      }
      for (const tensor of [images, labels, logits]) tensor.dispose();
    }
    for (const tensor of Object.values(parameters)) tensor.dispose();
    return loss;
  }
});
