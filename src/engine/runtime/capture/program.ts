/**
 * What a trace leaves: buffers that do not exist yet, and the commands on them in their order.
 */

/** Stands for a buffer while commands are traced: nothing is allocated for it, and nothing runs. */
export class TracedBuffer {
  readonly size: number;
  readonly usage: number;
  readonly label = '';
  mapState: GPUBufferMapState;
  /** What the CPU wrote into it; such a buffer is a constant of the program. */
  contents: ArrayBuffer | undefined;

  constructor({ size, usage, mappedAtCreation = false }: GPUBufferDescriptor) {
    this.size = size;
    this.usage = usage;
    this.mapState = mappedAtCreation ? 'mapped' : 'unmapped';
  }

  getMappedRange(): ArrayBuffer {
    this.contents ??= new ArrayBuffer(this.size);
    return this.contents;
  }

  unmap(): void {
    this.mapState = 'unmapped';
  }

  mapAsync(): Promise<never> {
    return Promise.reject(
      new Error('A step that is captured reads a tensor, which has no value while it is traced.'),
    );
  }

  destroy(): void {
    // There is nothing to free.
  }
}

/** A part of a buffer, in bytes. */
export interface Place {
  readonly buffer: TracedBuffer | GPUBuffer;
  readonly offset: number;
  readonly size: number;
}

/** A pipeline that is being compiled beside others. */
export class PendingPipeline {
  readonly compiled: Promise<GPUComputePipeline>;

  constructor(compiled: Promise<GPUComputePipeline>) {
    this.compiled = compiled;
    // Whoever prepares the program hears of a failure; a trace that is thrown away has nobody to tell.
    compiled.catch(() => undefined);
  }

  /** The layout is asked for again once the pipeline is there. */
  getBindGroupLayout(): undefined {
    return undefined;
  }
}

export interface Dispatch {
  readonly kind: 'dispatch';
  readonly pipeline: GPUComputePipeline | PendingPipeline;
  /** By binding number. */
  readonly places: readonly Place[];
  readonly workgroups: readonly [number, number, number];
}

export interface Copy {
  readonly kind: 'copy';
  readonly from: Place;
  readonly to: Place;
}

export interface Clear {
  readonly kind: 'clear';
  readonly at: Place;
}

export type Command = Dispatch | Copy | Clear;

export function placesOf(command: Command): readonly Place[] {
  switch (command.kind) {
    case 'dispatch':
      return command.places;
    case 'copy':
      return [command.from, command.to];
    case 'clear':
      return [command.at];
  }
}
