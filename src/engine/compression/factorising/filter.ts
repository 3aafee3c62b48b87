/**
 * A convolution's filter in float64, and the matrices that it is as seen from its channels or its sides.
 */
import { energy, type Matrix } from './matrix.ts';

/** [kh, kw, in, out], row-major. */
export interface Filter {
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly values: Float64Array;
}

export function filterOf(shape: readonly number[], values: ArrayLike<number>): Filter {
  const [height = 1, width = 1, inputs = 1, outputs = 1] = shape;
  return { height, width, inputs, outputs, values: Float64Array.from(values) };
}

/** [in, kh·kw·out]: the unfolding by what a layer takes. */
export function byInputs({ height, width, inputs, outputs, values }: Filter): Matrix {
  const places = height * width;
  const result = new Float64Array(values.length);
  for (let p = 0; p < places; p++) {
    for (let i = 0; i < inputs; i++) {
      const from = (p * inputs + i) * outputs;
      result.set(values.subarray(from, from + outputs), (i * places + p) * outputs);
    }
  }
  return { rows: inputs, columns: places * outputs, values: result };
}

/** [kh·kw·in, out]: the transpose of the unfolding by what a layer gives. */
export function byOutputs({ height, width, inputs, outputs, values }: Filter): Matrix {
  return { rows: height * width * inputs, columns: outputs, values };
}

/** [kh·in, kw·out]: what a column of a filter does before its row (Jaderberg, Vedaldi & Zisserman 2014, arXiv 1405.3866). */
export function bySides({ height, width, inputs, outputs, values }: Filter): Matrix {
  const result = new Float64Array(values.length);
  for (let h = 0; h < height; h++) {
    for (let w = 0; w < width; w++) {
      for (let i = 0; i < inputs; i++) {
        const from = ((h * width + w) * inputs + i) * outputs;
        result.set(values.subarray(from, from + outputs), ((h * inputs + i) * width + w) * outputs);
      }
    }
  }
  return { rows: height * inputs, columns: width * outputs, values: result };
}

/** ‖a − b‖ / ‖b‖, and 0 of what is 0. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < b.length; i++) sum += ((a[i] as number) - (b[i] as number)) ** 2;
  const whole = energy(b);
  return whole > 0 ? Math.sqrt(sum / whole) : 0;
}
