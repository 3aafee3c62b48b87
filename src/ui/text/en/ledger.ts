/**
 * The sentences of the loss ledger in English.
 */
export const ledgerEn = {
  title: 'Loss ledger',
};

export type LedgerText = typeof ledgerEn;
