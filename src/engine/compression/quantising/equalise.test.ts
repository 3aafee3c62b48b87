/**
 * Equalisation leaves the function as it is, of every family and any weights, and makes ranges equal.
 */
import { memory } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { build, catalogue } from '../../families/catalogue.ts';
import { relativeGap } from '../../families/relativeGap.ts';
import { layersOf } from '../../families/withForms.ts';
import type { HostParameters } from '../../layers/hostParameters.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { greatestByChannel } from './calibrate.ts';
import { drawnImages, drawnNetwork, logitsFor } from './drawnForTests.ts';
import { equalisablePairs, equalised, withShifts } from './equalise.ts';
import { foldedTensors, held } from './folded.ts';

beforeAll(startWasmInNode);

/** Before and after, of folded tensors. */
async function compared({ architecture, tensors }: Checkpoint) {
  const model = build(architecture);
  const layers = layersOf(model.parameters);
  const folded = foldedTensors(model.parameters, tensors);
  const greatest =
    catalogue[architecture.family].rectifier === 'relu6'
      ? await greatestByChannel(model, withShifts(layers, folded), { images: [drawnImages(4)] })
      : undefined;
  const pairs = equalisablePairs(model);
  const after = equalised(folded, pairs, greatest);
  const logits = (given: HostParameters) => logitsFor(model, given, drawnImages(4));
  return {
    ...{ pairs, after, layers },
    gap: relativeGap(logits(withShifts(layers, after.tensors)), logits(withShifts(layers, folded))),
    foldedGap: relativeGap(logits(withShifts(layers, folded)), logits(tensors)),
  };
}

describe('cross-layer equalisation', () => {
  it.each([
    ['resnet20', 9],
    ['resnet20b', 9],
    ['resnet18', 8],
    ['mobilenet', 13],
    ['mobilenetv2', 37],
    ['cnn', 3],
    ['mlp', 2],
  ] as const)('leaves the logits of %s as they are', async (name, pairs) => {
    const before = memory().numTensors;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), async (seed) => {
        const found = await compared(drawnNetwork(name, seed));
        expect(found.pairs.length).toBe(pairs);
        expect(found.after.scaled).toBeGreaterThan(0);
        // Folding is the same function too: a drawn network of which it changes more than this magnifies float32's rounding, and tells
        // nothing of equalisation.
        fc.pre(found.foldedGap < 2e-5);
        expect(found.gap).toBeLessThan(3e-4);
      }),
      { numRuns: 3 },
    );
    expect(memory().numTensors).toBe(before);
  });

  it('makes the two ranges of a channel equal', async () => {
    const { pairs, after } = await compared(drawnNetwork('resnet20', 5));
    for (const { from, to } of pairs) {
      const [own, next] = [held(after.tensors, from.weight.name), held(after.tensors, to.weight.name)];
      const channels = own.shape.at(-1) ?? 1;
      const last = next.shape.at(-1) ?? 1;
      for (let c = 0; c < channels; c++) {
        const range = (values: Float32Array, is: (i: number) => boolean) =>
          Math.max(...values.filter((_, i) => is(i)).map(Math.abs));
        const given = range(own.values, (i) => i % channels === c);
        const taken = range(next.values, (i) => Math.floor(i / last) % channels === c);
        expect(given / taken).toBeCloseTo(1, 3);
      }
    }
  });
});
