/**
 * How much memory a training will take on its device, said before it starts: the learner's own step is run on a backend
 * that computes nothing (`metaBackend.ts`), and what would be there at once is added up.
 */
import { type Scalar, type Tensor1D, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { type Sentence, words } from '../../../lang/sentence.ts';
import type { MemoryName, OptimizerName } from '../../../spec/choices.ts';
import { optimisers } from '../../../spec/optimisers/catalogue.ts';
import type { Model } from '../../families/model.ts';
import type { ParameterSpec, Parameters } from '../../layers/parameters.ts';
import { withGradient } from '../../layers/withGradient.ts';
import { type BatchObjective, needsOf } from '../../objectives/batchLoss.ts';
import { totalLoss } from '../../objectives/combined.ts';
import type { Signals, WeightedTerm } from '../../objectives/term.ts';
import { averageSpecs } from '../averaging/weightAverage.ts';
import { evaluationBatch } from '../heldOut.ts';
import { gradientsOf } from '../learner.ts';
import { createParameterStore } from '../parameterStore.ts';
import { signalsOf } from '../signals/signals.ts';
import { type BufferLife, livesOnMetaBackend, type Meta } from './metaBackend.ts';

export interface MemoryAsked {
  /** As it is trained: frozen where it is. */
  readonly student: Model;
  /** Absent where there is none, or where its logits are known. */
  readonly teacher?: TeacherMemoryAsked | undefined;
  /** Height and width that the student sees. */
  readonly imageSize: number;
  readonly batchSize: number;
  readonly memory: MemoryName;
  readonly optimizer: OptimizerName;
  /** Images that are evaluated; at most `evaluationBatch` of them at once. */
  readonly validationImages: number;
  /** Terms of the loss that look inside the student and the teacher, which then runs in every step; none unless given. */
  readonly inside?: readonly WeightedTerm[];
  /** Whether an average of the weights moves along, see `averageSpecs`; it does not unless given. */
  readonly averaged?: boolean;
  /** Whether the loss ledger is kept; it is not unless given. */
  readonly ledger?: boolean;
  /** Bytes of images that stay on the device; none unless given. */
  readonly storedImages?: number;
  /**
   * Whether steps are captured: each buffer is then there from its first use to its last (`capture/plan.ts`), and
   * otherwise until tfjs lets go of it, which it does with all gradients of activations at once.
   */
  readonly captured: boolean;
}

export interface TeacherMemoryAsked {
  /** Bytes of its parameters. */
  readonly bytes: number;
  /** Where it runs on this device as one of ours. */
  readonly model?: Model;
  /** What it sees; the student's unless given. */
  readonly imageSize?: number;
}

export interface MemoryNeeded {
  readonly bytes: {
    /** The student's, running statistics among them, their average, and the loss's own. */
    readonly weights: number;
    readonly gradients: number;
    /** The optimiser's state. */
    readonly optimiser: number;
    /** The most that a step, the ledger, an evaluation or the teacher's answer takes on its way. */
    readonly activations: number;
    /** Its weights. */
    readonly teacher: number;
    /** Those that stay on the device, and one batch. */
    readonly images: number;
  };
  readonly total: number;
  readonly memory: MemoryName;
}

/** Images that a teacher is shown at once before training, see `tabulateTeacher`. */
const tabulatedTogether = 64;

/**
 * Buffers that are laid over slots leave gaps, and kernels take something on their way: measured on seven networks and sizes,
 * a plan has 1 to 1.26 times the bytes that are in use at once.
 */
const gapsOfPlan = 1.13;

/**
 * How often the ledger has all weights' gradients, besides those of the step: those of both terms as they are, end to end
 * (`termGradientsOf`), weighted, and the sum so far, less one.
 */
const pullsAtOnce = 7;

/**
 * All in bytes. Within a quarter of what is measured on wasm and of what is planned on WebGPU; what a driver and a page take
 * besides is not in it. Takes 10 to 50 ms for ResNet-50; the current backend stays what it was.
 */
export function memoryNeeded(asked: MemoryAsked): MemoryNeeded {
  const { student, teacher, imageSize, batchSize, memory, optimizer, validationImages, captured } = asked;
  const own = (asked.inside ?? []).flatMap(({ term }) => term.parameters ?? []);
  const specs = [...student.parameters, ...own];
  const evaluated = Math.min(evaluationBatch, validationImages);
  const trained = bytesOf(specs.filter(({ role }) => role === 'trainable'));
  const most = (lives: readonly BufferLife[]) => mostAtOnce(lives, captured);
  const answering = (model: Model, images: number, size: number) =>
    most(buffersOfForwardPass(model, images, size, captured));
  // Where weights have a tensor each, the next one is made, with its state, while the last is still there.
  const largest = Math.max(...specs.map((spec) => (spec.role === 'trainable' ? bytesOf([spec]) : 0)));
  const moving = captured ? 0 : largest * (1 + optimisers[optimizer].statePerWeight);
  const gaps = captured ? gapsOfPlan : 1;
  const bytes: MemoryNeeded['bytes'] = {
    weights: bytesOf(specs) + bytesOf(averageSpecs(student.parameters, asked.averaged ? 0.5 : 0)),
    gradients: trained,
    optimiser: optimisers[optimizer].statePerWeight * trained,
    activations:
      gaps *
      Math.max(
        most(buffersOfStep(asked)),
        moving,
        asked.ledger ? pullsAtOnce * trained : 0,
        answering(student, evaluated, imageSize),
        teacher?.model
          ? answering(
              teacher.model,
              Math.max(batchSize, tabulatedTogether, own.length > 0 ? evaluated : 0),
              teacher.imageSize ?? imageSize,
            )
          : 0,
      ),
    // A captured teacher has its batch norm folded into weights of its own.
    teacher: (teacher?.bytes ?? 0) * (captured && teacher?.model ? 2 : 1),
    images: (asked.storedImages ?? 0) + 4 * 3 * batchSize * imageSize ** 2,
  };
  return { bytes, total: Object.values(bytes).reduce((sum, part) => sum + part, 0), memory };
}

/**
 * The most bytes that one image's forward pass has at once besides the parameters, in float32: what layers take and give, the image
 * among it, and the dense weights that layers in other forms make. Each buffer is there from its first use to its last.
 */
export const forwardPeak = (model: Model, imageSize: number): number =>
  mostAtOnce(buffersOfForwardPass(model, 1, imageSize, true), true) + 4 * 3 * imageSize ** 2;

/** Buffers of a step, without weights and their gradients. */
function buffersOfStep({
  student,
  teacher,
  imageSize: size,
  batchSize: batch,
  memory,
  captured,
  inside = [],
}: MemoryAsked): readonly BufferLife[] {
  return livesOnMetaBackend(captured, (meta) => {
    const parameters = inside.flatMap(({ term }) => term.parameters ?? []);
    const specs = [...student.parameters, ...parameters];
    const store = createParameterStore(specs, metaTensors(specs, meta));
    const images = meta([batch, size, size, 3]) as Tensor4D;
    const labels = meta([batch, student.classes]) as Tensor2D;
    const needs = needsOf(inside);
    const model = teacher?.model;
    const asTeacher = (): Signals => {
      if (!model || inside.length === 0) return { logits: labels, taps: {} };
      const side = teacher.imageSize ?? size;
      const shown = meta([batch, side, side, 3]) as Tensor4D;
      const network = { model, parameters: metaTensors(model.parameters, meta) };
      return signalsOf(network, shown, needs.teachers[0] ?? []);
    };
    const ofLogits = (logits: Tensor2D) =>
      withGradient<Scalar>(
        [logits],
        () => meta([]) as Scalar,
        () => [meta(logits.shape)],
      );
    const objective: BatchObjective = {
      ...{ termNames: [], width: 0, needs, parameters },
      loss(seen, own) {
        const terms = inside.map(({ term, weight }) => ({ weight, value: term.value(seen, own) }));
        const value = ofLogits(seen.student.logits);
        const total = terms.length > 0 ? totalLoss([{ weight: 1, value }, ...terms]) : value;
        return { total, sums: meta([0]) as Tensor1D };
      },
      sums: () => meta([0]) as Tensor1D,
    };
    return gradientsOf(
      { model: student, store, objective, memory },
      { images, labels, teachers: [asTeacher()] },
    );
  });
}

/** Buffers of a forward pass in evaluation mode. */
function buffersOfForwardPass(
  model: Model,
  batch: number,
  size: number,
  captured: boolean,
): readonly BufferLife[] {
  return livesOnMetaBackend(captured, (meta) => {
    const images = meta([batch, size, size, 3]) as Tensor4D;
    const parameters = metaTensors(model.parameters, meta);
    return [tidy(() => model.forward(parameters, images, { training: false }))];
  });
}

function metaTensors(specs: readonly ParameterSpec[], meta: Meta): Parameters {
  return Object.fromEntries(specs.map(({ name, shape }) => [name, meta(shape)]));
}

/** The most bytes that are there at one time. */
function mostAtOnce(lives: readonly BufferLife[], captured: boolean): number {
  const changes = new Map<number, number>();
  const change = (time: number, bytes: number) => changes.set(time, (changes.get(time) ?? 0) + bytes);
  for (const { bytes, born, lastUsed, freed } of lives) {
    change(born, bytes);
    change((captured ? lastUsed : freed) + 1, -bytes);
  }
  let [now, most] = [0, 0];
  for (const [, bytes] of [...changes].sort(([a], [b]) => a - b)) {
    now += bytes;
    most = Math.max(most, now);
  }
  return most;
}

const bytesOf = (specs: readonly ParameterSpec[]) =>
  specs.reduce((sum, { shape }) => sum + 4 * shape.reduce((product, length) => product * length, 1), 0);

/** What a device is taken to have that does not say. */
export const assumedLimit = 4 * 2 ** 30;

/** How much it is, and, where that is more than there is, how it can be less. */
export function adviceOnMemory({ total, memory }: MemoryNeeded, limitBytes = assumedLimit): Sentence {
  const gigabytes = inGigabytes(total);
  if (total <= limitBytes) return words`Training takes about ${gigabytes} GB of the device’s memory.`;
  const limit = inGigabytes(limitBytes);
  return memory === 'keep'
    ? words`Training takes about ${gigabytes} GB of memory, and the device is taken to have ${limit} GB. Activations set to recompute, or a smaller batch, take less.`
    : words`Training takes about ${gigabytes} GB of memory, and the device is taken to have ${limit} GB. A smaller batch or smaller images take less.`;
}

/** With one digit, two below 1; 2³⁰ bytes each. */
function inGigabytes(bytes: number): number {
  const gigabytes = bytes / 2 ** 30;
  return Number(gigabytes.toFixed(gigabytes < 1 ? 2 : 1));
}
