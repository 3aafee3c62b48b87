/**
 * The owner of one network's tensors while it is trained: parameters and buffers by name.
 */
import { backend, dispose, mul, type Tensor, type Tensor1D, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { type HostParameters, toDevice, toHost } from '../layers/hostParameters.ts';
import type { ParameterSpec, Parameters, Statistic } from '../layers/parameters.ts';
import type { StatisticBlocks } from '../ops/moveTowards/moveTowards.ts';
import { packParts, resourceRange } from '../ops/packParts/packParts.ts';
import type { BlockFactors } from '../ops/sgdStep/blockFactors.ts';
import type { GpuBackend } from '../ops/webgpu/gpuBackend.ts';
import { padded, partStart, tensorView } from '../ops/webgpu/tensorView.ts';
import { writeTensor } from '../ops/webgpu/writeTensor.ts';
import { statisticBlocks, statisticsOf } from './statistics/runningStatistics.ts';

export interface ParameterStore {
  /** Names that are trained, in the model's order. */
  readonly trainable: readonly string[];
  /** The tensors as they are now; valid until the next `replace`. */
  readonly parameters: Parameters;
  /** Where the tensors are parts of two flat ones, which are then changed in place and never replaced. */
  readonly packed?: {
    readonly weights: Packed;
    readonly buffers: Packed;
    /** How the buffers move, where it is not as batch norm's. */
    readonly statistics?: StatisticBlocks | undefined;
    /** Of the weights. */
    readonly factors?: BlockFactors | undefined;
  };
  /** @throws if there is no such parameter: a defect of the caller. */
  get(name: string): Tensor;
  /** What the learning rate of this one is multiplied by. */
  rateOf(name: string): number;
  /** What the weight decay of this one is multiplied by. */
  decayOf(name: string): number;
  /** How a buffer follows the batches. */
  statisticOf(name: string): Statistic;
  /** Takes ownership of `tensor` and frees the one before. Not for a packed store. */
  replace(name: string, tensor: Tensor): void;
  /** All of them off the device, as they are now. */
  read(): Promise<HostParameters>;
  /**
   * New values for some, on any store.
   *
   * @throws Error where a name is not there, or a shape is another.
   */
  write(changed: HostParameters): void;
  /** Gives the parameters away, as tensors of their own; the store is then empty. */
  release(): Parameters;
  dispose(): void;
}

/** Named tensors as parts of one. */
export interface Packed {
  /** [length] */
  readonly flat: Tensor1D;
  readonly names: readonly string[];
  /** Where each begins in `flat`, by name; multiples of 64, and `length` is one too. */
  readonly starts: Readonly<Record<string, number>>;
  readonly length: number;
}

/** Takes ownership of `initial`, which must hold every name in `specs`. */
export function createParameterStore(specs: readonly ParameterSpec[], initial: Parameters): ParameterStore {
  const held: Record<string, Tensor> = { ...initial };
  return {
    trainable: trainableOf(specs),
    parameters: held,
    get: (name) => find(held, name),
    rateOf: factorsOf(specs, 'rate'),
    decayOf: factorsOf(specs, 'decay'),
    statisticOf: statisticsOf(specs),
    replace(name, tensor) {
      find(held, name).dispose();
      held[name] = tensor;
    },
    read: () => toHost(held),
    write(changed) {
      requireShapes(held, changed);
      for (const [name, fresh] of Object.entries(toDevice(changed))) {
        find(held, name).dispose();
        held[name] = fresh;
      }
    },
    release() {
      const given = { ...held };
      for (const name of Object.keys(held)) delete held[name];
      return given;
    },
    dispose() {
      dispose(held);
    },
  };
}

/**
 * The same, with all weights in one tensor and all running statistics in another, so that an optimiser moves them all at
 * once and a captured step finds them where they were. For the WebGPU backend.
 */
export function createPackedStore(specs: readonly ParameterSpec[], initial: Parameters): ParameterStore {
  const trainable = trainableOf(specs);
  const rest = specs.filter((spec) => spec.role === 'buffer').map((spec) => spec.name);
  const weights = pack(trainable, initial);
  const factors = blockFactors(weights, specs);
  const buffers = pack(rest, initial);
  const statisticOf = statisticsOf(specs);
  const statistics = statisticBlocks(buffers, statisticOf);
  dispose([...trainable, ...rest].map((name) => find(initial, name)));
  const frozen = specs.filter((spec) => spec.role === 'frozen');
  const fixed: Record<string, Tensor> = Object.fromEntries(
    frozen.map(({ name }) => [name, find(initial, name)] as const),
  );
  const held: Record<string, Tensor> = { ...weights.views, ...buffers.views, ...fixed };
  const free = () => {
    dispose(held);
    dispose([weights.flat, buffers.flat, ...(factors ? [factors.rates, factors.decays] : [])]);
    statistics?.dispose();
  };
  return {
    trainable,
    parameters: held,
    packed: { weights, buffers, factors, statistics },
    get: (name) => find(held, name),
    rateOf: factorsOf(specs, 'rate'),
    decayOf: factorsOf(specs, 'decay'),
    statisticOf,
    replace() {
      throw new Error('The parameters of a packed store are changed in place.');
    },
    async read() {
      const parts = await Promise.all([
        readPacked(weights, weights.flat, held),
        readPacked(buffers, buffers.flat, held),
        toHost(fixed),
      ]);
      return Object.assign({}, ...parts) as HostParameters;
    },
    write(changed) {
      requireShapes(held, changed);
      for (const [name, { values }] of Object.entries(changed)) writeTensor(find(held, name), values);
    },
    release() {
      const given = Object.fromEntries(
        Object.entries(held).map(([name, view]) => [name, copyOf(view)] as const),
      );
      free();
      return given;
    },
    dispose: free,
  };
}

const trainableOf = (specs: readonly ParameterSpec[]) =>
  specs.filter((spec) => spec.role === 'trainable').map((spec) => spec.name);

function factorsOf(specs: readonly ParameterSpec[], which: 'rate' | 'decay'): (name: string) => number {
  const factors = new Map(specs.map((spec) => [spec.name, spec[which] ?? 1]));
  return (name) => factors.get(name) ?? 1;
}

/** What rates and decays of packed weights are multiplied by, where it is not 1 throughout. */
function blockFactors(
  { names, starts, length }: Packed,
  specs: readonly ParameterSpec[],
): BlockFactors | undefined {
  const [rate, decay] = [factorsOf(specs, 'rate'), factorsOf(specs, 'decay')];
  if (names.every((name) => rate(name) === 1 && decay(name) === 1)) return undefined;
  const spread = (factor: (name: string) => number) => {
    const blocks = new Float32Array(length / partStart);
    // In the order in which they lie: each goes as far as the next begins.
    for (const name of names) blocks.fill(factor(name), (starts[name] ?? 0) / partStart);
    return tensor1d(blocks);
  };
  return { rates: spread(rate), decays: spread(decay) };
}

function requireShapes(held: Parameters, changed: HostParameters): void {
  for (const [name, { shape }] of Object.entries(changed)) {
    const expected = find(held, name).shape;
    if (expected.join() === shape.join()) continue;
    throw new Error(`${name} is of shape [${shape.join(', ')}] instead of [${expected.join(', ')}].`);
  }
}

/**
 * Brings a flat tensor off the device, part by part, in one read.
 *
 * @param flat [length], laid out as the packed ones are.
 * @param parameters of the shapes that the parts have.
 */
export async function readPacked(
  { names, starts, length }: Packed,
  flat: Tensor1D,
  parameters: Parameters,
): Promise<HostParameters> {
  // A copy of the bits: tfjs keeps what it has read of a tensor, and this one is changed in place.
  const copy = packParts([flat], [0], length);
  try {
    const values = await copy.data();
    return Object.fromEntries(
      names.map((name) => {
        const { shape, size } = find(parameters, name);
        const start = starts[name] ?? 0;
        return [name, { shape, values: Float32Array.from(values.subarray(start, start + size)) }] as const;
      }),
    );
  } finally {
    copy.dispose();
  }
}

/** Writes parts over a flat tensor; zeros where there is none. */
export function writePacked({ starts, length }: Packed, flat: Tensor1D, parts: HostParameters): void {
  const values = new Float32Array(length);
  for (const [name, part] of Object.entries(parts)) values.set(part.values, starts[name] ?? 0);
  writeTensor(flat, values);
}

function find(held: Parameters, name: string): Tensor {
  const tensor = held[name];
  if (!tensor) throw new Error(`no parameter is named ${name}`);
  return tensor;
}

function pack(names: readonly string[], parameters: Parameters): Packed & { views: Record<string, Tensor> } {
  const tensors = names.map((name) => find(parameters, name));
  const starts: Record<string, number> = {};
  let length = 0;
  tensors.forEach((tensor, i) => {
    starts[names[i] as string] = length;
    length += padded(tensor.size);
  });
  // A network without batch norm has no buffers, and a tensor must have some size.
  length = Math.max(length, padded(1));
  const flat = packParts(
    tensors,
    names.map((name) => starts[name] ?? 0),
    length,
  );
  const gpu = backend() as GpuBackend;
  const { buffer } = resourceRange(gpu, flat);
  const views = tensors.map(
    (tensor, i) =>
      [names[i] as string, tensorView(gpu, buffer, starts[names[i] as string] ?? 0, tensor.shape)] as const,
  );
  return { flat, names, starts, length, views: Object.fromEntries(views) };
}

/** A tensor of its own with the values of a part. */
const copyOf = (view: Tensor) => tidy(() => mul(view, 1));
