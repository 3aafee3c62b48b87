/**
 * A backend that computes nothing: its tensors have shapes and no numbers. What a network's training does to memory is then
 * known before any of it is done, from the very code that will do it, in some milliseconds.
 *
 * Its kernels are the operations' shape rules, which take memory as our kernels on WebGPU and wasm do: batch norm keeps its input
 * and no copy. What a kernel takes and gives back while it runs is left out.
 */
import {
  type DataId,
  type DataType,
  engine,
  getBackend,
  KernelBackend,
  type KernelConfig,
  type KernelFunc,
  type NamedAttrMap,
  registerBackend,
  registerKernel,
  removeBackend,
  setBackend,
  type Tensor,
  type TensorInfo,
  tidy,
  unregisterKernel,
  util,
} from '@tensorflow/tfjs-core';
import { ops } from '../../ops/catalogue.ts';
import { registerGradients } from '../../ops/gradients.ts';
import type { Made, Op, ShapeRule } from '../../ops/op.ts';

const backendName = 'meta';

/** The operation has no rule here, so what it takes of the memory is not known; it may run well on every other backend. */
export class OperationWithoutRule extends Error {
  constructor(readonly operation: string) {
    super(`no rule says what shape ${operation} gives`);
  }
}

/** One buffer, in a time that counts kernels. */
export interface BufferLife {
  readonly bytes: number;
  /** The kernel that wrote it first. */
  readonly born: number;
  /** The last kernel that read or wrote it. */
  readonly lastUsed: number;
  /** The last kernel that ran before its tensors were all disposed; Infinity where they were not. */
  readonly freed: number;
}

/** Makes a tensor without numbers. */
export type Meta = (shape: readonly number[]) => Tensor;

interface Held {
  life: { -readonly [Key in keyof BufferLife]: BufferLife[Key] };
  references: number;
}

class MetaBackend extends KernelBackend {
  private readonly held = new Map<DataId, Held>();
  private readonly all: { readonly dataId: DataId; readonly held: Held }[] = [];
  private now = 0;

  make(shape: readonly number[], dtype: DataType = 'float32'): TensorInfo {
    const dataId = {};
    const bytes = util.sizeFromShape([...shape]) * util.bytesPerElement(dtype);
    const life = { bytes, born: this.now, lastUsed: this.now, freed: Number.POSITIVE_INFINITY };
    const held = { life, references: 1 };
    this.held.set(dataId, held);
    this.all.push({ dataId, held });
    return { dataId, shape: [...shape], dtype };
  }

  /** The same buffer under another shape. */
  again({ dataId, dtype }: TensorInfo, shape: readonly number[]): TensorInfo {
    this.incRef(dataId);
    return { dataId, shape: [...shape], dtype };
  }

  /** The next kernel runs. */
  tick(): void {
    this.now++;
  }

  use({ dataId }: TensorInfo): void {
    const held = this.held.get(dataId);
    if (held) held.life.lastUsed = this.now;
  }

  /** Of all buffers that were made since the first kernel ran, but those of `besides`. */
  livesBut(besides: ReadonlySet<DataId>): readonly BufferLife[] {
    return this.all
      .filter(({ dataId, held }) => held.life.born > 0 && !besides.has(dataId))
      .map(({ held }) => held.life);
  }

  override write(_: unknown, shape: number[], dtype: DataType): DataId {
    return this.make(shape, dtype).dataId;
  }

  override incRef(dataId: DataId): void {
    const held = this.held.get(dataId);
    if (held) held.references++;
  }

  override refCount(dataId: DataId): number {
    return this.held.get(dataId)?.references ?? 0;
  }

  override disposeData(dataId: DataId): boolean {
    const held = this.held.get(dataId);
    if (!held || --held.references > 0) return false;
    held.life.freed = this.now;
    this.held.delete(dataId);
    return true;
  }

  override numDataIds(): number {
    return this.held.size;
  }

  override memory() {
    return { unreliable: false };
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override dispose(): void {
    this.held.clear();
  }
}

/** Makes buffers as a rule says, and writes down which are read. */
const shaped =
  (rule: ShapeRule): KernelFunc =>
  ({ inputs, attrs, backend }) => {
    const meta = backend as MetaBackend;
    const given = Object.entries(inputs).flatMap(([name, info]) => (info ? [[name, info] as const] : []));
    meta.tick();
    for (const [, info] of given) meta.use(info);
    const known = Object.fromEntries(given);
    const rules = rule(known, (attrs ?? {}) as NamedAttrMap);
    const outputs: TensorInfo[] = [];
    for (const { shape, dtype, shares } of isList(rules) ? rules : [rules]) {
      const owner = typeof shares === 'number' ? outputs[shares] : known[shares ?? ''];
      outputs.push(owner ? meta.again(owner, shape) : meta.make(shape, dtype));
    }
    return isList(rules) ? outputs : (outputs[0] as TensorInfo);
  };

const isList = (made: Made | readonly Made[]): made is readonly Made[] => Array.isArray(made);

/** Each operation as `target` runs it: whole where it has a kernel of its own, or tfjs's, and composed where it has none. */
const kernelsAsOn = (target: 'webgpu' | 'wasm', catalogue: readonly Op[]): readonly KernelConfig[] =>
  catalogue.flatMap(({ name: kernelName, shapes, composed, kernels }) => {
    const kernelFunc = composed && !kernels?.[target] ? composed : shapes && shaped(shapes);
    return kernelFunc ? [{ kernelName, backendName, kernelFunc }] : [];
  });

/** What tfjs-core says where a backend lacks a kernel (`engine.js`, `runKernelFunc`). */
const unregistered = new RegExp(`^Kernel '(.+)' not registered for backend '${backendName}'`);

/**
 * Runs `run` with the meta backend as the current one and puts the previous one back before anything else can run: tfjs
 * changes the backend at once where the new one needs no start, so nothing here waits.
 *
 * @param onGpu whether operations run as on WebGPU, and as on wasm otherwise: there fewer have kernels of their own.
 * @param run makes what there is before with `meta`, runs, and returns the results that are not to be counted.
 * @returns the lives of the buffers that its kernels made.
 * @throws OperationWithoutRule
 */
export function livesOnMetaBackend(
  onGpu: boolean,
  run: (meta: Meta) => readonly Tensor[],
  catalogue: readonly Op[] = ops,
): readonly BufferLife[] {
  const previous = getBackend() as string | undefined;
  const kernels = kernelsAsOn(onGpu ? 'webgpu' : 'wasm', catalogue);
  const backend = new MetaBackend();
  registerGradients(catalogue);
  registerBackend(backendName, () => backend);
  for (const kernel of kernels) registerKernel(kernel);
  const meta: Meta = (shape) => {
    const { dataId } = backend.make(shape);
    return engine().makeTensorFromDataId(dataId, [...shape], 'float32');
  };
  try {
    makeCurrent(backendName);
    const besides = new Set<DataId>();
    tidy(() => {
      for (const { dataId } of run(meta)) besides.add(dataId);
    });
    return backend.livesBut(besides);
  } catch (thrown) {
    const operation = thrown instanceof Error && unregistered.exec(thrown.message)?.[1];
    throw operation ? new OperationWithoutRule(operation) : thrown;
  } finally {
    removeBackend(backendName);
    for (const { kernelName } of kernels) unregisterKernel(kernelName, backendName);
    if (previous) makeCurrent(previous);
  }
}

function makeCurrent(name: string): void {
  void setBackend(name);
  if (getBackend() !== name) throw new Error(`The backend ${name} did not become current at once.`);
}
