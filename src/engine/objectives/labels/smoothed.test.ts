/**
 * Labels that are distributions, in the composed loss and in the one operation, against PyTorch's formulas in float64.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  keep,
  setBackend,
  type Tensor1D,
  type Tensor2D,
  tensor2d,
  tidy,
  valueAndGrad,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { registerKernels } from '../../ops/registerKernels.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import { distillationObjective } from '../batchLoss.ts';
import { smoothed } from './smoothed.ts';

const logits = [
  [1, 2, 0.5],
  [0, -1, 3],
];
const teacher = [
  [3, 1, -1],
  [-0.5, 0.5, 2],
];
const oneHot = [
  [1, 0, 0],
  [0, 0, 1],
];
const mixed = [
  [0.7, 0.3, 0],
  [0.25, 0.25, 0.5],
];

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu', 'ours');
  },
  'cpu, composed': async () => {
    await setBackend('cpu');
    registerKernels('cpu', 'stock');
  },
  wasm: startWasmInNode,
};

const logSoftmax = (row: readonly number[]) => {
  const most = Math.max(...row);
  const logMass = Math.log(row.reduce((sum, z) => sum + Math.exp(z - most), 0));
  return row.map((z) => z - most - logMass);
};

/** torch.nn.CrossEntropyLoss(label_smoothing=ε) on targets that are probabilities, mean over the batch, and its gradient. */
function torchCrossEntropy(labels: readonly (readonly number[])[], epsilon: number) {
  const [batch, classes] = [logits.length, 3];
  const target = labels.map((row) => row.map((y) => y * (1 - epsilon) + epsilon / classes));
  const value =
    logits
      .flatMap((row, n) => logSoftmax(row).map((logP, k) => -(target[n]?.[k] ?? 0) * logP))
      .reduce((a, b) => a + b) / batch;
  const gradient = logits.flatMap((row, n) =>
    logSoftmax(row).map((logP, k) => (Math.exp(logP) - (target[n]?.[k] ?? 0)) / batch),
  );
  return { value, gradient };
}

async function found(labels: number[][], labelSmoothing: number) {
  const objective = distillationObjective({ alpha: 1, similarity: 'kl', temperature: 4, labelSmoothing });
  const hard = tensor2d(labels);
  const seen = {
    teachers: [{ logits: tensor2d(teacher), taps: {} }],
    peers: [],
    labels: hard,
    smoothed: labelSmoothing > 0 ? smoothed(hard, labelSmoothing) : undefined,
  };
  let sums: Tensor1D | undefined;
  const { value, grad } = valueAndGrad((student) => {
    const loss = objective.loss({ ...seen, student: { logits: student as Tensor2D, taps: {} } }, {});
    sums = keep(loss.sums);
    return loss.total;
  })(tensor2d(logits));
  const told = tidy(() => objective.sums({ ...seen, student: { logits: tensor2d(logits), taps: {} } }, {}));
  return {
    value: (await value.data())[0] ?? Number.NaN,
    gradient: Array.from(await grad.data()),
    right: (await sums?.data())?.[1],
    told: Array.from(await told.data()),
  };
}

describe.each(Object.keys(start) as (keyof typeof start)[])(
  'labels that are distributions, on %s',
  (backend) => {
    it.each([
      ['smoothed', oneHot, 0.1],
      ['mixed', mixed, 0],
      ['mixed and smoothed', mixed, 0.3],
    ] as const)('%s are learned from as by torch.nn.CrossEntropyLoss', async (_, labels, epsilon) => {
      await start[backend]();
      const { value, gradient, right } = await found(
        labels.map((row) => [...row]),
        epsilon,
      );
      const expected = torchCrossEntropy(labels, epsilon);
      expect(value).toBeCloseTo(expected.value, 6);
      for (const [i, slope] of gradient.entries())
        expect(slope).toBeCloseTo(expected.gradient[i] ?? Number.NaN, 6);
      // The second image's largest logit is its largest label's; the first image's is not.
      expect(right).toBe(1);
    });
  },
);
