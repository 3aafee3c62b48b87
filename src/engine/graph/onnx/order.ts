/**
 * In which order a value's axes lie. Ours are channels-last; ONNX convolves channels-first.
 *
 * An order lists, for each axis of the ONNX value, the axis of ours that it is. So a transposition of ours moves nothing:
 * it renames the axes.
 */
export type Order = readonly number[];

/** Images and feature maps: [N, H, W, C] lies as [N, C, H, W]. */
export const channelsFirst: Order = [0, 3, 1, 2];

/** As ours. */
export const asOurs = (rank: number): Order => Array.from({ length: rank }, (_, axis) => axis);

export const isSame = (a: Order, b: Order) => a.length === b.length && a.every((axis, i) => axis === b[i]);

/** What `perAxis` of ours is in the order of ONNX's axes. */
export function laid<T>(order: Order, perAxis: readonly T[]): readonly T[] {
  return order.map((axis) => perAxis[axis] as T);
}

/** Whether the numbers lie one after another as they do in ours: axes of length 1 may be anywhere. */
export function liesAsOurs(order: Order, shape: readonly number[]): boolean {
  const longer = order.filter((axis) => shape[axis] !== 1);
  return longer.every((axis, i) => i === 0 || axis > (longer[i - 1] as number));
}
