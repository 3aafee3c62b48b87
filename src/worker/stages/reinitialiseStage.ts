import { dispose } from '@tensorflow/tfjs-core';
import { build } from '../../engine/families/catalogue.ts';
import { toHost } from '../../engine/layers/hostParameters.ts';
import { initialise } from '../../engine/layers/initialise.ts';
import type { ReinitialiseSpec } from '../../spec/recipe/stages.ts';
import type { Stage } from './stage.ts';

/** What is not moved in training, such as masks and the indices of shared values, stays as it is: it belongs to the architecture. */
export const reinitialiseStage: Stage<ReinitialiseSpec> = {
  async *run(from, { share }, { stream }) {
    if (share === 0) return { checkpoint: from };
    const { architecture, tensors } = from;
    const { parameters } = build(architecture);
    const drawn = initialise(
      parameters.filter(({ role }) => role !== 'frozen'),
      stream.fork('init'),
    );
    try {
      return { checkpoint: { architecture, tensors: { ...tensors, ...(await toHost(drawn)) } } };
    } finally {
      dispose({ ...drawn });
    }
  },
};
