/**
 * What images teach of which no label is known, and the threshold on what a teacher says of them.
 */
import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { grad, setBackend, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerKernels } from '../ops/registerKernels.ts';
import { startWasmInNode } from '../ops/wasmInNode.ts';
import { distillationObjective } from './batchLoss.ts';
import { seenOf } from './goldenCases.ts';

const path = resolve(
  import.meta.dirname,
  process.env.LAB_DATA ?? '../../../../shared/data',
  'kd_reference2/logit_and_multi_teacher.json',
);

interface Published {
  readonly inputs: Readonly<Record<string, { readonly shape: [number, number]; readonly data: number[] }>>;
  readonly cases: readonly {
    readonly name: string;
    readonly loss_f64: number;
    readonly grad: Readonly<Record<string, number[][]>>;
  }[];
}

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

describe.each(['cpu', 'wasm'] as const)('images without labels on %s', (backend) => {
  beforeAll(start[backend]);

  it.skipIf(!existsSync(path))('have the pseudo-labels of FixMatch (skipped without kd_reference2)', () => {
    const { inputs, cases } = JSON.parse(readFileSync(path, 'utf8')) as Published;
    const matrix = (name: string) => tensor2d(inputs[name]?.data ?? [], inputs[name]?.shape);
    const published = cases.find(({ name }) => name === 'fixmatch_unlabelled');
    const objective = distillationObjective({
      ...{ alpha: 0, similarity: 'pseudo-labels', temperature: 4, confidence: 0.95 },
    });
    const [student, teacher] = [matrix('logits_s'), matrix('logits_weak')];
    const labels = tensor2d(new Float32Array(30), [6, 5]);
    const own = distillationObjective({
      ...{ alpha: 0, similarity: 'fixmatch', temperature: 4, confidence: 0.95 },
    });
    expect([objective.seesOwnView, own.seesOwnView]).toEqual([false, true]);
    const totals = [
      (z: Tensor2D) => objective.loss(seenOf({ student: z, teacher, labels }), {}).total,
      // The same of the student's own logits of a weaker view.
      (z: Tensor2D) =>
        own.loss(
          {
            ...seenOf({ student: z, teacher, labels }),
            teachers: [],
            peers: [{ logits: teacher, taps: {} }],
          },
          {},
        ).total,
    ];
    for (const total of totals) {
      expect(total(student).dataSync()[0]).toBeCloseTo(published?.loss_f64 ?? Number.NaN, 5);
      const slopes = grad((z) => total(z as Tensor2D))(student).dataSync();
      (published?.grad.logits_s ?? []).flat().forEach((slope, i) => {
        expect(slopes[i]).toBeCloseTo(slope, 6);
      });
    }
  });

  it.each(['kl', 'mse', 'dkd', 'standardised-kl'] as const)(
    'teach by %s what the teacher says, and nothing by cross entropy, of which the sum is divided by all images',
    (similarity) => {
      const student = tensor2d([0.3, -1, 2, 1, 0.5, -0.2], [2, 3]);
      const teacher = tensor2d([2, -1, 0.5, -1, 3, 0.2], [2, 3]);
      const hidden = tensor2d([0, 0, 1, 0, 0, 0], [2, 3]);
      const shown = tensor2d([0, 0, 1, 0, 1, 0], [2, 3]);
      const sumsAt = (labels: Tensor2D, alpha: number) => {
        const objective = distillationObjective({ alpha, similarity, temperature: 2 });
        return [...objective.sums(seenOf({ student, teacher, labels }), {}).dataSync()];
      };
      const slopeAt = (labels: Tensor2D, alpha: number) => {
        const objective = distillationObjective({ alpha, similarity, temperature: 2 });
        const total = (z: unknown) =>
          objective.loss(seenOf({ student: z as Tensor2D, teacher, labels }), {}).total;
        return [...grad(total)(student).dataSync()];
      };
      // log Σ e^z − z_y of the labelled image alone.
      const hard = Math.log(Math.exp(0.3) + Math.exp(-1) + Math.exp(2)) - 2;
      const [images, right, , , hardSum] = sumsAt(hidden, 0.5);
      expect(hardSum).toBeCloseTo(hard, 5);
      // The first is right by its label; the second is not what its teacher says.
      expect([images, right]).toEqual([2, 1]);
      expect(slopeAt(hidden, 1).slice(3)).toEqual([0, 0, 0]);
      // Here the teacher's class is the label that is hidden, which is what DKD takes in its place.
      slopeAt(shown, 0).forEach((slope, i) => void expect(slopeAt(hidden, 0)[i]).toBeCloseTo(slope, 6));
    },
  );
});
