/**
 * Terms that see several teachers, or peers: against published numbers.
 */
import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  grad,
  memory,
  mul,
  type Scalar,
  setBackend,
  type Tensor,
  type Tensor2D,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerKernels } from '../ops/registerKernels.ts';
import { combinedObjective, distillationObjective } from './batchLoss.ts';
import { termsOf } from './goldenCases.ts';
import type { Seen, Signals } from './term.ts';

const dataFolder = process.env.LAB_DATA ?? resolve(import.meta.dirname, '../../../../shared/data');
const path = resolve(dataFolder, 'kd_reference2/logit_and_multi_teacher.json');

interface Published {
  readonly inputs: Readonly<
    Record<string, { readonly shape: readonly [number, number]; readonly data: readonly number[] }>
  >;
  readonly cases: readonly {
    readonly name: string;
    readonly loss_f64: number;
    readonly grad: { readonly logits_s: readonly (readonly number[])[] };
  }[];
}

/** What is published in cases that are named so, and its inputs as tensors. */
function published(name: string) {
  const { inputs, cases } = JSON.parse(readFileSync(path, 'utf8')) as Published;
  const found = cases.find((one) => one.name === name);
  if (!found) throw new Error(`nothing is published as ${name}`);
  const logits = (input: string): Tensor2D => {
    const { data, shape } = inputs[input] ?? { data: [], shape: [0, 0] };
    return tensor2d([...data], [...shape]);
  };
  return { found, logits };
}

const signals = (logits: Tensor2D): Signals => ({ logits, taps: {} });

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

describe('a loss of several teachers', () => {
  it.skipIf(!existsSync(path))(
    'is the mean of its values, as AVERAGE_LOSS of CA-MKD (skipped without kd_reference2)',
    () => {
      const { found, logits } = published('multi_average_loss_T4');
      const student = logits('logits_s');
      const teachers = ['logits_t', 'logits_t2', 'logits_t3'].map((name) => signals(logits(name)));
      const seenBy = (given: Tensor2D): Seen => ({
        student: signals(given),
        teachers,
        peers: [],
        labels: given,
      });
      const [mean] = termsOf('kl', 4);
      if (!mean) throw new Error('KL is a term');
      const value = mean.term.value(seenBy(student), {});
      expect(Number(value.dataSync()[0]) / found.loss_f64).toBeCloseTo(1, 5);
      const slope = grad((given: Tensor) => mean.term.value(seenBy(given as Tensor2D), {}))(
        student,
      ) as Tensor2D;
      slope.arraySync().forEach((row, n) => {
        row.forEach((one, k) => {
          expect(one).toBeCloseTo(found.grad.logits_s[n]?.[k] ?? Number.NaN, 5);
        });
      });
    },
  );

  it('is the operation of one teacher where there is one, and composed where there are two', () => {
    const objective = combinedObjective(0.3, termsOf('kl', 4));
    const student = tensor2d([[1, 2, 0.5]]);
    const teacher = signals(tensor2d([[3, 1, -1]]));
    const seen = { student: signals(student), peers: [], labels: tensor2d([[1, 0, 0]]) };
    const before = memory().numTensors;
    const one = objective.loss({ ...seen, teachers: [teacher] }, {});
    const twice = objective.loss({ ...seen, teachers: [teacher, teacher] }, {});
    expect(memory().numTensors).toBe(before + 4);
    const [single, mean] = [one, twice].map(({ total, sums }) => [...total.dataSync(), ...sums.dataSync()]);
    (single ?? []).forEach((value, i) => {
      expect(mean?.[i]).toBeCloseTo(value, 5);
    });
  });
});

describe('a loss of peers', () => {
  it.skipIf(!existsSync(path)).each([
    ['dml_2_students', ['logits_s2']],
    ['dml_3_students', ['logits_s2', 'logits_s3']],
  ] as const)('is what deep mutual learning has: %s (skipped without kd_reference2)', (name, fellows) => {
    const { found, logits } = published(name);
    const student = logits('logits_s');
    const labels = tensor2d(
      [0, 1, 2, 3, 4, 1].map((label) => [0, 1, 2, 3, 4].map((k) => (k === label ? 1 : 0))),
    );
    const peers = fellows.map((fellow) => signals(logits(fellow)));
    // α·CE + (1 − α)·soft at ½, twice.
    const objective = distillationObjective({ alpha: 0.5, similarity: 'mutual', temperature: 4, cohort: 3 });
    const twice = (given: Tensor) =>
      mul<Scalar>(
        objective.loss({ student: signals(given as Tensor2D), teachers: [], peers, labels }, {}).total,
        2,
      );
    expect(Number(twice(student).dataSync()[0]) / found.loss_f64).toBeCloseTo(1, 5);
    (grad(twice)(student) as Tensor2D).arraySync().forEach((row, n) => {
      row.forEach((one, k) => {
        expect(one).toBeCloseTo(found.grad.logits_s[n]?.[k] ?? Number.NaN, 5);
      });
    });
  });
});

describe('a loss of what is inside several teachers', () => {
  const tapped = (values: readonly number[]): Signals => ({
    logits: tensor2d([[0, 0]]),
    taps: { features: tensor2d([[...values], [1, 0]]) },
  });
  const seen: Seen = {
    student: { ...tapped([1, 2]), logits: tensor2d([[0, 1]]) },
    teachers: [tapped([2, 0]), tapped([-1, 3])],
    peers: [],
    labels: tensor2d([[1, 0]]),
  };
  const shape = { features: [2] };
  const settings = { similarity: 'pkt', temperature: 1, featureBeside: 'alone', featureWeight: 1 } as const;
  const lossOf = (given: Seen, shares?: readonly number[]) => {
    const networks = { student: shape, teachers: given.teachers.map(() => shape) };
    const together = shares && ({ rule: 'mean-logits', shares, temperature: 1, nu: 1 } as const);
    const objective = distillationObjective({ ...settings, alpha: 0, together }, networks);
    return Number(objective.loss(given, {}).total.dataSync()[0]);
  };

  it('is the mean of its values by the teachers’ weights, their logits being one', () => {
    const [first, second] = seen.teachers.map((one) => lossOf({ ...seen, teachers: [one] }));
    if (first === undefined || second === undefined) throw new Error('there are two');
    expect(Math.abs(first - second)).toBeGreaterThan(1);
    expect(lossOf(seen, [0.75, 0.25]) / (0.75 * first + 0.25 * second)).toBeCloseTo(1, 5);
    expect(lossOf(seen) / (0.5 * first + 0.5 * second)).toBeCloseTo(1, 5);
  });
});
