/**
 * A sum with a constant after a convolution or a matrix product is that operation's bias.
 */
import { ops } from '../../ops/catalogue.ts';
import type { Op } from '../../ops/op.ts';
import type { RecordedStep, Recording } from '../recording.ts';

/** The recording's steps, fewer where a sum went into what it follows. */
export function biasesTakenIn(
  { steps, constants, logits }: Recording,
  catalogue: readonly Op[] = ops,
): readonly RecordedStep[] {
  const withBias = new Map(catalogue.map((op) => [op.name, op.withBias]));
  const shapes = new Map(constants.map(({ name, shape }) => [name, shape]));
  const uses = new Map<string, number>([[logits, 1]]);
  for (const { inputs } of steps) {
    for (const name of Object.values(inputs)) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const makers = new Map(steps.map((step) => [step.output, step]));
  const taken = new Set<RecordedStep>();
  const merged = steps.map((step) => {
    if (step.kernel !== 'Add') return step;
    const { a = '', b = '' } = step.inputs;
    for (const [sum, bias] of [
      [a, b],
      [b, a],
    ] as const) {
      const maker = makers.get(sum);
      const biased = maker && withBias.get(maker.kernel);
      if (!maker || !biased || uses.get(sum) !== 1) continue;
      const isLinear = (maker.attributes.activation ?? 'linear') === 'linear' && !maker.inputs.bias;
      const shape = shapes.get(bias);
      const isVector = shape?.length === 1 && shape[0] === maker.shape.at(-1);
      if (!isLinear || !isVector || maker.shape.length !== biased.axes) continue;
      taken.add(maker);
      const inputs = { ...maker.inputs, bias };
      return { ...maker, kernel: biased.name, inputs, output: step.output, shape: step.shape };
    }
    return step;
  });
  return merged.filter((step) => !taken.has(step));
}
