/**
 * The images on which the loss ledger measures gradients (`termGradients.ts`): a few training images, the same for every point
 * and epoch, drawn from the experiment's seed by a fork that nothing else draws from.
 */

import { random } from '../../../base/random.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import type { BatchSource } from '../batches.ts';
import type { TrainingControl } from '../control.ts';
import type { TrainingData } from '../executors/stepper.ts';
import { type HeldOut, holdOut } from '../heldOut.ts';
import { tabulateTeacher } from '../tabulation.ts';

/** How many they are, where there are so many: two of the default batches. */
const mostImages = 64;

/**
 * Shows version 0 of the images, with the teachers' logits: answers that are kept where all of them are, else asked here
 * once, beside the training's own count and memory. Undefined when stopped; the caller disposes it.
 */
export async function openProbe(
  { source, classes, teachers, capture }: TrainingData,
  { seed, batchSize }: Pick<Experiment, 'seed' | 'batchSize'>,
  control: TrainingControl,
): Promise<HeldOut | undefined> {
  const images = random(seed).fork('ledger').permutation(source.count).slice(0, mostImages);
  const chosen = subsetOf(source, images);
  const together = Math.min(batchSize, images.length);
  const options = { progress: () => undefined, batchSize: together, capture };
  const tables: Float32Array[] = [];
  for (const { onDevice } of teachers) {
    const { frozen, memory } = onDevice;
    if (memory && images.every((image) => memory.known[image] === 1)) {
      const table = new Float32Array(images.length * classes);
      for (const [i, image] of images.entries()) {
        table.set(memory.table.subarray(image * classes, (image + 1) * classes), i * classes);
      }
      tables.push(table);
    } else if (frozen) {
      const table = await tabulateTeacher(frozen, chosen, control, options);
      if (!table) return undefined;
      tables.push(table);
    }
  }
  return holdOut(chosen, classes, tables, together);
}

/** Version 0 of some of the images, as a set of their own. */
function subsetOf(source: BatchSource, images: Int32Array): BatchSource {
  const { size, channels, labels, pixels } = source;
  const picked = (indices: Int32Array) => indices.map((index) => images[index] ?? 0);
  const subset: BatchSource = {
    count: images.length,
    size,
    ...(channels ? { channels } : {}),
    labels: images.map((image) => labels[image] ?? 0),
    versions: 1,
    pixels,
    fill: (indices) => source.fill(picked(indices), new Uint32Array(indices.length)),
  };
  if (!source.views) return subset;
  const bytes = size * size * 3;
  const copied = new Uint8Array(images.length * bytes);
  for (const [i, image] of images.entries()) {
    copied.set(pixels.subarray(image * bytes, (image + 1) * bytes), i * bytes);
  }
  return {
    ...subset,
    pixels: copied,
    views(indices, _, into) {
      source.views?.(picked(indices), new Uint32Array(indices.length), into);
      indices.forEach((index, i) => {
        into[4 * i] = index;
      });
    },
  };
}
