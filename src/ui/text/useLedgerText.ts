import type { LedgerText } from './en/ledger.ts';
import { useCatalogue } from './language.ts';

/** The words of this part of the page in the reader's language. */
export function useLedgerText(): LedgerText {
  return useCatalogue().ledger;
}
