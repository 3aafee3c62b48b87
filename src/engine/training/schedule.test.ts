import { describe, expect, it } from 'vitest';
import { learningRateAt, learningRateOf } from './schedule.ts';

const base = { learningRate: 0.001, epochs: 25, stepSize: 7, gamma: 0.1 };

describe('learningRateAt', () => {
  it("steps as the seed's StepLR(step_size=7, gamma=0.1)", () => {
    const rates = [1, 7, 8, 14, 15, 22].map((epoch) => learningRateAt(epoch, { ...base, schedule: 'step' }));
    const expected = [1e-3, 1e-3, 1e-4, 1e-4, 1e-5, 1e-6];
    rates.forEach((rate, i) => {
      expect(rate).toBeCloseTo(expected[i] ?? Number.NaN, 12);
    });
  });

  it('reaches 0 after the first step with gamma 0', () => {
    expect(learningRateAt(8, { ...base, gamma: 0, schedule: 'step' })).toBe(0);
  });

  it("follows PyTorch's CosineAnnealingLR(T_max=25)", () => {
    // torch 2: lr 0.001, after 12 scheduler steps 0.0005313952597646568, after 24 3.942649342761062e-06
    expect(learningRateAt(1, { ...base, schedule: 'cosine' })).toBe(0.001);
    expect(learningRateAt(13, { ...base, schedule: 'cosine' })).toBeCloseTo(0.0005313952597646568, 15);
    expect(learningRateAt(25, { ...base, schedule: 'cosine' })).toBeCloseTo(3.942649342761062e-6, 15);
  });

  it('stays', () => {
    expect(learningRateAt(20, { ...base, schedule: 'constant' })).toBe(0.001);
  });
});

describe('learningRateOf', () => {
  const cosine = { ...base, schedule: 'cosine', warmup: 1.5 } as const;
  const at = (epoch: number, step: number, warmup: number) =>
    learningRateOf({ epoch, step, stepsPerEpoch: 4 }, { ...cosine, warmup });

  it('rises from 0 in equal steps, and then is where the schedule would be', () => {
    const rising = [0, 1, 2, 3, 4, 5].map((step) => at(1 + Math.floor(step / 4), step, 1.5));
    expect(rising).toEqual([1, 2, 3, 4, 5, 6].map((n) => (base.learningRate * n) / 6));
    expect(at(2, 6, 1.5)).toBe(learningRateAt(2, cosine));
  });

  it('without a warm-up is the schedule', () => {
    for (const epoch of [1, 7, 25]) expect(at(epoch, 4 * (epoch - 1), 0)).toBe(learningRateAt(epoch, cosine));
  });
});
