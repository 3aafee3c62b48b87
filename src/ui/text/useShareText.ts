import { type ShareText, shareEn } from './share.en.ts';

/** The words of sharing in the reader's language; English so far. */
export function useShareText(): ShareText {
  return shareEn;
}
