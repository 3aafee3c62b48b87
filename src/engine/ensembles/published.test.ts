/**
 * Rules that weigh teachers image by image or in gradient space, against values of published code: CA-MKD's repository, which has EBKD
 * and AEKD beside it. Its line for CA-MKD and for entropy divides by M once more than the papers do, and by weights that sum to 1.
 */
import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { grad, memory, setBackend, type Tensor, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EnsembleName } from '../../spec/ensembles/catalogue.ts';
import { distillationObjective } from '../objectives/batchLoss.ts';
import type { Seen } from '../objectives/term.ts';
import { minNormWeights } from '../ops/minNormWeights/minNormWeights.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';

const dataFolder = process.env.LAB_DATA ?? resolve(import.meta.dirname, '../../../../shared/data');
const path = resolve(dataFolder, 'kd_reference2/logit_and_multi_teacher.json');
const hasData = existsSync(path);

type Rows = readonly (readonly number[])[];
interface Published {
  readonly inputs: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>
  >;
  readonly cases: readonly {
    readonly name: string;
    readonly loss_f64: number;
    readonly grad: { readonly logits_s: Rows };
    readonly weights?: readonly number[] | Rows;
  }[];
}
const published = (): Published => JSON.parse(readFileSync(path, 'utf8')) as Published;

const [temperature, classes] = [4, 5];
const labelOf = [0, 1, 2, 3, 4, 1];
const teacherNames = ['logits_t', 'logits_t2', 'logits_t3'];
const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

function softmax(row: readonly number[]): readonly number[] {
  const most = Math.max(...row);
  const powers = row.map((z) => Math.exp((z - most) / temperature));
  const all = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / all);
}
/** T² times KL, in nats. */
const klOf = (p: readonly number[], q: readonly number[]) =>
  temperature ** 2 * p.reduce((sum, one, k) => sum + one * Math.log(one / (q[k] ?? 0)), 0);

interface Case {
  readonly rule: EnsembleName;
  readonly nu: number;
  /** What the published number is times, to be the loss with weights that sum to 1. */
  readonly times: number;
}
const cases: Readonly<Record<string, Case>> = {
  // Σ w = M − 1, over M.
  multi_entropy_based_T4: { rule: 'entropy', nu: 1, times: 3 / 2 },
  // Σ w = 1, over M.
  multi_camkd_T4: { rule: 'confidence', nu: 1, times: 3 },
  'multi_aekd_nu0.4': { rule: 'aekd', nu: 0.4, times: 1 },
  'multi_aekd_nu0.6': { rule: 'aekd', nu: 0.6, times: 1 },
  'multi_aekd_nu0.6_normalised': { rule: 'aekd-normalised', nu: 0.6, times: 1 },
  multi_average_loss_T4: { rule: 'mean-probabilities', nu: 1, times: 1 },
};

