/**
 * Keeps the scales of loss-aware binary layers up to date with the weights and with what Adam knows of the loss's curvature, between steps:
 * at the start, after each of so many steps, and at the end. See `lossAwareScale`.
 */
import type { LayerForms } from '../../../spec/network/layerForms.ts';
import { binaryScaleName, lossAwareScale } from '../../layers/forms/quantised/lossAware.ts';
import type { Hook, LearnerState } from '../../training/trainState.ts';

/** Steps between two measurements, each of which reads the network off the device. */
const every = 16;

/** @param forms of the network that is trained. */
export function lossAwareHooks(forms: LayerForms): readonly Hook[] {
  const layers = Object.entries(forms).flatMap(([name, form]) =>
    form.kind === 'quantised' && form.weights?.method === 'lab' ? [name] : [],
  );
  if (layers.length === 0) return [];
  const measure = async (learner: LearnerState) => {
    const [tensors, state] = [await learner.read(), await learner.readOptimiser()];
    const scales = layers.flatMap((layer) => {
      const weight = tensors[`${layer}.weight`];
      if (!weight) return [];
      const second = state[`${layer}.weight.exp_avg_sq`]?.values;
      const values = Float32Array.of(lossAwareScale(weight.values, second));
      return [[binaryScaleName(layer), { shape: [1], values }] as const];
    });
    learner.write(Object.fromEntries(scales));
  };
  const all = async (learners: readonly LearnerState[]) => {
    for (const learner of learners) await measure(learner);
  };
  return [
    // A training that goes on has the scales that it was left with.
    { at: 'start', run: ({ learners }, { step }) => (step === 0 ? all(learners) : undefined) },
    { at: 'step', run: ({ learners }, { step }) => (step % every === 0 ? all(learners) : undefined) },
    { at: 'end', run: ({ learners }) => all(learners) },
  ];
}
