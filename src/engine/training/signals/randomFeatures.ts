/**
 * A control: what is inside of teachers that learned nothing, beside the logits of those that did.
 */
import { dispose } from '@tensorflow/tfjs-core';
import { random } from '../../../base/random.ts';
import { initialise } from '../../layers/initialise.ts';
import type { TeacherLogits } from '../teacherLogits.ts';

interface RandomFeatures {
  readonly teachers: readonly TeacherLogits[];
  dispose(): void;
}

/** The teachers with taps of networks of their kind whose weights are drawn from the seed; of a table of logits nothing is drawn. */
export function randomFeatures(teachers: readonly TeacherLogits[], seed: number): RandomFeatures {
  const drawn = teachers.map(({ onDevice: { frozen } }, place) => {
    if (!frozen) return undefined;
    const stream = random(seed).fork('random-teacher').fork(place);
    return { model: frozen.model, parameters: initialise(frozen.model.parameters, stream) };
  });
  return {
    teachers: teachers.map((teacher, place): TeacherLogits => {
      const { onDevice, of, settle } = teacher;
      const tapped = drawn[place];
      if (!onDevice.frozen || !tapped) return teacher;
      return {
        ...{ of, onDevice: { ...onDevice, frozen: { ...onDevice.frozen, tapped } } },
        ...(settle ? { settle } : {}),
        get computed() {
          return teacher.computed;
        },
      };
    }),
    dispose() {
      for (const one of drawn) if (one) dispose({ ...one.parameters });
    },
  };
}
