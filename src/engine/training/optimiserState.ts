/**
 * What an optimiser keeps from step to step: moments of every gradient, in a tensor for each parameter, or in flat ones
 * where parameters are packed. Off the device it goes by PyTorch's names: `fc.weight.momentum_buffer` of SGD;
 * `fc.weight.exp_avg` and `fc.weight.exp_avg_sq` of Adam, beside the number of its steps, `step` [1].
 */
import { dispose, type Rank, type Tensor, type Tensor1D, zeros, zerosLike } from '@tensorflow/tfjs-core';
import { type HostParameters, toDevice, toHost } from '../layers/hostParameters.ts';
import { writeTensor } from '../ops/webgpu/writeTensor.ts';
import { type Packed, type ParameterStore, readPacked, writePacked } from './parameterStore.ts';

export interface Moments<Name extends string> {
  /** Of a parameter; zeros of the gradient's shape where there is none yet. It stays the optimiser's. */
  of(name: Name, parameter: string, gradient: Tensor): Tensor;
  /** Takes ownership of `moment` and frees the one before. */
  replace(name: Name, parameter: string, moment: Tensor): void;
  /** Of packed parameters, once `prepare` was called: [length] each. */
  readonly flat: Readonly<Record<Name, Tensor1D>>;
  /** [3], see `prepare`. */
  readonly rates: Tensor1D;
  /** For packed parameters: makes the moments, and writes up to three numbers that change from step to step. */
  prepare(packed: Packed, rates: readonly number[]): void;
  read(store: ParameterStore): Promise<HostParameters>;
  /**
   * Takes `state` up in place of what there is; what is left out is zero.
   *
   * @throws Error where it has something that is no moment of a trained parameter, or of another shape.
   */
  restore(store: ParameterStore, state: HostParameters): void;
  dispose(): void;
}

/** @param published PyTorch's names of the moments. */
export function createMoments<Name extends string>(published: Readonly<Record<Name, string>>): Moments<Name> {
  const names = Object.keys(published) as Name[];
  const entry = (name: Name, parameter: string) => `${parameter}.${published[name]}`;
  /** By entry. */
  const held = new Map<string, Tensor>();
  let packed: { readonly flat: Record<Name, Tensor1D>; readonly rates: Tensor1D } | undefined;
  let written: readonly number[] = [];
  const prepared = () => {
    if (!packed) throw new Error('An optimiser is prepared before it is applied.');
    return packed;
  };
  const made = ({ length }: Packed) => {
    packed ??= {
      flat: Object.fromEntries(names.map((name) => [name, zeros<Rank.R1>([length])])) as Record<
        Name,
        Tensor1D
      >,
      rates: zeros<Rank.R1>([3]),
    };
    return packed;
  };
  const put = (key: string, moment: Tensor) => {
    if (held.get(key) !== moment) held.get(key)?.dispose();
    held.set(key, moment);
  };
  const free = () => {
    for (const moment of held.values()) moment.dispose();
    held.clear();
  };
  return {
    of(name, parameter, gradient) {
      const key = entry(name, parameter);
      const moment = held.get(key) ?? zerosLike(gradient);
      held.set(key, moment);
      return moment;
    },
    replace: (name, parameter, moment) => put(entry(name, parameter), moment),
    get flat() {
      return prepared().flat;
    },
    get rates() {
      return prepared().rates;
    },
    prepare(weights, rates) {
      const state = made(weights);
      if (rates.every((rate, i) => rate === written[i])) return;
      written = rates;
      writeTensor(
        state.rates,
        Float32Array.from({ length: 3 }, (_, i) => rates[i] ?? 0),
      );
    },
    async read(store) {
      if (!store.packed) return toHost(Object.fromEntries(held));
      const { weights } = store.packed;
      const found = packed?.flat;
      const parts = await Promise.all(
        names.map(async (name) => {
          const moments = found ? await readPacked(weights, found[name], store.parameters) : {};
          return Object.entries(moments).map(
            ([parameter, moment]) => [entry(name, parameter), moment] as const,
          );
        }),
      );
      return Object.fromEntries(parts.flat());
    },
    restore(store, state) {
      const places = new Map(
        names.flatMap((name) =>
          store.trainable.map((parameter) => [entry(name, parameter), { name, parameter }] as const),
        ),
      );
      requireMoments(store, state, places);
      if (!store.packed) {
        free();
        for (const [key, moment] of Object.entries(toDevice(state))) put(key, moment);
        return;
      }
      const { weights } = store.packed;
      for (const name of names) {
        const mine = Object.entries(state).flatMap(([key, moment]) => {
          const place = places.get(key);
          return place?.name === name ? [[place.parameter, moment] as const] : [];
        });
        writePacked(weights, made(weights).flat[name], Object.fromEntries(mine));
      }
    },
    dispose() {
      free();
      if (packed) dispose([packed.rates, ...(Object.values(packed.flat) as Tensor1D[])]);
      packed = undefined;
      written = [];
    },
  };
}

function requireMoments(
  { parameters }: ParameterStore,
  state: HostParameters,
  places: ReadonlyMap<string, { readonly parameter: string }>,
): void {
  for (const [key, { shape }] of Object.entries(state)) {
    const expected = parameters[places.get(key)?.parameter ?? '']?.shape;
    if (!expected) throw new Error(`${key} is no part of the optimiser’s state.`);
    if (expected.join() !== shape.join()) {
      throw new Error(`${key} is of shape [${shape.join(', ')}] instead of [${expected.join(', ')}].`);
    }
  }
}
