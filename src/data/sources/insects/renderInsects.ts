import type { ImageSet } from '../../../shared/imageSet.ts';
import type { Random } from '../../../shared/random.ts';

export const insectNames: readonly string[] = [
  'ant',
  'bee',
  'beetle',
  'butterfly',
  'cricket',
  'fly',
  'ladybird',
  'moth',
  'termite',
  'wasp',
];

/** `count` images [count, size, size, 3] of insects; image i depends on `stream` and i alone. */
export async function renderInsects(wanted: {
  readonly stream: Random;
  readonly count: number;
  readonly size: number;
  readonly onProgress?: (done: number, total: number) => void;
}): Promise<ImageSet> {
  const { stream, count, size } = wanted;
  const labels = new Int32Array(count);
  const pixels = new Uint8Array(count * size * size * 3);
  for (let i = 0; i < count; i++) {
    const image = stream.fork(i);
    labels[i] = i % insectNames.length;
    const shade = 20 * (labels[i] as number);
    const start = i * size * size * 3;
    for (let p = 0; p < size * size * 3; p++) pixels[start + p] = shade + image.below(40);
  }
  wanted.onProgress?.(count, count);
  return { count, size, pixels, labels };
}
