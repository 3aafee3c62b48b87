import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dispose, memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { modelNames } from '../../../spec/choices.ts';
import { lacks } from '../../../spec/families/catalogue.ts';
import { type Architecture, architectureIn, architectureText } from '../../../spec/network/architecture.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import { relativeGap } from '../../families/relativeGap.ts';
import { toDevice, toHost } from '../../layers/hostParameters.ts';
import { initialise } from '../../layers/initialise.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { referenceBatches, referenceCheckpoint, referenceImages } from '../pruning/pruningReference.ts';
import {
  type BlockImportance,
  blockImportances,
  removableBlocks,
  shortened,
  withoutBlocks,
} from './depth.ts';

const path = join(process.env.LAB_DATA ?? '../shared/data', 'compression_reference', 'depth.json');
const isHere = existsSync(path);

beforeAll(startWasmInNode);

const families = ['resnet20', 'resnet20b', 'resnet18', 'resnet50', 'mobilenetv2'] as const;

async function drawn(family: (typeof families)[number] | 'vit-tiny' | 'convnext-cifar'): Promise<Checkpoint> {
  const architecture = catalogue[family].architecture({ classes: 4, imageSize: 32, width: 0.125 });
  const parameters = initialise(build(architecture).parameters, random(5));
  const tensors = await toHost(parameters);
  dispose({ ...parameters });
  // As if it was trained: γ and β that matter, statistics that differ.
  const stream = random(6);
  const changed = Object.entries(tensors).map(([name, { shape, values }]) => {
    if (shape.length > 1) return [name, { shape, values }] as const;
    const spread = name.endsWith('running_var') ? 0.5 : 0.3;
    return [name, { shape, values: values.map((value) => value + stream.between(-spread, spread)) }] as const;
  });
  return { architecture, tensors: Object.fromEntries(changed) };
}

async function logitsOf({ architecture, tensors }: Checkpoint): Promise<Float32Array> {
  const parameters = toDevice(tensors);
  const images = referenceImages(2, architecture.imageSize);
  const logits = build(architecture).forward(parameters, images, { training: false });
  const values = Float32Array.from(await logits.data());
  dispose([images, logits, ...Object.values(parameters)]);
  return values;
}

/** Blocks that give what they are given: the last norm of each is nothing, γ and β are 0. */
function asShortcuts({ architecture, tensors }: Checkpoint, blocks: readonly string[]): Checkpoint {
  const silent = build(architecture).parts.flatMap(({ name, parameters }) => {
    if (!blocks.includes(name)) return [];
    const norm = parameters.flatMap(({ normalisedBy }) => normalisedBy ?? []).at(-1);
    return [`${norm}.weight`, `${norm}.bias`];
  });
  const changed = Object.entries(tensors).map(([name, one]) => [
    name,
    silent.includes(name) ? { ...one, values: one.values.map(() => 0) } : one,
  ]);
  return { architecture, tensors: Object.fromEntries(changed) };
}

describe.skipIf(!isHere)('how much blocks matter (skipped without the reference data)', () => {
  it('is what Isomorphic Pruning’s expression gives for ResNet-50', async () => {
    const before = memory().numTensors;
    const reference: { readonly cases: readonly { model: string; block_importance: [string, number][] }[] } =
      JSON.parse(readFileSync(path, 'utf8'));
    const expected = reference.cases.find(({ model }) => model === 'resnet50')?.block_importance ?? [];
    expect(expected).toHaveLength(6);
    const network = referenceCheckpoint('resnet50', { weights: 'hashed', size: 64 });
    const found = await blockImportances(network, referenceBatches(64));
    expect(found).toHaveLength(16);
    for (const [block, importance] of expected) {
      const own = found.find((one) => one.block === block);
      expect((own?.importance ?? 0) / importance, block).toBeCloseTo(1, 3);
      expect(own?.skips).toBe(block !== 'layer3.0');
    }
    // As there, of a stage's blocks the largest in their order.
    const stage = found.filter((one) => one.stage === 'layer3');
    const { report } = shortened(network, stage, { keep: 0.4, scope: 'stage' });
    expect(report.removed).toEqual(['layer3.1', 'layer3.2', 'layer3.4']);
    expect(report.reached.keep).toBeCloseTo(0.4, 12);
    expect(memory().numTensors).toBe(before);
  });
});

