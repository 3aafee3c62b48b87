import { describe, expect, it } from 'vitest';
import type { ImageSet } from '../base/imageSet.ts';
import { random } from '../base/random.ts';
import { studentImages, teacherTrainingImages } from './studentImages.ts';

const stream = random(1);
const count = 90;
const train: ImageSet = {
  count,
  size: 4,
  pixels: Uint8Array.from({ length: count * 48 }, (_, i) => (i % 3 === 0 ? 200 : stream.below(100))),
  labels: Int32Array.from({ length: count }, (_, i) => (i < 60 ? 0 : i < 80 ? 1 : 2)),
};
const dataset = { train, classes: ['a', 'b', 'c'] };
const settings = { distilOn: 'training', hiddenLabels: 0, seed: 3 } as const;
const counts = ({ labels }: ImageSet) =>
  [-1, 0, 1, 2].map((label) => labels.filter((one) => one === label).length);
const imagesIn = ({ pixels, count: images }: ImageSet) =>
  Array.from({ length: images }, (_, i) => pixels.subarray(48 * i, 48 * (i + 1)).join());

describe('what students see', () => {
  it('is the training images themselves, and the same object for the same settings', () => {
    expect(studentImages(dataset, settings)).toBe(train);
    expect(teacherTrainingImages(dataset, settings)).toBe(train);
    const hidden = { ...settings, hiddenLabels: 0.5 };
    expect(studentImages(dataset, hidden)).toBe(studentImages(dataset, { ...hidden }));
  });

  it('hides the same share of each class, by the seed, and a teacher does not see those images', () => {
    const hidden = { ...settings, hiddenLabels: 0.9 };
    const seen = studentImages(dataset, hidden);
    expect(counts(seen)).toEqual([81, 6, 2, 1]);
    expect(seen.pixels).toBe(train.pixels);
    expect(seen.labels.every((label, i) => label === -1 || label === train.labels[i])).toBe(true);
    expect(studentImages(dataset, { ...hidden, seed: 4 }).labels).not.toEqual(seen.labels);
    const taught = teacherTrainingImages(dataset, hidden);
    expect(counts(taught)).toEqual([0, 6, 2, 1]);
    const labelled = imagesIn(train).filter((_, i) => seen.labels[i] !== -1);
    expect(imagesIn(taught)).toEqual(labelled);
    expect(counts(studentImages(dataset, { ...settings, hiddenLabels: 1 }))).toEqual([90, 0, 0, 0]);
    expect(counts(studentImages(dataset, { ...settings, hiddenLabels: 0.99 }))).toEqual([87, 1, 1, 1]);
  });

  it('is the half that a teacher does not see', () => {
    const held = { ...settings, distilOn: 'held-out' } as const;
    const [ours, theirs] = [studentImages(dataset, held), teacherTrainingImages(dataset, held)];
    expect([counts(ours), counts(theirs)]).toEqual([
      [0, 30, 10, 5],
      [0, 30, 10, 5],
    ]);
    expect([...imagesIn(ours), ...imagesIn(theirs)].sort()).toEqual(imagesIn(train).sort());
  });

  it('has images without labels besides, or alone, where there are some', () => {
    const [images, perImage] = [5, 48];
    const pixels = new Uint8Array(images * perImage).fill(7);
    const unlabelled: ImageSet = { count: images, size: 4, pixels, labels: new Int32Array(images).fill(-1) };
    const named = { id: 'images-0123456789abcdef', images: unlabelled };
    const more = { ...dataset, train: { ...train }, unlabelled: named };
    expect(studentImages(more, { ...settings, distilOn: 'unlabelled' })).toBe(unlabelled);
    expect(studentImages(more, { ...settings, distilOn: 'other' })).toBe(unlabelled);
    // Of the same training images with others beside them, what was made of the first ones is not taken.
    const others = { id: 'images-0000000000000000', images: { ...unlabelled } };
    expect(studentImages({ ...more, unlabelled: others }, { ...settings, distilOn: 'unlabelled' })).toBe(
      others.images,
    );
    const both = studentImages(more, { ...settings, distilOn: 'with-unlabelled', hiddenLabels: 0.5 });
    expect(counts(both)).toEqual([50, 30, 10, 5]);
    expect(imagesIn(both)).toEqual([...imagesIn(train), ...imagesIn(unlabelled)]);
    expect(() => studentImages(dataset, { ...settings, distilOn: 'unlabelled' })).toThrow(
      /no images without labels/,
    );
  });

  it.each(['gaussian-noise', 'uniform-noise'] as const)(
    'is %s with the channels’ statistics and no label',
    (distilOn) => {
      const noise = studentImages(dataset, { ...settings, distilOn });
      expect(counts(noise)).toEqual([90, 0, 0, 0]);
      const channel = (c: number) => [...noise.pixels].filter((_, i) => i % 3 === c);
      const mean = (values: readonly number[]) =>
        values.reduce((sum, value) => sum + value, 0) / values.length;
      // The red channel does not vary; the others are uniform on 0 … 99, mean 49.5, deviation √((100² − 1)/12) = 28.9.
      expect(new Set(channel(0))).toEqual(new Set([200]));
      const green = channel(1);
      expect(Math.abs(mean(green) - 49.5)).toBeLessThan(3);
      const deviation = Math.sqrt(mean(green.map((value) => (value - mean(green)) ** 2)));
      expect(Math.abs(deviation - 28.9)).toBeLessThan(3);
      expect(teacherTrainingImages(dataset, { ...settings, distilOn })).toBe(train);
      expect(studentImages(dataset, { ...settings, distilOn, seed: 4 }).pixels).not.toEqual(noise.pixels);
    },
  );
});
