/**
 * The weights of the factors that a layer runs as, see `layers/factors.ts`.
 */
import type { Random } from '../../../base/random.ts';
import type { LayerFactors } from '../../../spec/network/layerFactors.ts';
import { type CpSettings, cp } from './cp.ts';
import { relativeError } from './filter.ts';
import { type LayerSpectra, sideOf } from './layerSpectra.ts';
import { type Matrix, product, transposed } from './matrix.ts';
import { truncated } from './svd.ts';
import { type Sweeps, tucker2 } from './tucker.ts';

export interface FactorWeights {
  /** Of each factor in the order in which they run, in its weight's layout. */
  readonly weights: readonly Float64Array[];
  /** ‖product of the factors − weight‖ / ‖weight‖ */
  readonly error: number;
}

/** What sweeps beyond gain is less than what training moves anyway, and each takes an eigendecomposition of either side. */
const roughly: Sweeps = { most: 20, tolerance: 1e-4 };

/** Starts and iterations of CP for a layer: fewer where each takes long, so that no layer of 64 channels takes many seconds. */
function effortOf(products: number): CpSettings {
  const affordable = Math.floor(1e8 / products);
  const starts = affordable >= 100 ? 4 : 2;
  const iterations = Math.min(100, Math.max(10, Math.floor(affordable / starts)));
  return { starts, iterations, tolerance: 3e-5, tried: Math.max(3, Math.floor(iterations / 16)) };
}

/** @param stream for CP's starts */
export function factorWeights(
  { filter, matrix, spectrum }: LayerSpectra,
  { method, ranks }: LayerFactors,
  stream: Random,
): FactorWeights {
  const { height, width, inputs, outputs, values } = filter;
  const [first = 1, second = first] = ranks;
  if (method === 'tucker') {
    const found = tucker2(filter, { outputs: first, inputs: second }, roughly);
    const weights = [found.inputs.values, found.core.values, transposed(found.outputs).values];
    return { weights, error: found.error };
  }
  if (method === 'cp') {
    // Of the filter's places together: what a depthwise filter can be is more than the product of a column and a row.
    const tensor = { shape: [height * width, inputs, outputs], values };
    const { factors, error } = cp(tensor, first, stream, effortOf(values.length * first));
    const [places, into, out] = factors as [Matrix, Matrix, Matrix];
    return { weights: [into.values, places.values, transposed(out).values], error };
  }
  const side = sideOf(method);
  const whole = matrix(side);
  const { left, right } = truncated(whole, spectrum(side), first);
  const error = relativeError(product(left, right).values, whole.values);
  if (method !== 'spatial')
    return { weights: [left.values, inPlaces(right, height * width, outputs)], error };
  // Rows of `left` are [kh, in]; columns of `right` are [kw, out].
  return { weights: [left.values, inPlaces(right, width, outputs)], error };
}

/** [r, places·out] → [places, r, out] */
function inPlaces({ rows, values }: Matrix, places: number, outputs: number): Float64Array {
  const result = new Float64Array(values.length);
  for (let r = 0; r < rows; r++) {
    for (let p = 0; p < places; p++) {
      const from = (r * places + p) * outputs;
      result.set(values.subarray(from, from + outputs), (p * rows + r) * outputs);
    }
  }
  return result;
}
