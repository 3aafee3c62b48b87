/**
 * Draws how the images of a training batch are changed: mixup, cutmix, random erasing, and RandAugment's operations on bytes.
 * Every step draws from forks of its own, so that a training goes on at any step to the same numbers.
 */
import type { Random } from '../../../base/random.ts';
import { type BatchChanges, changesBatches } from '../../../spec/batchChanges.ts';
import { changePixel, type Pixel } from '../../ops/changedImages/changeImages.ts';
import {
  asFloats,
  byteOperation,
  changeAt,
  changeLength,
  greyOf,
  one,
} from '../../ops/changedImages/changes.ts';
import type { BatchSource } from '../batches.ts';

/**
 * @param step    steps that were taken before
 * @param indices images of the batch, [B]
 * @returns [B, 16], see `changes.ts`
 */
export type DrawChanges = (step: number, indices: Int32Array) => Int32Array;

/**
 * Undefined where nothing is changed: no setting says so, or what is shown are features and not images.
 *
 * @param stream forked into `mix`, `erasing` and `rand-augment`
 */
export function changeDrawing(
  source: BatchSource,
  settings: BatchChanges | undefined,
  stream: Random,
): DrawChanges | undefined {
  if (!settings || !changesBatches(settings) || source.channels !== undefined) return undefined;
  const forks = {
    mix: stream.fork('mix'),
    erasing: stream.fork('erasing'),
    randAugment: stream.fork('rand-augment'),
  };
  return (step, indices) => {
    const changes = new Int32Array(indices.length * changeLength);
    const rows = Array.from(indices, (_, b) => changes.subarray(b * changeLength, (b + 1) * changeLength));
    asFloats(changes).forEach((_, i, floats) => {
      if (i % changeLength === changeAt.share) floats[i] = 1;
    });
    if (settings.randAugment > 0) {
      const draw = forks.randAugment.fork(step);
      rows.forEach((row, b) => {
        randAugment(row, { draw, magnitude: settings.randAugment, source, image: indices[b] ?? 0 });
      });
    }
    if (settings.erasing > 0) {
      const draw = forks.erasing.fork(step);
      for (const row of rows) erase(row, source.size, settings.erasing, draw);
    }
    mix(changes, source.size, settings, forks.mix.fork(step));
    return changes;
  };
}

/**
 * One λ ~ Beta(α, α) for the batch, each image with the one before it (torchvision's MixUp and CutMix); where both are on,
 * each batch is mixed by one of them, as often by either (timm's `switch_prob` 0.5).
 */
function mix(changes: Int32Array, size: number, { mixup, cutmix }: BatchChanges, draw: Random): void {
  if (mixup === 0 && cutmix === 0) return;
  const isCut = cutmix > 0 && (mixup === 0 || draw.uniform() < 0.5);
  const drawn = betaOf(isCut ? cutmix : mixup, draw);
  const box = isCut ? boxOf(drawn, size, draw) : [0, 0, 0, 0];
  const [top = 0, left = 0, bottom = 0, right = 0] = box;
  const share = isCut ? 1 - ((bottom - top) * (right - left)) / (size * size) : drawn;
  const floats = asFloats(changes);
  const count = changes.length / changeLength;
  for (let b = 0; b < count; b++) {
    const row = b * changeLength;
    changes[row + changeAt.partner] = (b + count - 1) % count;
    floats[row + changeAt.share] = share;
    changes.set(box, row + changeAt.box);
  }
}

/** A number drawn from Beta(α, α), α > 0: one gamma variate as a share of two, by their logarithms, as α may be small. */
export function betaOf(alpha: number, draw: Random): number {
  const [one, other] = [logGammaOf(alpha, draw), logGammaOf(alpha, draw)];
  return 1 / (1 + Math.exp(other - one));
}

/** The logarithm of a number drawn from Gamma(shape, 1) (Marsaglia and Tsang 2000; below shape 1 by U^(1/shape) of the next). */
function logGammaOf(shape: number, draw: Random): number {
  if (shape < 1) return logGammaOf(shape + 1, draw) + Math.log(1 - draw.uniform()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = draw.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - draw.uniform()) < (x * x) / 2 + d - d * v + d * Math.log(v))
      return Math.log(d * v);
  }
}

