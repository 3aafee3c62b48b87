/**
 * Chains of parts: how they are run, and the parts that most networks end in.
 */
import {
  add,
  clone,
  mul,
  slice,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { ForwardContext } from '../layers/forwardContext.ts';
import { globalAveragePool } from '../layers/globalAveragePool.ts';
import { costsAt } from '../layers/layerCost.ts';
import { linear, linearSpecs } from '../layers/linear.ts';
import type { Axis, ParameterSpec, Parameters } from '../layers/parameters.ts';
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
    for (const name of part.taps ?? []) context.tap?.(name, tappedOf(part, name, given));
    return given;
  }, input);
}

/** What of the part's activation is tapped under a name. */
export const tappedOf = (part: Part | undefined, name: string, given: Tensor): Tensor =>
  part?.tapped?.(name, given) ?? given;

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
    const { given, inside } = runAlone(part, parameters, x, context);
    if (x !== input && x !== given) x.dispose();
    for (const [name, activation] of Object.entries(inside)) {
      context.tap?.(name, activation);
      activation.dispose();
    }
    for (const name of part.taps ?? []) show(part, name, given, context);
    return given;
  }, input);
}

/** What is inside of a part is gone with it, but for a copy of what somebody listens for. */
function runAlone(part: Part, parameters: Parameters, x: Tensor, context: ForwardContext) {
  const inside: Record<string, Tensor> = {};
  if (!part.inside?.some((name) => context.listens?.(name))) {
    return { given: tidy(() => part.run(parameters, x, context)), inside };
  }
  const tap = (name: string, activation: Tensor) => {
    inside[name] = clone(activation);
  };
  return tidy(() => ({ given: part.run(parameters, x, { ...context, tap }), inside }));
}

function show(part: Part, name: string, given: Tensor, { tap, listens }: ForwardContext): void {
  if (!tap || listens?.(name) === false) return;
  const shown = tidy(() => tappedOf(part, name, given));
  tap(name, shown);
  if (shown !== given) shown.dispose();
}

/** A model that runs through `parts`. */
export function chained(parts: readonly Part[], about: Pick<Model, 'classes'>): Model {
  return {
    ...about,
    parts,
    multiplyAdds: parts.reduce(
      (sum, { layers = [], products = 0 }) =>
        layers.reduce((all, { multiplyAdds }) => all + multiplyAdds, sum + products),
      0,
    ),
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
export const headPart = (name: string, features: Axis, classes: number): Part =>
  headsPart([name], [linearSpecs(name, features, classes)]);

/**
 * The mean of linear layers, each of which takes its share of the features: [B, F₁ + F₂ + …] → [B, K]. Of several, each one's logits are
 * tapped under its name.
 *
 * @param specs of each, weight and bias
 */
export function headsPart(names: readonly string[], specs: readonly (readonly ParameterSpec[])[]): Part {
  const parameters = specs.flat();
  return {
    name: headName,
    stage: headName,
    parameters,
    layers: costsAt(1, parameters),
    ...(names.length > 1 ? { inside: names } : {}),
    run(weights, x, context) {
      if (names.length === 1) return linear(weights, names[0] ?? '', x as Tensor2D, context);
      let from = 0;
      const all = names.map((name, i) => {
        const width = specs[i]?.[0]?.shape[0] ?? 0;
        const logits = linear(weights, name, slice(x as Tensor2D, [0, from], [-1, width]), context);
        from += width;
        if (context.listens?.(name)) context.tap?.(name, logits);
        return logits;
      });
      return mul(
        all.reduce((sum, one) => add(sum, one)),
        1 / all.length,
      );
    },
  };
}

/** Names of the linear layers whose mean a network's logits are, under which each one's own are tapped; none where there is one alone. */
export const headNamesOf = ({ parts }: Pick<Model, 'parts'>): readonly string[] => parts.at(-1)?.inside ?? [];
