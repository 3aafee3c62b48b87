/**
 * Chains of parts: how they are run, and the parts that most networks end in.
 */
import { type Tensor, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { ForwardContext } from '../layers/forwardContext.ts';
import { globalAveragePool } from '../layers/globalAveragePool.ts';
import { costsAt } from '../layers/layerCost.ts';
import { linear, linearSpecs } from '../layers/linear.ts';
import type { Axis, Parameters } from '../layers/parameters.ts';
import type { Model, Part } from './model.ts';

export const headName = 'head';

/** What the last of the parts gives; what is in between stays, for a gradient's tape or whoever taps it. */
export function runThrough(
  parts: readonly Part[],
  parameters: Parameters,
  input: Tensor,
  context: ForwardContext,
): Tensor {
  return parts.reduce((x, part) => {
    const given = part.run(parameters, x, context);
    for (const name of part.taps ?? []) context.tap?.(name, given);
    return given;
  }, input);
}

/**
 * The same where nobody looks back: what one part gave is gone once the next has run, so whoever taps it keeps a copy. The
 * input stays the caller's.
 */
export function runFreeing(
  parts: readonly Part[],
  parameters: Parameters,
  input: Tensor,
  context: ForwardContext,
): Tensor {
  return parts.reduce((x, part) => {
    const given = tidy(() => part.run(parameters, x, context));
    if (x !== input && x !== given) x.dispose();
    for (const name of part.taps ?? []) context.tap?.(name, given);
    return given;
  }, input);
}

/** A model that runs through `parts`. */
export function chained(parts: readonly Part[], about: Pick<Model, 'classes'>): Model {
  return {
    ...about,
    parts,
    multiplyAdds: parts
      .flatMap(({ layers = [] }) => layers)
      .reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0),
    parameters: parts.flatMap((part) => part.parameters),
    forward(parameters, images, context) {
      const run = context.training ? runThrough : runFreeing;
      return run(parts, parameters, images, context) as Tensor2D;
    },
  };
}

/** The end of every backbone: the mean over the picture, [B, H, W, C] → [B, C]. */
export function poolingPart(stage: string): Part {
  return {
    name: 'pool',
    stage,
    parameters: [],
    taps: ['features'],
    run: (_, x) => globalAveragePool(x as Tensor4D),
  };
}

/** A linear layer with PyTorch's name for it, [B, F] → [B, K]. */
export function headPart(name: string, features: Axis, classes: number): Part {
  const parameters = linearSpecs(name, features, classes);
  return {
    name: headName,
    stage: headName,
    parameters,
    layers: costsAt(1, parameters),
    run: (weights, x, context) => linear(weights, name, x as Tensor2D, context),
  };
}
