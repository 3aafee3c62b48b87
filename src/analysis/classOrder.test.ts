import { describe, expect, it } from 'vitest';
import { type Random, random } from '../base/random.ts';
import type { OrderVerdict } from '../protocol/classOrder.ts';
import { classOrderOf, permuted } from './classOrder.ts';

/** A table whose arg max are the `answers`. */
function tableOf(answers: readonly number[], classes: number): Float32Array {
  const table = new Float32Array(answers.length * classes);
  answers.forEach((answer, n) => {
    table[n * classes + answer] = 1 + n;
  });
  return table;
}

/** As a folder has them: class by class, as many of each. */
const inTurn = (images: number, classes: number) =>
  Int32Array.from({ length: images }, (_, n) => Math.floor((n * classes) / images));

/** A number of 0 … shares.length − 1, each as likely as its share says. */
function drawn(stream: Random, shares: readonly number[]): number {
  let left = stream.uniform() * shares.reduce((sum, share) => sum + share, 0);
  const found = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return found === -1 ? shares.length - 1 : found;
}

/** A teacher that gives `outputs[label]` with probability `skill` and else any other output. */
function skilled(stream: Random, labels: Int32Array, outputs: Int32Array, skill: number): Float32Array {
  const classes = outputs.length;
  const answers = Array.from(labels, (label) => {
    const right = outputs[label] ?? 0;
    return stream.uniform() < skill ? right : (right + 1 + stream.below(classes - 1)) % classes;
  });
  return tableOf(answers, classes);
}

/** Every order of 0 … count − 1. */
function* orders(count: number, chosen: readonly number[] = []): Generator<readonly number[]> {
  if (chosen.length === count) yield chosen;
  for (let i = 0; i < count; i++) if (!chosen.includes(i)) yield* orders(count, [...chosen, i]);
}

describe('classOrderOf', () => {
  it('by hand: three classes of six images, all outputs one to the left', () => {
    const labels = inTurn(18, 3);
    const table = tableOf(
      Array.from(labels, (label) => (label + 2) % 3),
      3,
    );
    // Held out: in each half all 9 of 9, by chance 3⁻⁹ = .00005, against the order as given 2⁻⁹ = .002.
    const found = classOrderOf(table, labels, 3);
    expect(found).toMatchObject({ verdict: 'permuted', images: 18, accuracy: 0, accuracyInOrder: 1 });
    expect(found.accuracyHeldOut).toBe(1);
    expect(found.chance).toBeCloseTo(1 / 3, 12);
    expect([...found.order]).toEqual([2, 0, 1]);
    // Put in order it fits.
    expect(classOrderOf(permuted(table, found.order), labels, 3)).toMatchObject({
      verdict: 'fits',
      accuracy: 1,
    });
  });

  it.each([2, 3, 4, 5, 6])(
    'has the best of all orders of %d classes, and of equals one that moves least',
    (classes) => {
      const stream = random(11).fork(classes);
      const all = [...orders(classes)];
      for (let round = 0; round < 25; round++) {
        const labels = Int32Array.from({ length: 1 + stream.below(30) }, () => stream.below(classes));
        const answers = Array.from(labels, () => stream.below(classes));
        const { order, accuracyInOrder, accuracy } = classOrderOf(tableOf(answers, classes), labels, classes);
        const hits = (one: ArrayLike<number>) =>
          answers.filter((answer, n) => one[labels[n] ?? 0] === answer).length;
        const stay = (one: ArrayLike<number>) => Array.from(one).filter((output, i) => output === i).length;
        const most = Math.max(...all.map(hits));
        expect(hits(order)).toBe(most);
        expect(accuracyInOrder).toBe(most / labels.length);
        expect(accuracy).toBe(hits(all[0] ?? []) / labels.length);
        expect(stay(order)).toBe(Math.max(...all.filter((one) => hits(one) === most).map(stay)));
      }
    },
  );

  it('says of a good teacher that it fits, and leaves it as it is', () => {
    const stream = random(5);
    const labels = inTurn(153, 2);
    const found = classOrderOf(skilled(stream, labels, Int32Array.of(0, 1), 0.93), labels, 2);
    expect(found.verdict).toBe('fits');
    expect([...found.order]).toEqual([0, 1]);
  });

  it('does not take the commonest class for knowledge', () => {
    // 80 of 100 images are of class 1. Always answering 0 is right on 20, in the other order on 80: it knows nothing.
    const labels = Int32Array.from({ length: 100 }, (_, n) => (n < 20 ? 0 : 1));
    for (const answer of [0, 1]) {
      const found = classOrderOf(tableOf(new Array<number>(100).fill(answer), 2), labels, 2);
      expect(found.verdict).toBe('unrelated');
      expect(found.accuracyInOrder).toBe(0.8);
    }
  });

  it('finds two classes in each other’s place among ten', () => {
    const labels = inTurn(200, 10);
    const outputs = Int32Array.of(1, 0, 2, 3, 4, 5, 6, 7, 8, 9);
    const found = classOrderOf(skilled(random(2), labels, outputs, 0.95), labels, 10);
    expect(found.verdict).toBe('permuted');
    expect(found.order).toEqual(outputs);
  });

  it('claims nothing from one image of each class, nor from none', () => {
    const labels = inTurn(100, 100);
    const outputs = random(4).permutation(100);
    expect(classOrderOf(skilled(random(4), labels, outputs, 1), labels, 100).verdict).toBe('unrelated');
    const none = classOrderOf(new Float32Array(0), new Int32Array(0), 3);
    expect(none).toMatchObject({ verdict: 'unrelated', images: 0, accuracy: Number.NaN });
    expect([...none.order]).toEqual([0, 1, 2]);
  });

  it('refuses a table of another shape and labels of no class', () => {
    expect(() => classOrderOf(new Float32Array(5), Int32Array.of(0, 1), 2)).toThrow(RangeError);
    expect(() => classOrderOf(new Float32Array(4), Int32Array.of(0, 2), 2)).toThrow(RangeError);
  });
});

