import type { ReachText } from './en/reach.ts';
import { useCatalogue } from './language.ts';

/** The words of this part of the page in the reader's language. */
export function useReachText(): ReachText {
  return useCatalogue().reach;
}
