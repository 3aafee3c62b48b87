/**
 * A backend that computes nothing: its tensors have shapes and no numbers. What a network's training does to memory is then
 * known before any of it is done, from the very code that will do it, in some milliseconds.
 *
 * Its kernels are those that the models here run in training and evaluation, as our kernels on WebGPU and wasm take memory:
 * batch norm keeps its input and no copy. What a kernel takes and gives back while it runs is left out.
 */
import {
  backend_util,
  type DataId,
  type DataType,
  engine,
  getBackend,
  KernelBackend,
  type KernelConfig,
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
import { batchNormGradientKernels, batchNormTrainingKernels } from '../../ops/batchNorm/batchNorm.ts';
import type { BatchNormGradientSettings } from '../../ops/batchNorm/given.ts';
import { channelSumsKernels } from '../../ops/channelSums/channelSums.ts';
import { codebookGradientKernels, codebookKernels } from '../../ops/codebook/codebook.ts';
import { convAffineKernels } from '../../ops/convAffine/convAffine.ts';
import { depthwiseAffineKernels } from '../../ops/depthwiseAffine/depthwiseAffine.ts';
import { fakeQuantiseGradientKernels, fakeQuantiseKernels } from '../../ops/fakeQuantise/fakeQuantise.ts';
import {
  globalAverageGradientKernels,
  globalAverageKernels,
} from '../../ops/globalAveragePool/globalAveragePool.ts';
import { registerGradients } from '../../ops/gradients.ts';
import { linearGradientKernels, linearKernels } from '../../ops/linear/linear.ts';
import { runningAffineKernels } from '../../ops/runningAffine/runningAffine.ts';
import { arrives, type ShortcutShape } from '../../ops/shortcut/shape.ts';
import { shortcutGradientKernels, shortcutKernels } from '../../ops/shortcut/shortcut.ts';

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

interface Given {
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly attributes: NamedAttrMap;
  readonly backend: MetaBackend;
}

type Rule = (given: Given) => TensorInfo | TensorInfo[];

const shapeOf = ({ inputs }: Given, name: string): number[] => inputs[name]?.shape ?? [];

/** What is given under `name` decides the shape. */
const like =
  (name: string, dtype?: DataType): Rule =>
  (given) =>
    given.backend.make(shapeOf(given, name), dtype);

const broadcast =
  (dtype?: DataType): Rule =>
  (given) =>
    given.backend.make(
      backend_util.assertAndGetBroadcastShape(shapeOf(given, 'a'), shapeOf(given, 'b')),
      dtype,
    );

const attribute =
  (name: string): Rule =>
  ({ backend, attributes }) =>
    backend.make(attributes[name] as number[]);

/** The same numbers in another shape. */
const view =
  (shape: (given: Given) => readonly number[]): Rule =>
  (given) =>
    given.backend.again(given.inputs.x as TensorInfo, shape(given));

type Shape4D = [number, number, number, number];

const convolved =
  (depthwise: boolean): Rule =>
  (given) => {
    const { strides, stride, pad, padding, dimRoundingMode } = given.attributes as {
      readonly strides?: number | [number, number];
      readonly stride?: number;
      readonly pad?: number | 'valid' | 'same';
      readonly padding?: number;
      readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
    };
    const { outShape } = backend_util.computeConv2DInfo(
      shapeOf(given, 'x') as Shape4D,
      shapeOf(given, 'filter') as Shape4D,
      strides ?? stride ?? 1,
      1,
      pad ?? padding ?? 0,
      dimRoundingMode,
      depthwise,
    );
    return given.backend.make(outShape);
  };

const pooled: Rule = (given) => {
  const { filterSize, strides, pad, dimRoundingMode } = given.attributes as {
    readonly filterSize: number | [number, number];
    readonly strides: number | [number, number];
    readonly pad: number | 'valid' | 'same';
    readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  };
  const { outShape } = backend_util.computePool2DInfo(
    shapeOf(given, 'x') as Shape4D,
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  return given.backend.make(outShape);
};

const normalised: Rule = (given) => {
  const { backend, inputs } = given;
  const { x } = inputs as { x: TensorInfo };
  const channels = [x.shape.at(-1) ?? 1];
  const [mean, variance] = [backend.make(channels), backend.make(channels)];
  const state = [x, mean, variance].map((info) => backend.again(info, info.shape));
  return [backend.make(x.shape), mean, variance, ...state];
};

const normalisedBack: Rule = ({ backend, inputs, attributes }) => {
  const { dy, gamma } = inputs as { dy: TensorInfo; gamma: TensorInfo };
  const { activation, residual } = attributes as unknown as BatchNormGradientSettings;
  const made = [backend.make(dy.shape), backend.make(gamma.shape), backend.make(gamma.shape)];
  if (!residual) return made;
  return [...made, activation === 'relu' ? backend.make(dy.shape) : backend.again(dy, dy.shape)];
};

const rules: Readonly<Record<string, Rule>> = {
  Identity: view((given) => shapeOf(given, 'x')),
  Reshape: view((given) => {
    const size = util.sizeFromShape(shapeOf(given, 'x'));
    return util.inferFromImplicitShape(given.attributes.shape as number[], size);
  }),
  Transpose: (given) =>
    given.backend.make((given.attributes.perm as number[]).map((axis) => shapeOf(given, 'x')[axis] ?? 0)),
  Cast: (given) => given.backend.make(shapeOf(given, 'x'), given.attributes.dtype as unknown as DataType),
  Relu: like('x'),
  Step: like('x'),
  ClipByValue: like('x'),
  Add: broadcast(),
  Multiply: broadcast(),
  GreaterEqual: broadcast('bool'),
  LessEqual: broadcast('bool'),
  LogicalAnd: broadcast('bool'),
  Conv2D: convolved(false),
  FusedConv2D: convolved(false),
  Conv2DBackpropInput: attribute('inputShape'),
  Conv2DBackpropFilter: attribute('filterShape'),
  DepthwiseConv2dNative: convolved(true),
  DepthwiseConv2dNativeBackpropInput: attribute('inputShape'),
  DepthwiseConv2dNativeBackpropFilter: attribute('filterShape'),
  MaxPool: pooled,
  AvgPool: pooled,
  MaxPoolGrad: like('input'),
  [batchNormTrainingKernels.webgpu.kernelName]: normalised,
  [batchNormGradientKernels.webgpu.kernelName]: normalisedBack,
  [convAffineKernels.webgpu.kernelName]: convolved(false),
  [depthwiseAffineKernels.webgpu.kernelName]: convolved(true),
  [runningAffineKernels.webgpu.kernelName]: ({ backend, inputs }) =>
    ['gamma', 'beta'].map((name) => backend.make(inputs[name]?.shape ?? [])),
  [globalAverageKernels.webgpu.kernelName]: (given) => {
    const [batch, , , channels] = shapeOf(given, 'x') as Shape4D;
    return given.backend.make([batch, channels]);
  },
  [globalAverageGradientKernels.webgpu.kernelName]: attribute('shape'),
  [linearKernels.webgpu.kernelName]: (given) =>
    given.backend.make([shapeOf(given, 'x')[0] ?? 0, shapeOf(given, 'weight')[1] ?? 0]),
  [linearGradientKernels.webgpu.kernelName]: (given) =>
    [shapeOf(given, 'x'), shapeOf(given, 'weight'), [shapeOf(given, 'weight')[1] ?? 0]].map((shape) =>
      given.backend.make(shape),
    ),
  [shortcutKernels.webgpu.kernelName]: ({ backend, attributes }) =>
    backend.make(arrives(attributes as unknown as ShortcutShape)),
  [shortcutGradientKernels.webgpu.kernelName]: attribute('from'),
  [channelSumsKernels.wasm.kernelName]: (given) => given.backend.make([shapeOf(given, 'x').at(-1) ?? 1]),
  [codebookKernels.webgpu.kernelName]: like('index'),
  [codebookGradientKernels.webgpu.kernelName]: ({ backend, attributes }) =>
    backend.make([Number(attributes.entries)]),
  [fakeQuantiseKernels.webgpu.kernelName]: like('x'),
  [fakeQuantiseGradientKernels.webgpu.kernelName]: like('x'),
};

const fused: readonly KernelConfig[] = Object.entries(rules).map(([kernelName, rule]) => ({
  kernelName,
  backendName,
  kernelFunc({ inputs, attrs, backend: current }) {
    const backend = current as MetaBackend;
    backend.tick();
    const given = inputs as Readonly<Record<string, TensorInfo>>;
    for (const info of Object.values(given)) if (info) backend.use(info);
    return rule({ inputs: given, attributes: (attrs ?? {}) as NamedAttrMap, backend });
  },
}));

const composed = convAffineKernels.composed(backendName);
const isNotComposed = ({ kernelName }: KernelConfig) => kernelName !== composed.kernelName;

/** What tfjs-core says where a backend lacks a kernel (`engine.js`, `runKernelFunc`). */
const unregistered = new RegExp(`^Kernel '(.+)' not registered for backend '${backendName}'`);

/**
 * Runs `run` with the meta backend as the current one and puts the previous one back before anything else can run: tfjs
 * changes the backend at once where the new one needs no start, so nothing here waits.
 *
 * @param onGpu whether a convolution's epilogue is part of its kernel, as on WebGPU; on wasm it is composed.
 * @param run makes what there is before with `meta`, runs, and returns the results that are not to be counted.
 * @returns the lives of the buffers that its kernels made.
 * @throws OperationWithoutRule
 */
export function livesOnMetaBackend(
  onGpu: boolean,
  run: (meta: Meta) => readonly Tensor[],
): readonly BufferLife[] {
  const previous = getBackend() as string | undefined;
  const kernels = onGpu ? fused : [...fused.filter(isNotComposed), composed];
  const backend = new MetaBackend();
  registerGradients();
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
