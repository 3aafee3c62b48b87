import type { PresentText } from './en/present.ts';
import { useCatalogue } from './language.ts';

/** The words of this part of the page in the reader's language. */
export function usePresentText(): PresentText {
  return useCatalogue().present;
}
