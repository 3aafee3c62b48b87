import { useCallback } from 'react';
import { type Sentence, say } from '../../lang/sentence.ts';
import { useSentences } from './language.ts';
import { plain } from './numbers.ts';

/** Says a sentence that came with data in the reader's language; in English where the catalogue lacks it. */
export function useSay(): (sentence: Sentence) => string {
  const sentences = useSentences();
  return useCallback(
    (sentence) => say(sentence, (template) => sentences[template] ?? template, plain),
    [sentences],
  );
}
