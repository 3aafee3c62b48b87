/**
 * Quantised networks as ONNX's QDQ format has them: whole numbers, each followed by a DequantizeLinear, and for activations a pair of
 * QuantizeLinear and DequantizeLinear. A runtime that has kernels for whole numbers fuses them with what is in between.
 *
 * Weights are int8 with a scale for each output channel, activations uint8 with one, biases int32 in units of weight scale · input
 * scale. Fewer than eight bits are kept in eight, on a coarser grid.
 */
import { biasScale } from '../../layers/forms/fakeQuantised.ts';
import { type ConstantGrid, levelsOf, type RecordedConstant, type RecordedStep } from '../recording.ts';
import { lying } from './elementwise.ts';
import type { GraphInProgress } from './graph.ts';
import { asOurs } from './order.ts';

/** Of activations in uint8. */
const mostStored = 255;

/** Puts a value on its grid and back; an activation's, which has a zero point. */
export function fakeQuantised(step: RecordedStep, graph: GraphInProgress): void {
  const { name, order } = lying(step, graph);
  const grid = gridOf(step, graph);
  if (!grid) throw new Error('A value is quantised otherwise than with one scale and one zero point.');
  const { scale, zeroPoint, least, most } = grid;
  if (least !== 0 || most > mostStored) throw new Error(`Levels from ${least} to ${most} are no uint8.`);
  const bound = (level: number) => graph.scalar(Math.fround((level - zeroPoint) * scale));
  const x =
    most === mostStored
      ? name
      : graph.emit('Clip', [name, bound(least), bound(most)], `${step.output}/clipped`);
  const further = [
    graph.scalar(scale),
    graph.constant(`zero point/${zeroPoint}`, [], Uint8Array.of(zeroPoint)),
  ];
  const levels = graph.emit('QuantizeLinear', [x, ...further], `${step.output}/levels`);
  graph.emitFor(step, 'DequantizeLinear', [levels, ...further], order);
}

interface ValueGrid {
  readonly scale: number;
  readonly zeroPoint: number;
  readonly least: number;
  readonly most: number;
}

/** The grid that a step puts its value on, where it has one scale and one zero point. */
function gridOf({ inputs, attributes }: RecordedStep, graph: GraphInProgress): ValueGrid | undefined {
  const numbers = (name: string | undefined) => (name ? graph.constantOf(name)?.values : undefined);
  const [scales, zeroPoints] = [numbers(inputs.scale), numbers(inputs.zeroPoint)];
  const [scale, zeroPoint] = [scales?.[0], zeroPoints?.[0]];
  if (scale === undefined || zeroPoint === undefined || scales?.length !== 1) return undefined;
  return { scale, zeroPoint, least: Number(attributes.least), most: Number(attributes.most) };
}

/**
 * A bias, by ONNX's name: whole numbers where what it is added to is a product of two grids and it is made of its units, float32
 * where it is not.
 */
export function readBias(
  bias: string,
  { x, weight }: { readonly x: string; readonly weight: string },
  graph: GraphInProgress,
): string {
  const constant = graph.constantOf(bias);
  const scales = graph.constantOf(weight)?.grid?.scales;
  const maker = graph.makerOf(x);
  const inputScale = maker && gridOf(maker, graph)?.scale;
  const plainly = () => graph.read(bias, asOurs(1));
  if (!constant || !scales || inputScale === undefined || constant.shape[0] !== scales.length)
    return plainly();
  const units = scales.map((scale) => biasScale(scale, inputScale));
  const levels = levelsOf(constant, { scales: units, least: 0, most: 0 });
  const isWhole = levels.every(
    (level, i) => Math.abs(level) < 2 ** 31 && Math.fround(level * (units[i] ?? 0)) === constant.values[i],
  );
  if (!isWhole) return plainly();
  const stored = graph.constant(`${bias}/levels`, constant.shape, Int32Array.from(levels));
  const unit = graph.constant(`${bias}/unit`, constant.shape, units);
  return graph.emit('DequantizeLinear', [stored, unit], `${bias}/dequantised`, { axis: { int: 0 } });
}

/** Whole numbers and their scales, with axes in `order`; the name of the value that they are together. */
export function dequantisedWeight(
  constant: RecordedConstant,
  grid: ConstantGrid,
  graph: Pick<GraphInProgress, 'constant' | 'emit'>,
  moved: { readonly shape: readonly number[]; readonly levels: Float32Array; readonly axis: number },
): string {
  if (grid.least < -128 || grid.most > 127) throw new Error(`${constant.name} has levels that are no int8.`);
  const stored = graph.constant(`${constant.name}/levels`, moved.shape, Int8Array.from(moved.levels));
  // One scale for all of them is no vector.
  const isOne = grid.scales.length === 1;
  const shape = isOne ? [] : [grid.scales.length];
  const scales = graph.constant(`${constant.name}/scales`, shape, grid.scales);
  const along = isOne ? {} : { axis: { int: moved.axis } };
  return graph.emit('DequantizeLinear', [stored, scales], constant.name, along);
}
