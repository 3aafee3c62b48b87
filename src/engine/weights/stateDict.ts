/**
 * Our parameters as a PyTorch state dict, and back.
 */
import { tensor } from '@tensorflow/tfjs-core';
import { problem } from '../../shared/problem.ts';
import { listed, type SentenceValue, words } from '../../shared/sentence.ts';
import { named, type ParameterSpec, type Parameters } from '../layers/parameters.ts';
import { fromTorchLayout, torchShape, toTorchLayout } from './layout.ts';
import type { StateDict, StateTensor } from './safetensors.ts';

/** Reads every parameter from the device, asynchronously, into PyTorch's layout and order. */
export async function toStateDict(
  specs: readonly ParameterSpec[],
  parameters: Parameters,
): Promise<StateDict> {
  const entries = await Promise.all(
    specs.map(async ({ name, kind, shape }): Promise<[string, StateTensor]> => {
      const values = Float32Array.from(await named(parameters, name).data());
      return [name, { shape: torchShape(kind, shape), values: toTorchLayout(kind, shape, values) }];
    }),
  );
  return new Map(entries);
}

/** Keys without the `module.` that DataParallel puts first, less the counters that nothing here reads. */
export function plainKeys(state: StateDict): StateDict {
  const entries = [...state].map(([name, value]) => [name.replace(/^module\./, ''), value] as const);
  return new Map(entries.filter(([name]) => !name.endsWith('num_batches_tracked')));
}

/**
 * Makes the tensors of `specs` from a state dict. Nothing is made unless everything fits.
 *
 * @returns tensors in our layout; the caller owns them.
 * @throws ProblemError `teacher-mismatch` that lists missing, unexpected and misshapen keys.
 */
export function fromStateDict(specs: readonly ParameterSpec[], state: StateDict): Parameters {
  const given = plainKeys(state);
  const missing: string[] = [];
  const misshapen: SentenceValue[] = [];
  for (const { name, kind, shape } of specs) {
    const found = given.get(name);
    const expected = torchShape(kind, shape);
    if (!found) missing.push(name);
    else if (!sameShape(found.shape, expected)) {
      misshapen.push(words`${name} is [${found.shape.join(', ')}] instead of [${expected.join(', ')}]`);
    }
  }
  const known = new Set(specs.map(({ name }) => name));
  const unexpected = [...given.keys()].filter((name) => !known.has(name));
  if (missing.length + unexpected.length + misshapen.length > 0) {
    throw mismatch(missing, unexpected, misshapen);
  }
  return Object.fromEntries(
    specs.map(({ name, kind, shape }) => {
      const values = given.get(name)?.values ?? new Float32Array();
      return [name, tensor(fromTorchLayout(kind, shape, values), [...shape], 'float32')];
    }),
  );
}

type Names = readonly SentenceValue[];

function mismatch(missing: Names, unexpected: Names, misshapen: Names) {
  const parts = [
    ...(missing.length > 0 ? [words`it lacks ${first(missing)}`] : []),
    ...(unexpected.length > 0 ? [words`it has, but the model has not, ${first(unexpected)}`] : []),
    ...(misshapen.length > 0 ? [words`shapes differ: ${first(misshapen)}`] : []),
  ];
  return problem(
    'teacher-mismatch',
    words`The weights do not fit the model: ${parts.reduce((before, next) => words`${before}; ${next}`)}.`,
    'Choose the architecture, width and number of classes that these weights were trained with.',
  );
}

function first(names: Names): SentenceValue {
  const shown = listed(names.slice(0, 5));
  return names.length > 5 ? words`${shown} and ${names.length - 5} more` : shown;
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, i) => length === b[i]);
}
