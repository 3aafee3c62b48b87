/**
 * 网络的各层与计算图的中文语句。
 */

import type { InsideText } from '../../en/networks/inside.ts';
import type { Partly } from '../../partly.ts';

export const insideZh: Partly<InsideText> = {
  title: '各层',
};
