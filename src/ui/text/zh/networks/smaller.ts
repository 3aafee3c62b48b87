/**
 * 把网络变小的各个动作的中文语句。
 */

import type { SmallerText } from '../../en/networks/smaller.ts';
import type { Partly } from '../../partly.ts';

export const smallerZh: Partly<SmallerText> = {
  title: '把它变小',
};
