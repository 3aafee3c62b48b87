import type { RunsText } from './en/runs.ts';
import { useCatalogue } from './language.ts';

/** The words of this part of the page in the reader's language. */
export function useRunsText(): RunsText {
  return useCatalogue().runs;
}
