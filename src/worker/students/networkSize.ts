/**
 * How large a network is, from its architecture and its numbers alone.
 */
import { quantisedBytes } from '../../engine/compression/quantising/quantisedBytes.ts';
import { build } from '../../engine/families/catalogue.ts';
import { layersOf } from '../../engine/families/withForms.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import type { Quantities } from '../../protocol/quantityNames.ts';

/** What its architecture and its numbers say; `parameters` are the numbers that training would move. */
export function sizeOf({ architecture, tensors }: Checkpoint): Quantities {
  const { parameters: specs, multiplyAdds } = build(architecture);
  const parameters = specs.reduce(
    (sum, { role, shape }) =>
      role === 'trainable' ? sum + shape.reduce((all, length) => all * length, 1) : sum,
    0,
  );
  let [weights, zeros, bits] = [0, 0, 0];
  for (const { name, weight } of layersOf(build({ ...architecture, forms: {} }).parameters)) {
    const { values } = tensors[weight.name] ?? { values: new Float32Array(0) };
    const form = architecture.forms[name];
    weights += values.length;
    bits += values.length * (form?.kind === 'fakeQuantised' ? form.bits : 32);
    for (const value of values) zeros += Number(value === 0);
  }
  return {
    ...{ parameters, multiplyAdds, bytes: quantisedBytes(tensors, architecture.forms) },
    sparsity: weights > 0 ? zeros / weights : 0,
    bits: weights > 0 ? bits / weights : 32,
  };
}
