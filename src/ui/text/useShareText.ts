import type { ShareText } from './en/share.ts';
import { useCatalogue } from './language.ts';

/** The words of this part of the page in the reader's language. */
export function useShareText(): ShareText {
  return useCatalogue().share;
}
