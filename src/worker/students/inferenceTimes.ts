/**
 * How long networks take for one image, on the backend that the page uses.
 *
 * A pass goes from the image's bytes in memory to logits in memory, so it holds all that a program that uses the network
 * waits for: the way to the device, the network, and the answer's way back. Nothing else may run meanwhile.
 */

import type { ImageSet } from '../../base/imageSet.ts';
import { freeRunning } from '../../engine/training/control.ts';
import type { Teacher } from '../../engine/training/teacherLogits.ts';
import type { InferenceTime, InferenceTimes } from '../../protocol/protocol.ts';
import type { ModelCard } from '../../protocol/records.ts';
import { teacherLogitsOfPicture } from './pictureLogits.ts';

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
  const taken = { teacher: [] as number[], student: [] as number[] };
  for (let round = -warmUps; round < measurements; round++) {
    for (const who of ['teacher', 'student'] as const) {
      const one = networks[who];
      if (!one) continue;
      // Commands get their turn: some backends compute without letting anything in.
      await freeRunning.checkpoint('step');
      const pass = async () => {
        between();
        await teacherLogitsOfPicture(one.network, images, 0);
      };
      if (round < 0) await pass();
      else taken[who].push(await meanTime(pass));
    }
  }
  between();
  const { teacher, student } = networks;
  return {
    ...{ measurements, least, imageSize: images.size },
    ...(teacher ? { teacher: summaryOf(taken.teacher, teacher.card) } : {}),
    ...(student ? { student: summaryOf(taken.student, student.card) } : {}),
  };
}

/** Of as many passes, one after the other, as take `least`; ms. */
async function meanTime(pass: () => Promise<void>): Promise<number> {
  const from = performance.now();
  for (let passes = 1; ; passes++) {
    await pass();
    const elapsed = performance.now() - from;
    if (elapsed >= least) return elapsed / passes;
  }
}

function summaryOf(taken: readonly number[], { bytes }: ModelCard): InferenceTime {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (index: number) => sorted.at(index) ?? Number.NaN;
  return { ms: at(Math.floor(sorted.length / 2)), range: [at(0), at(-1)], bytes };
}
