/**
 * What every peer starts from: the same weights, pictures, labels and teacher's logits, from one seed. How long a step
 * takes does not depend on what is in a picture, so the pictures are noise.
 */

import { type Random, random } from '../base/random.ts';
import { batchesOf } from '../data/augment/augment.ts';
import { catalogue } from '../engine/families/catalogue.ts';
import type { Model } from '../engine/families/model.ts';
import { initialise } from '../engine/layers/initialise.ts';
import type { ParameterSpec, Parameters } from '../engine/layers/parameters.ts';
import type { BatchSource } from '../engine/training/batches.ts';
import type { ModelName } from '../spec/choices.ts';
import { batchSizeOf, type Distillation, imageSizeOf, type Workload } from './workloads/workload.ts';

/** A pass over the pictures: long enough that what happens at its end hardly counts, and not too much to hold. */
const batchesPerPass = (batchSize: number) => Math.max(4, Math.min(64, Math.floor(8192 / batchSize)));

const seed = random(0);

/** From which the order of the pictures is drawn, see `train`. */
export const shuffleSeed = seed.fork('order');

export interface Inputs {
  readonly source: BatchSource;
  /** [N, K] */
  readonly teacherLogits: Float32Array;
}

/** @param batches of pictures in a pass, all different. */
export function inputsOf(workload: Workload, batches = batchesPerPass(batchSizeOf(workload))): Inputs {
  const size = imageSizeOf(workload);
  const count = batches * batchSizeOf(workload);
  const [byte, label, logit] = [seed.fork('pixels'), seed.fork('labels'), seed.fork('teacher')];
  // Four at a time: a generator's call a byte would take seconds.
  const words = Uint32Array.from({ length: Math.ceil((count * size * size * 3) / 4) }, () => byte.uint32());
  const pixels = new Uint8Array(words.buffer, 0, count * size * size * 3);
  const labels = Int32Array.from({ length: count }, () => label.below(workload.classes));
  return {
    source: batchesOf({ count, size, pixels, labels }, 'none'),
    teacherLogits: Float32Array.from({ length: count * workload.classes }, () => 3 * logit.normal()),
  };
}

const build = (name: ModelName, workload: Workload, width = 1): Model =>
  catalogue[name].build({ classes: workload.classes, imageSize: imageSizeOf(workload), width });

/** The network that is trained, or evaluated. */
export function modelOf(workload: Workload): Model {
  return workload.kind === 'evaluation'
    ? build(workload.model, workload)
    : build(workload.experiment.student, workload, workload.experiment.studentWidth);
}

/** The network that is asked in every step; undefined where its logits are kept. */
export function teacherOf(workload: Distillation): Model | undefined {
  return workload.teacher === 'kept' ? undefined : build(workload.teacher, workload);
}

/**
 * What starts at 0 or 1 is moved off it, so that a peer which leaves a parameter out is found out. An untrained teacher's
 * running variances are larger, because in evaluation mode every one of its blocks would double what it is given.
 */
function startOf(spec: ParameterSpec, role: Role, moved: Random): ParameterSpec {
  if (spec.initial.kind !== 'constant') return spec;
  const scale = role === 'teacher' && spec.name.endsWith('running_var') ? 9 : 1;
  return {
    ...spec,
    initial: { kind: 'constant', value: scale * (spec.initial.value + moved.between(-0.3, 0.3)) },
  };
}

type Role = 'student' | 'teacher';

/** Initial parameters and running statistics, which the caller owns. */
export function weightsOf(model: Model, role: Role = 'student'): Parameters {
  const moved = seed.fork(`${role} moved`);
  return initialise(
    model.parameters.map((spec) => startOf(spec, role, moved)),
    seed.fork(`${role} init`),
  );
}
