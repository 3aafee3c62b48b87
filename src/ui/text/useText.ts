import type { Text } from './en/page.ts';
import { useCatalogue } from './language.ts';

/** The page's words in the reader's language. */
export function useText(): Text {
  return useCatalogue().page;
}
