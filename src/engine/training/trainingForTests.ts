/**
 * A small training for tests, on the backend that is current: images of noise in mirrored versions, a residual network with
 * batch norm, and a teacher's logits from nowhere.
 */
import { dispose, memory } from '@tensorflow/tfjs-core';
import { random } from '../../base/random.ts';
import type { EpochRecord } from '../../protocol/records.ts';
import type { BatchChanges } from '../../spec/batchChanges.ts';
import type { MemoryName, OptimizerName } from '../../spec/choices.ts';
import { normalisingTables } from '../../spec/normalisation.ts';
import { catalogue } from '../families/catalogue.ts';
import type { Model } from '../families/model.ts';
import type { DropRates } from '../layers/forwardContext.ts';
import { type HostParameters, toDevice, toHost } from '../layers/hostParameters.ts';
import { initialise } from '../layers/initialise.ts';
import { distillationObjective } from '../objectives/batchLoss.ts';
import type { Heads } from '../objectives/tokens.ts';
import { averageSpecs, firstAverage } from './averaging/weightAverage.ts';
import type { BatchSource } from './batches.ts';
import { freeRunning, type TrainingControl } from './control.ts';
import { dropSpecs } from './drop/dropCounter.ts';
import { openExecutor } from './executors/executor.ts';
import { hostExecutor } from './executors/hostExecutor.ts';
import { holdOut } from './heldOut.ts';
import type { Learner } from './learner.ts';
import { optimizers } from './optimizers.ts';
import type { Penalty } from './penalty.ts';
import { keptTeacher, liveTeacher } from './teacherLogits.ts';
import { train } from './trainer.ts';
import type { Hook, TrainingPoint } from './trainState.ts';

const classes = 3;
const smallest = 6;
/** Three batches of which the last is smaller. */
const [count, batchSize] = [14, 5];

/** Steps of an epoch. */
export const stepsPerEpoch = Math.ceil(count / batchSize);

/** Random bytes, and their mirror images. */
export function noise(images: number, seed: number, imageSize = smallest): BatchSource {
  const stream = random(seed);
  const per = imageSize * imageSize * 3;
  const pixels = Uint8Array.from({ length: images * per }, () => stream.below(256));
  const tables = normalisingTables();
  const isMirrored = (version: number | undefined) => version !== undefined && version % 2 === 1;
  return {
    count: images,
    size: imageSize,
    labels: Int32Array.from({ length: images }, () => stream.below(classes)),
    versions: 2,
    pixels,
    views(indices, versions, into) {
      indices.forEach((image, i) => {
        into.set([image, isMirrored(versions[i]) ? 1 : 0, 0, 0], 4 * i);
      });
    },
    fill(indices, versions) {
      const out = new Float32Array(indices.length * per);
      indices.forEach((image, i) => {
        for (let p = 0; p < per; p++) {
          const [row, x, channel] = [Math.floor(p / (3 * imageSize)), Math.floor(p / 3) % imageSize, p % 3];
          const from = isMirrored(versions[i]) ? imageSize - 1 - x : x;
          const byte = pixels[image * per + (row * imageSize + from) * 3 + channel] ?? 0;
          out[i * per + p] = tables[channel]?.[byte] ?? 0;
        }
      });
      return out;
    },
  };
}

export const tinyNetwork = catalogue.resnet8.build({ classes, imageSize: smallest, width: 0.25 });

export interface TinyLearner {
  readonly model?: Model;
  /** Of the weights that it starts from; not used where it starts from a point. */
  readonly seed?: number;
  readonly alpha?: number;
  /** How many learn from each other, this one among them. */
  readonly cohort?: number;
  readonly penalty?: Penalty;
  readonly drop?: DropRates;
  readonly activations?: MemoryName;
  /** Of a network with distillation tokens. */
  readonly heads?: Heads;
  readonly labelSmoothing?: number;
  readonly emaDecay?: number;
  readonly from?: TrainingPoint | undefined;
}

export interface TinyTraining {
  readonly learners?: readonly TinyLearner[];
  readonly epochs?: number;
  readonly optimizer?: OptimizerName;
  readonly clipNorm?: number;
  /** Height and width of the images; the small network's unless given. */
  readonly imageSize?: number;
  /** How many teachers there are, one unless given. */
  readonly teachers?: number;
  /** Told after every step. */
  readonly onStep?: () => void;
  readonly hooks?: readonly Hook[];
  readonly control?: TrainingControl;
  /** Whether steps may be recorded. */
  readonly capture?: boolean;
  /** How batches are changed; the teacher is a network then. */
  readonly changes?: BatchChanges | undefined;
  /** On batches from the CPU, whatever the backend. */
  readonly onHost?: boolean;
}

