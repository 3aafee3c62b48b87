/**
 * A step that was traced, planned and prepared: from then on it is one list of commands, played in one submission.
 */
import { flush } from '../../ops/webgpu/flush.ts';
import type { GpuBackend } from '../../ops/webgpu/gpuBackend.ts';
import type { LabBackend } from '../labBackend.ts';
import { alignment, plan } from './plan.ts';
import { type Command, PendingPipeline, type Place, TracedBuffer } from './program.ts';
import { type Trace, trace } from './trace.ts';

/** Memory in which recordings that are never played at the same time put what they compute on the way. */
export interface Arena {
  /** Bytes on the device. */
  readonly bytes: number;
  dispose(): void;
}

interface Slots extends Arena {
  readonly buffers: GPUBuffer[];
}

/** A part of a buffer that is there, in bytes. */
export type RealPlace = Required<GPUBufferBinding>;

/** A copy on the device that is not part of what was traced: its places may differ from play to play. */
export interface FinalCopy {
  readonly from: RealPlace;
  readonly to: RealPlace;
}

export interface Recording {
  readonly dispatches: number;
  /** Encodes and submits everything, after all that the backend was told before. */
  play(last?: FinalCopy): void;
  dispose(): void;
}

export function createArena(): Arena {
  const buffers: GPUBuffer[] = [];
  const arena: Slots = {
    buffers,
    get bytes() {
      return buffers.reduce((sum, { size }) => sum + size, 0);
    },
    dispose() {
      for (const buffer of buffers.splice(0)) buffer.destroy();
    },
  };
  return arena;
}

/**
 * @param work  operations on tensors that all outlive the recording, or are made and disposed by it. What it computes must
 *              end in tensors from before: by operations that work in place, or by `copyInto`.
 * @param onPreparing told how many of the pipelines that had to be compiled are ready.
 */
export async function record(
  backend: LabBackend,
  work: () => void,
  arena: Arena,
  onPreparing: (done: number, total: number) => void = () => undefined,
): Promise<Recording> {
  const gpu = backend as unknown as GpuBackend;
  const { commands, pending } = trace(backend, work);
  await compile(gpu, pending, onPreparing);
  return prepare(gpu, commands, arena as Slots);
}

/** Waits for the pipelines that a trace asked for, all of which the device compiles at once. */
async function compile(
  gpu: GpuBackend,
  pending: Trace['pending'],
  onPreparing: (done: number, total: number) => void,
): Promise<void> {
  const entries = Object.entries(pending);
  if (entries.length === 0) return;
  let done = 0;
  onPreparing(done, entries.length);
  await Promise.all(
    entries.map(async ([name, { compiled }]) => {
      gpu.pipelineCache[name] = await compiled;
      onPreparing(++done, entries.length);
    }),
  );
}

type Played =
  | {
      readonly kind: 'dispatch';
      readonly pipeline: GPUComputePipeline;
      readonly group: GPUBindGroup;
      readonly x: number;
      readonly y: number;
      readonly z: number;
    }
  | {
      readonly kind: 'copy';
      readonly from: RealPlace;
      readonly to: RealPlace;
    }
  | { readonly kind: 'clear'; readonly at: RealPlace };

async function prepare(gpu: GpuBackend, traced: readonly Command[], arena: Slots): Promise<Recording> {
  const { device } = gpu;
  const { commands, inside, slots, slotSizes, constants } = plan(
    traced,
    arena.buffers.map(({ size }) => size),
  );
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  for (const size of slotSizes.slice(arena.buffers.length)) {
    arena.buffers.push(device.createBuffer({ label: 'arena', size, usage }));
  }
  const written = writeConstants(device, constants);

  const place = ({ buffer, offset, size }: Place): RealPlace => {
    if (!(buffer instanceof TracedBuffer)) return { buffer, offset, size };
    const home = inside.get(buffer) ?? written.places.get(buffer);
    if (home) return place({ buffer: home.buffer, offset: home.offset + offset, size });
    const slot = arena.buffers[slots.get(buffer) ?? -1];
    if (!slot) throw new Error('A traced buffer was given no memory.');
    return { buffer: slot, offset, size };
  };
  const played: Played[] = [];
  let dispatches = 0;
  for (const command of commands) {
    if (command.kind === 'copy') {
      played.push({ kind: 'copy', from: place(command.from), to: place(command.to) });
    } else if (command.kind === 'clear') {
      played.push({ kind: 'clear', at: place(command.at) });
    } else {
      const pipeline =
        command.pipeline instanceof PendingPipeline ? await command.pipeline.compiled : command.pipeline;
      const group = device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: command.places.map((bound, binding) => ({ binding, resource: place(bound) })),
      });
      const [x, y, z] = command.workgroups;
      played.push({ kind: 'dispatch', pipeline, group, x, y, z });
      dispatches++;
    }
  }
  return {
    dispatches,
    play(last) {
      flush(gpu);
      const encoder = device.createCommandEncoder();
      encode(encoder, played);
      if (last) copyPlace(encoder, last);
      device.queue.submit([encoder.finish()]);
    },
    dispose() {
      for (const buffer of written.buffers) buffer.destroy();
    },
  };
}

function encode(encoder: GPUCommandEncoder, played: readonly Played[]): void {
  let pass: GPUComputePassEncoder | undefined;
  let current: GPUComputePipeline | undefined;
  for (const command of played) {
    if (command.kind === 'dispatch') {
      if (!pass) {
        pass = encoder.beginComputePass();
        current = undefined;
      }
      if (command.pipeline !== current) {
        current = command.pipeline;
        pass.setPipeline(current);
      }
      pass.setBindGroup(0, command.group);
      pass.dispatchWorkgroups(command.x, command.y, command.z);
    } else {
      pass?.end();
      pass = undefined;
      if (command.kind === 'copy') copyPlace(encoder, command);
      else encoder.clearBuffer(command.at.buffer, command.at.offset, command.at.size);
    }
  }
  pass?.end();
}

/** Encodes a copy between buffers that are there. */
export function copyPlace(encoder: GPUCommandEncoder, { from, to }: FinalCopy): void {
  encoder.copyBufferToBuffer(from.buffer, from.offset, to.buffer, to.offset, from.size);
}

/** All constants of one kind side by side in one buffer. */
function writeConstants(device: GPUDevice, constants: readonly TracedBuffer[]) {
  const places = new Map<TracedBuffer, Place>();
  const buffers: GPUBuffer[] = [];
  const kinds = [GPUBufferUsage.UNIFORM, GPUBufferUsage.STORAGE];
  for (const kind of kinds) {
    const mine = constants.filter(
      ({ usage }) => ((usage & GPUBufferUsage.UNIFORM) !== 0) === (kind === kinds[0]),
    );
    if (mine.length === 0) continue;
    let size = 0;
    const offsets = mine.map((buffer) => {
      const offset = size;
      size += Math.ceil(buffer.size / alignment) * alignment;
      return offset;
    });
    const bytes = new Uint8Array(size);
    mine.forEach((buffer, i) => {
      if (buffer.contents) bytes.set(new Uint8Array(buffer.contents), offsets[i]);
    });
    const buffer = device.createBuffer({
      label: 'constants',
      size,
      usage: kind | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
    device.queue.writeBuffer(buffer, 0, bytes);
    buffers.push(buffer);
    mine.forEach((traced, i) => {
      places.set(traced, { buffer, offset: offsets[i] ?? 0, size: traced.size });
    });
  }
  return { places, buffers };
}
