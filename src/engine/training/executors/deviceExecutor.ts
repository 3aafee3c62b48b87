/**
 * Steps on a GPU that holds everything: images as bytes, the teacher's logits, parameters packed into one tensor. A step is
 * told which rows to take and at what rate, some hundred whole numbers, and leaves one small row of sums.
 *
 * Because nothing but those numbers changes, a step is recorded the first time and replayed from then on: one submission,
 * nothing allocated, no walk over the network. The last batch of an epoch has another shape, and so a recording of its
 * own; so have evaluation and, while the teacher has not answered for all images, steps that ask it.
 */
import { backend, dispose, type Tensor1D, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';
import { accumulate } from '../../ops/accumulate/accumulate.ts';
import { copyInto, resourceRange } from '../../ops/packParts/packParts.ts';
import type { GpuBackend } from '../../ops/webgpu/gpuBackend.ts';
import { readTensor } from '../../ops/webgpu/readTensor.ts';
import { writeTensor } from '../../ops/webgpu/writeTensor.ts';
import { createPlayer } from '../../runtime/capture/player.ts';
import { type Arena, createArena } from '../../runtime/capture/recording.ts';
import type { LabBackend } from '../../runtime/labBackend.ts';
import { gradientsFrom, momentsOf, termGradientsOf, weightCount } from '../gradients/termGradients.ts';
import { evaluationBatch, type HeldOut } from '../heldOut.ts';
import { evaluationSums, type Learner, learn, trainingLogits } from '../learner.ts';
import { createPackedStore } from '../parameterStore.ts';
import type { FrozenModel } from '../teacherLogits.ts';
import { type BatchSlots, type DeviceImages, deviceImages } from './deviceImages.ts';
import { type DeviceTeacher, deviceTeacher, foldedNetwork, freeFolded } from './deviceTeacher.ts';
import { createReadings } from './readings.ts';
import { type Executor, type Stepper, saidBy, type TrainingData } from './stepper.ts';
import { zerosOnDevice } from './zerosOnDevice.ts';

/** Batches of an evaluation that may be under way at once. */
const batchesInFlight = 16;

interface OnDevice {
  readonly lab: LabBackend;
  readonly data: TrainingData;
  readonly arena: Arena;
  readonly images: DeviceImages;
  readonly held: DeviceImages;
  /** Of each teacher, its batch norm folded; undefined of one of which only logits are there. */
  readonly networks: readonly (FrozenModel | undefined)[];
  readonly teachers: readonly DeviceTeacher[];
  readonly heldTeachers: readonly DeviceTeacher[];
  readonly probed: Probed | undefined;
}

/** The images on which gradients are measured. */
interface Probed {
  readonly held: HeldOut;
  readonly images: DeviceImages;
  readonly teachers: readonly DeviceTeacher[];
}

export function deviceExecutor(data: TrainingData): Executor {
  const { source, validation, classes } = data;
  let opened: OnDevice | undefined;
  // Nothing is uploaded before the first step asks for it.
  const open = (): OnDevice => {
    const networks = data.teachers.map(({ onDevice: { frozen } }) => frozen && foldedNetwork(frozen));
    return {
      lab: backend() as LabBackend,
      data,
      arena: createArena(),
      images: deviceImages(source, classes),
      held: deviceImages(validation.source, classes),
      teachers: data.teachers.map((teacher, place) =>
        deviceTeacher(teacher.onDevice, networks[place], classes),
      ),
      heldTeachers: tableTeachers(validation, networks),
      probed: data.probe && {
        held: data.probe,
        images: deviceImages(data.probe.source, classes),
        teachers: tableTeachers(data.probe, networks),
      },
      networks,
    };
  };
  const onDevice = () => {
    opened ??= open();
    return opened;
  };
  return {
    data,
    createStore: createPackedStore,
    stepperFor: (learner) => deviceStepper(onDevice(), learner),
    async dispose() {
      if (!opened) return;
      const { lab, arena, images, held, teachers, heldTeachers, probed, networks } = opened;
      opened = undefined;
      // A device that was lost has no answers to give; what it had told before is kept.
      await Promise.all(teachers.map((teacher) => teacher.settle().catch(() => undefined)));
      const parts = [
        images,
        held,
        ...teachers,
        ...heldTeachers,
        probed?.images,
        ...(probed?.teachers ?? []),
        arena,
      ];
      for (const part of parts) part?.dispose();
      for (const network of networks) if (network) freeFolded(network);
      lab.releaseFreeBuffers();
    },
  };
}

const tableTeachers = ({ teacherTables, source, classes }: HeldOut, networks: OnDevice['networks']) =>
  teacherTables.map((table, place) => {
    const memory = { table, known: new Uint8Array(source.count).fill(1) };
    return deviceTeacher({ memory }, networks[place], classes);
  });

function deviceStepper(onDevice: OnDevice, learner: Learner): Stepper {
  const { lab, data, arena, images, held, teachers, heldTeachers, probed } = onDevice;
  const { objective, optimizer, store } = learner;
  const gpu = lab as unknown as GpuBackend;
  const width = objective.width;
  const taps = (place: number) => objective.needs.teachers[place] ?? [];
  /** What teachers say of a batch; `run` are the places of those that are run for their logits. */
  const say = (
    of: readonly DeviceTeacher[],
    images: Tensor4D,
    batch: BatchSlots,
    run: readonly number[] = [],
  ) => of.map((teacher, place) => teacher.signals(images, batch, run.includes(place), taps(place)));
  const sums = zerosOnDevice<Tensor1D>([width]);
  const totals = zerosOnDevice<Tensor1D>([width]);
  let pulls: Tensor1D | undefined;
  const readings = createReadings(gpu.device, width);
  const player = createPlayer(lab, arena, data);

  /** By the number of a batch's images. */
  const spoken = new Map<number, Tensor2D>();

  return {
    async say({ indices, versions, changes }) {
      const { length } = indices;
      const said = spoken.get(length) ?? zerosOnDevice<Tensor2D>([length, data.classes]);
      spoken.set(length, said);
      const batch = images.put(indices, versions, changes);
      await player.run(`say ${length}${changes ? ' changed' : ''}`, () => {
        const logits = trainingLogits(learner, images.of(batch).images);
        copyInto(said, logits);
        logits.dispose();
      });
    },
    said(count) {
      const said = spoken.get(count);
      if (!said) throw new Error('a network has said nothing yet');
      return said;
    },
    async learn({ indices, versions, changes }, learningRate, peers = []) {
      optimizer.prepare(store, learningRate);
      const batch = images.put(indices, versions, changes);
      const run = teachers.flatMap((teacher, place) => (teacher.isRun(batch, taps(place)) ? [place] : []));
      const work = () => {
        const shown = images.of(batch);
        const signals = say(teachers, shown.images, batch, run);
        const mine = learn(learner, { ...shown, teachers: signals, peers: saidBy(peers, indices.length) });
        copyInto(sums, mine);
        mine.dispose();
      };
      const from = resourceRange(gpu, sums);
      const name = `learn ${indices.length}${changes ? ' changed' : ''}`;
      await player.run(`${name}${run.map((place) => ` and run ${place}`).join('')}`, work, {
        from,
        to: readings.next(),
      });
      // Not before: of a step that could not be run there is no answer.
      for (const place of run) teachers[place]?.ran(batch);
    },
    collect: () => readings.collect(),
    async evaluate(control) {
      const { count } = data.validation.source;
      writeTensor(totals, new Float32Array(width));
      let batches = 0;
      for (const indices of inBatches(count, evaluationBatch)) {
        const { length } = indices;
        const batch = held.put(indices, new Uint32Array(length));
        await player.run(`evaluate ${length}`, () => {
          const shown = held.of(batch);
          const signals = say(heldTeachers, shown.images, batch);
          accumulate(totals, evaluationSums(learner, { ...shown, teachers: signals }));
        });
        if (++batches % batchesInFlight === 0) await idle(gpu);
        if ((await control.checkpoint('step')) === 'stop') return undefined;
      }
      return readTensor(totals);
    },
    async gradients(terms, control) {
      if (!probed) return undefined;
      const numbers = 2 * weightCount(learner);
      pulls ??= zerosOnDevice<Tensor1D>([numbers]);
      const added = pulls;
      writeTensor(added, new Float32Array(numbers));
      const { source, batchSize } = probed.held;
      for (const indices of inBatches(source.count, batchSize)) {
        const { length } = indices;
        const batch = probed.images.put(indices, new Uint32Array(length));
        await player.run(`pulls ${length}`, () => {
          const shown = probed.images.of(batch);
          const seen = { ...shown, teachers: say(probed.teachers, shown.images, batch) };
          accumulate(added, termGradientsOf(learner, terms, seen, length / source.count));
        });
        if ((await control.checkpoint('step')) === 'stop') return undefined;
      }
      const moments = momentsOf(added);
      try {
        return gradientsFrom(await moments.data());
      } finally {
        moments.dispose();
      }
    },
    dispose() {
      player.dispose();
      readings.dispose();
      sums.dispose();
      totals.dispose();
      pulls?.dispose();
      dispose([...spoken.values()]);
    },
  };
}

/** 0 … count − 1, so many at a time. */
function inBatches(count: number, batchSize: number): readonly Int32Array[] {
  return Array.from({ length: Math.ceil(count / batchSize) }, (_, i) =>
    Int32Array.from({ length: Math.min(batchSize, count - i * batchSize) }, (_, b) => i * batchSize + b),
  );
}

/** Resolves when the device has done all that it was told. */
const idle = ({ device }: GpuBackend) => device.queue.onSubmittedWorkDone();
