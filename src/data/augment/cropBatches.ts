/**
 * Batches of random crops, cut from pictures that are kept whole and resampled straight into normalised pixels.
 *
 * A crop is resampled as torchvision's antialiased bilinear does it, with two differences: it starts from the picture as it
 * is kept (squeezed to R × R, so a small crop shows less detail than one from a large original), and its values are not
 * rounded to bytes before they are normalised.
 */
import { channelDeviation, channelMean, type ImageSet } from '../../base/imageSet.ts';
import { type Batches, heldArrays } from '../batches.ts';
import { emptyScratch, type Raster, resample } from '../resample.ts';
import { cropSize } from '../shapes.ts';
import { type Crop, centreOf, cropOf } from './crop.ts';
import { seedOf } from './draws.ts';

/** Images kept whole: R × R, each squeezed from the width / height in `aspects`. */
export type WholeImages = ImageSet & { readonly aspects: Float32Array };

/**
 * @param images the batches' S is what `cropSize` says of their R.
 * @param views how many crops each image has; 0 for a new one every time.
 */
export const cropBatches = (images: WholeImages, views: number): Batches =>
  batchesOfParts(images, views === 0 ? Number.POSITIVE_INFINITY : views, (image, version) =>
    cropOf(seedOf(image, version, views), images.aspects[image] as number),
  );

/** The centre of each image, in one version: as much of it as validation images show, `share` of the short side. */
export const centreBatches = (images: WholeImages, share: number): Batches =>
  batchesOfParts(images, 1, (image) =>
    centreOf(images.aspects[image] as number, cropSize(images.size), share),
  );

function batchesOfParts(
  { count, size: whole, pixels, labels }: WholeImages,
  versions: number,
  partOf: (image: number, version: number) => Crop,
): Batches {
  const size = cropSize(whole);
  const perRow = size * 3;
  const perImage = size * perRow;
  const arrayFor = heldArrays(perImage);
  const scratch = emptyScratch();
  // (v / 255 − mean) / deviation = gain·v + bias
  const [redGain, greenGain, blueGain] = channelDeviation.map((deviation) => 1 / (255 * deviation)) as Three;
  const [redBias, greenBias, blueBias] = channelMean.map(
    (mean, channel) => -mean / (channelDeviation[channel] as number),
  ) as Three;

  const cut = (image: number, version: number, out: Float32Array, at: number) => {
    const crop = partOf(image, version);
    const start = image * whole * whole * 3;
    const raster: Raster = { pixels, start, width: whole, height: whole, channels: 3 };
    const box = {
      left: crop.left * whole,
      top: crop.top * whole,
      width: crop.width * whole,
      height: crop.height * whole,
    };
    const normalise = (row: Float64Array, y: number) => {
      const to = at + y * perRow;
      for (let i = 0; i < perRow; i += 3) {
        out[to + i] = (row[i] as number) * redGain + redBias;
        out[to + i + 1] = (row[i + 1] as number) * greenGain + greenBias;
        out[to + i + 2] = (row[i + 2] as number) * blueGain + blueBias;
      }
    };
    resample(raster, { box, size, beyond: false, mirrored: crop.mirrored }, normalise, scratch);
  };

  return {
    count,
    size,
    labels,
    versions,
    pixels,
    fill(indices, versions) {
      const out = arrayFor(indices.length);
      indices.forEach((image, i) => {
        cut(image, versions[i] ?? 0, out, i * perImage);
      });
      return out;
    },
  };
}

type Three = [number, number, number];
