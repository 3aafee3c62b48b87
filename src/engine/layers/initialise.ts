/**
 * Starting values of parameters.
 */
import { tensor } from '@tensorflow/tfjs-core';
import type { Random } from '../../base/random.ts';
import type { Initial, ParameterSpec, Parameters } from './parameters.ts';
import { sinePositions } from './transformer/positions.ts';

/**
 * Draws every parameter from its own fork of `random`, named as the parameter is, so neither the order of `specs` nor
 * a parameter added elsewhere changes what the others start from.
 *
 * @returns tensors in our layout, buffers among them; the caller owns them.
 */
export function initialise(specs: readonly ParameterSpec[], random: Random): Parameters {
  const parameters: Record<string, Parameters[string]> = {};
  for (const { name, shape, initial } of specs) {
    const size = shape.reduce((product, length) => product * length, 1);
    const values =
      initial.kind === 'sinusoidal'
        ? sinePositions(shape[1] ?? 1, shape[2] ?? 1)
        : drawn(initial, size, random.fork(name));
    parameters[name] = tensor(values, [...shape], 'float32');
  }
  return parameters;
}

function drawn(
  initial: Exclude<Initial, { kind: 'sinusoidal' }>,
  size: number,
  random: Random,
): Float32Array {
  const values = new Float32Array(size);
  switch (initial.kind) {
    case 'constant':
      return values.fill(initial.value);
    case 'uniform':
      return values.map(() => random.between(-initial.bound, initial.bound));
    case 'truncated-normal':
      return values.map(() => {
        for (;;) {
          const value = initial.deviation * random.normal();
          if (Math.abs(value) <= 2) return value;
        }
      });
    case 'kaiming-normal': {
      const deviation = Math.sqrt(2 / initial.fan);
      return values.map(() => deviation * random.normal());
    }
  }
}
