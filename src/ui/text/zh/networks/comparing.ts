/**
 * 被比较的网络的中文语句。
 */

import type { ComparingText } from '../../en/networks/comparing.ts';
import type { Partly } from '../../partly.ts';

export const comparingZh: Partly<ComparingText> = {
  title: '比较',
};
