/**
 * Networks that were made smaller, in every form, as files: what is opened again computes the same, ONNX Runtime agrees, and what the
 * page says of who gains is what the files hold.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadRuntimeInNode } from '../engine/external/onnx/runtimeInNode.ts';
import { build } from '../engine/families/catalogue.ts';
import { relativeGap } from '../engine/families/relativeGap.ts';
import { startWasmInNode } from '../engine/ops/wasmInNode.ts';
import { inEnglish } from '../lang/sentence.ts';
import type { SmallerKind } from '../protocol/exportedNetwork.ts';
import { defaultExperiment } from '../spec/experiment.ts';
import { linkOf } from '../spec/link.ts';
import { readRecipe } from '../spec/recipe/spelling.ts';
import {
  type Case,
  cases,
  drawn,
  exportedAs,
  opened,
  runtimeLogits,
  small,
  trainedOnLevels,
} from './smallerNetworksForTests.ts';

beforeAll(async () => {
  await loadRuntimeInNode();
  await startWasmInNode();
});

/** Of which kind each is, by a part of its name. */
const kinds: readonly (readonly [part: RegExp, kind: SmallerKind])[] = [
  [/pruned|without/, 'cut'],
  [/factors/, 'factors'],
  [/bits/, 'whole'],
  [/codebook|hashed|shared|products/, 'shared'],
  [/masked/, 'zeros'],
];

describe.each(Object.entries(cases))('%s', (name, one: Case) => {
  it('of safetensors computes the same when it is opened again, and says which kind it is', async () => {
    const { bytes, logits, architecture, smaller } = await exportedAs(one, 'safetensors');
    const again = await opened(bytes, architecture.imageSize, one.takes);
    // What was trained on levels has its batch norm folded, and the shift put on a grid, as it leaves.
    expect(relativeGap(again.logits, [...logits])).toBeLessThan(/trained/.test(name) ? 0.02 : 1e-5);
    expect(smaller).toEqual(kinds.flatMap(([part, kind]) => (part.test(name) ? [kind] : [])));
  });
});

it.each(['vit-tiny', 'convnext-cifar'] as const)(
  '%s trained on levels of four bits, of inputs as they are, computes the same when it is opened again',
  async (name) => {
    const make = () => trainedOnLevels(name, 4, 32);
    const { bytes, logits, architecture, smaller } = await exportedAs({ make }, 'safetensors');
    expect(smaller).toEqual(['levels']);
    const again = await opened(bytes, architecture.imageSize);
    expect(relativeGap(again.logits, [...logits])).toBeLessThan(1e-5);
  },
);

describe('channels that are gone', () => {
  const kindsOf = async (given: Partial<Case>, make = () => drawn('cnn', small)) =>
    (await exportedAs({ make, ...given }, 'safetensors')).smaller;
  const metadata = (recipe: string) => {
    const read = readRecipe(recipe);
    if ('fault' in read) throw new Error(inEnglish(read.fault));
    return { role: 'student', experiment: linkOf({ ...defaultExperiment, recipe: read.recipe }) };
  };

  it('are told by the width that is said', async () => {
    expect(await kindsOf({ width: 0.5 })).toEqual([]);
    expect(await kindsOf({ width: 1 })).toEqual(['cut']);
  });

  it('are told by the recipe where those that are left are a narrower network of the family', async () => {
    expect(await kindsOf({ metadata: metadata('distil; prune') })).toEqual(['cut']);
    expect(await kindsOf({ metadata: metadata('distil') })).toEqual([]);
    expect(await kindsOf({ metadata: { ...metadata('distil; prune'), role: 'teacher' } })).toEqual([]);
  });
});

describe('in ONNX', () => {
  const dense = /codebook|hashed|shared|products|masked/;
  it.each(Object.entries(cases).filter(([name]) => dense.test(name)))(
    '%s is dense, in float32, and ONNX Runtime agrees',
    async (_, one) => {
      const { bytes, logits, architecture } = await exportedAs(one, 'onnx');
      const found = await runtimeLogits(bytes, architecture.imageSize);
      expect(relativeGap(found, [...logits])).toBeLessThan(1e-4);
      const weights = build({ ...architecture, forms: {} }).parameters.filter(
        ({ kind }) => kind !== 'vector',
      );
      const numbers = weights.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
      // Batch norm's numbers, names and the graph beside them.
      // Blocks that share their weights name the same numbers where no norm is folded into them.
      const isOnce = architecture.family.startsWith('vit');
      const shared = Object.values(architecture.forms).some(({ kind }) => kind === 'sharedWith');
      if (!(isOnce && shared)) expect(bytes.length).toBeGreaterThan(4 * numbers);
      expect(bytes.length).toBeLessThan(4 * numbers + 100_000);
    },
  );

  it.each([
    ...['ResNet-20 without blocks', 'MobileNetV2 without a block', 'ResNet-8 as factors'],
    ...['ViT-tiny pruned, of half the heads', 'CCT-2 pruned', 'ConvNeXt pruned', 'RedNet pruned'],
    ...['ViT-tiny without blocks', 'ConvNeXt without a block', 'ViT-tiny as factors', 'ConvNeXt as factors'],
  ])('ONNX Runtime agrees of %s', async (name) => {
    const { bytes, logits, architecture } = await exportedAs(cases[name] as Case, 'onnx');
    expect(relativeGap(await runtimeLogits(bytes, architecture.imageSize), [...logits])).toBeLessThan(1e-4);
  });
});
