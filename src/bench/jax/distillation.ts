/**
 * A student trained in jax-js: the same loss and update, the whole step in one jitted function.
 */
import { jit, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { inputsOf, modelOf, shuffleSeed, teacherOf, weightsOf } from '../inputs.ts';
import type { Steps } from '../peers/peer.ts';
import type { Distillation } from '../workloads/workload.ts';
import { arraysOf, channelsFirst, rowsOf } from './arrays.ts';
import { type Arrays, jaxNetwork } from './networks.ts';

/** Losses are read as often as in the lab's trainer. */
const stepsPerRead = 8;

const batchMean = (perImage: np.Array) => np.mean(perImage);

/** alpha·CE + (1 − alpha)·T²·KL(teacher ‖ student), means over the batch; Hinton et al. 2015. */
function lossOf(
  student: np.Array,
  teacher: np.Array,
  labels: np.Array,
  alpha: number,
  temperature: number,
): np.Array {
  const hard = batchMean(np.sum(labels.mul(nn.logSoftmax(student.ref)), 1)).mul(-1);
  const softened = teacher.div(temperature);
  const target = nn.softmax(softened.ref);
  const apart = nn.logSoftmax(softened).sub(nn.logSoftmax(student.div(temperature)));
  const soft = batchMean(np.sum(target.mul(apart), 1)).mul(temperature ** 2);
  return hard.mul(alpha).add(soft.mul(1 - alpha));
}

/** One step: forward, backward and update. */
function stepOf(workload: Distillation) {
  const { experiment, alpha, teacher } = workload;
  const { temperature, momentum, weightDecay, learningRate } = experiment;
  const network = jaxNetwork(experiment.student);
  const asked = teacher === 'kept' ? undefined : jaxNetwork(teacher);

  const loss = (trained: Arrays, running: Arrays, images: np.Array, labels: np.Array, logits: np.Array) => {
    const moved: Arrays = {};
    const student = network({ weights: { ...trained, ...running }, training: true, moved }, images);
    return [lossOf(student, logits, labels, alpha, temperature), moved] as [np.Array, Arrays];
  };

  return jit(
    (
      trained: Arrays,
      velocities: Arrays,
      running: Arrays,
      teacherWeights: Arrays,
      images: np.Array,
      labels: np.Array,
      kept: np.Array,
    ) => {
      const logits = asked
        ? asked({ weights: teacherWeights, training: false, moved: {} }, images.ref)
        : kept;
      const [[value, moved], gradients] = valueAndGrad(loss, { hasAux: true })(
        tree.ref(trained),
        running,
        images,
        labels,
        logits,
      ) as unknown as [[np.Array, Arrays], Arrays];
      const nextVelocities: Arrays = {};
      const next: Arrays = {};
      for (const [name, gradient] of Object.entries(gradients)) {
        const [weight, velocity] = [trained[name], velocities[name]];
        if (!weight || !velocity) throw new Error(`no weight is named ${name}`);
        const speed = velocity.mul(momentum).add(gradient).add(weight.ref.mul(weightDecay));
        nextVelocities[name] = speed.ref;
        next[name] = weight.sub(speed.mul(learningRate));
      }
      return [value, next, nextVelocities, moved] as [np.Array, Arrays, Arrays, Arrays];
    },
  );
}

/**
 * @param observe told each step's loss, in order, when it is read.
 * @param batchesPerPass how many batches there are.
 * @throws where jax-js has no such student, similarity or optimiser here.
 */
export async function jaxDistillation(
  workload: Distillation,
  observe: (loss: number) => void,
  batchesPerPass?: number,
): Promise<Steps> {
  const { experiment, classes } = workload;
  const { batchSize } = experiment;
  if (experiment.similarity !== 'kl' || experiment.optimizer !== 'sgd') {
    throw new Error('Only KL and SGD are written in jax-js.');
  }
  const { source, teacherLogits } = inputsOf(workload, batchesPerPass);
  const model = modelOf(workload);
  const teacher = teacherOf(workload);
  let { trained, running } = await arraysOf(model, weightsOf(model));
  let velocities = tree.map((weight: np.Array) => np.zeros([...weight.shape]), tree.ref(trained)) as Arrays;
  const frozen = teacher && (await arraysOf(teacher, weightsOf(teacher, 'teacher')));
  const teacherWeights: Arrays = frozen ? { ...frozen.trained, ...frozen.running } : {};
  const pictures = channelsFirst(source);
  const oneHot = new Float32Array(source.count * classes);
  source.labels.forEach((label, i) => {
    oneHot[i * classes + label] = 1;
  });
  const step = stepOf(workload);
  const shuffle = shuffleSeed.fork('shuffle');
  const steps = source.count / batchSize;
  const losses: ReturnType<np.Array['data']>[] = [];
  let taken = 0;

  const batchOf = (table: Float32Array, shape: readonly number[], rows: Int32Array) =>
    np.array(rowsOf(table, table.length / source.count, rows)).reshape([batchSize, ...shape]);

  async function read() {
    for (const loss of losses.splice(0)) observe((await loss)[0] ?? Number.NaN);
  }

  let order = new Int32Array();
  return {
    async step() {
      const within = taken % steps;
      if (within === 0) order = Int32Array.from(shuffle.fork(taken / steps + 1).permutation(source.count));
      taken++;
      const rows = order.subarray(within * batchSize, (within + 1) * batchSize);
      const [loss, nextTrained, nextVelocities, moved] = step(
        trained,
        velocities,
        running,
        tree.ref(teacherWeights),
        batchOf(pictures, [3, source.size, source.size], rows),
        batchOf(oneHot, [classes], rows),
        batchOf(teacherLogits, [classes], rows),
      );
      [trained, velocities, running] = [nextTrained, nextVelocities, moved];
      // Operations wait until a result is asked for. One step may be under way while the next is prepared; more of them
      // would not fit into memory.
      const value = loss.data();
      // Heard of when it is awaited, which may be after a step that fails first.
      value.catch(() => undefined);
      losses.push(value);
      await losses.at(-2);
      if (losses.length >= stepsPerRead) await read();
    },
    settle: read,
    async dispose() {
      await read();
      tree.dispose([trained, velocities, running, teacherWeights]);
      step.dispose();
    },
  };
}
