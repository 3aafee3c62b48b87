/**
 * What a network would be after a stage that trains nothing, before anything is made of it.
 */
import type { StageSpec } from '../spec/recipe/stages.ts';
import type { Quantities } from './quantityNames.ts';

export interface StagePreviewAsked {
  /** Of a kept network. */
  readonly id: string;
  readonly stage: StageSpec;
  /** Validation images that its accuracy is of, evenly spaced; all where there are no more. */
  readonly images: number;
  /** At most so many training images for batch norm's statistics; unless given, as many as the stage says. */
  readonly recalibrate?: number | undefined;
}

export interface StagePreview {
  /** Accuracy on those images; `bytes` are what its weights take at their bits. */
  readonly measures: Quantities;
  /** The same of the network as it is, on the same images. */
  readonly before: Quantities;
  /** Validation images that its accuracy is of. */
  readonly images: number;
  /** Training images that batch norm's statistics were measured anew on; undefined where they were not. */
  readonly recalibrated?: number | undefined;
  readonly asked: Readonly<Record<string, number>>;
  readonly reached: Readonly<Record<string, number>>;
  /** Of a weight in each layer, where some are quantised. */
  readonly layerBits?: Readonly<Record<string, number>> | undefined;
}

/** What is answered while a slider moves: so many images of each. */
export const previewImages = { images: 128, recalibrate: 64 } as const;
