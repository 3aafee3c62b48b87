/**
 * The Tucker-2 decomposition of a filter: its input and output channels are each a mix of fewer,
 *
 *     W[h, w, i, o] ≈ Σ over a, b of inputs[i, a] · core[h, w, a, b] · outputs[o, b]
 *
 * (Kim et al. 2016, arXiv 1511.06530). It starts from the leading singular vectors of both unfoldings (HOSVD) and takes turns between the two
 * sides, each the best for the other (HOOI, De Lathauwer, De Moor & Vandewalle 2000, algorithm 4.2).
 */
import { byInputs, byOutputs, type Filter } from './filter.ts';
import { energy, gram, type Matrix, product, transposed } from './matrix.ts';
import { leadingVectors } from './svd.ts';

export interface TuckerRanks {
  readonly outputs: number;
  readonly inputs: number;
}

export interface Tucker {
  /** [in, ranks.inputs], orthonormal columns. */
  readonly inputs: Matrix;
  /** [kh, kw, ranks.inputs, ranks.outputs] */
  readonly core: Filter;
  /** [out, ranks.outputs], orthonormal columns. */
  readonly outputs: Matrix;
  /** ‖approximation − W‖ / ‖W‖ */
  readonly error: number;
  /** How often both sides were moved. */
  readonly sweeps: number;
}

export interface Sweeps {
  readonly most: number;
  /** Ends where a sweep lessens the relative error by less. */
  readonly tolerance: number;
}

export const untilSettled: Sweeps = { most: 100, tolerance: 1e-7 };

export function tucker2(
  filter: Filter,
  ranks: TuckerRanks,
  { most, tolerance }: Sweeps = untilSettled,
): Tucker {
  let inputs = leadingVectors(gram(byInputs(filter)), ranks.inputs);
  let outputs = leadingVectors(gram(transposed(byOutputs(filter))), ranks.outputs);
  let core = coreOf(filter, inputs, outputs);
  let error = errorOf(filter, core);
  let sweeps = 0;
  while (sweeps < most && error > tolerance) {
    const narrow = throughInputs(filter, inputs);
    outputs = leadingVectors(gram(transposed(byOutputs(narrow))), ranks.outputs);
    inputs = leadingVectors(gram(byInputs(throughOutputs(filter, outputs))), ranks.inputs);
    core = coreOf(filter, inputs, outputs);
    sweeps++;
    const now = errorOf(filter, core);
    const gained = error - now;
    error = now;
    if (gained < tolerance) break;
  }
  return { inputs, core, outputs, error, sweeps };
}

/** With inputs and outputs whose columns are orthonormal, nothing is nearer in their span. */
const coreOf = (filter: Filter, inputs: Matrix, outputs: Matrix): Filter =>
  throughOutputs(throughInputs(filter, inputs), outputs);

/** Of orthonormal sides: what the core does not have of the filter's sum of squares. */
function errorOf(filter: Filter, core: Filter): number {
  const whole = energy(filter.values);
  return whole > 0 ? Math.sqrt(Math.max(0, 1 - energy(core.values) / whole)) : 0;
}

/** Σ over i of W[h, w, i, o] · U[i, a] */
export function throughInputs(filter: Filter, side: Matrix): Filter {
  const { height, width, inputs, outputs, values } = filter;
  const across = transposed(side);
  const result = new Float64Array(height * width * across.rows * outputs);
  for (let p = 0; p < height * width; p++) {
    const place = values.subarray(p * inputs * outputs, (p + 1) * inputs * outputs);
    const mixed = product(across, { rows: inputs, columns: outputs, values: place });
    result.set(mixed.values, p * across.rows * outputs);
  }
  return { height, width, inputs: across.rows, outputs, values: result };
}

/** Σ over o of W[h, w, i, o] · U[o, b] */
export function throughOutputs(filter: Filter, side: Matrix): Filter {
  const { values } = product(byOutputs(filter), side);
  return { ...filter, outputs: side.columns, values };
}

/** The filter that the factors stand for. */
export const tuckerFilter = ({
  inputs,
  core,
  outputs,
}: Pick<Tucker, 'inputs' | 'core' | 'outputs'>): Filter =>
  coreOf(core, transposed(inputs), transposed(outputs));
