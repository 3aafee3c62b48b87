/**
 * The ONNX graph while it is written: which of its values stands for which of the recording's, and in which order the
 * axes of each lie.
 */
import type { OnnxAttributes } from '../../ops/writing.ts';
import { permuted } from '../../weights/layout.ts';
import {
  type ConstantGrid,
  levelsOf,
  type RecordedConstant,
  type RecordedStep,
  type Recording,
} from '../recording.ts';
import type { Initialiser, OnnxNode } from './onnxProto.ts';
import { asOurs, channelsFirst, isSame, laid, type Order } from './order.ts';
import { dequantisedWeight } from './quantised.ts';

/** What a step computed. */
export interface Value {
  /** In the ONNX graph. */
  readonly name: string;
  /** Ours: channels last; −1 where any length will do. */
  readonly shape: readonly number[];
  readonly order: Order;
}

export class GraphInProgress {
  readonly nodes: OnnxNode[] = [];
  readonly initialisers: Initialiser[] = [];
  readonly #values = new Map<string, Value>();
  readonly #makers = new Map<string, RecordedStep>();
  readonly #constants: ReadonlyMap<string, RecordedConstant>;
  /** What was brought into another shape or order before, by what was asked for. */
  readonly #brought = new Map<string, string>();
  readonly #taken: Set<string>;

  /** @param reserved names that no value may take but the images: the graph's outputs. */
  constructor({ images, imageShape, constants }: Recording, imagesName: string, reserved: readonly string[]) {
    this.#constants = new Map(constants.map((constant) => [constant.name, constant]));
    this.#taken = new Set([imagesName, ...reserved]);
    this.#values.set(images, { name: imagesName, shape: imageShape, order: channelsFirst });
  }

  constantOf(name: string): RecordedConstant | undefined {
    return this.#constants.get(name);
  }

  isConstant(name: string): boolean {
    return this.#constants.has(name);
  }

  /** The shape in ours. */
  shapeOf(name: string): readonly number[] {
    return this.#constants.get(name)?.shape ?? this.valueOf(name).shape;
  }

  /** The order that a value lies in; a constant lies in any. */
  orderOf(name: string): Order | undefined {
    return this.isConstant(name) ? undefined : this.valueOf(name).order;
  }

  valueOf(name: string): Value {
    const value = this.#values.get(name);
    if (!value) throw new Error(`The recording uses ${name} before anything makes it.`);
    return value;
  }

  /** Says which ONNX value stands for a step's output. */
  put(step: RecordedStep, name: string, order: Order): void {
    this.#values.set(step.output, { name, shape: step.shape, order });
    this.#makers.set(step.output, step);
  }

  /** The step that made a recorded value; none made a constant or the images. */
  makerOf(name: string): RecordedStep | undefined {
    return this.#makers.get(name);
  }

  /** A name that no other value has. */
  fresh(wanted: string): string {
    let name = wanted;
    for (let i = 2; this.#taken.has(name); i++) name = `${wanted}/${i}`;
    this.#taken.add(name);
    return name;
  }

  /** Adds a node. @returns the name of its output. */
  emit(operator: string, inputs: readonly string[], wanted: string, attributes: OnnxAttributes = {}): string {
    const output = this.fresh(wanted);
    this.nodes.push({ operator, inputs, output, attributes });
    return output;
  }

  /** Adds the node that gives a step's output, with its axes in `order`. */
  emitFor(
    step: RecordedStep,
    operator: string,
    inputs: readonly string[],
    order: Order,
    attributes: OnnxAttributes = {},
  ): void {
    this.put(step, this.emit(operator, inputs, step.output, attributes), order);
  }

  /** The name of a recorded value with its axes in `order`: a constant is stored so, anything else transposed if it lies otherwise. */
  read(name: string, order: Order): string {
    const constant = this.#constants.get(name);
    if (constant) return this.#store(constant, constant.shape, order);
    const value = this.valueOf(name);
    if (isSame(value.order, order)) return value.name;
    return this.#once(`${value.name} ${order}`, () =>
      this.emit('Transpose', [value.name], `${value.name}/transposed`, {
        perm: { ints: order.map((axis) => value.order.indexOf(axis)) },
      }),
    );
  }

  /** As `read`, with axes of length 1 in front until there are as many as `order` has. */
  readBroadcast(name: string, order: Order): string {
    const shape = this.shapeOf(name);
    const missing = order.length - shape.length;
    const constant = this.#constants.get(name);
    if (constant?.shape.length === 0) return this.#store(constant, [], []);
    if (constant) return this.#store(constant, [...Array<number>(missing).fill(1), ...shape], order);
    if (missing === 0) return this.read(name, order);
    const inOurOrder = this.read(name, asOurs(shape.length));
    return this.#once(`${inOurOrder} to ${order}`, () => {
      const axes = this.integers(`${inOurOrder}/axes`, asOurs(missing));
      const longer = this.emit('Unsqueeze', [inOurOrder, axes], `${inOurOrder}/unsqueezed`);
      return isSame(order, asOurs(order.length))
        ? longer
        : this.emit('Transpose', [longer], `${longer}/transposed`, { perm: { ints: order } });
    });
  }

  /** @returns the name of a constant of whole numbers, [n]. */
  integers(wanted: string, values: readonly (number | bigint)[]): string {
    const name = this.fresh(wanted);
    this.initialisers.push({ name, shape: [values.length], values: BigInt64Array.from(values, BigInt) });
    return name;
  }

  /** @returns the name of a constant of the graph's own. */
  constant(wanted: string, shape: readonly number[], values: Initialiser['values']): string {
    const name = this.fresh(wanted);
    this.initialisers.push({ name, shape, values });
    return name;
  }

  /** @returns the name of a constant number, []. */
  scalar(value: number): string {
    return this.#once(`number ${value}`, () => {
      const name = this.fresh(`number/${value}`);
      this.initialisers.push({ name, shape: [], values: Float32Array.of(value) });
      return name;
    });
  }

  /** @param shape the constant's own, or the same with axes of length 1 in front */
  #store(constant: RecordedConstant, shape: readonly number[], order: Order): string {
    const { name, values } = constant;
    return this.#once(`${name} ${shape} ${order}`, () => {
      if (constant.grid) return this.#dequantised(constant, constant.grid, shape, order);
      const stored = this.fresh(name);
      const moved = isSame(order, asOurs(order.length)) ? values : inOrder(name, values, shape, order);
      this.initialisers.push({ name: stored, shape: laid(order, shape), values: moved });
      return stored;
    });
  }

  /** Its levels, of which the last axis but those of length 1 has the scales. */
  #dequantised(
    constant: RecordedConstant,
    grid: ConstantGrid,
    shape: readonly number[],
    order: Order,
  ): string {
    const channels = shape.findLastIndex((length) => length !== 1);
    const levels = permuted(levelsOf(constant, grid), shape, order);
    const axis = order.indexOf(channels);
    return dequantisedWeight(constant, grid, this, { shape: laid(order, shape), levels, axis });
  }

  #once(key: string, make: () => string): string {
    const name = this.#brought.get(key) ?? make();
    this.#brought.set(key, name);
    return name;
  }
}

function inOrder(
  name: string,
  values: Float32Array | Int32Array,
  shape: readonly number[],
  order: Order,
): Float32Array {
  if (values instanceof Float32Array) return permuted(values, shape, order);
  throw new Error(`The whole numbers ${name} would have to be transposed.`);
}
