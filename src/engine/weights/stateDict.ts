/**
 * Our parameters as a PyTorch state dict, and back.
 */
import { dispose, type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { Said } from '../../lang/sentence.ts';
import { named, type ParameterSpec, type Parameters } from '../layers/parameters.ts';
import { differencesOf, isFit, mismatch } from './fit.ts';
import { fittedState } from './fittedState.ts';
import { fromTorchLayout, torchShape, toTorchLayout } from './layout.ts';
import type { StateDict, StateTensor } from './safetensors.ts';
import { requireSound, unsoundIn } from './soundness.ts';
import type { StoredTensors } from './storedTensor.ts';

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

/**
 * Makes the tensors of `specs` from a state dict, one after the other, so that no more than one is in memory twice. Nothing
 * is made unless everything fits.
 *
 * @param label the model's, for what is said where it does not.
 * @returns tensors in our layout; the caller owns them.
 * @throws ProblemError `teacher-mismatch` that lists missing, unexpected and misshapen keys; `weights-invalid` that names the
 *   tensors whose values are no numbers, or variances below 0; and what reading throws.
 */
export async function fromStateDict(
  specs: readonly ParameterSpec[],
  state: StoredTensors,
  label: string,
): Promise<Parameters> {
  const given = fittedState(specs, state);
  const differences = differencesOf(specs, given);
  if (!isFit(differences)) throw mismatch(label, differences, 'teacher-mismatch');
  const made: Record<string, Tensor> = {};
  const faults: Said[] = [];
  try {
    for (const { name, kind, shape } of specs) {
      const values = (await given.get(name)?.values()) ?? new Float32Array();
      faults.push(...unsoundIn(name, values));
      made[name] = tensor(fromTorchLayout(kind, shape, values), [...shape], 'float32');
    }
    requireSound(faults);
  } catch (thrown) {
    dispose(made);
    throw thrown;
  }
  return made;
}
