import type { ReachText } from '../en/reach.ts';

export const reachZh: ReachText = {
  title: '这里能用什么',
};
