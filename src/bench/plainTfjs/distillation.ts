/**
 * A student trained in plain tfjs: the same loss and update as the lab's, from tfjs's own losses and optimiser.
 */
import {
  add,
  dispose,
  div,
  logSoftmax,
  mean,
  mul,
  neg,
  type Scalar,
  softmax,
  sub,
  sum,
  type Tensor2D,
  type Tensor4D,
  tensor2d,
  tensor4d,
  tidy,
  train,
  type Variable,
} from '@tensorflow/tfjs-core';
import { oneHotLabels } from '../../engine/training/heldOut.ts';
import { inputsOf, modelOf, shuffleSeed, teacherOf, weightsOf } from '../inputs.ts';
import type { Steps } from '../peers/peer.ts';
import type { Distillation } from '../workloads/workload.ts';
import { plainNetwork, variablesOf } from './networks.ts';

/** Losses are read as often as in the lab's trainer. */
const stepsPerRead = 8;

/** alpha·CE + (1 − alpha)·T²·KL(teacher ‖ student), means over the batch; Hinton et al. 2015. */
function lossOf(
  student: Tensor2D,
  teacher: Tensor2D,
  labels: Tensor2D,
  alpha: number,
  temperature: number,
): Scalar {
  const hard = mean(neg(sum(mul(labels, logSoftmax(student)), 1)));
  const target = softmax(div(teacher, temperature));
  const logTarget = logSoftmax(div(teacher, temperature));
  const logStudent = logSoftmax(div(student, temperature));
  const soft = mul(mean(sum(mul(target, sub(logTarget, logStudent)), 1)), temperature ** 2);
  return add(mul(hard, alpha), mul(soft, 1 - alpha));
}

/** The network that is asked in every step; undefined where its logits are kept. */
function plainTeacher(workload: Distillation) {
  const model = teacherOf(workload);
  if (workload.teacher === 'kept' || !model) return undefined;
  const network = plainNetwork(workload.teacher);
  const weights = variablesOf(weightsOf(model, 'teacher'));
  return {
    logits: (images: Tensor4D) => tidy(() => network(weights, images, false)),
    dispose: () => dispose(Object.values(weights)),
  };
}

/**
 * @param observe told each step's loss, in order, when it is read.
 * @param batchesPerPass how many batches there are.
 * @throws where plain tfjs has no such student, similarity or optimiser here.
 */
export function plainDistillation(
  workload: Distillation,
  observe: (loss: number) => void,
  batchesPerPass?: number,
): Steps {
  const { experiment, alpha, classes } = workload;
  const { batchSize, momentum, learningRate, weightDecay, temperature } = experiment;
  if (experiment.similarity !== 'kl' || experiment.optimizer !== 'sgd') {
    throw new Error('Only KL and SGD are written in plain tfjs.');
  }
  const network = plainNetwork(experiment.student);
  const { source, teacherLogits } = inputsOf(workload, batchesPerPass);
  const model = modelOf(workload);
  const names = model.parameters.flatMap((spec) => (spec.role === 'trainable' ? [spec.name] : []));
  const weights = variablesOf(weightsOf(model), new Set(names));
  const trainable = Object.values(weights).filter((weight) => weight.trainable);
  const byName = new Map(trainable.map((weight) => [weight.name, weight]));
  const teacher = plainTeacher(workload);
  const optimizer = train.momentum(learningRate, momentum);
  const shuffle = shuffleSeed.fork('shuffle');
  const steps = source.count / batchSize;
  const losses: Scalar[] = [];
  let taken = 0;

  function keptLogits(indices: Int32Array): Tensor2D {
    const kept = new Float32Array(batchSize * classes);
    indices.forEach((i, b) => {
      kept.set(teacherLogits.subarray(i * classes, (i + 1) * classes), b * classes);
    });
    return tensor2d(kept, [batchSize, classes]);
  }

  function upload(indices: Int32Array) {
    const pixels = source.fill(indices, new Uint32Array(batchSize));
    const images = tensor4d(pixels, [batchSize, source.size, source.size, 3]);
    return {
      images,
      labels: oneHotLabels(
        Int32Array.from(indices, (i) => source.labels[i] ?? 0),
        classes,
      ),
      teacher: teacher ? teacher.logits(images) : keptLogits(indices),
    };
  }

  async function read() {
    for (const loss of losses.splice(0)) {
      observe((await loss.data())[0] ?? Number.NaN);
      loss.dispose();
    }
  }

  let order = new Int32Array();
  return {
    async step() {
      const within = taken % steps;
      if (within === 0) order = Int32Array.from(shuffle.fork(taken / steps + 1).permutation(source.count));
      taken++;
      const batch = upload(order.subarray(within * batchSize, (within + 1) * batchSize));
      const { value, grads } = optimizer.computeGradients(
        () => lossOf(network(weights, batch.images, true), batch.teacher, batch.labels, alpha, temperature),
        trainable,
      );
      const decayed = Object.entries(grads).map(([name, gradient]) => ({
        name,
        tensor: tidy(() => add(gradient, mul(byName.get(name) as Variable, weightDecay))),
      }));
      optimizer.applyGradients(decayed);
      dispose([...Object.values(grads), ...decayed.map(({ tensor }) => tensor), ...Object.values(batch)]);
      losses.push(value);
      if (losses.length >= stepsPerRead) await read();
    },
    settle: read,
    async dispose() {
      await read();
      optimizer.dispose();
      teacher?.dispose();
      for (const weight of Object.values(weights)) weight.dispose();
    },
  };
}
