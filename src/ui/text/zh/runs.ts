import type { RunsText } from '../en/runs.ts';

export const runsZh: RunsText = {
  title: '运行记录',
};
