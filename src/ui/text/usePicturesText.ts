import type { PicturesText } from './en/pictures.ts';
import { useCatalogue } from './language.ts';

/** The words of this part of the page in the reader's language. */
export function usePicturesText(): PicturesText {
  return useCatalogue().pictures;
}
