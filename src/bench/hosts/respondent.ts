/**
 * A peer where it lives, in a worker or a process of its own: one peer, one question at a time.
 */
import { memory } from '@tensorflow/tfjs-core';
import { askForAdapter, openDevice } from '../../engine/runtime/gpuAdapter.ts';
import { inEnglish } from '../../lang/sentence.ts';
import { countGpu, type GpuCounter, type GpuCounts } from '../gpuCounters.ts';
import { timeKernels } from '../kernelTimes.ts';
import type { Adapter, Answers, FirstResults, Held, Question, Reply, Turn } from '../messages.ts';
import { type PeerName, peers } from '../peers/catalogue.ts';
import { loaders } from '../peers/loaders.ts';
import type { Peer, Steps, Surroundings } from '../peers/peer.ts';
import { type DeviceProbe, probe } from '../probe.ts';
import { reasonOf } from '../reason.ts';
import type { Workload } from '../workloads/workload.ts';

const nothing: Held = { tensors: 0, bytes: 0 };

/** What is allocated beyond `before`. */
function heldSince(before: Held): Held {
  const { numTensors, numBytes } = memory();
  return { tensors: numTensors - before.tensors, bytes: numBytes - before.bytes };
}

const difference = (after: GpuCounts, before: GpuCounts): GpuCounts => ({
  dispatches: after.dispatches - before.dispatches,
  submits: after.submits - before.submits,
  buffersCreated: after.buffersCreated - before.buffersCreated,
  bytesUploaded: after.bytesUploaded - before.bytesUploaded,
});

/** Takes steps, and waits until they have been computed and not only asked for. */
async function take(steps: Steps, count: number, counter: GpuCounter | undefined): Promise<void> {
  for (let i = 0; i < count; i++) await steps.step();
  await steps.settle();
  await counter?.settled();
}

/** A step that is asked for comes back at once where a GPU computes it, so a first one, waited for, tells the pace. */
async function run(
  steps: Steps,
  seconds: number,
  counter: GpuCounter | undefined,
  processor: () => number | undefined,
): Promise<Omit<Turn, 'held'>> {
  counter?.restartPeak();
  const timed = async (count: number) => {
    const before = counter?.counts();
    const processorBefore = processor();
    const from = performance.now();
    await take(steps, count, counter);
    const milliseconds = performance.now() - from;
    const processorAfter = processor();
    return {
      steps: count,
      milliseconds,
      ...(processorBefore !== undefined && processorAfter !== undefined
        ? { processorMilliseconds: processorAfter - processorBefore }
        : {}),
      ...(counter && before
        ? { gpu: difference(counter.counts(), before), peakGpuBytes: counter.peakBytes }
        : {}),
    };
  };
  const first = await timed(1);
  const wanted = 1000 * seconds;
  return first.milliseconds >= wanted ? first : timed(Math.ceil(wanted / first.milliseconds));
}

/** Of one step, after others in which shaders were compiled. */
async function kernelsOf(peer: Peer, workload: Workload, counter: GpuCounter) {
  const timer = timeKernels(globalThis);
  try {
    const steps = await peer.open(workload);
    await take(steps, 2, counter);
    timer.start();
    await take(steps, 1, counter);
    const times = await timer.read();
    await steps.dispose();
    return times ?? null;
  } finally {
    timer.remove();
  }
}

/** At most `count` steps, and one more for peers that tell of a step when the next has begun. */
async function firstResults(
  peer: Peer,
  workload: Workload,
  count: number,
  counter: GpuCounter | undefined,
): Promise<FirstResults> {
  const observed: ArrayLike<number>[] = [];
  const milliseconds: number[] = [];
  const steps = await peer.openObserved(workload, (results) => observed.push(results));
  for (let i = 0; i <= count && observed.length < count; i++) {
    const from = performance.now();
    await steps.step();
    await steps.settle();
    await counter?.settled();
    milliseconds.push(performance.now() - from);
  }
  await steps.dispose();
  return { values: observed.slice(0, count).flatMap((results) => Array.from(results)), milliseconds };
}

async function adapterOf(gpu: GPU | undefined): Promise<Adapter | null> {
  const offer = await askForAdapter(gpu);
  return offer.kind === 'adapter' ? { label: inEnglish(offer.label), software: offer.software } : null;
}

async function probeOf(gpu: GPU | undefined): Promise<DeviceProbe | null> {
  const offer = await askForAdapter(gpu);
  if (offer.kind !== 'adapter') return null;
  const device = await openDevice(offer.adapter);
  try {
    return await probe(device, offer.software);
  } finally {
    device.destroy();
  }
}

/** Answers one question after the other. */
export function createRespondent(
  name: PeerName,
  surroundings: Surroundings,
): (question: Question) => Promise<Reply> {
  const counter = peers[name].on === 'webgpu' && surroundings.gpu ? countGpu(globalThis) : undefined;
  const processor = () => surroundings.processorMilliseconds?.();
  let loaded: Promise<Peer> | undefined;
  let open: Steps | undefined;
  let before = nothing;
  const current = () => {
    if (!open) throw new Error('no workload is open');
    return open;
  };
  const answer = async (question: Question): Promise<Answers[keyof Answers]> => {
    if (question.ask === 'adapter') return adapterOf(surroundings.gpu);
    if (question.ask === 'probe') return probeOf(surroundings.gpu);
    loaded ??= loaders[name]();
    const peer = await loaded;
    switch (question.ask) {
      case 'start':
        return peer.start(surroundings);
      case 'firstResults':
        return firstResults(peer, question.workload, question.count, counter);
      case 'open':
        before = heldSince(nothing);
        open = await peer.open(question.workload);
        return null;
      case 'run':
        return {
          ...(await run(current(), question.seconds, counter, processor)),
          held: heldSince(before),
        };
      case 'kernels':
        return counter ? kernelsOf(peer, question.workload, counter) : null;
      case 'close':
        await current().dispose();
        open = undefined;
        return heldSince(before);
    }
  };
  return (question) =>
    answer(question).then(
      (answer) => ({ answer }),
      (error: unknown) => ({
        failure: reasonOf(error),
      }),
    );
}
