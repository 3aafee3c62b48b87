/**
 * Steps on a GPU that holds everything: images as bytes, the teacher's logits, parameters packed into one tensor. A step is
 * told which rows to take and at what rate, some hundred whole numbers, and leaves one small row of sums.
 *
 * Because nothing but those numbers changes, a step is recorded the first time and replayed from then on: one submission,
 * nothing allocated, no walk over the network. The last batch of an epoch has another shape, and so a recording of its
 * own; so have evaluation and, while the teacher has not answered for all images, steps that ask it.
 */
import { backend, type Tensor1D } from '@tensorflow/tfjs-core';
import { createPlayer } from '../device/capture/player.ts';
import { type Arena, createArena } from '../device/capture/recording.ts';
import type { LabBackend } from '../device/labBackend.ts';
import { accumulate } from '../kernels/accumulate/accumulate.ts';
import { copyInto, resourceRange } from '../kernels/packParts/packParts.ts';
import type { GpuBackend } from '../kernels/webgpu/gpuBackend.ts';
import { readTensor } from '../kernels/webgpu/readTensor.ts';
import { writeTensor } from '../kernels/webgpu/writeTensor.ts';
import { evaluationBatch } from './heldOut.ts';
import { judge, type Learner, learn } from './learner.ts';
import { createPackedStore } from './parameterStore.ts';
import { createReadings } from './readings.ts';
import { type ResidentImages, residentImages } from './residentImages.ts';
import { type ResidentTeacher, residentTeacher } from './residentTeacher.ts';
import type { Machine, Stepper, TrainingData } from './stepper.ts';
import { zerosOnDevice } from './zerosOnDevice.ts';

/** Batches of an evaluation that may be under way at once. */
const batchesInFlight = 16;

interface Resident {
  readonly lab: LabBackend;
  readonly data: TrainingData;
  readonly arena: Arena;
  readonly images: ResidentImages;
  readonly held: ResidentImages;
  readonly teacher: ResidentTeacher;
  readonly heldTeacher: ResidentTeacher;
}

export function residentMachine(data: TrainingData): Machine {
  const { source, validation, classes } = data;
  let opened: Resident | undefined;
  // Nothing is uploaded before the first step asks for it.
  const resident = () => {
    opened ??= {
      lab: backend() as LabBackend,
      data,
      arena: createArena(),
      images: residentImages(source, classes),
      held: residentImages(validation.source, classes),
      teacher: residentTeacher(data.teacher, classes),
      heldTeacher: residentTeacher(tableOf(validation), classes),
    };
    return opened;
  };
  return {
    data,
    createStore: createPackedStore,
    stepperFor: (learner) => residentStepper(resident(), learner),
    async dispose() {
      if (!opened) return;
      const { lab, arena, images, held, teacher, heldTeacher } = opened;
      opened = undefined;
      // A device that was lost has no answers to give; what it had told before is kept.
      await teacher.settle().catch(() => undefined);
      for (const part of [images, held, teacher, heldTeacher, arena]) part.dispose();
      lab.releaseFreeBuffers();
    },
  };
}

const tableOf = ({ teacherTable: table, source }: TrainingData['validation']) =>
  table && { resident: { memory: { table, known: new Uint8Array(source.count).fill(1) } } };

function residentStepper(resident: Resident, learner: Learner): Stepper {
  const { lab, data, arena, images, held, teacher, heldTeacher } = resident;
  const { objective, optimizer, store } = learner;
  const gpu = lab as unknown as GpuBackend;
  const width = objective.width;
  const sums = zerosOnDevice<Tensor1D>([width]);
  const totals = zerosOnDevice<Tensor1D>([width]);
  const readings = createReadings(gpu.device, width);
  const player = createPlayer(lab, arena, data);

  return {
    async learn(indices, versions, learningRate) {
      optimizer.prepare(store, learningRate);
      const batch = images.put(indices, versions);
      const rows = batch.rows.subarray(0, indices.length);
      const asks = teacher.asks(rows);
      const work = () => {
        const shown = images.of(batch);
        const logits = teacher.logits(shown.images, batch, asks);
        const mine = learn(learner, { images: shown.images, labels: shown.labels, teacher: logits });
        copyInto(sums, mine);
        mine.dispose();
      };
      const from = resourceRange(gpu, sums);
      await player.run(`learn ${indices.length}${asks ? ' and ask' : ''}`, work, {
        from,
        to: readings.next(),
      });
      // Not before: of a step that could not be run there is no answer.
      if (asks) teacher.asked(rows);
    },
    collect: () => readings.collect(),
    async evaluate(control) {
      const { count } = data.validation.source;
      writeTensor(totals, new Float32Array(width));
      for (let first = 0; first < count; first += evaluationBatch) {
        const length = Math.min(evaluationBatch, count - first);
        const indices = Int32Array.from({ length }, (_, b) => first + b);
        const batch = held.put(indices, new Uint32Array(length));
        await player.run(`judge ${length}`, () => {
          const shown = held.of(batch);
          const logits = heldTeacher.logits(shown.images, batch, false);
          accumulate(totals, judge(learner, { images: shown.images, labels: shown.labels, teacher: logits }));
        });
        if ((first / evaluationBatch) % batchesInFlight === batchesInFlight - 1) await idle(gpu);
        if ((await control.checkpoint('step')) === 'stop') return undefined;
      }
      return readTensor(totals);
    },
    dispose() {
      player.dispose();
      readings.dispose();
      sums.dispose();
      totals.dispose();
    },
  };
}

/** Resolves when the device has done all that it was told. */
const idle = ({ device }: GpuBackend) => device.queue.onSubmittedWorkDone();
