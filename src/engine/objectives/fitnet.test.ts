/**
 * The hint of FitNets: against RepDistiller's numbers, finite differences, and averages by hand.
 */
import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  grads,
  memory,
  setBackend,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor,
  tensor2d,
  tensor4d,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { defaultExperiment } from '../../spec/experiment.ts';
import { gradientGaps } from '../layers/finiteDifferences.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import { fitnet, hint } from './fitnet.ts';
import { averagedTo, middleMap } from './maps.ts';
import type { Networks, Seen } from './term.ts';

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

/** A hint looks at no logits. */
function seenWith(student: Tensor, teacher: Tensor): Seen {
  const logits: Tensor2D = tensor2d([[0]]);
  return {
    student: { logits, taps: { layer2: student } },
    teachers: [{ logits, taps: { layer2: teacher } }],
    ...{ peers: [], labels: logits },
  };
}

const mapsOf = (student: readonly number[], teacher: readonly number[]): Networks => ({
  student: { layer2: student },
  teachers: [{ layer2: teacher }],
});

const names = ['loss.hint0.weight', 'loss.hint0.bias'] as const;

/** The hint as a function of the student's map, the regressor's weight and bias, and the teacher's map. */
const hintOf = (networks: Networks) => (map: Tensor, weight: Tensor, bias: Tensor, target: Tensor) =>
  hint(networks, 0).value(seenWith(map, target), { [names[0]]: weight, [names[1]]: bias });

interface Published {
  readonly inputs: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>
  >;
  readonly cases: readonly {
    readonly name: string;
    readonly loss_f64: number;
    readonly grad: { readonly map_s: number[][][][] };
  }[];
}
const dataFolder = process.env.LAB_DATA ?? resolve(import.meta.dirname, '../../../../shared/data');
const publishedPath = resolve(dataFolder, 'kd_reference2/repdistiller_features.json');

describe.each(['cpu', 'wasm'] as const)('the hint on %s', (backend) => {
  beforeAll(start[backend]);

  it.skipIf(!existsSync(publishedPath))(
    'is RepDistiller’s HintLoss where the regressor passes everything on (skipped without kd_reference2)',
    () => {
      const { inputs, cases } = JSON.parse(readFileSync(publishedPath, 'utf8')) as Published;
      const published = cases.find(({ name }) => name === 'fitnet');
      const map = (name: string) => {
        const { shape, data } = inputs[name] ?? { shape: [], data: [] };
        return transpose(tensor([...data], [...shape]), [0, 2, 3, 1]);
      };
      const identity = tensor([1, 0, 0, 0, 1, 0, 0, 0, 1], [1, 1, 3, 3]);
      const loss = hintOf(mapsOf([4, 4, 3], [4, 4, 3]));
      const given = [map('map_s'), identity, tensor([0, 0, 0]), map('map_t_same')] as const;
      const value = Number(loss(...given).dataSync()[0]);
      expect(value / (published?.loss_f64 ?? 0)).toBeCloseTo(1, 5);
      const [slope] = grads((student) => loss(student as Tensor, given[1], given[2], given[3]))([given[0]]);
      const expected = transpose(tensor4d(published?.grad.map_s ?? []), [0, 2, 3, 1]).dataSync();
      slope?.dataSync().forEach((found, i) => {
        expect(found).toBeCloseTo(expected[i] ?? Number.NaN, 7);
      });
      expect(slope?.size).toBe(192);
    },
  );

  it.each([
    ['of one size', [2, 2, 3], [2, 2, 4]],
    ['with a larger student', [4, 4, 2], [2, 2, 3]],
    ['with a larger teacher', [2, 2, 2], [6, 4, 3]],
    ['of sizes that do not divide', [5, 3, 2], [3, 2, 2]],
    ['of a picture and a vector', [3, 3, 2], [4]],
  ] as const)('has the gradients that finite differences give: maps %s', (_, student, teacher) => {
    const networks = mapsOf(student, teacher);
    const [weight, bias] = hint(networks, 0).parameters ?? [];
    const target = tensor(
      Float32Array.from({ length: 2 * teacher.reduce((a, b) => a * b, 1) }, (__, i) => Math.sin(i)),
      [2, ...teacher],
    );
    const loss = hintOf(networks);
    const gaps = gradientGaps(
      (map, w, b) => loss(map as Tensor, w as Tensor, b as Tensor, target),
      [{ shape: [2, ...student] }, { shape: weight?.shape ?? [] }, { shape: bias?.shape ?? [] }],
    );
    expect(gaps).toHaveLength(3);
    for (const { gap } of gaps) expect(gap).toBeLessThan(2e-3);
  });

  it('leaves one tensor', () => {
    const given = [
      tensor4d(new Float32Array(2 * 50), [2, 5, 5, 2]),
      tensor(new Float32Array(6), [1, 1, 2, 3]),
      tensor([0, 1, 2]),
      tensor4d(new Float32Array(2 * 27), [2, 3, 3, 3]),
    ] as const;
    const loss = hintOf(mapsOf([5, 5, 2], [3, 3, 3]));
    const before = memory().numTensors;
    const value = tidy(() => loss(...given));
    expect(memory().numTensors).toBe(before + 1);
    // Zeros become the bias: (0 + 1 + 4)/3.
    expect(value.dataSync()[0]).toBeCloseTo(5 / 3, 6);
  });

  it('averages as torch’s adaptive_avg_pool2d: windows overlap where sizes do not divide', () => {
    const rows = (numbers: readonly number[]) => tensor4d([...numbers], [1, numbers.length, 1, 1]);
    const column = (map: Tensor4D) => Array.from(map.dataSync());
    expect(column(averagedTo(rows([1, 2, 4, 8]), 2, 1))).toEqual([1.5, 6]);
    // Of five, [0, 2), [1, 4) and [3, 5).
    const [a, b, c] = column(averagedTo(rows([1, 2, 4, 8, 16]), 3, 1));
    expect(a).toBeCloseTo(1.5, 6);
    expect(b).toBeCloseTo(14 / 3, 5);
    expect(c).toBeCloseTo(12, 5);
    const stream = random(2);
    const map = tensor4d(
      Float32Array.from({ length: 2 * 7 * 5 * 3 }, () => stream.normal()),
      [2, 7, 5, 3],
    );
    const found = averagedTo(map, 4, 3).dataSync();
    const at = (n: number, y: number, x: number, k: number) =>
      map.dataSync()[((n * 7 + y) * 5 + x) * 3 + k] ?? Number.NaN;
    let place = 0;
    for (let n = 0; n < 2; n++)
      for (let i = 0; i < 4; i++)
        for (let j = 0; j < 3; j++)
          for (let k = 0; k < 3; k++) {
            const [top, bottom] = [Math.floor((i * 7) / 4), Math.ceil(((i + 1) * 7) / 4)];
            const [left, right] = [Math.floor((j * 5) / 3), Math.ceil(((j + 1) * 5) / 3)];
            let sum = 0;
            for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += at(n, y, x, k);
            expect(found[place++]).toBeCloseTo(sum / ((bottom - top) * (right - left)), 5);
          }
  });
});

