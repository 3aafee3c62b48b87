/**
 * Steps whose batches are made by the CPU and handed to the backend one by one: on WebAssembly and in plain JavaScript, and
 * with stock kernels on WebGPU.
 */
import { add, dispose, stack, type Tensor1D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { batchShape } from '../batches.ts';
import { gradientsFrom, momentsOf, termGradientsOf } from '../gradients/termGradients.ts';
import { oneHotLabels } from '../heldOut.ts';
import { judge, type Learner, learn } from '../learner.ts';
import { createParameterStore } from '../parameterStore.ts';
import type { Executor, Stepper, TrainingData } from './stepper.ts';

export function hostExecutor(data: TrainingData): Executor {
  return {
    data,
    createStore: createParameterStore,
    stepperFor: (learner) => hostStepper(data, learner),
    async dispose() {
      await Promise.all(data.teachers.map((teacher) => teacher.settle?.()));
    },
  };
}

function hostStepper(
  { source, classes, validation, probe, teachers }: TrainingData,
  learner: Learner,
): Stepper {
  const waiting: Tensor1D[] = [];
  return {
    async learn(indices, versions, learningRate) {
      const count = indices.length;
      const images = tensor4d(source.fill(indices, versions), batchShape(source, count));
      const labels = oneHotLabels(
        Int32Array.from(indices, (i) => source.labels[i] ?? 0),
        classes,
      );
      const logits = teachers.map((teacher) => teacher.of({ images, indices, versions }));
      try {
        learner.optimizer.prepare(learner.store, learningRate);
        const signals = logits.map((given) => ({ logits: given, taps: {} }));
        waiting.push(learn(learner, { images, labels, teachers: signals }));
      } finally {
        dispose([images, labels, ...logits]);
      }
    },
    async collect() {
      const rows = waiting.splice(0);
      if (rows.length === 0) return new Float32Array(0);
      const together = tidy(() => stack(rows));
      dispose(rows);
      const values = (await together.data()) as Float32Array;
      together.dispose();
      return values;
    },
    async evaluate(control) {
      let totals: Tensor1D | undefined;
      try {
        for (const { images, labels, teachers, release } of validation.batches()) {
          const shown = images();
          const sums = judge(learner, { images: shown, labels, teachers });
          release(shown);
          const before: Tensor1D | undefined = totals;
          totals = before ? add<Tensor1D>(before, sums) : sums;
          if (before) dispose([before, sums]);
          if ((await control.checkpoint('step')) === 'stop') return undefined;
        }
        return totals ? ((await totals.data()) as Float32Array) : new Float32Array(0);
      } finally {
        totals?.dispose();
      }
    },
    async gradients(terms, control) {
      let pulls: Tensor1D | undefined;
      try {
        for (const { count, images, labels, teachers, release } of probe?.batches() ?? []) {
          const shown = images();
          const share = count / (probe?.source.count ?? count);
          const mine = termGradientsOf(learner, terms, { images: shown, labels, teachers }, share);
          release(shown);
          const before: Tensor1D | undefined = pulls;
          pulls = before ? add<Tensor1D>(before, mine) : mine;
          if (before) dispose([before, mine]);
          if ((await control.checkpoint('step')) === 'stop') return undefined;
        }
        if (!pulls) return undefined;
        const moments = momentsOf(pulls);
        try {
          return gradientsFrom(await moments.data());
        } finally {
          moments.dispose();
        }
      } finally {
        pulls?.dispose();
      }
    },
    dispose() {
      dispose(waiting.splice(0));
    },
  };
}
