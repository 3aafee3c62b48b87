import type { ReinitialiseSpec } from '../../spec/recipe/stages.ts';
import { drawnAnew } from './drawnAnew.ts';
import type { Stage } from './stage.ts';

export const reinitialiseStage: Stage<ReinitialiseSpec> = {
  // biome-ignore lint/correctness/useYield: no epoch is trained.
  async *run(from, { share }, { stream }) {
    return { checkpoint: share === 0 ? from : await drawnAnew(from, stream) };
  },
};
