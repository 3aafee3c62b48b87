/**
 * The built-in dataset: insects drawn from a seed, the same bytes in every browser (see `arithmetic.ts`).
 */
import type { ImageSet } from '../../../base/imageSet.ts';
import type { Random } from '../../../base/random.ts';
import { type Anatomy, blend, drawAnatomy, type Species } from './anatomy.ts';
import { openCamera, photograph } from './photograph.ts';
import { allSpecies } from './species.ts';
import { tuning } from './tuning.ts';

export const insectNames: readonly string[] = allSpecies.map((species) => species.name);

/** Pictures between two reports of progress. */
const reportEvery = 50;

/**
 * `count` images [count, size, size, 3]. Image i depends on `stream`'s seed and name, on i and on `size` alone, so a
 * longer set begins with the shorter one. Every run of K images holds each of the K classes once, in random order.
 *
 * @param wanted.onProgress called about every 50 images; where it throws, drawing stops.
 */
export async function renderInsects(wanted: {
  readonly stream: Random;
  readonly count: number;
  readonly size: number;
  readonly onProgress?: (done: number, total: number) => void;
}): Promise<ImageSet> {
  const { stream, count, size, onProgress } = wanted;
  const labels = labelsOf(stream, count);
  const pixels = new Uint8Array(count * size * size * 3);
  const camera = openCamera(size);
  for (let i = 0; i < count; i++) {
    const image = stream.fork(i);
    const species = allSpecies[labels[i] as number];
    if (!species) throw new RangeError(`There is no species ${labels[i]}.`);
    photograph(camera, drawSpecimen(species, image.fork('specimen')), image, pixels, i * size * size * 3);
    if ((i + 1) % reportEvery === 0 || i + 1 === count) {
      onProgress?.(i + 1, count);
      await breathe();
    }
  }
  return { count, size, pixels, labels };
}

function labelsOf(stream: Random, count: number): Int32Array {
  const classes = allSpecies.length;
  const labels = new Int32Array(count);
  for (let first = 0; first < count; first += classes) {
    const order = stream.fork('order').fork(first).permutation(classes);
    labels.set(order.subarray(0, Math.min(classes, count - first)), first);
  }
  return labels;
}

/** A specimen of the species, part of the way towards one that it can be mistaken for (see `tuning.ts`). */
function drawSpecimen(species: Species, stream: Random): Anatomy {
  const own = drawAnatomy(species, stream.fork('own'));
  const other = drawLookAlike(species, stream.fork('other'));
  if (!other) return own;
  let share: number = tuning.mostLookAlike;
  const u = stream.fork('share').uniform();
  for (let power = 0; power < tuning.lookAlikePower; power++) share *= u;
  return blend(own, drawAnatomy(other, stream.fork('look-alike')), share);
}

function drawLookAlike(species: Species, stream: Random): Species | undefined {
  const entries = Object.entries(species.lookAlikes);
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let left = stream.uniform() * total;
  const chosen = entries.find(([, weight]) => {
    left -= weight;
    return left < 0;
  });
  return allSpecies.find((candidate) => candidate.name === chosen?.[0]);
}

/** Lets messages in between pictures. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => {
      port2.close();
      resolve();
    };
    port1.postMessage(null);
  });
}
