/**
 * How long each shader of a step takes on the device, whichever library runs it: while this is installed, every dispatch gets a
 * compute pass of its own with a timestamp before and after it. That slows the step, so it is never timed as a whole meanwhile.
 *
 * Beside the time stands how much memory a shader's bindings span: what it must move at least, if it needs all of
 * it, and so a speed to hold against what the device copies at best.
 */

/** All dispatches of one shader in a step. */
export interface KernelTime {
  /** The pipeline's label. */
  readonly name: string;
  readonly dispatches: number;
  readonly milliseconds: number;
  /** Of all its bindings, each counted once a dispatch. */
  readonly bytes: number;
}

export interface KernelTimer {
  /** Times the dispatches that are encoded from now on. */
  start(): void;
  /** Those since `start`, the longest first; call it when the device is done. Undefined where it has no timestamps. */
  read(): Promise<readonly KernelTime[] | undefined>;
  /** Puts everything back. */
  remove(): void;
}

/** The classes of WebGPU, as a browser has them and as a package for Node brings them. */
export interface TimedClasses {
  readonly GPUDevice: { readonly prototype: GPUDevice };
  readonly GPUCommandEncoder: { readonly prototype: GPUCommandEncoder };
}

/** Of a query set; WebGPU allows no more. */
const mostQueries = 4096;

interface Timed {
  readonly name: string;
  readonly bytes: number;
}

/** Queries of one set, in pairs. */
interface Stretch {
  readonly device: GPUDevice;
  readonly set: GPUQuerySet;
  readonly timed: Timed[];
}

/** `GPUBufferUsage` by number: Node has no such global before the package is loaded. */
const usage = { mapRead: 1, copySource: 4, copyTarget: 8, queryResolve: 512 } as const;

export function timeKernels({ GPUDevice, GPUCommandEncoder }: TimedClasses): KernelTimer {
  const devices = new WeakMap<GPUCommandEncoder, GPUDevice>();
  const spans = new WeakMap<GPUBindGroup, number>();
  let stretches: Stretch[] = [];
  let on = false;

  const { createBindGroup, createCommandEncoder } = GPUDevice.prototype;
  GPUDevice.prototype.createBindGroup = function (descriptor) {
    const group = createBindGroup.call(this, descriptor);
    spans.set(group, spanOf([...descriptor.entries]));
    return group;
  };
  GPUDevice.prototype.createCommandEncoder = function (descriptor) {
    const encoder = createCommandEncoder.call(this, descriptor);
    devices.set(encoder, this);
    return encoder;
  };
  const { beginComputePass } = GPUCommandEncoder.prototype;
  GPUCommandEncoder.prototype.beginComputePass = function (descriptor) {
    const device = devices.get(this);
    if (!on || !device?.features.has('timestamp-query')) return beginComputePass.call(this, descriptor);
    return passOfPasses(
      (timed) => {
        const { stretch, first } = placeFor(device, timed);
        const timestampWrites = {
          querySet: stretch.set,
          beginningOfPassWriteIndex: first,
          endOfPassWriteIndex: first + 1,
        };
        return beginComputePass.call(this, { timestampWrites });
      },
      (group) => spans.get(group) ?? 0,
    );
  };

  function placeFor(device: GPUDevice, timed: Timed) {
    let stretch = stretches.findLast((candidate) => candidate.device === device);
    if (!stretch || 2 * stretch.timed.length >= mostQueries) {
      stretch = { device, set: device.createQuerySet({ type: 'timestamp', count: mostQueries }), timed: [] };
      stretches.push(stretch);
    }
    return { stretch, first: 2 * (stretch.timed.push(timed) - 1) };
  }

  return {
    start() {
      on = true;
      stretches = [];
    },
    async read() {
      on = false;
      const read = stretches;
      stretches = [];
      if (read.length === 0) return undefined;
      const times = new Map<string, KernelTime>();
      for (const stretch of read) {
        const nanoseconds = await resolve(stretch, createCommandEncoder);
        stretch.timed.forEach(({ name, bytes }, i) => {
          const before = times.get(name) ?? { name, dispatches: 0, milliseconds: 0, bytes: 0 };
          times.set(name, {
            name,
            dispatches: before.dispatches + 1,
            milliseconds: before.milliseconds + (nanoseconds[i] ?? 0) / 1e6,
            bytes: before.bytes + bytes,
          });
        });
      }
      return [...times.values()].sort((a, b) => b.milliseconds - a.milliseconds);
    },
    remove() {
      Object.assign(GPUDevice.prototype, { createBindGroup, createCommandEncoder });
      Object.assign(GPUCommandEncoder.prototype, { beginComputePass });
    },
  };
}

/** Bytes of the buffers, or parts of them, that are bound. */
function spanOf(entries: readonly GPUBindGroupEntry[]): number {
  return entries.reduce((sum, { resource }) => {
    if ('size' in resource && 'usage' in resource) return sum + (resource as GPUBuffer).size;
    if (!('buffer' in resource)) return sum;
    const { buffer, offset = 0, size = buffer.size - offset } = resource;
    return sum + size;
  }, 0);
}

/** Stands for one compute pass, and begins a real one for every dispatch. */
function passOfPasses(
  begin: (timed: Timed) => GPUComputePassEncoder,
  span: (group: GPUBindGroup) => number,
): GPUComputePassEncoder {
  let pipeline: GPUComputePipeline | undefined;
  const groups = new Map<number, GPUBindGroup>();
  const inPass = (dispatch: (pass: GPUComputePassEncoder) => void) => {
    if (!pipeline) throw new Error('a shader is dispatched before its pipeline is set');
    const bytes = [...groups.values()].reduce((sum, group) => sum + span(group), 0);
    const pass = begin({ name: pipeline.label, bytes });
    pass.setPipeline(pipeline);
    for (const [index, group] of groups) pass.setBindGroup(index, group);
    dispatch(pass);
    pass.end();
  };
  const stand = {
    setPipeline(next: GPUComputePipeline) {
      pipeline = next;
    },
    setBindGroup(index: number, group: GPUBindGroup) {
      groups.set(index, group);
    },
    dispatchWorkgroups: (x: number, y?: number, z?: number) =>
      inPass((pass) => pass.dispatchWorkgroups(x, y, z)),
    dispatchWorkgroupsIndirect: (buffer: GPUBuffer, offset: number) =>
      inPass((pass) => pass.dispatchWorkgroupsIndirect(buffer, offset)),
    end: () => undefined,
  };
  return stand as unknown as GPUComputePassEncoder;
}

/** Nanoseconds of each pair. */
async function resolve(
  { device, set, timed }: Stretch,
  createCommandEncoder: GPUDevice['createCommandEncoder'],
): Promise<readonly number[]> {
  const size = 16 * timed.length;
  const resolved = device.createBuffer({ size, usage: usage.queryResolve | usage.copySource });
  const staging = device.createBuffer({ size, usage: usage.copyTarget | usage.mapRead });
  const encoder = createCommandEncoder.call(device);
  encoder.resolveQuerySet(set, 0, 2 * timed.length, resolved, 0);
  encoder.copyBufferToBuffer(resolved, 0, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(1);
  const ticks = new BigUint64Array(staging.getMappedRange().slice(0));
  for (const part of [resolved, staging, set]) part.destroy();
  return timed.map((_, i) => Number((ticks[2 * i + 1] ?? 0n) - (ticks[2 * i] ?? 0n)));
}
