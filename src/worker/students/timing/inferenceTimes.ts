/**
 * How long networks take for one image, on the backend that the page uses.
 *
 * A pass goes from the image's bytes in memory to logits in memory, so it holds all that a program that uses the network
 * waits for: the way to the device, the network, and the answer's way back. Nothing else may run meanwhile.
 */

import { percentile } from '../../../analysis/percentile.ts';
import type { ImageSet } from '../../../base/imageSet.ts';
import { freeRunning } from '../../../engine/training/control.ts';
import type { Teacher } from '../../../engine/training/teacherLogits.ts';
import type { InferenceTime, InferenceTimes } from '../../../protocol/inferenceTimes.ts';
import type { ModelCard } from '../../../protocol/records.ts';
import { teacherLogitsOfPicture } from '../pictureLogits.ts';
import { timedInTurns, timing } from './turns.ts';

/** Passes before those that count: kernels are compiled and weights brought to the device in them. */
const warmUps = 3;
/** Odd, so that the median is one of them. */
const measurements = 9;
/** Browsers' clocks may go in steps of 0.1 ms, so short passes are measured several at a time. ms */
const least = 5;

/** A network that is timed. */
export interface TimedNetwork {
  readonly network: Teacher;
  readonly card: ModelCard;
}

/**
 * The networks take turns, so that what disturbs one disturbs the others.
 *
 * @param images the first of them is shown.
 * @param between called before every pass; what it throws ends the timing.
 */
export async function timeForwardPasses(
  networks: { readonly teacher?: TimedNetwork | undefined; readonly student?: TimedNetwork | undefined },
  images: ImageSet,
  between: () => void,
): Promise<InferenceTimes> {
  const timed = (['teacher', 'student'] as const).flatMap((who) => {
    const one = networks[who];
    return one ? [{ who, ...one }] : [];
  });
  const taken = await timedInTurns(
    timed.map(({ network }) => async () => {
      between();
      await teacherLogitsOfPicture(network, images, 0);
    }),
    {
      ...{ rounds: measurements, warmUps, least },
      // Commands get their turn: some backends compute without letting anything in.
      turn: async () => void (await freeRunning.checkpoint('step')),
    },
  );
  between();
  const summaries = timed.map(({ who, card }, i) => [who, summaryOf(taken[i] ?? [], card)] as const);
  return { measurements, least, imageSize: images.size, ...Object.fromEntries(summaries) };
}

const summaryOf = (taken: readonly number[], { bytes }: ModelCard): InferenceTime => ({
  ms: timing(taken).milliseconds,
  range: [percentile(taken, 0), percentile(taken, 1)],
  bytes,
});
