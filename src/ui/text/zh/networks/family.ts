/**
 * 保存、带走与带回的内容的中文语句。
 */

import type { FamilyText } from '../../en/networks/family.ts';
import type { Partly } from '../../partly.ts';

export const familyZh: Partly<FamilyText> = {
  title: '保存的内容',
  take: '带走…',
};
