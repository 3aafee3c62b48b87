/**
 * The loss of a student with distillation tokens: against DeiT's code, and with teachers that are all alike against one.
 */
import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  add,
  div,
  grads,
  memory,
  setBackend,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EnsembleName } from '../../spec/ensembles/catalogue.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import { type BatchObjective, combinedObjective } from './batchLoss.ts';
import { termsOf } from './goldenCases.ts';
import { measuresOf } from './measures.ts';
import type { Seen, Signals } from './term.ts';
import { type Heads, idleAt } from './tokens.ts';

const dataFolder = process.env.LAB_DATA ?? resolve(import.meta.dirname, '../../../../shared/data');
const path = resolve(dataFolder, 'kd_reference2/logit_and_multi_teacher.json');
const hasData = existsSync(path);

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};
const [classes, labelOf] = [5, [0, 1, 2, 3, 4, 1]];
const labels = () =>
  tensor2d(labelOf.map((label) => Array.from({ length: classes }, (_, k) => Number(k === label))));
const rows = (seed: number) =>
  tensor2d(
    labelOf.map((_, n) => Array.from({ length: classes }, (_, k) => 3 * Math.sin(seed + 2.3 * n + 7.1 * k))),
  );
const signals = (logits: Tensor2D): Signals => ({ logits, taps: {} });

/** A student whose heads say so, and whose own logits are their mean. */
function seenBy(heads: readonly Tensor2D[], teachers: readonly Tensor2D[], known = labels()): Seen {
  const names = ['head', ...heads.slice(1).map((_, i) => `token${i}`)];
  return {
    student: {
      logits: div<Tensor2D>(
        heads.reduce((sum, one) => add<Tensor2D>(sum, one)),
        heads.length,
      ),
      taps: Object.fromEntries(names.map((name, i) => [name, heads[i] as Tensor])),
    },
    ...{ teachers: teachers.map(signals), peers: [], labels: known },
  };
}
const headsOf = (tokens: number, more: Partial<Heads> = {}): Heads => ({
  ...{ labels: 'head', tokens: Array.from({ length: tokens }, (_, i) => `token${i}`) },
  ...{ each: false, ...more },
});

