import type { ResultsText } from './en/results.ts';
import { useCatalogue } from './language.ts';

/** The words of this part of the page in the reader's language. */
export function useResultsText(): ResultsText {
  return useCatalogue().results;
}
