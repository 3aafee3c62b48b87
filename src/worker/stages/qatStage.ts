import { lossAwareHooks } from '../../engine/compression/qat/lossAwareHook.ts';
import { qatReport, quantisedForTraining } from '../../engine/compression/qat/quantisedForTraining.ts';
import { weightBitsOf } from '../../spec/recipe/qat.ts';
import type { QatSpec } from '../../spec/recipe/stages.ts';
import { withoutLabels } from './calibrationImages.ts';
import type { Stage } from './stage.ts';
import { trainedIn } from './trainedIn.ts';

/** Quantised layers in place of dense ones, and then training as in `distil`, in which steps and clips learn beside the weights. */
export const qatStage: Stage<QatSpec> = {
  async *run(from, { kind: _, method, bits, activations, ends, per, rounding, images, ...training }, given) {
    const settings = { method, bits, activations, ends, per, rounding };
    const start = await quantisedForTraining(from, settings, { images: withoutLabels(given.images(images)) });
    const outcome = yield* trainedIn(start, training, given, lossAwareHooks(start.architecture.forms));
    if (!outcome) return undefined;
    return {
      ...outcome,
      asked: { bits: weightBitsOf(settings), activations },
      reached: { ...qatReport(outcome.checkpoint) },
    };
  },
};
