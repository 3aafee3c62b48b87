/**
 * The witness of channel spaces where norms run over channels: of zeros among them a layer norm has another mean and variance than
 * without, so a zeroed network is the removed one where its norms are of the channels that are left, and not otherwise.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  add,
  cast,
  div,
  greater,
  memory,
  mul,
  rsqrt,
  square,
  sub,
  sum,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { random } from '../../../base/random.ts';
import { build } from '../../families/catalogue.ts';
import { relativeGap } from '../../families/relativeGap.ts';
import { named, type Parameters } from '../../layers/parameters.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import { channelGroups, headGroups } from './channelGroups.ts';
import { cut, type KeptChannels } from './cut.ts';
import { drawn, logitsOf, randomPart } from './drawnChannelsForTests.ts';
import { masked } from './masked.ts';

const norms = vi.hoisted(() => ({ ofWhatIsLeft: false }));

vi.mock(import('../../layers/layerNorm.ts'), async (load) => {
  const original = await load();
  const layerNorm: typeof original.layerNorm = (weights, name, x, context, epsilon) =>
    norms.ofWhatIsLeft
      ? normOfKept(weights, name, x, epsilon)
      : original.layerNorm(weights, name, x, context, epsilon);
  return { ...original, layerNorm };
});

/** Layer norm over those channels of which γ or β is not 0; what the others get is 0. */
function normOfKept<T extends Tensor>(weights: Parameters, name: string, x: T, epsilon: number): T {
  return tidy(() => {
    const [gamma, beta] = [named(weights, `${name}.weight`), named(weights, `${name}.bias`)];
    const left = cast(greater(add(square(gamma), square(beta)), 0), 'float32');
    const mean = div(sum(mul(x, left), -1, true), sum(left));
    const centred = mul(sub(x, mean), left);
    const variance = div(sum(square(centred), -1, true), sum(left));
    return add(mul(mul(centred, rsqrt(add(variance, epsilon))), gamma), beta);
  });
}

const nothing = () => false;

/** As many dimensions of every head that stays, but not the same ones. */
function withDrawnDims(checkpoint: ReturnType<typeof drawn>, kept: KeptChannels, seed: number): KeptChannels {
  const places = [...headGroups(build(checkpoint.architecture)).values()].map(({ heads, dims, group }) => {
    const draw = random(seed).fork(group.space);
    const stay = (kept.get(heads.space) ?? []).flatMap((head) => {
      const all = Array.from({ length: dims.channels }, (_, dim) => head * dims.channels + dim);
      const shuffled = all.map((place) => [draw.uniform(), place] as const).sort((a, b) => a[0] - b[0]);
      const some = shuffled.slice(0, kept.get(dims.space)?.length).map(([, place]) => place);
      return some.sort((a, b) => a - b);
    });
    return [group.space, stay] as const;
  });
  return new Map([...kept, ...places]);
}

describe('streams of which channels are zeroed and removed', () => {
  beforeAll(startWasmInNode);

  it.each(['vit-tiny', 'deit-tiny', 'cct-2', 'cct-7', 'convnext-tiny', 'convnext-cifar'] as const)(
    'of %s, with all other groups, give the same logits where norms are of what is left, and others where they are not',
    async (name) => {
      const before = memory().numTensors;
      for (const seed of [1, 2]) {
        const checkpoint = drawn(name, seed);
        const part = randomPart(channelGroups(build(checkpoint.architecture)), seed, nothing);
        for (const kept of [part, withDrawnDims(checkpoint, part, seed)]) {
          norms.ofWhatIsLeft = false;
          const removed = [...(await logitsOf(cut(checkpoint, kept)))];
          expect(relativeGap(await logitsOf(masked(checkpoint, kept)), removed)).toBeGreaterThan(1e-2);
          norms.ofWhatIsLeft = true;
          expect(relativeGap(await logitsOf(masked(checkpoint, kept)), removed)).toBeLessThan(2e-5);
        }
      }
      expect(memory().numTensors).toBe(before);
    },
  );
});

describe('heads that lose dimensions of their own', () => {
  beforeAll(startWasmInNode);

  it.each(['vit-tiny', 'deit-tiny', 'cct-2', 'cct-7'] as const)(
    'of %s, zeroed and removed, give the same logits with norms as they are',
    async (name) => {
      norms.ofWhatIsLeft = false;
      for (const seed of [3, 4]) {
        const checkpoint = drawn(name, seed);
        const part = randomPart(channelGroups(build(checkpoint.architecture)), seed);
        const kept = withDrawnDims(checkpoint, part, seed);
        const removed = cut(checkpoint, kept);
        const expected = [...(await logitsOf(masked(checkpoint, kept)))];
        expect(relativeGap(await logitsOf(removed), expected)).toBeLessThan(1e-5);
        // It can be cut again.
        const again = randomPart(channelGroups(build(removed.architecture)), seed + 10);
        const twice = await logitsOf(cut(removed, again));
        expect(relativeGap(twice, [...(await logitsOf(masked(removed, again)))])).toBeLessThan(1e-5);
      }
    },
  );
});
