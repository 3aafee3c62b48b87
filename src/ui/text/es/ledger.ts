import type { LedgerText } from '../en/ledger.ts';

export const ledgerEs: LedgerText = {
  title: 'Libro de pérdidas',
};