describe('fitnet', () => {
  const networks = mapsOf([8, 8, 16], [8, 8, 32]);

  it('is the KL of the logits and a hint that weighs what the setting says', () => {
    const terms = fitnet.terms({ ...defaultExperiment, temperature: 4, hintWeight: 30 }, networks);
    expect(terms.map(({ weight }) => weight)).toEqual([1, 30]);
    expect(terms[0]?.term.needs).toBeUndefined();
    expect(terms[1]?.term.needs).toEqual({ student: ['layer2'], teachers: [['layer2']] });
  });

  it('brings a regressor from the student’s channels to the teacher’s, as torch starts a convolution', () => {
    const [, hinted] = fitnet.terms({ ...defaultExperiment, temperature: 4, hintWeight: 30 }, networks);
    expect(hinted?.term.parameters?.map(({ name, shape, initial }) => [name, shape, initial])).toEqual([
      ['loss.hint0.weight', [1, 1, 16, 32], { kind: 'uniform', bound: 0.25 }],
      ['loss.hint0.bias', [32], { kind: 'uniform', bound: 0.25 }],
    ]);
  });

  it('has a hint and a regressor for each teacher, which share the weight', () => {
    const two = {
      student: { layer2: [8, 8, 16] },
      teachers: [{ layer2: [8, 8, 32] }, { layer3: [4, 4, 64] }],
    };
    const terms = fitnet.terms({ ...defaultExperiment, temperature: 4, hintWeight: 30 }, two);
    expect(terms.map(({ weight }) => weight)).toEqual([1, 15, 15]);
    expect(terms[2]?.term.needs).toEqual({ student: ['layer2'], teachers: [[], ['layer3']] });
    expect(terms[2]?.term.parameters?.[0]?.shape).toEqual([1, 1, 16, 64]);
  });

  it('refuses a teacher of which only logits are there, and a student without anything to tap', () => {
    const settings = { ...defaultExperiment, temperature: 4, hintWeight: 30 };
    expect(() => fitnet.terms(settings, { student: { layer2: [8, 8, 16] }, teachers: [undefined] })).toThrow(
      /only logits/,
    );
    expect(() => fitnet.terms(settings, { student: {}, teachers: [{ layer2: [8, 8, 16] }] })).toThrow(
      /only the head/,
    );
    // On cached features there are no maps on either side, and another teacher would not help.
    expect(() => fitnet.terms(settings, { student: {}, teachers: [undefined] })).toThrow(/only the head/);
  });

  it('takes the middle of a network’s maps, and vectors where there are no maps', () => {
    const maps = { layer1: [32, 32, 16], layer2: [16, 16, 32], layer3: [8, 8, 64], features: [64] };
    expect(middleMap(maps)?.name).toBe('layer2');
    expect(middleMap({ ...maps, layer4: [4, 4, 128] })?.name).toBe('layer2');
    expect(middleMap({ layer1: [32], layer2: [64], features: [64] })).toEqual({
      name: 'layer2',
      height: 1,
      width: 1,
      channels: 64,
    });
    expect(middleMap({})).toBeUndefined();
  });
});
