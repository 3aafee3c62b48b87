/**
 * What recipes of stages that train nothing make of a network.
 */
import { random } from '../../base/random.ts';
import { freeRunning } from '../../engine/training/control.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import { inEnglish } from '../../lang/sentence.ts';
import { readRecipe } from '../../spec/recipe/spelling.ts';
import { stageCatalogue } from '../../worker/stages/catalogue.ts';
import type { Change } from '../../worker/stages/stage.ts';
import { labelledBatches, type Pictures } from './pictures.ts';

/**
 * @param recipe nothing where it is empty
 * @param seen   training images
 * @throws Error where a stage trains, or there is none of that name
 */
export async function madeBy(recipe: string, from: Checkpoint, seen: Pictures): Promise<Checkpoint> {
  if (recipe === '') return from;
  const read = readRecipe(recipe);
  if ('fault' in read) throw new Error(inEnglish(read.fault));
  let network = from;
  for (const spec of read.recipe) {
    // The stage is the one of the kind that the settings are of.
    const change = stageCatalogue[spec.kind].change as Change<typeof spec> | undefined;
    if (!change) throw new Error(`${spec.kind} trains.`);
    const { checkpoint } = await change(network, spec, {
      images: (count) => labelledBatches(seen, count, 32),
      mostRecalibrated: Number.POSITIVE_INFINITY,
      once: (_, make) => make(),
      ...{ control: freeRunning, stream: random(0).fork(spec.kind), onStep: () => undefined },
    });
    network = checkpoint;
  }
  return network;
}
