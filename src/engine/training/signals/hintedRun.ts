/**
 * For tests: a small student that is trained beside networks on the backend that is current, with losses of their logits or of
 * what is inside of them.
 */
import { dispose, memory } from '@tensorflow/tfjs-core';
import { random } from '../../../base/random.ts';
import type { EpochRecord } from '../../../protocol/records.ts';
import type { MemoryName, ModelName, SimilarityName } from '../../../spec/choices.ts';
import { defaultExperiment, type Experiment } from '../../../spec/experiment.ts';
import { normalisingTables } from '../../../spec/normalisation.ts';
import { catalogue } from '../../families/catalogue.ts';
import { initialise } from '../../layers/initialise.ts';
import type { Parameters } from '../../layers/parameters.ts';
import type { BatchSource } from '../batches.ts';
import { freeRunning } from '../control.ts';
import { openExecutor } from '../executors/executor.ts';
import { openProbe } from '../gradients/probe.ts';
import { holdOut } from '../heldOut.ts';
import type { LeftTraining } from '../networkTraining.ts';
import { trainStudent } from '../studentTraining.ts';
import { tabulateInBatches } from '../tabulation.ts';
import { emptyMemory, type FrozenModel, keptTeacher, rememberingTeacher } from '../teacherLogits.ts';
import type { Hook } from '../trainState.ts';

const classes = 3;

/** Random bytes, and their mirror images. */
function noise(count: number, size: number, seed: number): BatchSource {
  const stream = random(seed);
  const per = size * size * 3;
  const pixels = Uint8Array.from({ length: count * per }, () => stream.below(256));
  const tables = normalisingTables();
  const mirrored = (version: number) => version % 2 === 1;
  return {
    ...{ count, size, pixels, versions: 2 },
    labels: Int32Array.from({ length: count }, () => stream.below(classes)),
    views(indices, versions, into) {
      indices.forEach((image, i) => {
        into.set([image, mirrored(versions[i] ?? 0) ? 1 : 0, 0, 0], 4 * i);
      });
    },
    fill(indices, versions) {
      const out = new Float32Array(indices.length * per);
      indices.forEach((image, i) => {
        for (let p = 0; p < per; p++) {
          const [row, x, channel] = [Math.floor(p / (3 * size)), Math.floor(p / 3) % size, p % 3];
          const from = mirrored(versions[i] ?? 0) ? size - 1 - x : x;
          out[i * per + p] =
            tables[channel]?.[pixels[image * per + (row * size + from) * 3 + channel] ?? 0] ?? 0;
        }
      });
      return out;
    },
  };
}

export interface HintedRun {
  readonly similarity: SimilarityName;
  readonly size: number;
  /** Resnet8 unless given, at a quarter of its width. */
  readonly student?: ModelName;
  readonly width?: number;
  readonly teachers: readonly ModelName[];
  readonly alpha?: number;
  readonly hintWeight?: number;
  /** Of features and relations: the experiment's defaults unless given. */
  readonly features?: Partial<Experiment>;
  readonly epochs?: number;
  readonly kept?: MemoryName;
  readonly capture?: boolean;
  readonly ledger?: boolean;
  /** Of the teachers only logits are there. */
  readonly fromTables?: boolean;
  /** Goes on from there. */
  readonly from?: LeftTraining;
}

export interface HintedOutcome {
  readonly epochs: readonly EpochRecord[];
  /** What `finish` was given. */
  readonly weights: Readonly<Record<string, readonly number[]>>;
  /** As it was after its first epoch. */
  readonly left: LeftTraining | undefined;
  /** Images whose logits each teacher computed. */
  readonly computed: readonly number[];
  readonly leaked: number;
}

/** 14 images in batches of five, the last one smaller. */
export async function hintedRun(options: HintedRun): Promise<HintedOutcome> {
  const { similarity, size, student = 'resnet8', alpha = 0.5, kept = 'keep', ledger = false } = options;
  const before = memory().numTensors;
  const source = noise(14, size, 1);
  const held = noise(5, size, 2);
  const networks = options.teachers.map((name, place): FrozenModel => {
    const model = catalogue[name].build({ classes, imageSize: size, width: 0.5 });
    return { model, parameters: initialise(model.parameters, random(4 + place)) };
  });
  const tables: Float32Array[] = [];
  for (const network of networks) {
    const table = await tabulateInBatches(network, { ...held, versions: 1 }, freeRunning, {
      progress: () => undefined,
    });
    if (table) tables.push(table);
  }
  const validation = holdOut(held, classes, tables, 3);
  const teachers = networks.map((network) =>
    options.fromTables
      ? keptTeacher(new Float32Array(2 * source.count * classes), source, classes)
      : rememberingTeacher(network, source, classes, emptyMemory(source, classes)),
  );
  const data = { source, classes, validation, teachers, capture: options.capture ?? true };
  const probe = ledger ? await openProbe(data, { seed: 1, batchSize: 5 }, freeRunning) : undefined;
  const randomFeatures = options.features?.featureControl === 'random-teacher' ? 1 : undefined;
  const executor = openExecutor({ ...data, probe, randomFeatures });
  const model = catalogue[student].build({ classes, imageSize: size, width: options.width ?? 0.25 });
  const epochs: EpochRecord[] = [];
  let left: LeftTraining | undefined;
  const afterFirst: Hook = {
    at: 'epoch',
    async run({ learners: [learner] }, { epoch, records = [] }) {
      if (learner && epoch === 1) left = { point: await learner.point(), history: records };
    },
  };
  const training = trainStudent({
    experiment: {
      ...defaultExperiment,
      ...{ similarity, hintWeight: options.hintWeight ?? 10, memory: kept, batchSize: 5, learningRate: 0.02 },
      ...options.features,
      epochs: options.epochs ?? 2,
    },
    ...{ alpha, model, executor, control: freeRunning, ledger },
    initial: initialise(model.parameters, random(3)),
    stream: random(1),
    ...{ from: options.from, hooks: [afterFirst] },
    onStep: () => undefined,
    finish: numbersOf,
  });
  let weights: HintedOutcome['weights'] | undefined;
  try {
    for (;;) {
      const { value, done } = await training.next();
      if (done) {
        weights = value;
        break;
      }
      epochs.push({ ...value, seconds: 0 });
    }
  } finally {
    await executor.dispose();
    probe?.dispose();
    validation.dispose();
    for (const { parameters } of networks) dispose({ ...parameters });
  }
  if (!weights) throw new Error('the student did not get to its end');
  const computed = teachers.map((teacher) => teacher.computed);
  return { epochs, weights, left, computed, leaked: memory().numTensors - before };
}

async function numbersOf(parameters: Parameters): Promise<Record<string, readonly number[]>> {
  const numbers: Record<string, readonly number[]> = {};
  for (const [name, tensor] of Object.entries(parameters)) numbers[name] = Array.from(await tensor.data());
  return numbers;
}
