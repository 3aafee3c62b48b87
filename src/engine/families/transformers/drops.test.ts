import '@tensorflow/tfjs-backend-cpu';
import {
  dispose,
  type Rank,
  randomNormal,
  type Scalar,
  setBackend,
  square,
  sum,
  type Tensor,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { initialise } from '../../layers/initialise.ts';
import { registerKernels } from '../../ops/registerKernels.ts';
import { gradientsThrough } from '../../training/backward.ts';
import { catalogue } from '../catalogue.ts';

const options = { classes: 3, imageSize: 8, width: 0.25 };

describe.each([
  ['vit-tiny', 1],
  ['cct-2', 0],
] as const)('%s', (name, distillationTokens) => {
  beforeAll(async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  });

  const model = catalogue[name].build({ ...options, distillationTokens });
  type Rates = { readonly dropout: number; readonly dropPath: number };

  /** What the first so many parts give. */
  function outputOf(parts: number, training: boolean, rates?: Rates, step = 1): readonly number[] {
    const found = tidy(() => {
      const parameters = initialise(model.parameters, random(1));
      const images = randomNormal([4, 8, 8, 3], 0, 1, 'float32', 1);
      const drop = rates && { ...rates, counter: tensor1d([3, step]) };
      return model.parts
        .slice(0, parts)
        .reduce<Tensor>((x, part) => part.run(parameters, x, { training, drop }), images)
        .dataSync();
    });
    return Array.from(found);
  }

  const all = model.parts.length;
  const paths: Rates = { dropout: 0, dropPath: 0.9 };
  const elements: Rates = { dropout: 0.5, dropPath: 0 };

  it('leaves branches out in training alone, those of the first block never', () => {
    expect(outputOf(2, true, paths)).toEqual(outputOf(2, true));
    expect(outputOf(all, false, paths)).toEqual(outputOf(all, false));
    expect(outputOf(all, true, paths)).not.toEqual(outputOf(all, true));
  });

  it('leaves half of the elements behind the positions at 0 and doubles the others, others in the next step', () => {
    const [plain, left] = [outputOf(1, true), outputOf(1, true, elements)];
    const ratios = left.map((value, i) => value / (plain[i] ?? Number.NaN));
    for (const ratio of ratios) expect(Math.min(Math.abs(ratio), Math.abs(ratio - 2))).toBeLessThan(1e-5);
    const kept = ratios.filter((ratio) => ratio > 1).length / ratios.length;
    // Five deviations of a binomial share.
    expect(Math.abs(kept - 0.5)).toBeLessThan(2.5 / Math.sqrt(ratios.length));
    expect(outputOf(all, false, elements)).toEqual(outputOf(all, false));
    expect(outputOf(1, true, elements, 2)).not.toEqual(left);
  });

  it('has the same gradients where a block is computed again', async () => {
    const parameters = initialise(model.parameters, random(1));
    const input = randomNormal<Rank.R4>([4, 8, 8, 3], 0, 1, 'float32', 1);
    const counter = tensor1d([3, 1]);
    const gradientsWith = async (memory: 'keep' | 'recompute', rates: Rates) => {
      const found = gradientsThrough({
        ...{ parts: model.parts, parameters, input, memory, taps: [] },
        drop: { ...rates, counter },
        loss: ({ logits }) => tidy(() => sum<Scalar>(square(logits))),
      });
      const values: Record<string, readonly number[]> = {};
      for (const [key, gradient] of Object.entries(found)) values[key] = Array.from(await gradient.data());
      dispose({ ...found });
      return values;
    };
    const rates = { dropout: 0.3, dropPath: 0.5 };
    const kept = await gradientsWith('keep', rates);
    expect(await gradientsWith('recompute', rates)).toEqual(kept);
    expect(await gradientsWith('keep', { dropout: 0, dropPath: 0 })).not.toEqual(kept);
    dispose([input, counter, ...Object.values(parameters)]);
  });
});
