/**
 * What is measured of the network that a stage gave.
 */
import { build } from '../../engine/families/catalogue.ts';
import { toDevice } from '../../engine/layers/hostParameters.ts';
import { distillationObjective, labelsObjective } from '../../engine/objectives/batchLoss.ts';
import { evaluate } from '../../engine/training/evaluator.ts';
import { isWeighed } from '../../engine/training/gradients/featureScale.ts';
import { optimizers } from '../../engine/training/optimizers.ts';
import { networksOf } from '../../engine/training/signals/tapShapes.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import type { Quantities } from '../../protocol/quantityNames.ts';
import { alphaOf } from '../../protocol/record.ts';
import type { StageGiven } from './stage.ts';

/**
 * Over the whole validation set with the loss of the run's point; undefined when stopped. A loss with parameters of its own, or a weight that
 * was measured, is known where it is trained alone, so that it is left out.
 */
export async function accuracyOf(
  checkpoint: Checkpoint,
  { experiment, assignment, executor, control, shown }: StageGiven,
): Promise<Quantities | undefined> {
  const model = shown(build(checkpoint.architecture));
  const store = executor.createStore(model.parameters, toDevice(checkpoint.tensors));
  const optimizer = optimizers[experiment.optimizer](experiment);
  const loss = distillationObjective(
    { ...experiment, alpha: alphaOf(assignment) },
    networksOf(executor.data, model),
  );
  const isKnown = loss.parameters.length === 0 && !isWeighed(experiment);
  const objective = isKnown ? loss : labelsObjective;
  const stepper = executor.stepperFor({ ...{ model, store, optimizer, objective } });
  try {
    const measures = await evaluate(stepper, objective, control);
    if (!measures) return undefined;
    const { accuracy, difference, terms } = measures;
    const { hard, soft } = terms;
    return {
      ...(isKnown ? { loss: measures.loss } : {}),
      ...{ accuracy, difference },
      ...(hard === undefined ? {} : { hard }),
      ...(soft === undefined ? {} : { soft }),
    };
  } finally {
    stepper.dispose();
    store.dispose();
    optimizer.dispose();
  }
}
