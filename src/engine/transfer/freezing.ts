/**
 * A model of which parts stay as they are: the freeze modes of transfer learning, as a map over its parts.
 *
 * `head` and `stage` hold what is frozen in evaluation mode, so that its batch norm uses the running statistics and its features
 * do not depend on the batch; `head-batch-norm` holds the weights alone and goes on normalising by the batch and moving the
 * running statistics, which is what PyTorch does after `requires_grad = False` without `eval()`.
 */
import type { FreezeName } from '../../spec/choices.ts';
import type { Model, Part } from '../families/model.ts';
import { chained, headName } from '../families/parts.ts';

/**
 * @param backboneRate multiplies the learning rate of all that is trained but the head.
 * @returns the same function over the same parameters, less of them trained.
 */
export function freezing(model: Model, freeze: FreezeName, backboneRate = 1): Model {
  const lastStage = model.parts.at(-2)?.stage;
  const trains = ({ stage }: Part) =>
    stage === headName || freeze === 'none' || (freeze === 'stage' && stage === lastStage);
  const parts = model.parts.map((part) => {
    if (trains(part)) return part.stage === headName ? part : atRate(part, backboneRate);
    return freeze === 'head-batch-norm' ? withoutGradients(part) : held(part);
  });
  return chained(parts, model);
}

function atRate(part: Part, rate: number): Part {
  if (rate === 1) return part;
  return { ...part, parameters: part.parameters.map((spec) => ({ ...spec, rate: rate * (spec.rate ?? 1) })) };
}

/** Its weights are not trained; its running statistics go on moving. */
function withoutGradients(part: Part): Part {
  const parameters = part.parameters.map((spec) =>
    spec.role === 'trainable' ? ({ ...spec, role: 'frozen' } as const) : spec,
  );
  return { ...part, parameters };
}

/** Nothing of it moves, and it always runs in evaluation mode. */
function held(part: Part): Part {
  return {
    ...part,
    parameters: part.parameters.map((spec) => ({ ...spec, role: 'frozen' })),
    run: (parameters, x) => part.run(parameters, x, { training: false }),
  };
}
