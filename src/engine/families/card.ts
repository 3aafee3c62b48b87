/**
 * A model's size, for people.
 */

import type { ModelCard } from '../../protocol/records.ts';
import type { ModelName } from '../../spec/choices.ts';
import type { Architecture } from '../../spec/network/architecture.ts';
import { build, catalogue } from './catalogue.ts';
import type { ModelOptions } from './model.ts';

/** Of a network of a family's own channels, at a width. */
export const cardOf = (name: ModelName, options: ModelOptions): ModelCard & { readonly name: ModelName } =>
  cardOfArchitecture(catalogue[name].architecture(options), options.width);

/**
 * `parameters` counts the trained numbers; `bytes` the float32 of parameters and buffers together.
 *
 * @param width undefined where no width gives its channels
 */
export function cardOfArchitecture(
  architecture: Architecture,
  width: number | undefined,
): ModelCard & { readonly name: ModelName } {
  const model = build(architecture);
  let parameters = 0;
  let numbers = 0;
  for (const { shape, role } of model.parameters) {
    const size = shape.reduce((product, length) => product * length, 1);
    numbers += size;
    if (role === 'trainable') parameters += size;
  }
  return {
    name: architecture.family,
    label: catalogue[architecture.family].label,
    width,
    parameters,
    bytes: 4 * numbers,
    multiplyAdds: model.multiplyAdds,
  };
}
