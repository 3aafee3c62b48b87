/**
 * The number of the step by which dropout and stochastic depth draw what they leave out: a tensor beside the network's that is
 * written before every step, so that a recorded step leaves out other things each time, and step n the same however the training
 * got there.
 */
import type { Random } from '../../../base/random.ts';
import { seedBits } from '../../layers/forms/quantised/rounding.ts';
import type { DropRates, ForwardContext } from '../../layers/forwardContext.ts';
import { named, type ParameterSpec, type Parameters } from '../../layers/parameters.ts';
import type { Hook } from '../trainState.ts';

const name = 'drop.counter';

/** Whether anything is left out at these rates. */
const drops = (rates: DropRates | undefined): rates is DropRates =>
  rates !== undefined && (rates.dropout > 0 || rates.dropPath > 0);

export const dropSpecs = (rates: DropRates | undefined): readonly ParameterSpec[] =>
  drops(rates)
    ? [
        {
          ...{ name, kind: 'vector', role: 'frozen', axes: [2], shape: [2] },
          initial: { kind: 'constant', value: 0 },
        },
      ]
    : [];

/** @param parameters those of `dropSpecs` among them */
export const dropOf = (rates: DropRates | undefined, parameters: Parameters): ForwardContext['drop'] =>
  drops(rates) ? { ...rates, counter: named(parameters, name) } : undefined;

/** @param stream forked by the name */
export function dropHooks(rates: DropRates | undefined, stream: Random): readonly Hook[] {
  if (!drops(rates)) return [];
  const seed = stream.fork('drop').uint32() >>> (32 - seedBits);
  const run: Hook['run'] = ({ learners }, { step }) => {
    for (const learner of learners)
      learner.write({ [name]: { shape: [2], values: Float32Array.of(seed, step) } });
  };
  return [
    { at: 'start', run },
    { at: 'step', run },
  ];
}
