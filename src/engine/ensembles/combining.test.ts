/**
 * What several teachers are together, against sums in float64, on the cpu and wasm backends.
 */
import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { combinesInStep, type EnsembleName, ensembles } from '../../spec/ensembles/catalogue.ts';
import { lossOf } from '../objectives/goldenCases.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import { ensembleRules } from './catalogue.ts';
import { type Combining, combineLogits, combineTables } from './combining.ts';

const [images, classes] = [6, 5];
const shares = [0.5, 0.3, 0.2];
const temperatures = [0.5, 1, 4, 20];
const start = { cpu: () => setBackend('cpu'), wasm: startWasmInNode };

const stream = random(11);
const drawn = () =>
  Array.from({ length: images }, () => Array.from({ length: classes }, () => 3 * stream.normal()));
const teachers = [drawn(), drawn(), drawn()];
const student = drawn();
const labels = Array.from({ length: images }, (_, n) =>
  Array.from({ length: classes }, (_, k) => Number(k === n % classes)),
);

function softmax(logits: readonly number[], temperature: number): readonly number[] {
  const largest = Math.max(...logits);
  const parts = logits.map((z) => Math.exp((z - largest) / temperature));
  const sum = parts.reduce((all, part) => all + part, 0);
  return parts.map((part) => part / sum);
}
/** Σ w·softmax(z_m/T), [N, K]. */
const meanSoftened = (temperature: number) =>
  student.map((_, n) =>
    Array.from({ length: classes }, (_, k) =>
      teachers.reduce((sum, z, m) => sum + (shares[m] ?? 0) * (softmax(z[n] ?? [], temperature)[k] ?? 0), 0),
    ),
  );
const meanLogits = student.map((row, n) =>
  row.map((_, k) => teachers.reduce((sum, z, m) => sum + (shares[m] ?? 0) * (z[n]?.[k] ?? 0), 0)),
);

const how = (rule: EnsembleName, temperature: number): Combining => ({
  ...{ rule, shares, temperature },
  nu: 0.5,
});
function combined(rule: EnsembleName, temperature: number, of: readonly number[][][] = teachers): Tensor2D {
  return combineLogits(
    of.map((z) => tensor2d(z)),
    how(rule, temperature),
    { labels: tensor2d(labels), student: tensor2d(student) },
  );
}
function expectClose(
  found: readonly (readonly number[])[],
  expected: readonly (readonly number[])[],
  to: number,
) {
  found.forEach((row, n) => {
    row.forEach((value, k) => {
      expect(Math.abs(value - (expected[n]?.[k] ?? Number.NaN))).toBeLessThan(to);
    });
  });
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await start[backend]();
    registerKernels(backend);
  });

  it.each(temperatures)('the mean of probabilities is what softens to that mean at T %d', (temperature) => {
    const logits = combined('mean-probabilities', temperature).arraySync();
    expectClose(
      logits.map((row) => softmax(row, temperature)),
      meanSoftened(temperature),
      2e-6,
    );
  });

  it.each(temperatures)('so that KL to it is KL to the mean, at T %d', (temperature) => {
    const teacher = combined('mean-probabilities', temperature);
    const value = lossOf('kl')({
      ...{ student: tensor2d(student), teacher, labels: tensor2d(labels), temperature },
    }).dataSync()[0];
    const target = meanSoftened(temperature);
    const direct = student.map((row, n) => {
      const own = softmax(row, temperature);
      return (target[n] ?? []).reduce((sum, p, k) => sum + p * Math.log(p / (own[k] ?? 0)), 0);
    });
    const expected = (temperature ** 2 / images) * direct.reduce((sum, one) => sum + one, 0);
    expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThan(2e-5 * (1 + expected));
  });

  it.each(Object.keys(ensembles) as EnsembleName[])(
    '%s: teachers that are all alike are one of them',
    (rule) => {
      const [one = []] = teachers;
      for (const temperature of temperatures) {
        const logits = combined(rule, temperature, [one, one, one]);
        expectClose(logits.arraySync(), one, 1e-5 * (1 + temperature));
        // Losses on logits and their mean difference see what is added to all of them.
        const about = { student: tensor2d(student), labels: tensor2d(labels), temperature };
        const mse = (teacher: Tensor2D) => lossOf('mse')({ ...about, teacher }).dataSync()[0] ?? 0;
        expect(mse(logits)).toBeCloseTo(mse(tensor2d(one)), 4);
      }
    },
  );

  it('the mean of logits softens to the geometric mean, and is where the mean of probabilities goes as T grows', () => {
    const logits = combined('mean-logits', 3).arraySync();
    expectClose(logits, meanLogits, 1e-5);
    const away = (temperature: number) =>
      Math.max(
        ...combined('mean-probabilities', temperature)
          .arraySync()
          .flatMap((row, n) => row.map((z, k) => Math.abs(z - (meanLogits[n]?.[k] ?? 0)))),
      );
    expect(away(1)).toBeGreaterThan(0.3);
    expect(away(100)).toBeLessThan(away(10) / 5);
    expect(away(100)).toBeLessThan(0.1);
  });

  it('is exact where teachers are certain and disagree', () => {
    const sure = [[[1e4, -1e4]], [[-1e4, 1e4]]];
    const logits = combineLogits(
      sure.map((z) => tensor2d(z)),
      { rule: 'mean-probabilities', shares: [0.75, 0.25], temperature: 1, nu: 1 },
    ).arraySync();
    expectClose([softmax(logits[0] ?? [], 1)], [[0.75, 0.25]], 2e-4);
  });

  it('makes one table of tables, in parts, and leaves nothing behind', async () => {
    const tables = teachers.map((z) => Float32Array.from(z.flat()));
    const once = (Object.keys(ensembleRules) as EnsembleName[]).filter((rule) => !combinesInStep(rule));
    for (const rule of once) {
      const before = memory().numTensors;
      const table = await combineTables(tables, classes, how(rule, 4));
      const inParts = await combineTables(tables, classes, how(rule, 4), 2 * classes + 1);
      expect(memory().numTensors).toBe(before);
      expect([...table]).toEqual([...combined(rule, 4).dataSync()]);
      expect([...inParts]).toEqual([...table]);
    }
  });
});
