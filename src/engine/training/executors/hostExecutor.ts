/**
 * Steps whose batches are made by the CPU and handed to the backend one by one: on WebAssembly and in plain JavaScript, and
 * with stock kernels on WebGPU.
 */
import {
  add,
  dispose,
  stack,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor2d,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Signals } from '../../objectives/term.ts';
import { changeImages, labelRows } from '../../ops/changedImages/changeImages.ts';
import { batchShape } from '../batches.ts';
import { gradientsFrom, momentsOf, termGradientsOf } from '../gradients/termGradients.ts';
import { evaluationSums, type Learner, learn, trainingLogits } from '../learner.ts';
import { createParameterStore } from '../parameterStore.ts';
import { free, signalsOf } from '../signals/signals.ts';
import { teacherSignals, withoutNetwork } from '../teacherLogits.ts';
import { type Executor, type Stepper, saidBy, type TrainingBatch, type TrainingData } from './stepper.ts';

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
  const { needs } = learner.objective;
  /** What is held of the teachers' logits, and of those that are tapped what their networks say now. */
  const besideHeld = (held: readonly Signals[], images: Tensor4D) => {
    const made: Signals[] = [];
    const count = Math.max(held.length, needs.teachers.length);
    const signals = Array.from({ length: count }, (_, place) => {
      const taps = needs.teachers[place] ?? [];
      const kept = held[place];
      if (kept && taps.length === 0) return kept;
      const network = teachers[place]?.onDevice.frozen;
      if (!network) throw withoutNetwork();
      const said = signalsOf(network, images, taps);
      made.push(said);
      return said;
    });
    return { signals, free: () => free(made) };
  };
  /** [B, S, S, 3], of a training batch; the caller owns it. */
  const imagesOf = ({ indices, versions, changes }: TrainingBatch) => {
    const filled = source.fill(indices, versions);
    const shown = changes ? changeImages(filled, changes, source.size) : filled;
    return tensor4d(shown, batchShape(source, indices.length));
  };
  let spoken: Tensor2D | undefined;
  return {
    async say(batch) {
      const images = imagesOf(batch);
      spoken?.dispose();
      spoken = trainingLogits(learner, images);
      images.dispose();
    },
    said() {
      if (!spoken) throw new Error('a network has said nothing yet');
      return spoken;
    },
    async learn(batch, learningRate, peers = []) {
      const { indices, versions, changes } = batch;
      const count = indices.length;
      const images = imagesOf(batch);
      const labels = tensor2d(
        labelRows(
          Int32Array.from(indices, (i) => source.labels[i] ?? 0),
          classes,
          changes,
        ),
        [count, classes],
      );
      const signals = teachers.map((teacher, place) =>
        teacherSignals(teacher, { images, indices, versions, changes }, needs.teachers[place] ?? []),
      );
      try {
        learner.optimizer.prepare(learner.store, learningRate);
        waiting.push(learn(learner, { images, labels, teachers: signals, peers: saidBy(peers, count) }));
      } finally {
        dispose([images, labels]);
        free(signals);
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
        for (const { images, labels, teachers: held, release } of validation.batches()) {
          const shown = images();
          const seen = besideHeld(held, shown);
          const sums = evaluationSums(learner, { images: shown, labels, teachers: seen.signals });
          seen.free();
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
        for (const { count, images, labels, teachers: held, release } of probe?.batches() ?? []) {
          const shown = images();
          const seen = besideHeld(held, shown);
          const share = count / (probe?.source.count ?? count);
          const mine = termGradientsOf(
            learner,
            terms,
            { images: shown, labels, teachers: seen.signals },
            share,
          );
          seen.free();
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
      spoken?.dispose();
      dispose(waiting.splice(0));
    },
  };
}