describe.skipIf(!hasData).each(['cpu', 'wasm'] as const)(
  'on %s (skipped without kd_reference2)',
  (backend) => {
    beforeAll(start[backend]);

    it.each(Object.entries(cases))('%s', (name, { rule, nu, times }) => {
      const { inputs, cases: all } = published();
      const found = all.find((one) => one.name === name);
      if (!found) throw new Error(`nothing is published as ${name}`);
      const rowsOf = (input: string): Rows => {
        const data = inputs[input]?.data ?? [];
        return labelOf.map((_, n) => data.slice(n * classes, (n + 1) * classes));
      };
      const tensorOf = (input: string) => tensor2d(rowsOf(input) as number[][]);
      const objective = distillationObjective({
        ...{ alpha: 0, similarity: 'kl', temperature },
        together: { rule, nu, temperature, shares: [1 / 3, 1 / 3, 1 / 3] },
      });
      const seenBy = (logits: Tensor2D): Seen => ({
        student: { logits, taps: {} },
        teachers: teacherNames.map((teacher) => ({ logits: tensorOf(teacher), taps: {} })),
        peers: [],
        labels: tensor2d(
          labelOf.map((label) => Array.from({ length: classes }, (_, k) => Number(k === label))),
        ),
      });
      const student = tensorOf('logits_s');
      const slope = grad((z: Tensor) => objective.loss(seenBy(z as Tensor2D), {}).total)(student) as Tensor2D;
      slope.arraySync().forEach((row, n) => {
        row.forEach((one, k) => {
          const expected = (found.grad.logits_s[n]?.[k] ?? Number.NaN) * times;
          expect(Math.abs(one - expected)).toBeLessThan(rule.startsWith('aekd') ? 3e-6 : 1e-6);
        });
      });

      // Their value is Σ w·KL to each, ours KL to the mixture; the difference is Σ w·KL of each to the mixture.
      const weights = found.weights ?? teacherNames.map(() => 1 / 3);
      const targets = teacherNames.map((teacher) => rowsOf(teacher).map(softmax));
      const sums = labelOf.map((_, n) => {
        const own = weights.map((weight) => (typeof weight === 'number' ? weight : (weight[n] ?? 0)));
        const whole = own.reduce((sum, weight) => sum + weight, 0);
        const parts = own.map((weight) => weight / whole);
        const mixture = Array.from({ length: classes }, (_, k) =>
          parts.reduce((sum, part, m) => sum + part * (targets[m]?.[n]?.[k] ?? 0), 0),
        );
        return parts.reduce((sum, part, m) => sum + part * klOf(targets[m]?.[n] ?? [], mixture), 0);
      });
      const apart = sums.reduce((sum, one) => sum + one, 0) / labelOf.length;
      const value = objective.loss(seenBy(student), {}).total.dataSync()[0] ?? Number.NaN;
      expect((value + apart) / (found.loss_f64 * times)).toBeCloseTo(1, 5);
    });

    it('weights of AEKD are those of scikit-learn’s one-class SVM', () => {
      const { inputs, cases: all } = published();
      const rows = (input: string) =>
        labelOf.map((_, n) => (inputs[input]?.data ?? []).slice(n * classes, (n + 1) * classes));
      const meanOf = (input: string) =>
        Array.from(
          { length: classes },
          (_, k) => rows(input).reduce((sum, row) => sum + (softmax(row)[k] ?? 0), 0) / labelOf.length,
        );
      const own = meanOf('logits_s');
      const slopes = teacherNames.map((name) => meanOf(name).map((p, k) => (own[k] ?? 0) - p));
      for (const one of all.filter(({ name }) => name.startsWith('multi_aekd'))) {
        const nu = Number(/nu([\d.]+)/.exec(one.name)?.[1]);
        const normalised = one.name.endsWith('normalised');
        const found = minNormWeights(tensor2d(slopes), { most: 1 / (3 * nu), normalised }).dataSync();
        (one.weights as readonly number[]).forEach((weight, m) => {
          expect(Math.abs((found[m] ?? Number.NaN) - weight)).toBeLessThan(2e-6);
        });
      }
    });
  },
);

describe.each(['cpu', 'wasm'] as const)('a step of several teachers on %s', (backend) => {
  beforeAll(start[backend]);

  it.each(['confidence', 'aekd', 'aekd-normalised'] as const)(
    '%s: with teachers that are all alike is one of them, gradient and sums, and leaves nothing behind',
    (rule) => {
      const teacher = tensor2d([
        [3, 1, -1],
        [-0.5, 0.5, 2],
      ]);
      const student = tensor2d([
        [1, 2, 0.5],
        [0, -1, 3],
      ]);
      const labels = tensor2d([
        [1, 0, 0],
        [0, 0, 1],
      ]);
      const settings = { alpha: 0.4, similarity: 'kl', temperature: 3 } as const;
      const several = distillationObjective({
        ...settings,
        together: { rule, nu: 0.6, temperature: 3, shares: [0.2, 0.3, 0.5] },
      });
      const of =
        (count: number) =>
        (z: Tensor2D): Seen => ({
          student: { logits: z, taps: {} },
          ...{
            labels,
            peers: [],
            teachers: Array.from({ length: count }, () => ({ logits: teacher, taps: {} })),
          },
        });
      const measured = (objective: typeof several, seen: (z: Tensor2D) => Seen) => {
        const before = memory().numTensors;
        const slope = grad((z: Tensor) => objective.loss(seen(z as Tensor2D), {}).total)(student);
        const sums = objective.sums(seen(student), {});
        const numbers = [...slope.dataSync(), ...sums.dataSync()];
        slope.dispose();
        sums.dispose();
        return { numbers, leaked: memory().numTensors - before };
      };
      const one = measured(distillationObjective(settings), of(1));
      const three = measured(several, of(3));
      expect(three.leaked).toBe(one.leaked);
      three.numbers.forEach((value, i) => {
        expect(value).toBeCloseTo(one.numbers[i] ?? Number.NaN, 5);
      });
    },
  );
});
