import { describe, expect, it } from 'vitest';
import { plainRun } from '../../protocol/record.ts';
import type { RunRecord } from '../../protocol/records.ts';
import { runNameOf } from '../../protocol/runId.ts';
import { defaultExperiment } from '../../spec/experiment.ts';
import type { Compare } from '../../spec/lessons/lesson.ts';
import { alikeOf, comparedOf, entropiesOf, type Measured, verdictOf } from './reveal.ts';

const name = { en: 'a', es: 'a', zh: 'a' };

/** Finished runs with these accuracies in their last epoch. */
function runsOf(alpha: number, accuracies: readonly number[], difference = 1): RunRecord[] {
  return accuracies.map((accuracy, i) => {
    const validation = { loss: 1, terms: {}, accuracy, difference: difference + i / 100 };
    const epoch = { epoch: 1, learningRate: 0, train: validation, validation, seconds: 1 };
    return plainRun({ alpha, run: i + 1, seed: i, status: 'finished', history: [epoch] });
  });
}

const of = (runs: readonly RunRecord[], part: Partial<Measured['experiment']> = {}): Measured => ({
  experiment: { ...defaultExperiment, validationImages: 10_000, ...part },
  runs,
});

function compared(
  by: Readonly<Record<string, Measured>>,
  [a, b]: readonly [[string, number], [string, number]],
  quantity: Compare['quantity'] = 'accuracy',
  margin = 0,
) {
  const side = ([experiment, alpha]: [string, number]) => ({ experiment, alpha, name });
  return comparedOf({ kind: 'compare', quantity, a: side(a), b: side(b), margin }, (one) => by[one]);
}

describe('a comparison', () => {
  it('is of pairs within an experiment: the t test of Student’s sleep data', () => {
    // Student (1908), hours of sleep gained by ten patients with two drugs: mean difference 1.58, t = 4.06, 95 % interval
    // 0.70 to 2.46. Scaled to shares.
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const share = (hours: readonly number[]) => hours.map((hour) => 0.3 + hour / 20);
    const x = of([...runsOf(0, share(second)), ...runsOf(1, share(first))]);
    const found = compared({ x }, [
      ['x', 0],
      ['x', 1],
    ]);
    expect(found?.pairs).toBe(10);
    expect((found?.difference ?? 0) * 20).toBeCloseTo(1.58, 6);
    expect((found?.half ?? 0) * 20).toBeCloseTo(0.88, 2);
    expect(found?.outcome).toBe('more');
  });

  it('is of the points that its sides name, on every axis of the sweep', () => {
    const at = (temperature: number, accuracies: readonly number[]) =>
      runsOf(0, accuracies).map((one) => ({ ...one, ...runNameOf({ alpha: 0, temperature }, one.run) }));
    const x = of([...at(1, [0.5, 0.52, 0.51]), ...at(4, [0.6, 0.62, 0.62])]);
    const side = (temperature: number) => ({ experiment: 'x', alpha: 0, at: { temperature }, name });
    const measure: Compare = { kind: 'compare', quantity: 'accuracy', a: side(4), b: side(1), margin: 0 };
    const found = comparedOf(measure, () => x);
    expect(found?.difference).toBeCloseTo(0.31 / 3, 10);
    expect(found?.pairs).toBe(3);
    expect(found?.outcome).toBe('more');
  });

  it('is Welch’s where runs have nothing in common', () => {
    const x = of(runsOf(0, [0.31, 0.33, 0.35, 0.33]), { trainImages: 100 });
    const y = of(runsOf(0, [0.6, 0.7, 0.65, 0.61]));
    const found = compared({ x, y }, [
      ['x', 0],
      ['y', 0],
    ]);
    const deviations = [0.016_329_931_6, 0.045_460_605_7];
    const error = Math.hypot(...deviations.map((one) => one / 2));
    expect(found?.pairs).toBeUndefined();
    expect(found?.difference).toBeCloseTo(-0.31, 12);
    // Welch (1947): (6.67e−5 + 5.17e−4)² / (6.67e−5² / 3 + 5.17e−4² / 3) = 3.76 degrees of freedom, rounded down to 3: t = 3.18245.
    expect(found?.half).toBeCloseTo(3.18245 * error, 6);
    expect(found?.outcome).toBe('less');
  });

  it('claims nothing of other validation images that the same ones would allow', () => {
    // .05 apart on 600 images: 1.96 √(.05 · .95 / 600) = .017 of the same, 1.96 √(.24 / 600 + .2275 / 600) = .055 of others.
    const x = of(runsOf(0, [0.6, 0.601, 0.599]), { validationImages: 600 });
    const y = runsOf(0, [0.65, 0.651, 0.649]);
    const sides: readonly [[string, number], [string, number]] = [
      ['y', 0],
      ['x', 0],
    ];
    expect(compared({ x, y: of(y, { validationImages: 600, temperature: 2 }) }, sides)?.outcome).toBe('more');
    expect(compared({ x, y: of(y, { validationImages: 600, seed: 9 }) }, sides)?.outcome).toBe('unclear');
  });

  it('pairs runs of two experiments that differ only in what is learned from', () => {
    const x = of(runsOf(0, [0.6, 0.7, 0.8]), { temperature: 1 });
    const y = of(runsOf(0, [0.61, 0.71, 0.81]), { temperature: 4 });
    const sides: readonly [[string, number], [string, number]] = [
      ['y', 0],
      ['x', 0],
    ];
    expect(compared({ x, y }, sides)?.pairs).toBe(3);
    expect(compared({ x, y: of(y.runs, { student: 'mlp' }) }, sides)?.pairs).toBeUndefined();
  });

  it('claims nothing within chance, and nothing of one run', () => {
    const within = of([...runsOf(0, [0.6, 0.7, 0.65]), ...runsOf(1, [0.62, 0.66, 0.64])]);
    const sides: readonly [[string, number], [string, number]] = [
      ['x', 0],
      ['x', 1],
    ];
    expect(compared({ x: within }, sides)?.outcome).toBe('unclear');
    const one = compared({ x: of([...runsOf(0, [0.9]), ...runsOf(1, [0.1])]) }, sides);
    expect(one).toMatchObject({ outcome: 'unclear', half: Number.POSITIVE_INFINITY });
  });

  it('finds no difference only where the whole interval is within the margin', () => {
    const x = of([...runsOf(0, [0.7, 0.701, 0.702]), ...runsOf(1, [0.7, 0.702, 0.701])]);
    const sides: readonly [[string, number], [string, number]] = [
      ['x', 0],
      ['x', 1],
    ];
    expect(compared({ x }, sides, 'accuracy', 0.02)?.outcome).toBe('same');
    expect(compared({ x }, sides, 'accuracy', 0.001)?.outcome).toBe('unclear');
  });

  it('is not certain because few images leave accuracies few values', () => {
    const x = of([...runsOf(0, [0.5, 0.525]), ...runsOf(1, [0.5, 0.525])], { validationImages: 40 });
    const found = compared(
      { x },
      [
        ['x', 0],
        ['x', 1],
      ],
      'accuracy',
      0.02,
    );
    expect(found?.outcome).toBe('unclear');
    expect(found?.half).toBeCloseTo((12.7062 / 40) * Math.SQRT1_2, 6);
  });

  it('of gains is of what each has over its own alpha 1', () => {
    const x = of([...runsOf(0.5, [0.5, 0.52, 0.51]), ...runsOf(1, [0.7, 0.71, 0.72])]);
    const y = of([...runsOf(0.5, [0.71, 0.72, 0.74]), ...runsOf(1, [0.7, 0.72, 0.73])], {
      learningRate: 0.01,
    });
    const found = compared(
      { x, y },
      [
        ['y', 0.5],
        ['x', 0.5],
      ],
      'gain',
    );
    expect(found?.a.mean).toBeCloseTo((0.01 + 0 + 0.01) / 3, 12);
    expect(found?.b.mean).toBeCloseTo(-0.2, 12);
    expect(found?.outcome).toBe('more');
  });

  it('is none while one of the two is not trained', () => {
    const x = of(runsOf(0, [0.5]));
    expect(
      compared({ x }, [
        ['x', 0],
        ['x', 1],
      ]),
    ).toBeUndefined();
    expect(
      compared({ x }, [
        ['x', 0],
        ['y', 0],
      ]),
    ).toBeUndefined();
  });
});

