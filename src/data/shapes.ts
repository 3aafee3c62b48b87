/**
 * Which part of a picture becomes the square of pixels that is kept of it, and how large that square is.
 */
import type { Experiment } from '../spec/experiment.ts';
import type { Box } from './resample.ts';

/** Images that networks are shown as they are, or only mirrored and shifted. */
export interface Centre {
  readonly kind: 'centre';
  /** Height and width, S. */
  readonly size: number;
  /** Share of the short side that is kept, (0, 1]. */
  readonly share: number;
}

/** Images that random crops are cut from: all of the picture, squeezed to a square. */
export interface Whole {
  readonly kind: 'whole';
  /** Height and width, R. */
  readonly size: number;
}

export type Shape = Centre | Whole;

/** torchvision resizes to 256 what it crops to 224. */
const cropShare = 0.875;

/** R, the height and width at which pictures are kept that crops of `size` are cut from. */
export const wholeSize = (size: number) => Math.round(size / cropShare);

/** S, the height and width of crops from pictures kept at `whole`: rounding R moved it by less than half a pixel of S. */
export const cropSize = (whole: number) => Math.round(whole * cropShare);

/** Height or width of the picture, in pixels of the target, that the short side is resized to before its centre is cut. */
export const resizedShortSide = (shape: Shape) =>
  shape.kind === 'whole' ? shape.size : Math.round(shape.size / shape.share);

/** The part of a picture of `width` × `height` pixels that `shape` keeps, in those pixels. */
export function boxOf(shape: Shape, width: number, height: number): Box {
  if (shape.kind === 'whole') return { left: 0, top: 0, width, height };
  const side = Math.min(width, height) * (shape.size / resizedShortSide(shape));
  return { left: (width - side) / 2, top: (height - side) / 2, width: side, height: side };
}

/** The shapes in which an experiment needs its images. */
export interface ShapesNeeded {
  /** Of validation images, and of training images unless they are kept whole. */
  readonly centre: Centre;
  /** Of training images where random crops are cut from them. */
  readonly whole: Whole | undefined;
}

export function shapesNeeded({
  imageSize: size,
  centreCrop: share,
  augmentation,
}: Pick<Experiment, 'imageSize' | 'centreCrop' | 'augmentation'>): ShapesNeeded {
  return {
    centre: { kind: 'centre', size, share },
    whole: augmentation === 'crop' ? { kind: 'whole', size: wholeSize(size) } : undefined,
  };
}

/**
 * What tells an experiment's pixels from those of others of its image size: nothing where the whole short side is kept and
 * no picture is, so that the names of what was kept before there was a choice stay.
 */
export function shapesKey({ centre, whole }: ShapesNeeded): readonly string[] {
  return [...(centre.share === 1 ? [] : [`centre${centre.share}`]), ...(whole ? ['whole'] : [])];
}
