import type { PresentText } from '../en/present.ts';

export const presentEs: PresentText = {
  title: 'Presentación',
};