/** torchvision's CutMix: a box of 1 − λ of the image about any pixel, cut off at the edges. */
function boxOf(share: number, size: number, draw: Random): readonly number[] {
  const [x, y] = [draw.below(size), draw.below(size)];
  const half = Math.floor(0.5 * Math.sqrt(1 - share) * size);
  const within = (at: number) => Math.min(size, Math.max(0, at));
  return [within(y - half), within(x - half), within(y + half), within(x + half)];
}

/** torchvision's RandomErasing: of 0.02 … 0.33 of the area, sides in the ratio 0.3 … 3.3; nothing where ten draws do not fit. */
function erase(row: Int32Array, size: number, probability: number, draw: Random): void {
  if (draw.uniform() >= probability) return;
  for (let attempt = 0; attempt < 10; attempt++) {
    const area = size * size * draw.between(0.02, 0.33);
    const ratio = Math.exp(draw.between(Math.log(0.3), Math.log(3.3)));
    const height = Math.round(Math.sqrt(area * ratio));
    const width = Math.round(Math.sqrt(area / ratio));
    if (height >= size || width >= size) continue;
    const [top, left] = [draw.below(size - height + 1), draw.below(size - width + 1)];
    row.set([top, left, top + height, left + width], changeAt.erased);
    return;
  }
}

/** Those of torchvision's fourteen that change pixels one by one, or move them. */
export const randAugmentOperations = [
  ...(['identity', 'brightness', 'color', 'contrast', 'posterize', 'solarize'] as const),
  ...(['translate-x', 'translate-y'] as const),
];

interface Drawn {
  readonly draw: Random;
  /** 1 … 30 */
  readonly magnitude: number;
  readonly source: BatchSource;
  readonly image: number;
}

/** Two operations, drawn one after the other, at torchvision's magnitudes of 31 bins. */
function randAugment(row: Int32Array, drawn: Drawn): void {
  for (const place of [0, 3]) row.set(operationOf(row, drawn), place);
}

function operationOf(before: Int32Array, { draw, magnitude, source, image }: Drawn): readonly number[] {
  const name = randAugmentOperations[draw.below(randAugmentOperations.length)];
  const sign = draw.uniform() < 0.5 ? -1 : 1;
  const factor = Math.round(one * (1 + (sign * 0.9 * magnitude) / 30));
  const moved = sign * Math.trunc(((150 / 331) * source.size * magnitude) / 30);
  switch (name) {
    case 'brightness':
      return [byteOperation.linear, factor, 0];
    case 'color':
      return [byteOperation.saturation, factor, 0];
    case 'contrast':
      return [byteOperation.linear, factor, Math.round((one - factor) * meanGrey(source, image, before))];
    case 'posterize':
      return [byteOperation.posterise, 256 - 2 ** halfToEven(magnitude / 7.5), 0];
    case 'solarize':
      return [byteOperation.solarise, Math.ceil(255 * (1 - magnitude / 30) - 1e-9), 0];
    case 'translate-x':
      return [byteOperation.translate, moved, 0];
    case 'translate-y':
      return [byteOperation.translate, 0, moved];
    default:
      return [byteOperation.none, 0, 0];
  }
}

const halfToEven = (value: number) => (value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value));

/** The mean of the image's grey after the operation before, of the whole of the picture whichever part of it is shown. */
function meanGrey({ pixels, count }: BatchSource, image: number, before: Int32Array): number {
  const perImage = pixels.length / count;
  const [kind = 0, a = 0, b = 0] = before;
  const pixel: Pixel = [0, 0, 0];
  let sum = 0;
  for (let at = image * perImage; at < (image + 1) * perImage; at += 3) {
    for (let channel = 0; channel < 3; channel++) pixel[channel] = pixels[at + channel] as number;
    changePixel(pixel, kind, a, b);
    sum += greyOf(...pixel);
  }
  const side = Math.sqrt(perImage / 3);
  const left = kind === byteOperation.translate ? (1 - Math.abs(a) / side) * (1 - Math.abs(b) / side) : 1;
  return ((3 * sum) / perImage) * left;
}