/** Its loss, and the loss's gradient by each head, and what is measured of them. */
function numbersOf(objective: BatchObjective, heads: readonly Tensor2D[], teachers: readonly Tensor2D[]) {
  const known = labels();
  const slopes = grads(
    (...given: Tensor[]) => objective.loss(seenBy(given as Tensor2D[], teachers, known), {}).total,
  )([...heads]) as Tensor2D[];
  const { total, sums } = objective.loss(seenBy(heads, teachers), {});
  return {
    total: total.dataSync()[0] ?? Number.NaN,
    slopes: slopes.map((slope) => slope.arraySync()),
    measures: measuresOf(sums.dataSync(), objective.termNames),
  };
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(start[backend]);

  it.skipIf(!hasData).each([
    ['deit_soft_alpha0.5_tau1.0', 0.5, 1],
    ['deit_soft_alpha0.1_tau3.0', 0.9, 3],
  ])(
    '%s is DeiT’s, whose α is 1 − alpha and whose KL is over all numbers (skipped without kd_reference2)',
    (name, alpha, temperature) => {
      const { inputs, cases } = JSON.parse(readFileSync(path, 'utf8')) as {
        readonly inputs: Readonly<Record<string, { readonly data: number[] }>>;
        readonly cases: readonly {
          readonly name: string;
          readonly loss_f64: number;
          readonly grad: Readonly<Record<'logits_s' | 'logits_dist', readonly (readonly number[])[]>>;
        }[];
      };
      const found = cases.find((one) => one.name === name);
      if (!found) throw new Error(`nothing is published as ${name}`);
      const logits = (input: string) => tensor2d(inputs[input]?.data ?? [], [6, classes]);
      const similarity = termsOf('kl', temperature).map(({ term, weight }) => ({
        term,
        weight: weight / classes,
      }));
      const objective = combinedObjective(alpha, similarity, { heads: headsOf(1) });
      const { total, slopes } = numbersOf(
        objective,
        [logits('logits_s'), logits('logits_dist')],
        [logits('logits_t')],
      );
      expect(total / found.loss_f64).toBeCloseTo(1, 5);
      [found.grad.logits_s, found.grad.logits_dist].forEach((expected, head) => {
        expected.flat().forEach((one, i) => {
          expect(Math.abs((slopes[head]?.flat()[i] ?? Number.NaN) - one)).toBeLessThan(1e-6);
        });
      });
    },
  );

  it.each([
    ['mean-probabilities', 1],
    ['confidence', 1],
    ['aekd', 1],
    ['token-each', 3],
  ] as const)('%s of teachers that are all alike is one teacher', (rule: EnsembleName, tokens) => {
    const teacher = rows(1);
    const [classHead, tokenHead] = [rows(2), rows(3)];
    const one = numbersOf(
      combinedObjective(0.3, termsOf('kl', 2), { heads: headsOf(1) }),
      ...([[classHead, tokenHead], [teacher]] as const),
    );
    const together = { rule, nu: 0.6, temperature: 2, shares: [0.2, 0.3, 0.5] };
    const heads = headsOf(tokens, { each: rule === 'token-each' });
    const objective = combinedObjective(0.3, termsOf('kl', 2), { heads, together });
    const given = [classHead, ...Array.from({ length: tokens }, () => rows(3))];
    const three = numbersOf(objective, given, [teacher, teacher, teacher]);
    expect(three.total).toBeCloseTo(one.total, 5);
    expect(three.slopes[0]?.flat()).toEqual(
      one.slopes[0]?.flat().map((value) => expect.closeTo(value, 6) as number),
    );
    // What pulls at tokens is shared out among them.
    const sum = (three.slopes.slice(1) as number[][][]).reduce(
      (all, slope) => all.map((row, n) => row.map((value, k) => value + (slope[n]?.[k] ?? 0))),
      labelOf.map(() => new Array<number>(classes).fill(0)),
    );
    sum.flat().forEach((value, i) => {
      expect(value).toBeCloseTo(one.slopes[1]?.flat()[i] ?? Number.NaN, 5);
    });
    for (const [name, value] of Object.entries(one.measures.terms)) {
      expect(three.measures.terms[name]).toBeCloseTo(value, 5);
    }
  });

  it('leaves nothing behind but the loss and its sums', () => {
    const together = { rule: 'token-each', nu: 1, temperature: 2, shares: [0.5, 0.5] } as const;
    const objective = combinedObjective(0.3, termsOf('kl', 2), {
      heads: headsOf(2, { each: true }),
      together,
    });
    const seen = seenBy([rows(2), rows(3), rows(4)], [rows(1), rows(5)]);
    const before = memory().numTensors;
    tidy(() => {
      objective.loss(seen, {});
      objective.sums(seen, {});
      // Beside them what the teachers are together, which a backward pass may need.
      expect(memory().numTensors - before).toBe(4);
    });
    expect(memory().numTensors).toBe(before);
  });

  it('measures on how many images heads agree with each other, label and teacher', () => {
    const at = (...places: readonly number[]) =>
      tensor2d(places.map((place) => Array.from({ length: classes }, (_, k) => Number(k === place))));
    const objective = combinedObjective(0.5, termsOf('kl', 1), { heads: headsOf(1) });
    const seen = seenBy([at(0, 1, 2, 0, 0, 0), at(0, 1, 3, 0, 0, 4)], [at(0, 2, 3, 0, 1, 4)]);
    const { terms } = measuresOf(objective.sums(seen, {}).dataSync(), objective.termNames);
    const shares = { ...terms, hard: 0, soft: 0 };
    const sixths = (count: number) => expect.closeTo(count / 6, 6) as number;
    expect(shares).toEqual({
      ...{ hard: 0, soft: 0, heads_agree: sixths(4) },
      ...{ class_head_accuracy: sixths(3), token_head_accuracy: sixths(2) },
      ...{ class_head_as_teacher: sixths(2), token_head_as_teacher: sixths(4) },
    });
  });

  it.each([0, 1])('leaves no head as it was drawn at alpha %d', (alpha) => {
    const objective = combinedObjective(alpha, termsOf('kl', 2), {
      heads: headsOf(1, { idle: idleAt(alpha) }),
    });
    const { slopes } = numbersOf(objective, [rows(2), rows(3)], [rows(1)]);
    for (const slope of slopes) expect(Math.max(...slope.flat().map(Math.abs))).toBeGreaterThan(1e-3);
  });
});
