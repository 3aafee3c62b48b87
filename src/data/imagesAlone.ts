/**
 * Images whose labels nobody asks for: a folder of any shape, to distil on.
 */
import type { ImageSet } from '../base/imageSet.ts';
import { problem } from '../lang/problem.ts';
import type { GivenFolder } from '../protocol/protocol.ts';
import { decodeFiles } from './decode.ts';
import { fingerprintOf } from './fingerprint.ts';
import { requireMemory } from './memory.ts';
import { type Shape, type ShapesNeeded, shapesNeeded } from './shapes.ts';
import { imagesAdvice, type LabelledFile, listImages } from './sources/folder.ts';

/** What decides in which shape they are decoded. */
type Decoding = Parameters<typeof shapesNeeded>[0];

export interface ImagesAlone {
  /** `images-` and the fingerprint of the files, by which experiments know them. */
  readonly id: string;
  readonly count: number;
  /** As training images are kept. */
  open(decoding: Decoding, onProgress: (done: number) => void): Promise<ImageSet>;
}

/** The name of images without labels: of their paths and their bytes. */
export const imagesId = async (
  files: readonly LabelledFile[],
  onProgress: (done: number) => void = () => undefined,
): Promise<string> => `images-${await fingerprintOf(files, onProgress)}`;

/** @throws ProblemError folder-empty, folder-without-images, file-unreadable */
export async function imagesAlone(given: GivenFolder): Promise<ImagesAlone> {
  const files = await listImages(given.files);
  return {
    id: await imagesId(files),
    count: files.length,
    async open(decoding, onProgress) {
      const shapes = shapesNeeded(decoding);
      const { size } = shapeOf(shapes);
      requireMemory(files.length, decoding.imageSize, 3 * files.length * size ** 2);
      const images = await decodeAlone(files, shapes, onProgress);
      if (images) return images;
      throw problem(
        'folder-without-images',
        'None of the images to distil on could be decoded.',
        imagesAdvice,
      );
    },
  };
}

const shapeOf = ({ centre, whole }: ShapesNeeded): Shape => whole ?? centre;

/** Those that can be decoded, their labels −1; undefined where there is none. */
export async function decodeAlone(
  files: readonly LabelledFile[],
  shapes: ShapesNeeded,
  onProgress: (done: number) => void,
): Promise<ImageSet | undefined> {
  if (files.length === 0) return undefined;
  const decoded = await decodeFiles(files, [shapeOf(shapes)], onProgress);
  const count = decoded.files.length;
  if (count === 0) return undefined;
  const { size, pixels } = decoded.pictures[0];
  const labels = new Int32Array(count).fill(-1);
  return { count, size, pixels, labels, ...(shapes.whole ? { aspects: decoded.aspects } : {}) };
}
