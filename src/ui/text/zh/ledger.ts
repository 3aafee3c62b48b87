import type { LedgerText } from '../en/ledger.ts';

export const ledgerZh: LedgerText = {
  title: '损失账本',
};
