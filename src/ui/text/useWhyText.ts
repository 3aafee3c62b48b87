import type { WhyText } from './en/why.ts';
import { useCatalogue } from './language.ts';

/** The words of this part of the page in the reader's language. */
export function useWhyText(): WhyText {
  return useCatalogue().why;
}
