import type { LessonsText } from './en/lessons.ts';
import { useCatalogue } from './language.ts';

/** The words of this part of the page in the reader's language. */
export function useLessonsText(): LessonsText {
  return useCatalogue().lessons;
}