export interface TinyTrained {
  readonly status: 'finished' | 'stopped';
  /** Of each learner, epoch by epoch; their seconds are 0. */
  readonly curves: readonly (readonly EpochRecord[])[];
  /** Of each learner, at the end. */
  readonly tensors: readonly HostParameters[];
  readonly optimiser: readonly HostParameters[];
  readonly steps: number;
  /** Tensors that are there now and were not before. */
  readonly leaked: number;
}

/** The rate falls with every step, so that a step that is counted wrong is seen. */
const rate = (epoch: number, step: number) => 0.05 / epoch / (1 + step / 10);

export async function trainTiny({
  learners = [{}],
  epochs = 2,
  optimizer = 'sgd',
  clipNorm = 0,
  imageSize,
  teachers: teacherCount = 1,
  onStep,
  capture = true,
  onHost = false,
  changes,
  control = freeRunning,
  hooks,
}: TinyTraining = {}): Promise<TinyTrained> {
  const before = memory().numTensors;
  const source = noise(count, 1, imageSize);
  const table = (images: number, teacher: number) =>
    Float32Array.from({ length: images * classes }, (_, i) => Math.sin(i + teacher));
  const numbered = Array.from({ length: teacherCount }, (_, teacher) => teacher);
  const validation = holdOut(
    noise(5, 2, imageSize),
    classes,
    numbered.map((teacher) => table(5, teacher)),
  );
  const network = changes && initialise(tinyNetwork.parameters, random(8));
  const teachers = numbered.map((teacher) =>
    network
      ? liveTeacher({ model: tinyNetwork, parameters: network })
      : keptTeacher(table(2 * count, teacher), source, classes),
  );
  const data = { source, classes, validation, teachers, capture };
  const executor = onHost ? hostExecutor(data) : openExecutor(data);
  const made = learners.map((asked): Learner => {
    const {
      model = tinyNetwork,
      seed = 3,
      alpha = 0.5,
      cohort = 1,
      labelSmoothing = 0,
      emaDecay = 0,
      penalty,
      drop,
      activations = 'keep',
      heads,
      from,
    } = asked;
    const average = averageSpecs(model.parameters, emaDecay);
    const beside = [...model.parameters, ...(penalty?.parameters ?? []), ...dropSpecs(drop)];
    const specs = [...beside, ...average];
    const drawn = () => {
      const own = initialise(beside, random(seed));
      return { ...own, ...firstAverage(average, own) };
    };
    const initial = from ? toDevice(from.tensors) : drawn();
    const learner = {
      model,
      penalty,
      drop,
      memory: activations,
      store: executor.createStore(specs, initial),
      optimizer: optimizers[optimizer]({ momentum: 0.9, weightDecay: 1e-3, clipNorm }),
      objective: distillationObjective({
        alpha,
        cohort,
        similarity: 'kl',
        temperature: 4,
        labelSmoothing,
        heads,
      }),
    };
    if (from) learner.optimizer.restore(learner.store, from.optimiser);
    return learner;
  });
  const curves: EpochRecord[][] = learners.map(() => []);
  let steps = 0;
  const training = train(made, {
    ...{ executor, epochs, batchSize, rate, control, hooks, changes, random: random(9) },
    start: {
      step: learners[0]?.from?.step ?? 0,
      sums: learners.map(({ from }) => from?.sums ?? []),
    },
    onStep() {
      steps++;
      onStep?.();
    },
  });
  let status: TinyTrained['status'] | undefined;
  while (!status) {
    const { value, done } = await training.next();
    if (done) status = value;
    else for (const [i, record] of value.entries()) curves[i]?.push({ ...record, seconds: 0 });
  }
  const [tensors, optimiser]: [HostParameters[], HostParameters[]] = [[], []];
  for (const learner of made) {
    tensors.push(await toHost(learner.store.parameters));
    optimiser.push(await learner.optimizer.state(learner.store));
    learner.store.dispose();
    learner.optimizer.dispose();
  }
  await executor.dispose();
  validation.dispose();
  if (network) dispose({ ...network });
  return { status, curves, tensors, optimiser, steps, leaked: memory().numTensors - before };
}
