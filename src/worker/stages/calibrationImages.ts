/**
 * Training images on which a stage measures something: channels' importance, batch norm's statistics, the range of a layer's
 * inputs.
 */
import { type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { random } from '../../base/random.ts';
import type { LabelledBatch } from '../../engine/compression/lossGradients.ts';
import { type BatchSource, batchShape } from '../../engine/training/batches.ts';
import type { TrainingControl } from '../../engine/training/control.ts';
import { oneHotLabels } from '../../engine/training/heldOut.ts';
import { Interrupted } from '../tasks.ts';

/** Images that are shown together. */
const batchSize = 64;

interface Chosen {
  readonly count: number;
  /** The sweep's, so that all of its runs get the same images. */
  readonly seed: number;
  /** The images as the network itself is given them. */
  readonly given: (images: Tensor4D) => Tensor4D;
  /** Asked before each batch: it may pause there. */
  readonly control: TrainingControl;
}

/**
 * @param source shown in version 0, without augmentation.
 * @throws Interrupted in place of the next batch, once it was told to stop.
 */
export async function* calibrationImages(
  source: BatchSource,
  classes: number,
  { count, seed, given, control }: Chosen,
): AsyncGenerator<LabelledBatch> {
  const chosen = random(seed).fork('calibration').permutation(source.count).slice(0, count);
  for (let from = 0; from < chosen.length; from += batchSize) {
    if ((await control.checkpoint('step')) === 'stop') throw new Interrupted();
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
export async function* withoutLabels(batches: AsyncIterable<LabelledBatch>): AsyncGenerator<Tensor4D> {
  for await (const { images, labels } of batches) {
    labels.dispose();
    yield images;
  }
}
