import { describe, expect, it } from 'vitest';
import { acrossAxis, acrossChoices, acrossText, firstAcross, quantityAxis } from './axes.ts';

describe('an axis of a quantity', () => {
  it('tells sizes from nothing, and on a logarithmic axis where they are far apart', () => {
    expect(quantityAxis({ unit: 'bytes' }, [2000, 4000])).toMatchObject({ low: 0, high: 4000, log: false });
    const far = quantityAxis({ unit: 'bytes' }, [2000, 1e6]);
    expect(far).toMatchObject({ low: 2000, high: 1e6, log: true });
    expect(quantityAxis({ unit: 'count' }, [0, 1e6]).log).toBe(false);
  });

  it('holds shares where they lie, and never more than all', () => {
    const axis = quantityAxis({ unit: 'share' }, [0.71, 0.98]);
    expect([axis.low, axis.high]).toEqual([0.7, 1]);
    expect(axis.ticks.map(axis.tick).at(-1)).toBe('100');
  });

  it('has a place for each stage, epoch and value of an axis', () => {
    expect(acrossAxis({ kind: 'stage' }, [1, 2, 3])).toMatchObject({ low: 0.5, high: 3.5, ticks: [1, 2, 3] });
    expect(acrossAxis({ kind: 'epoch' }, [1, 1])).toMatchObject({ low: 1, high: 2 });
    const alphas = acrossAxis({ kind: 'axis', path: 'alpha' }, [1, 0, 0.5, 0.5]);
    expect(alphas.ticks).toEqual([0, 0.5, 1]);
    expect(alphas.low).toBeLessThan(0);
  });
});

it('every choice has a spelling of its own, and the first to be seen is the one that tells most', () => {
  const offered = acrossChoices(['alpha', 'prune.keep'], ['accuracy', 'bytes']).map(acrossText);
  expect(new Set(offered).size).toBe(6);
  expect(firstAcross(['alpha'], ['accuracy', 'bytes'])).toEqual({ kind: 'quantity', name: 'bytes' });
  expect(firstAcross(['alpha', 'temperature'], ['accuracy'])).toEqual({ kind: 'axis', path: 'temperature' });
  expect(firstAcross(['alpha'], ['accuracy'])).toEqual({ kind: 'axis', path: 'alpha' });
  expect(firstAcross([], ['accuracy'])).toEqual({ kind: 'epoch' });
});
