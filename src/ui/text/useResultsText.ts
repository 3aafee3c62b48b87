import { type ResultsText, resultsEn } from './results.en.ts';

/** The words of the results in the reader's language; English so far. */
export function useResultsText(): ResultsText {
  return resultsEn;
}
