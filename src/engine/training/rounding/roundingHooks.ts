/**
 * Gives the noise of stochastic rounding its number before every step: of step n it is the same however the training got there.
 */
import type { Random } from '../../../base/random.ts';
import { roundingCounters, seedBits } from '../../layers/forms/quantised/rounding.ts';
import type { ParameterSpec } from '../../layers/parameters.ts';
import type { Hook } from '../trainState.ts';

/**
 * @param specs of the network that is trained
 * @param stream forked by the name of every counter
 */
export function roundingHooks(specs: readonly ParameterSpec[], stream: Random): readonly Hook[] {
  const noise = stream.fork('rounding');
  const seeds = roundingCounters(specs).map(
    (name) => [name, noise.fork(name).uint32() >>> (32 - seedBits)] as const,
  );
  if (seeds.length === 0) return [];
  const run: Hook['run'] = ({ learners }, { step }) => {
    const counters = seeds.map(
      ([name, seed]) => [name, { shape: [2], values: Float32Array.of(seed, step) }] as const,
    );
    for (const learner of learners) learner.write(Object.fromEntries(counters));
  };
  return [
    { at: 'start', run },
    { at: 'step', run },
  ];
}