/** How often each verdict falls on simulated teachers. */
function tally(count: number, verdictOf: (stream: Random) => OrderVerdict): Record<OrderVerdict, number> {
  const found = { fits: 0, permuted: 0, unrelated: 0 };
  for (let i = 0; i < count; i++) found[verdictOf(random(2024).fork(i))] += 1;
  return found;
}

const identity = (classes: number) => Int32Array.from({ length: classes }, (_, i) => i);

describe('in simulation', () => {
  it.each([
    [2, 8, 3000],
    [2, 16, 3000],
    [2, 40, 3000],
    [2, 153, 3000],
    [3, 12, 3000],
    [10, 20, 2000],
    [10, 50, 2000],
    [10, 500, 1000],
    [100, 50, 200],
    [100, 200, 200],
    [100, 1000, 200],
  ])(
    'an unrelated teacher of %d classes on %d images is taken for a permuted one at most once in 100',
    (classes, images, count) => {
      const found = tally(count, (stream) => {
        // Labels and answers are each as lopsided as it happens, and know nothing of each other.
        const shares = () => Array.from({ length: classes }, () => 0.05 + stream.uniform() ** 2);
        const [ofLabels, ofAnswers] = [shares(), shares()];
        const labels = Int32Array.from({ length: images }, () => drawn(stream, ofLabels)).sort();
        const answers = Array.from(labels, () => drawn(stream, ofAnswers));
        return classOrderOf(tableOf(answers, classes), labels, classes).verdict;
      });
      expect(found.permuted / count).toBeLessThanOrEqual(0.01);
      expect(found.fits / count).toBeLessThanOrEqual(0.07);
    },
  );

  it.each([
    [2, 40, 0.9],
    [2, 153, 0.7],
    [10, 50, 0.7],
    [10, 200, 0.4],
    [100, 300, 0.7],
  ])(
    'a permuted teacher of %d classes on %d images, right on %d, is found nearly always',
    (classes, images, skill) => {
      const labels = inTurn(images, classes);
      const count = classes > 10 ? 100 : 400;
      const found = tally(count, (stream) => {
        const outputs = identity(classes).map((i) => (i + 1) % classes);
        return classOrderOf(skilled(stream, labels, outputs, skill), labels, classes).verdict;
      });
      expect(found.permuted / count).toBeGreaterThanOrEqual(0.95);
    },
  );

  it.each([
    [2, 40, 0.7],
    [2, 153, 0.6],
    [10, 50, 0.3],
    [100, 300, 0.3],
  ])(
    'a teacher of %d classes on %d images, right on %d, is never taken for a permuted one',
    (classes, images, skill) => {
      const labels = inTurn(images, classes);
      const found = tally(classes > 10 ? 100 : 400, (stream) => {
        return classOrderOf(skilled(stream, labels, identity(classes), skill), labels, classes).verdict;
      });
      expect(found.permuted).toBe(0);
    },
  );
});

describe('with a thousand classes', () => {
  const classes = 1000;
  it.each([
    ['unrelated', 5000],
    ['permuted', 5000],
    ['unrelated', 20_000],
  ] as const)('says %s of %d images in a second or two', (verdict, images) => {
    const stream = random(9).fork(verdict).fork(images);
    const labels = inTurn(images, classes);
    const outputs = stream.permutation(classes);
    const table = skilled(stream, labels, outputs, verdict === 'permuted' ? 0.7 : 1 / classes);
    const start = performance.now();
    const found = classOrderOf(table, labels, classes);
    const seconds = (performance.now() - start) / 1000;
    expect(found.verdict).toBe(verdict);
    if (verdict === 'permuted') expect(found.accuracyHeldOut).toBeGreaterThan(0.5);
    // Generous: a machine may have other work.
    expect(seconds).toBeLessThan(10);
  });
});
