/**
 * A state dict as the parameters of a network want it: by its own keys, and the positions of tokens for as many patches as its images
 * have.
 */

import type { ParameterSpec } from '../layers/parameters.ts';
import { interpolatedPositions } from '../layers/transformer/positions.ts';
import { plainKeys } from './plainKeys.ts';
import type { StoredTensor, StoredTensors } from './storedTensor.ts';
import { isTorchvisionsVit } from './vitKeys.ts';

/** Learned positions for a square of another number of patches are interpolated as the program does whose spelling the file has. */
export function fittedState(specs: readonly ParameterSpec[], state: StoredTensors): StoredTensors {
  const given = plainKeys(state);
  const alignCorners = isTorchvisionsVit(state);
  const changed = specs.flatMap((spec) => {
    const stored = given.get(spec.name);
    const fitted = stored && fittedPositions(spec, stored, alignCorners);
    return fitted ? [[spec.name, fitted] as const] : [];
  });
  return changed.length > 0 ? new Map([...given, ...changed]) : given;
}

/** Undefined of what is no position, has the right length, or is of no square. */
function fittedPositions(
  { shape, tokensBefore: before }: ParameterSpec,
  stored: StoredTensor,
  alignCorners: boolean,
): StoredTensor | undefined {
  if (before === undefined || stored.shape.length !== 3) return undefined;
  const [, wanted = 0, width = 0] = shape;
  const [one, tokens = 0, wide] = stored.shape;
  const [from, to] = [Math.sqrt(tokens - before), Math.sqrt(wanted - before)];
  const isSquare = Number.isInteger(from) && Number.isInteger(to) && from > 0;
  if (one !== 1 || wide !== width || tokens === wanted || !isSquare) return undefined;
  return {
    ...{ shape, dtype: 'float32' },
    values: async () =>
      interpolatedPositions(await stored.values(), { from, to, width, before, alignCorners }),
  };
}
