import type { Catalogue } from './catalogue.ts';
import { useCatalogue } from './language.ts';

/** The words of one part of the page in the reader's language. */
export function useWords<Part extends keyof Catalogue>(part: Part): Catalogue[Part] {
  return useCatalogue()[part];
}
