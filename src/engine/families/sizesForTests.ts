import type { ModelName } from '../../spec/choices.ts';
import { takesImageSize } from '../../spec/families/imageSizes.ts';

/** The least size of images, of this or more pixels, that a family's networks take. */
export function fittingSize(name: ModelName, atLeast: number): number {
  let size = atLeast;
  while (!takesImageSize(name, size)) size++;
  return size;
}
