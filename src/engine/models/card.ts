/**
 * A model's size, for people.
 */
import type { ModelName } from '../../shared/choices.ts';
import type { ModelCard } from '../../shared/records.ts';
import { catalogue } from './catalogue.ts';
import type { ModelOptions } from './model.ts';

/** `parameters` counts the trained numbers; `bytes` the float32 of parameters and buffers together. */
export function cardOf(name: ModelName, options: ModelOptions): ModelCard {
  const family = catalogue[name];
  const model = family.build(options);
  let parameters = 0;
  let numbers = 0;
  for (const { shape, role } of model.parameters) {
    const size = shape.reduce((product, length) => product * length, 1);
    numbers += size;
    if (role === 'trainable') parameters += size;
  }
  return {
    name,
    label: family.label,
    width: options.width,
    parameters,
    bytes: 4 * numbers,
    multiplyAdds: model.multiplyAdds,
  };
}
