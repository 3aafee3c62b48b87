/**
 * A kept network with the images that it is timed on, and its int8.
 */
import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { ImageSet } from '../../../base/imageSet.ts';
import { random } from '../../../base/random.ts';
import { batchesOf } from '../../../data/augment/augment.ts';
import type { TrainingControl } from '../../../engine/training/control.ts';
import type { Checkpoint } from '../../../engine/transfer/checkpoint.ts';
import { type ProblemError, problem, ProblemError as Refused } from '../../../lang/problem.ts';
import { said, words } from '../../../lang/sentence.ts';
import { readRecipe } from '../../../spec/recipe/spelling.ts';
import type { QuantiseSpec } from '../../../spec/recipe/stages.ts';
import { quantiseStage } from '../../stages/quantiseStage.ts';
import type { TimedImages } from '../../students/timing/runtimes.ts';
import { type Asked, requireDataset } from '../asked.ts';
import { openNetwork } from '../openNetwork.ts';
import { evenly, opened } from '../smaller/previews.ts';

export interface TimingImages extends TimedImages {
  /** Validation images; otherwise one of noise, which takes as long. */
  readonly isOwn: boolean;
}

export interface OpenedForTiming {
  readonly checkpoint: Checkpoint;
  readonly images: TimingImages;
  /**
   * As `quantise` makes it with its defaults.
   *
   * @throws ProblemError `dataset-missing` where its images are not those that are open
   */
  readonly quantised: () => Promise<Checkpoint>;
}

/** Images that are prepared at a time. */
const batch = 50;
/** Fewer of larger images, of which agreement takes as long. */
const [fewest, most, mostPixels] = [50, 500, 2 ** 21];

/** @throws ProblemError as `openNetwork` */
export async function openedForTiming(
  id: string,
  asked: Asked,
  control: TrainingControl,
): Promise<OpenedForTiming> {
  const own = await opened(id, asked, control).catch((thrown: unknown) => {
    if (thrown instanceof Refused && thrown.problem.code === 'dataset-missing') return thrown;
    throw thrown;
  });
  if (own instanceof Refused) return onNoise((await openNetwork(id, asked)).checkpoint, own);
  const { checkpoint, shown, images, once, seed } = own;
  const { validation } = requireDataset(asked).dataset;
  const side = checkpoint.architecture.imageSize;
  if (validation.size % side !== 0) return onNoise(checkpoint, otherSize(side, validation.size));
  const { givenImages } = shown(checkpoint.architecture);
  const wanted = Math.min(most, Math.max(fewest, Math.floor(mostPixels / side ** 2)));
  return {
    checkpoint,
    images: { isOwn: true, side, ...(await given(evenly(validation, wanted), givenImages)) },
    async quantised() {
      const { change } = quantiseStage;
      if (!change) throw new RangeError('to quantise trains nothing');
      const { checkpoint: made } = await change(checkpoint, defaultQuantise(), {
        ...{ images, once, control, stream: random(seed).fork('quantise') },
        mostRecalibrated: Number.POSITIVE_INFINITY,
      });
      return made;
    },
  };
}

function defaultQuantise(): QuantiseSpec {
  const read = readRecipe('quantise');
  const [spec] = 'fault' in read ? [] : read.recipe;
  if (spec?.kind !== 'quantise') throw new RangeError('quantise has no defaults');
  return spec;
}

const otherSize = (side: number, size: number): ProblemError =>
  problem(
    'dataset-missing',
    words`This network takes images of ${side} × ${side} pixels, and these are ${size} × ${size}.`,
    words`Set the image size to ${side}.`,
  );

/** One of noise. */
function onNoise(checkpoint: Checkpoint, { problem: why }: ProblemError): OpenedForTiming {
  const side = checkpoint.architecture.imageSize;
  const stream = random(0).fork('timing');
  const pixels = Float32Array.from({ length: side * side * 3 }, () => stream.normal());
  return {
    ...{ checkpoint, images: { isOwn: false, count: 1, side, pixels } },
    quantised: () =>
      Promise.reject(
        problem(
          'dataset-missing',
          words`Its int8 is calibrated on its own images. ${said(why.what)}`,
          why.fix,
        ),
      ),
  };
}

/** As the network itself is given them. */
async function given(
  images: ImageSet,
  givenImages: ReturnType<Awaited<ReturnType<typeof opened>>['shown']>['givenImages'],
): Promise<Pick<TimedImages, 'count' | 'pixels'>> {
  const source = batchesOf(images, 'none');
  const parts: Float32Array[] = [];
  for (let from = 0; from < images.count; from += batch) {
    const count = Math.min(batch, images.count - from);
    const indices = Int32Array.from({ length: count }, (_, i) => from + i);
    const shown = tidy(() =>
      givenImages(
        tensor4d(source.fill(indices, new Uint32Array(count)), [count, images.size, images.size, 3]),
      ),
    );
    parts.push((await shown.data()) as Float32Array);
    shown.dispose();
  }
  const per = (parts[0]?.length ?? 0) / Math.min(batch, images.count);
  const pixels = new Float32Array(per * images.count);
  for (const [i, part] of parts.entries()) pixels.set(part, i * batch * per);
  return { count: images.count, pixels };
}