describe.each(families)('%s without blocks', (family) => {
  it('is the network in which their shortcuts stand in their place', async () => {
    const whole = await drawn(family);
    const { parts } = build(whole.architecture);
    const blocks = parts.flatMap(({ name, stage, skips }, i): readonly BlockImportance[] =>
      skips === undefined ? [] : [{ block: name, stage, skips, importance: i }],
    );
    const { checkpoint, report } = shortened(whole, blocks, { keep: 0, scope: 'global' });
    expect(report.removed.length).toBeGreaterThan(2);
    expect(report.removed).toEqual(removableBlocks(blocks).map(({ block }) => block));
    // Every stage is there still, and what is tapped of it.
    const taps = (all: typeof parts) => all.flatMap((part) => part.taps ?? []);
    expect(taps(build(checkpoint.architecture).parts)).toEqual(taps(parts));
    const [found, expected] = [
      await logitsOf(checkpoint),
      await logitsOf(asShortcuts(whole, report.removed)),
    ];
    expect(relativeGap(found, [...expected])).toBeLessThan(1e-5);
    expect(relativeGap(found, [...(await logitsOf(whole))])).toBeGreaterThan(1e-3);
    expect(Object.keys(checkpoint.tensors)).toEqual(
      build(checkpoint.architecture).parameters.map(({ name }) => name),
    );
  });

  it('comes back from a file, loses more, and is refused where it lacks what it cannot', async () => {
    const whole = await drawn(family);
    const { parts } = build(whole.architecture);
    const [first, second] = parts.filter(({ skips }) => skips === true).map(({ name }) => name);
    const [, fixed] = parts.filter(({ skips }) => skips === false).map(({ name }) => name);
    const one = withoutBlocks(whole, [second ?? '']);
    const read = architectureIn({ architecture: architectureText(one.architecture) });
    expect(read).toEqual(one.architecture);
    expect(build(read ?? whole.architecture).multiplyAdds).toBeLessThan(
      build(whole.architecture).multiplyAdds,
    );
    const both = withoutBlocks(one, [first ?? '']);
    expect(both.architecture.without).toEqual([second, first]);
    const without = (names: readonly string[]): Architecture => ({ ...whole.architecture, without: names });
    expect(() => build(without(['layer9.0']))).toThrow('does not have');
    expect(() => build(without([fixed ?? '']))).toThrow('another shape');
  });
});

describe('blocks that go', () => {
  const block = (name: string, importance: number, skips = true): BlockImportance => ({
    ...{ block: name, stage: name.slice(0, 1), importance, skips },
  });

  it('leave each stage one, the most important', () => {
    const blocks = [block('a0', 3), block('a1', 1), block('b0', 0, false), block('b1', 2)];
    expect(removableBlocks(blocks).map((one) => one.block)).toEqual(['a1', 'b1']);
    expect(removableBlocks([block('a0', Number.NaN), block('a1', 0)])).toEqual([block('a0', Number.NaN)]);
  });
});

describe('blocks without batch norm', () => {
  it.each([
    ['vit-tiny', /\.(attn\.proj|mlp\.fc2)\.(weight|bias)$/],
    ['convnext-cifar', /\.layer_scale$/],
  ] as const)(
    '%s is the network in which what they add is nothing, and comes back from a file',
    async (family, last) => {
      const whole = await drawn(family);
      const { parts } = build(whole.architecture);
      const blocks = parts.flatMap(({ name, stage, skips }, i): readonly BlockImportance[] =>
        skips === undefined ? [] : [{ block: name, stage, skips, importance: -i }],
      );
      const { checkpoint, report } = shortened(whole, blocks, { keep: 0.4, scope: 'global' });
      expect(report.removed.length).toBeGreaterThan(1);
      const silent = Object.entries(whole.tensors).map(([name, one]) => {
        const isGone = report.removed.some((block) => name.startsWith(`${block}.`)) && last.test(name);
        return [name, isGone ? { ...one, values: one.values.map(() => 0) } : one] as const;
      });
      const [found, expected] = [
        await logitsOf(checkpoint),
        await logitsOf({ ...whole, tensors: Object.fromEntries(silent) }),
      ];
      expect(relativeGap(found, [...expected])).toBeLessThan(1e-5);
      expect(relativeGap(found, [...(await logitsOf(whole))])).toBeGreaterThan(1e-3);
      const read = architectureIn({ architecture: architectureText(checkpoint.architecture) });
      expect(read).toEqual(checkpoint.architecture);
      expect(Object.keys(checkpoint.tensors)).toEqual(
        build(checkpoint.architecture).parameters.map(({ name }) => name),
      );
    },
  );
});

it('families declare whether any of their blocks could go', () => {
  for (const name of modelNames) {
    const { parts } = build(catalogue[name].architecture({ classes: 2, imageSize: 32, width: 0.125 }));
    const blocks = parts.flatMap(({ name: block, stage, skips }) =>
      skips === undefined ? [] : [{ block, stage, importance: 0, skips }],
    );
    expect([name, lacks(name, 'removable')]).toEqual([name, removableBlocks(blocks).length === 0]);
  }
});

it('a network without residual blocks has none that could go', async () => {
  const architecture = catalogue.cnn.architecture({ classes: 3, imageSize: 8, width: 0.25 });
  expect(build(architecture).parts.every(({ skips }) => skips === undefined)).toBe(true);
  expect(() => build({ ...architecture, without: ['conv1'] })).toThrow('does not have');
});
