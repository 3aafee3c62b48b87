/**
 * What recipes of stages that train nothing make of a network.
 */
import { cast, oneHot, type Tensor2D, tensor1d, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { random } from '../../base/random.ts';
import type { NormalisedPictures } from '../../data/sources/insects/normalisedInsects.ts';
import type { LabelledBatch } from '../../engine/compression/lossGradients.ts';
import { freeRunning } from '../../engine/training/control.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import { inEnglish } from '../../lang/sentence.ts';
import { readRecipe } from '../../spec/recipe/spelling.ts';
import { stageCatalogue } from '../../worker/stages/catalogue.ts';
import type { Change } from '../../worker/stages/stage.ts';

/**
 * @param recipe nothing where it is empty
 * @param seen   training images
 * @throws Error where a stage trains, or there is none of that name
 */
export async function madeBy(
  recipe: string,
  from: Checkpoint,
  seen: NormalisedPictures,
): Promise<Checkpoint> {
  if (recipe === '') return from;
  const read = readRecipe(recipe);
  if ('fault' in read) throw new Error(inEnglish(read.fault));
  let network = from;
  for (const spec of read.recipe) {
    // The stage is the one of the kind that the settings are of.
    const change = stageCatalogue[spec.kind].change as Change<typeof spec> | undefined;
    if (!change) throw new Error(`${spec.kind} trains.`);
    const { checkpoint } = await change(network, spec, {
      images: (count) => labelledBatches(seen, { classes: from.architecture.classes, most: count, size: 32 }),
      mostRecalibrated: Number.POSITIVE_INFINITY,
      once: (_, make) => make(),
      ...{ control: freeRunning, stream: random(0).fork(spec.kind), onStep: () => undefined },
    });
    network = checkpoint;
  }
  return network;
}

/** The first of them; whoever takes a batch disposes it. */
async function* labelledBatches(
  { count, side, pixels, labels }: NormalisedPictures,
  { classes, most, size }: { readonly classes: number; readonly most: number; readonly size: number },
): AsyncGenerator<LabelledBatch> {
  const per = side * side * 3;
  const end = Math.min(count, most);
  for (let from = 0; from < end; from += size) {
    const until = Math.min(end, from + size);
    yield {
      images: tensor4d(pixels.subarray(from * per, until * per), [until - from, side, side, 3]),
      labels: tidy(() =>
        cast(oneHot(tensor1d(labels.slice(from, until), 'int32'), classes), 'float32'),
      ) as Tensor2D,
    };
  }
}
