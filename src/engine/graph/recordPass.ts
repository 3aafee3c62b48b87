/**
 * One forward pass as the steps that it took.
 *
 * What is computed from constants alone is a constant, and what gives back its input, as it is, is no step.
 */
import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import {
  type NamedTensorInfoMap,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  type TensorInfo,
  tensor,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import type { Parameters } from '../layers/parameters.ts';
import { ops } from '../ops/catalogue.ts';
import type { Op } from '../ops/op.ts';
import { type KernelRun, onRecorder, type ReadValues } from './recorderBackend.ts';
import type { ConstantGrid, RecordedConstant, RecordedStep } from './recording.ts';

export interface RecordedPass {
  readonly logits: string;
  /** All that ran on what comes from the images, needed or not; shapes and attributes as they were in this pass. */
  readonly steps: readonly RecordedStep[];
  /** All that were met, needed or not, by name. */
  readonly constants: ReadonlyMap<string, RecordedConstant>;
}

/** A value that was met. */
interface Value {
  readonly name: string;
  /** The parameter that it is, or the first of those that it was computed from. */
  readonly parameter: string | undefined;
  readonly isConstant: boolean;
}

export const imagesName = 'images';
export const logitsName = 'logits';

/**
 * @param parameters by PyTorch's names, in our layout.
 * @param imageShape [B, S, S, 3]
 * @param partNow the part of the network that runs at this moment, for its steps
 * @throws Error where a step gives several values, or the logits do not depend on the images.
 */
export function recordPass(
  Backend: typeof MathBackendCPU,
  forward: (parameters: Parameters, images: Tensor4D) => Tensor2D,
  parameters: readonly RecordedConstant[],
  imageShape: readonly [number, number, number, number],
  catalogue: readonly Op[] = ops,
  partNow?: () => string | undefined,
): RecordedPass {
  const values = new Map<object, Map<string, Value>>();
  const grids = new Map(catalogue.map(({ name, grid }) => [name, grid]));
  const taken = new Set<string>([imagesName, logitsName]);
  const steps: RecordedStep[] = [];
  const constants = new Map<string, RecordedConstant>();
  let read: ReadValues | undefined;

  const find = ({ dataId, shape }: TensorInfo) => values.get(dataId)?.get(shape.join());
  const meet = ({ dataId, shape }: TensorInfo, value: Value): Value => {
    const byShape = values.get(dataId) ?? new Map<string, Value>();
    values.set(dataId, byShape.set(shape.join(), value));
    return value;
  };
  const addConstant = (
    info: TensorInfo,
    wanted: string,
    parameter: string | undefined,
    grid?: ConstantGrid,
  ): Value => {
    const name = free(wanted, taken);
    const values = numbersOf(read?.(info), name);
    constants.set(name, { name, shape: [...info.shape], values, ...(grid ? { grid } : {}) });
    return meet(info, { name, parameter, isConstant: true });
  };

  const note = ({ kernel, inputs, attributes, outputs }: KernelRun): void => {
    const given = Object.entries(inputs).flatMap(([key, info]) => (info ? [[key, info] as const] : []));
    const met = given.map(
      ([key, info]) => [key, find(info) ?? addConstant(info, 'constant', undefined)] as const,
    );
    const parameter = met.find(([, value]) => value.isConstant && value.parameter)?.[1].parameter;
    const fresh = outputs.filter((info) => !find(info));
    if (met.every(([, value]) => value.isConstant)) {
      const grid = gridOf(grids.get(kernel), inputs, attributes, read);
      const made = grid ? 'quantised' : 'folded';
      for (const info of fresh)
        addConstant(info, parameter ? `${parameter}/${made}` : 'constant', parameter, grid);
      return;
    }
    const [output] = fresh;
    if (!output) return;
    if (outputs.length > 1)
      throw new Error(`${kernel} gives several values, which a recording does not hold.`);
    const name = free(parameter ? moduleOf(parameter) : kernel, taken);
    meet(output, { name, parameter: undefined, isConstant: false });
    const part = partNow?.();
    steps.push({
      ...(part === undefined ? {} : { part }),
      kernel,
      inputs: Object.fromEntries(met.map(([key, value]) => [key, value.name])),
      attributes: plain(attributes),
      output: name,
      shape: [...output.shape],
    });
  };

  const run = (reader: ReadValues): string => {
    read = reader;
    let name: string | undefined;
    tidy(() => {
      const tensors: Record<string, Tensor> = {};
      for (const constant of parameters) {
        const made = tensor(constant.values, [...constant.shape]);
        tensors[constant.name] = made;
        taken.add(constant.name);
        constants.set(constant.name, constant);
        meet(made, { name: constant.name, parameter: constant.name, isConstant: true });
      }
      const images: Tensor4D = zeros([...imageShape]);
      meet(images, { name: imagesName, parameter: undefined, isConstant: false });
      const logits = find(forward(tensors, images));
      if (!logits?.isConstant) name = logits?.name;
    });
    if (name === undefined) throw new Error('The logits do not depend on the images.');
    return name;
  };
  return { logits: onRecorder(Backend, run, note, catalogue), steps, constants };
}

/** `layer1.0.conv1` of `layer1.0.conv1.weight`. */
const moduleOf = (parameter: string) => parameter.replace(/\.[^.]*$/, '');

/** The wanted name, or with `_1`, `_2`, … behind it; from now on taken. */
function free(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let i = 1; taken.has(name); i++) name = `${wanted}_${i}`;
  taken.add(name);
  return name;
}

function numbersOf(values: unknown, name: string): Float32Array | Int32Array {
  if (values instanceof Float32Array || values instanceof Int32Array) return values;
  throw new Error(`The constant ${name} holds neither float32 nor int32.`);
}

/** The grid of a constant that was put on one; none where it has a zero point. */
function gridOf(
  names: Op['grid'],
  inputs: NamedTensorInfoMap,
  attributes: Readonly<Record<string, unknown>>,
  read: ReadValues | undefined,
): ConstantGrid | undefined {
  const scale = names && inputs[names.scale];
  if (!scale || inputs[names.zeroPoint]) return undefined;
  const scales = Float32Array.from(numbersOf(read?.(scale), 'scale'));
  return { scales, least: Number(attributes[names.least]), most: Number(attributes[names.most]) };
}

/** A copy, without what is undefined. */
function plain(attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const defined = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== null);
  return structuredClone(Object.fromEntries(defined));
}
