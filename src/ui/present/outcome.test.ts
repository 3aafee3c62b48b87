import { describe, expect, it } from 'vitest';
import { plainRun } from '../../protocol/record.ts';
import type { RunRecord } from '../../protocol/records.ts';
import { runNameOf } from '../../protocol/runId.ts';
import { choiceOf } from './choice.ts';
import { guessVerdict, outcomeOf } from './outcome.ts';

const run = (alpha: number, number: number, accuracy: number): RunRecord => {
  const measures = { loss: 1, terms: {}, accuracy, difference: 1 };
  const record = { epoch: 1, learningRate: 0.1, train: measures, validation: measures, seconds: 1 };
  return plainRun({ alpha, run: number, seed: number, status: 'finished', history: [record] });
};
const runsOf = (alpha: number, accuracies: readonly number[]) =>
  accuracies.map((accuracy, i) => run(alpha, i + 1, accuracy));

describe('outcomeOf', () => {
  it('has nothing to say of fewer than two alphas', () => {
    expect(outcomeOf([], 600)).toEqual({ kind: 'none-yet' });
    expect(outcomeOf(runsOf(1, [0.8, 0.9]), 600)).toEqual({ kind: 'none-yet' });
  });

  it('names the best where every pair says so', () => {
    const runs = [
      ...runsOf(1, [0.7, 0.71, 0.69, 0.7]),
      ...runsOf(0.5, [0.8, 0.81, 0.8, 0.8]),
      ...runsOf(0, [0.6, 0.61, 0.6, 0.59]),
    ];
    const outcome = outcomeOf(runs, 2000);
    expect(outcome).toMatchObject({
      kind: 'clear',
      best: { choice: '0.5' },
      rival: { choice: '1' },
      pairs: 4,
    });
    if (outcome.kind === 'none-yet') throw new Error('measured');
    expect(guessVerdict('0.5', outcome)).toBe('right');
    expect(guessVerdict('0', outcome)).toBe('wrong');
    expect(guessVerdict('none', outcome)).toBe('wrong');
  });

  it('leaves open what two pairs cannot tell, and calls wrong only what is clearly below', () => {
    const runs = [
      ...runsOf(1, [0.8, 0.82, 0.79, 0.81]),
      ...runsOf(0.5, [0.81, 0.8, 0.82, 0.8]),
      ...runsOf(0, [0.4, 0.41, 0.4, 0.39]),
    ];
    const outcome = outcomeOf(runs, 2000);
    expect(outcome).toMatchObject({
      kind: 'unclear',
      best: { choice: '0.5' },
      rival: { choice: '1' },
      pairs: 4,
    });
    if (outcome.kind === 'none-yet') throw new Error('measured');
    expect(guessVerdict('0.5', outcome)).toBe('open');
    expect(guessVerdict('1', outcome)).toBe('open');
    expect(guessVerdict('0', outcome)).toBe('wrong');
    expect(guessVerdict('none', outcome)).toBe('wrong');
  });

  it('does not take one pair, equal accuracies or one image for a difference', () => {
    expect(outcomeOf([run(1, 1, 0.5), run(0.5, 1, 0.9)], 600)).toMatchObject({ kind: 'unclear', pairs: 1 });
    const same = [...runsOf(1, [0.5, 0.5]), ...runsOf(0.5, [0.5, 0.5])];
    const outcome = outcomeOf(same, 600);
    expect(outcome.kind).toBe('unclear');
    if (outcome.kind === 'none-yet') throw new Error('measured');
    expect(guessVerdict('none', outcome)).toBe('open');
    const oneImage = [...runsOf(1, [0.5, 0.5, 0.5]), ...runsOf(0.5, [0.525, 0.525, 0.525])];
    expect(outcomeOf(oneImage, 40).kind).toBe('unclear');
    const unknown = [...runsOf(1, [0.5, 0.5]), ...runsOf(0.5, [0.6, 0.601])];
    expect(outcomeOf(unknown, 6000).kind).toBe('clear');
    expect(outcomeOf(unknown, undefined).kind).toBe('unclear');
  });

  it('compares points of all axes', () => {
    const at = (temperature: number, all: readonly number[]) =>
      runsOf(0.5, all).map((one) => ({ ...one, ...runNameOf({ alpha: 0.5, temperature }, one.run) }));
    const outcome = outcomeOf([...at(1, [0.7, 0.71, 0.69, 0.7]), ...at(4, [0.8, 0.81, 0.8, 0.8])], 2000);
    expect(outcome).toMatchObject({
      ...{ kind: 'clear', best: { choice: 'alpha=0.5&temperature=4' }, pairs: 4 },
      beaten: ['alpha=0.5&temperature=1'],
    });
    if (outcome.kind === 'none-yet') throw new Error('measured');
    expect(guessVerdict(choiceOf({ alpha: 0.5, temperature: 4 }), outcome)).toBe('right');
    expect(guessVerdict(choiceOf({ alpha: 0.5, temperature: 1 }), outcome)).toBe('wrong');
  });
});