describe('what the teacher says', () => {
  // Two images of class 0 and one of class 1; softmax of log p is p.
  const rows = [
    [0.7, 0.2, 0.1],
    [0.5, 0.1, 0.4],
    [0.1, 0.8, 0.1],
  ];
  const table = {
    classes: 3,
    images: 3,
    labels: new Int32Array([0, 0, 1]),
    logits: new Float32Array(rows.flat().map(Math.log)),
  };

  it('names the class that gets most of the rest', () => {
    const alike = alikeOf({ kind: 'alike', class: 'ant', temperature: 1 }, table, ['ant', 'bee', 'fly']);
    expect(alike?.images).toBe(2);
    expect(alike?.others.map((other) => other.name)).toEqual(['fly', 'bee']);
    expect(alike?.others[0]?.share).toBeCloseTo(0.25, 6);
    expect(
      alikeOf({ kind: 'alike', class: 'cat', temperature: 1 }, table, ['ant', 'bee', 'fly']),
    ).toBeUndefined();
    expect(
      alikeOf({ kind: 'alike', class: 'fly', temperature: 1 }, table, ['ant', 'bee', 'fly']),
    ).toBeUndefined();
  });

  it('has an entropy that nears log K', () => {
    const { from, to, most } = entropiesOf({ kind: 'entropy', from: 1, to: 100 }, table);
    const entropy = (row: readonly number[]) => -row.reduce((sum, p) => sum + p * Math.log(p), 0);
    expect(from).toBeCloseTo(rows.reduce((sum, row) => sum + entropy(row), 0) / 3, 5);
    expect(most).toBeCloseTo(1.0986, 4);
    expect(to).toBeGreaterThan(1.098);
  });
});

describe('a prediction', () => {
  const choice = (holds: string | { atLeast?: number; below?: number }) => ({ id: 'x', text: name, holds });

  it('holds, does not hold, or stays open', () => {
    expect(verdictOf(choice('more'), 'more')).toBe('holds');
    expect(verdictOf(choice('more'), 'same')).toBe('fails');
    expect(verdictOf(choice('same'), 'unclear')).toBe('open');
    expect(verdictOf(choice('termite'), 'bee')).toBe('fails');
    expect(verdictOf(choice({ atLeast: 3.5, below: 4.5 }), 3.5)).toBe('holds');
    expect(verdictOf(choice({ below: 3.5 }), 3.5)).toBe('fails');
  });
});
