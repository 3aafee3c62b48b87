import { en, type Text } from './en.ts';

/** The page's words in the reader's language; English so far. */
export function useText(): Text {
  return en;
}
