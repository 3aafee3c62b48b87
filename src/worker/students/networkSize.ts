/**
 * How large a network is, from its architecture and its numbers alone.
 */
import { build } from '../../engine/families/catalogue.ts';
import { storedSize } from '../../engine/families/storedSize.ts';
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
  const layers = layersOf(build({ ...architecture, forms: {} }).parameters);
  return { parameters, multiplyAdds, ...storedSize(layers, architecture.forms, tensors) };
}
