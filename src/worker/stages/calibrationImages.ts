/**
 * Training images on which a stage measures something: channels' importance, batch norm's statistics, the range of a layer's
 * inputs.
 */
import { type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { random } from '../../base/random.ts';
import type { LabelledBatch } from '../../engine/compression/lossGradients.ts';
import { type BatchSource, batchShape } from '../../engine/training/batches.ts';
import { oneHotLabels } from '../../engine/training/heldOut.ts';

/** Images that are shown together. */
const batchSize = 64;

/**
 * @param source shown in version 0, without augmentation.
 * @param seed   the sweep's, so that all of its runs get the same images.
 * @param given  the images as the network itself is given them.
 */
export function* calibrationImages(
  source: BatchSource,
  classes: number,
  {
    count,
    seed,
    given,
  }: { readonly count: number; readonly seed: number; readonly given: (images: Tensor4D) => Tensor4D },
): Generator<LabelledBatch> {
  const chosen = random(seed).fork('calibration').permutation(source.count).slice(0, count);
  for (let from = 0; from < chosen.length; from += batchSize) {
    const indices = chosen.slice(from, from + batchSize);
    yield {
      images: tidy(() => {
        const shown = source.fill(indices, new Uint32Array(indices.length));
        return given(tensor4d(shown, batchShape(source, indices.length)));
      }),
      labels: oneHotLabels(
        indices.map((index) => source.labels[index] ?? 0),
        classes,
      ),
    };
  }
}

/** The images alone. */
export function* withoutLabels(batches: Iterable<LabelledBatch>): Generator<Tensor4D> {
  for (const { images, labels } of batches) {
    labels.dispose();
    yield images;
  }
}
