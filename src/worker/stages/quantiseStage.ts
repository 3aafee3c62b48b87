import { tuned } from '../../engine/compression/quantising/tuned.ts';
import { problem } from '../../lang/problem.ts';
import type { QuantiseSpec } from '../../spec/recipe/stages.ts';
import { Interrupted } from '../tasks.ts';
import { withoutLabels } from './calibrationImages.ts';
import { untrained } from './stage.ts';

/** Batch norm is folded before, so nothing is left whose statistics could be measured anew. */
export const quantiseStage = untrained<QuantiseSpec>(
  async (from, { kind: _, images: seen, ...settings }, { images, once, stream, control, onStep }) => {
    if (settings.rounding === 'adaround' && !onStep) {
      throw problem(
        'setting-invalid',
        'Learned rounding takes too long to be tried while a slider is moved.',
        'Make the network to see what it gives, or choose the nearest level for the preview.',
      );
    }
    const { checkpoint, report } = await tuned(from, settings, {
      stream,
      shown: (most = seen) => ({ images: withoutLabels(images(Math.min(most, seen))) }),
      once: (name, make) => once(`${name}, ${seen} images`, make),
      turn: async (done, of) => {
        if ((await control.checkpoint('step')) === 'stop') throw new Interrupted();
        onStep?.(0, done, of, seen);
      },
    });
    const { asked, reached, bytes, bytesBefore } = report;
    if (settings.budget === 1) return { checkpoint, asked, reached };
    return {
      checkpoint,
      asked: { ...asked, budget: settings.budget },
      reached: { ...reached, budget: bytes / bytesBefore },
    };
  },
);
