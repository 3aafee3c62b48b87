/**
 * A sum with a constant after a convolution or a matrix product is that operation's bias.
 */
import type { RecordedStep, Recording } from '../recording.ts';

/** The kernel that has a bias, for each that has none. */
const withBias: Readonly<Record<string, string>> = {
  Conv2D: 'FusedConv2D',
  DepthwiseConv2dNative: 'FusedDepthwiseConv2D',
  BatchMatMul: '_FusedMatMul',
  FusedConv2D: 'FusedConv2D',
  FusedDepthwiseConv2D: 'FusedDepthwiseConv2D',
  _FusedMatMul: '_FusedMatMul',
};

/** The recording's steps, fewer where a sum went into what it follows. */
export function biasesTakenIn({ steps, constants, logits }: Recording): readonly RecordedStep[] {
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
      const kernel = maker && withBias[maker.kernel];
      if (!maker || !kernel || uses.get(sum) !== 1) continue;
      const isLinear = (maker.attributes.activation ?? 'linear') === 'linear' && !maker.inputs.bias;
      const shape = shapes.get(bias);
      const isVector = shape?.length === 1 && shape[0] === maker.shape.at(-1);
      // ONNX's product of more than two axes has none.
      const hasBias = maker.shape.length === (kernel === '_FusedMatMul' ? 2 : 4);
      if (!isLinear || !isVector || !hasBias) continue;
      taken.add(maker);
      return { ...maker, kernel, inputs: { ...maker.inputs, bias }, output: step.output, shape: step.shape };
    }
    return step;
  });
  return merged.filter((step) => !taken.has(step));
}
