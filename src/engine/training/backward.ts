/**
 * The gradient of a loss at the end of a chain of parts, with all activations kept or with most of them computed twice.
 *
 * To recompute is Chen et al. 2016 (arXiv 1604.06174, section 3): of the forward pass only what stands between groups of
 * parts is kept; the backward pass then goes group by group, from the last to the first, runs each forward again under
 * the tape and frees it. A group is one part with weights, a block of a residual network. Larger ones (a stage) would keep fewer
 * tensors in between, but what is in between is less than what is within, most of all with bottlenecks: the 23 blocks of
 * ResNet-101's third stage have twice as many numbers inside them as between them, and would all be there at once.
 *
 * The same operations on the same numbers in the same order: the gradients are equal to the last bit wherever a backend
 * gives the same result twice.
 */
import { grads, type Scalar, type Tensor, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import type { MemoryName } from '../../spec/choices.ts';
import type { Part } from '../families/model.ts';
import { runThrough } from '../families/parts.ts';
import type { ForwardContext } from '../layers/forwardContext.ts';
import type { Parameters } from '../layers/parameters.ts';

export interface BackwardPass {
  /** The last one gives logits; some part has something to learn. */
  readonly parts: readonly Part[];
  /** All that the parts read. */
  readonly parameters: Parameters;
  /** What the first part takes; stays the caller's. */
  readonly input: Tensor;
  readonly memory: MemoryName;
  readonly loss: (logits: Tensor2D) => Scalar;
  /** Told each statistic once, see `ForwardContext`. */
  readonly observe?: ForwardContext['observe'] | undefined;
}

/** The gradient of the loss in training mode with respect to every trained parameter, by name; the caller owns them. */
export function gradientsThrough(pass: BackwardPass): Record<string, Tensor> {
  const { parameters, observe, loss } = pass;
  const groups = groupsOf(pass);
  const first = { training: true, ...(observe ? { observe } : {}) };
  const gradients: Record<string, Tensor> = {};
  return tidy(() => {
    /** What each group takes. */
    const inputs = [pass.input];
    for (const group of groups.slice(0, -1)) {
      const input = inputs.at(-1) as Tensor;
      inputs.push(tidy(() => runThrough(group, parameters, input, first)));
    }
    let above: Tensor | undefined;
    for (const [i, group] of [...groups.entries()].reverse()) {
      const input = inputs[i] as Tensor;
      const isLast = i === groups.length - 1;
      const names = trainedNames(group);
      const run = (...given: Tensor[]) => {
        const weights = Object.fromEntries(names.map((name, n) => [name, given[n] as Tensor]));
        // The statistics of all but the last were told as it ran for the first time.
        const context = isLast ? first : { training: true };
        const output = runThrough(
          group,
          { ...parameters, ...weights },
          given[names.length] ?? input,
          context,
        );
        return isLast ? loss(output as Tensor2D) : output;
      };
      const weights = names.map((name) => parameters[name] as Tensor);
      // What leads into the first group has nothing to learn.
      const found = grads(run)(i > 0 ? [...weights, input] : weights, above);
      names.forEach((name, n) => {
        gradients[name] = found[n] as Tensor;
      });
      above?.dispose();
      above = found[names.length];
      if (i > 0) input.dispose();
    }
    return gradients;
  });
}

const trainedNames = (parts: readonly Part[]) =>
  parts.flatMap(({ parameters }) =>
    parameters.filter(({ role }) => role === 'trainable').map(({ name }) => name),
  );

/**
 * What is run backwards together. The last block goes with the head: its backward pass follows on its forward pass at
 * once, so that to compute it again would spare nothing.
 */
function groupsOf({ parts, memory }: Pick<BackwardPass, 'parts' | 'memory'>): readonly (readonly Part[])[] {
  const blocks = parts.flatMap(({ parameters }, i) => (parameters.length > 0 ? [i] : []));
  // Of the blocks the first begins where the parts do, and the last two are one.
  const begins = memory === 'keep' ? [0] : [0, ...blocks.slice(1, -1)];
  return begins.map((from, i) => parts.slice(from, begins[i + 1]));
}
