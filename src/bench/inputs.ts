/**
 * What every peer starts from: the same weights, pictures, labels and teacher's logits, from one seed. How long a step
 * takes does not depend on what is in a picture, so the pictures are noise.
 */
import { initialise } from '../engine/layers/initialise.ts';
import type { Parameters } from '../engine/layers/parameters.ts';
import { catalogue } from '../engine/models/catalogue.ts';
import type { Model } from '../engine/models/model.ts';
import type { BatchSource } from '../engine/training/batches.ts';
import { random } from '../shared/random.ts';
import { batchSizeOf, type Workload } from './workloads/workload.ts';

/** Batches of pictures that differ. */
const differentBatches = 8;

/** A pass of training is longer than most measurements, because what happens at its end is no part of a step. */
const trainingSteps = 2048;

const seed = random(0);

/** From which the order of the pictures is drawn, see `train`. */
export const shuffleSeed = seed.fork('order');

export interface Inputs {
  readonly source: BatchSource;
  /** [N, K] */
  readonly teacherLogits: Float32Array;
}

export function inputsOf(workload: Workload): Inputs {
  const size = workload.kind === 'evaluation' ? workload.imageSize : workload.experiment.imageSize;
  const batchSize = batchSizeOf(workload);
  const different = differentBatches * batchSize;
  const count = workload.kind === 'evaluation' ? different : trainingSteps * batchSize;
  const length = size * size * 3;
  const [pixel, label, logit] = [seed.fork('pixels'), seed.fork('labels'), seed.fork('teacher')];
  const pixels = Float32Array.from({ length: different * length }, () => pixel.normal());
  return {
    source: {
      count,
      size,
      labels: Int32Array.from({ length: count }, () => label.below(workload.classes)),
      versions: 1,
      fill(indices) {
        const batch = new Float32Array(indices.length * length);
        indices.forEach((i, b) => {
          const picture = i % different;
          batch.set(pixels.subarray(picture * length, (picture + 1) * length), b * length);
        });
        return batch;
      },
    },
    teacherLogits: Float32Array.from({ length: count * workload.classes }, () => 3 * logit.normal()),
  };
}

export function modelOf(workload: Workload): Model {
  const { name, imageSize, width } =
    workload.kind === 'evaluation'
      ? { name: workload.model, imageSize: workload.imageSize, width: 1 }
      : {
          name: workload.experiment.student,
          imageSize: workload.experiment.imageSize,
          width: workload.experiment.studentWidth,
        };
  return catalogue[name].build({ classes: workload.classes, imageSize, width });
}

/**
 * Initial parameters and running statistics, which the caller owns. What would start at 0 or 1 is moved off it, so
 * that a peer which leaves a parameter out is found out.
 */
export function weightsOf(workload: Workload): Parameters {
  const { parameters } = modelOf(workload);
  const moved = seed.fork('moved');
  const specs = parameters.map((spec) =>
    spec.initial.kind === 'constant'
      ? {
          ...spec,
          initial: { kind: 'constant', value: spec.initial.value + moved.between(-0.3, 0.3) } as const,
        }
      : spec,
  );
  return initialise(specs, seed.fork('init'));
}
