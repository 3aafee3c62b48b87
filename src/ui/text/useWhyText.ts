import { type WhyText, whyEn } from './why.en.ts';

/** The words of "Why it learned" in the reader's language; English so far. */
export function useWhyText(): WhyText {
  return whyEn;
}
