import type { PresentText } from '../en/present.ts';

export const presentZh: PresentText = {
  title: '演示',
};
