/**
 * Several networks as one, for images of which every view is new, so that no table of logits can be made beforehand.
 */
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { type Combining, combineLogits } from '../ensembles/combining.ts';
import type { Model, Part } from '../families/model.ts';
import type { ParameterSpec, Parameters } from '../layers/parameters.ts';
import type { FrozenModel } from './teacherLogits.ts';

const prefixOf = (place: number) => `${place}.`;

/**
 * A network that runs all of `members` and combines their logits. Its parameters are the members' own tensors, which stay theirs.
 * It has no taps.
 */
export function ensembleTeacher(members: readonly FrozenModel[], how: Combining): FrozenModel {
  const [first] = members;
  if (!first) throw new RangeError('an ensemble has members');
  const parameters: readonly ParameterSpec[] = members.flatMap(({ model }, place) =>
    model.parameters.map((spec) => ({
      ...spec,
      name: `${prefixOf(place)}${spec.name}`,
      ...(spec.normalisedBy === undefined ? {} : { normalisedBy: `${prefixOf(place)}${spec.normalisedBy}` }),
    })),
  );
  const forward: Model['forward'] = (all, images, context) =>
    combineLogits(
      members.map(({ model }, place) => model.forward(partOf(all, place), images, context)),
      how,
    );
  const part: Part = {
    ...{ name: 'head', stage: 'head', parameters },
    run: (all, images, context) => forward(all, images as Tensor4D, context),
  };
  return {
    model: {
      ...{ classes: first.model.classes, parameters, forward, parts: [part] },
      multiplyAdds: members.reduce((sum, { model }) => sum + model.multiplyAdds, 0),
    },
    parameters: Object.fromEntries(
      members.flatMap(({ parameters: own }, place) =>
        Object.entries(own).map(([name, tensor]) => [`${prefixOf(place)}${name}`, tensor] as const),
      ),
    ),
  };
}

/** A member's parameters, by their own names. */
function partOf(all: Parameters, place: number): Parameters {
  const prefix = prefixOf(place);
  const own = Object.entries(all).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(
    own.map(([name, tensor]): [string, Tensor] => [name.slice(prefix.length), tensor]),
  );
}
