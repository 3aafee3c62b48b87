/**
 * An exponential moving average of the weights and of the running statistics beside them, from where they begin (Polyak & Juditsky
 * 1992; timm's `ModelEmaV2`), after every step:
 *
 *     average ← d·average + (1 − d)·weights
 *
 * It is buffers of the store that move as running statistics do, so that a recorded step moves it, and points of a training have it.
 */
import { clone, type Tensor } from '@tensorflow/tfjs-core';
import type { ParameterSpec, Parameters } from '../../layers/parameters.ts';
import type { ParameterStore } from '../parameterStore.ts';
import { moveRunning } from '../statistics/runningStatistics.ts';

const prefix = 'ema.';

const averages = (specs: readonly ParameterSpec[]) => specs.filter(({ role }) => role !== 'frozen');

/** @param decay d; nothing is averaged at 0 */
export const averageSpecs = (specs: readonly ParameterSpec[], decay: number): readonly ParameterSpec[] =>
  decay > 0
    ? averages(specs).map((spec) => ({
        ...spec,
        name: `${prefix}${spec.name}`,
        role: 'buffer',
        statistic: { update: 'mean', share: 1 - decay },
      }))
    : [];

/** The average where it begins: tensors of the caller's. */
export const firstAverage = (average: readonly ParameterSpec[], initial: Parameters): Parameters =>
  Object.fromEntries(
    average.map(({ name }) => [name, clone(initial[name.slice(prefix.length)] as Tensor)] as const),
  );

/** What of the network's parameters is measured and kept: the average of those that have one. */
export const averaged = (parameters: Parameters): Parameters =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, own]) => [name, parameters[`${prefix}${name}`] ?? own]),
  );

/** Moves the running statistics towards what was observed, and then the average towards all as it is. */
export function moveBoth(store: ParameterStore, observed: ReadonlyMap<string, Tensor>): void {
  const names = Object.keys(store.parameters).filter((name) => name.startsWith(prefix));
  if (names.length === 0) {
    moveRunning(store, observed);
    return;
  }
  // Packed ones move all at once: towards themselves where they are to stay.
  const staying = store.packed?.buffers.names.map((name) => [name, store.get(name)] as const) ?? [];
  if (observed.size > 0) moveRunning(store, new Map([...staying, ...observed]));
  const now = names.map((name) => [name, store.get(name.slice(prefix.length))] as const);
  moveRunning(store, new Map([...staying, ...now]));
}
