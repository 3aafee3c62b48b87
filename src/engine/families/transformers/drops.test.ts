import '@tensorflow/tfjs-backend-cpu';
import {
  dispose,
  randomNormal,
  type Scalar,
  setBackend,
  square,
  sum,
  type Tensor,
  type Tensor4D,
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
  function after(parts: number, training: boolean, rates?: Rates, step = 1): readonly number[] {
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
    expect(after(2, true, paths)).toEqual(after(2, true));
    expect(after(all, false, paths)).toEqual(after(all, false));
    expect(after(all, true, paths)).not.toEqual(after(all, true));
  });

  it('leaves half of the elements behind the positions at 0 and doubles the others, others in the next step', () => {
    const [plain, left] = [after(1, true), after(1, true, elements)];
    const ratios = left.map((value, i) => value / (plain[i] ?? Number.NaN));
    for (const ratio of ratios) expect(Math.min(Math.abs(ratio), Math.abs(ratio - 2))).toBeLessThan(1e-5);
    const kept = ratios.filter((ratio) => ratio > 1).length / ratios.length;
    // Five deviations of a binomial share.
    expect(Math.abs(kept - 0.5)).toBeLessThan(2.5 / Math.sqrt(ratios.length));
    expect(after(all, false, elements)).toEqual(after(all, false));
    expect(after(1, true, elements, 2)).not.toEqual(left);
  });

  it('has the same gradients where a block is computed again', async () => {
    const parameters = initialise(model.parameters, random(1));
    const input = randomNormal<4>([4, 8, 8, 3], 0, 1, 'float32', 1) as Tensor4D;
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
